"""What an episode will contain of a script, or of a few words, for the ear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from passage.errors import ConsentRefused, DeliveryFailed, InputProblems, Problem
from passage.keeping.store import Store
from passage.mixing import clips, decoding
from passage.model import Clip, Consent, Library, Manifest, Place, Role, Script, ScriptKind
from passage.narrating import casting
from passage.pipeline import planning, rendering, speech
from passage.pipeline.layout import Layout
from passage.pipeline.planning import Plan, PlannedSegment
from passage.pipeline.recipes import Job
from passage.pipeline.speech import Sending
from passage.reading import markdown
from passage.reading.report import Report


@dataclass(frozen=True, slots=True)
class Said:
    """What can be heard."""

    sentences: tuple[tuple[int, str], ...]
    """Their numbers in the script, from 1, and how they are written."""
    wav: bytes = field(repr=False)
    """A WAV file, 16-bit mono at 44.1 kHz: mastered and encoded as in the episode."""


def script(
    layout: Layout,
    library: Library,
    name: str,
    sentence: int | None = None,
    *,
    tell: Callable[[Sending], None] = lambda _: None,
) -> Said:
    """Say a script, or one sentence of it, counted from 1.

    Raises LookupError for a script or a sentence that there is not, and ConsentRefused for words
    that their narrator has withdrawn; else what a build raises.
    """
    found = {script.id: script for script in library.scripts}[name]
    if found.consent is Consent.WITHDRAWN:
        raise ConsentRefused(found.path, "its narrator has withdrawn these words", "passage build")
    return _said(layout, library, found, sentence, tell)


def narrators(library: Library) -> tuple[str, ...]:
    """Who can say a few words: all who have a voice in the show, but the host."""
    return tuple(name for name, _ in casting.complete(library).show.cast.narrators)


def words(  # noqa: PLR0913 - the words, what is to be known of them, and who is told
    layout: Layout,
    library: Library,
    text: str,
    narrator: str,
    language: str,
    *,
    tell: Callable[[Sending], None] = lambda _: None,
) -> Said:
    """Say a few words as a script would have them; without a narrator in the host's voice.

    Raises InputProblems for what is wrong in them; else what a build raises.
    """
    report = Report("TEXT")
    body = markdown.read(text, report)
    if report.problems:
        raise InputProblems(report.problems)
    said = Script(
        id="say",
        kind=ScriptKind.TESTIMONY if narrator else ScriptKind.HOST,
        title="Words",
        language=language or library.show.language,
        consent=Consent.PENDING,
        body=body,
        narrator=narrator,
        path="TEXT",
    )
    return _said(layout, library, said, None, tell)


def _said(
    layout: Layout,
    library: Library,
    said: Script,
    sentence: int | None,
    tell: Callable[[Sending], None],
) -> Said:
    plan = _alone(layout, library, said)
    planned = next((each for each in plan.segments if each.segment.role is Role.TESTIMONY), None)
    if planned is None:
        place = Place(said.path, 1, 1)
        raise InputProblems([Problem(place, "there are no words to say", "write some")])
    utterances = planned.segment.utterances
    if sentence is not None and not 1 <= sentence <= len(utterances):
        raise LookupError(len(utterances))
    chosen = slice(None) if sentence is None else slice(sentence - 1, sentence)
    clip = _clip(Store(layout.cache), plan, planned, tell, keep=said in library.scripts)
    return Said(
        tuple(list(enumerate((u.shown for u in utterances), 1))[chosen]),
        decoding.wav(clip, () if sentence is None else clip.spans[chosen]),
    )


def _alone(layout: Layout, library: Library, said: Script) -> Plan:
    """Plan an episode of one script, in the voices that the whole show gives out."""
    manifest = Manifest(said.id, "", 0, said.title, _EVER, (said.id,))
    show = casting.complete(library).show
    plan = planning.plan(layout, Library(show, (said,), (manifest,), library.lexicon))
    planning.check_voices(plan)
    return plan


_EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Shapes nothing that is heard."""


def _clip(
    store: Store,
    plan: Plan,
    planned: PlannedSegment,
    tell: Callable[[Sending], None],
    *,
    keep: bool,
) -> Clip:
    """The very clip that a build has or would make; words of no script are not kept."""
    key = planned.recipe.key
    kept = store.get(key)
    if kept is None:
        new = [name for name in speech.keys([planned.segment]) if store.get(name) is None]
        try:
            _make([job for job in plan.jobs if job.key == key], store, tell)
            kept = store.get(key)
        finally:
            for name in () if keep else (key, *new):
                store.remove(name)
    if kept is None:
        where = str(store.folder)
        raise DeliveryFailed(where, "what was just made there is gone", "run the command again")
    return clips.load(kept)


def _make(jobs: Sequence[Job], store: Store, tell: Callable[[Sending], None]) -> None:
    """Make clips as a build does. Raises what it cannot make."""
    fetched = speech.fetch(speech.missing(jobs, store), store, None, tell)
    for failure in fetched.lacking(jobs).values():
        raise failure
    for failure in rendering.render_all(jobs, store, 1, lambda _: None).values():
        raise failure
