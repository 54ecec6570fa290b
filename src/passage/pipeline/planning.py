"""What a build will do and why, before it does it. `status` tells it; `build` does just that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from passage import fingerprint, mixing, voicing
from passage.errors import EngineUnavailable
from passage.keeping.store import State, Store
from passage.model import Cast, Draft, Library, Manifest, Milliseconds, Segment, Show, Voice
from passage.narrating import casting
from passage.narrating import episode as narration
from passage.pipeline import cues, enclosures, music, records, voices
from passage.pipeline.layout import Layout
from passage.pipeline.recipes import Job, Recipe, recipe
from passage.pipeline.records import MadeSegment, Record
from passage.pipeline.shelving import artwork
from passage.publishing import tags


class Fate(StrEnum):
    """What becomes of an episode at the next build."""

    KEPT = "kept"
    MADE = "made"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PlannedSegment:
    """A segment, and why its clip has to be made."""

    segment: Segment
    recipe: Recipe
    reasons: tuple[str, ...]
    """Such as ``text`` or ``missing``; empty when the clip is kept."""


@dataclass(frozen=True, slots=True)
class PlannedEpisode:
    """An episode, and what has to be done for it."""

    manifest: Manifest
    fate: Fate
    reasons: tuple[str, ...] = ()
    """Why the file is made again, beyond the reasons of its segments."""
    draft: Draft | None = None
    """None when nobody is left who agreed to be heard."""
    segments: tuple[PlannedSegment, ...] = ()
    made_from: str = ""
    record: Record | None = None
    """What was made of it last time."""

    @property
    def published(self) -> bool:
        """Whether all who are heard in it agreed to be heard by everyone."""
        return self.draft is not None and not self.draft.awaiting


_MS_A_CHARACTER = 4
"""Tenths of a millisecond that a character takes to be spoken, mastered and encoded (measured on
two cores with eSpeak NG: 20 minutes of audio are 18,000 characters and take 7 s)."""

_MS_AN_EPISODE = 60
"""To stitch an episode of ten minutes and to write it to the disk (measured)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next build will do."""

    library: Library
    episodes: tuple[PlannedEpisode, ...]
    cover: str
    """Fingerprint of everything that the show's cover depends on."""
    music: bytes = field(default=b"", repr=False)
    """The file that lies under what the host says; empty for none."""

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The clips to make, each once."""
        sound = self.library.show.sound
        found = {
            planned.recipe.key: Job(
                key=planned.recipe.key,
                segment=planned.segment,
                sound=sound,
                bed=self.music if mixing.has_bed(planned.segment, sound) else b"",
            )
            for planned in self.segments
            if planned.reasons
        }
        return tuple(found.values())

    @property
    def estimate(self) -> Milliseconds:
        """How long a build will take, to be told before it begins."""
        characters = sum(job.weight for job in self.jobs)
        changing = sum(episode.fate is Fate.MADE for episode in self.episodes)
        return Milliseconds(_MS_A_CHARACTER * characters // 10 + _MS_AN_EPISODE * changing)

    @property
    def segments(self) -> Iterator[PlannedSegment]:
        """The segments of all episodes, in order."""
        return (segment for episode in self.episodes for segment in episode.segments)


def plan(layout: Layout, library: Library, only: Sequence[str] = ()) -> Plan:
    """Compare what people wrote with what was made. Nothing is written.

    `only` names the episodes to look at; without it, all. Those whose audio is gone or damaged
    are looked at in any case, since the feed names them. Raises EngineUnavailable for an engine
    that there is not, and MixingFailed for music that cannot be read.
    """
    planner = _Planner(layout, library)
    manifests = [m for m in library.manifests if not only or m.id in only or planner.is_hurt(m)]
    episodes = tuple(planner.episode(manifest) for manifest in manifests)
    return Plan(library, episodes, planner.cover, planner.music)


class _Planner:
    def __init__(self, layout: Layout, library: Library) -> None:
        self._layout = layout
        self._library = casting.complete(library)
        self._heard = voices.located(self._library, layout.folder)
        self._store = Store(layout.cache)
        self._published = records.read(layout.audio)
        self._drafts = records.read(layout.drafts)
        self.cover = artwork.fingerprint_of(layout, library.show)
        self.music = music.read(layout, library.show)
        self._protects_names = library.show.protects_names
        self._music_digest = fingerprint.of_bytes(self.music)

    def is_hurt(self, manifest: Manifest) -> bool:
        """Whether an episode that is in the feed cannot be heard as it should."""
        record = self._published.get(manifest.id)
        return record is not None and not enclosures.is_whole(self._layout.audio, record.episode)

    def episode(self, manifest: Manifest) -> PlannedEpisode:
        draft = narration.draft(self._heard, manifest)
        if draft is None:
            return PlannedEpisode(manifest, Fate.WITHDRAWN)
        manifest = _without_withdrawn(manifest, draft)
        before = (self._drafts if draft.awaiting else self._published).get(manifest.id)
        segments = tuple(self._segments(draft.segments, before))
        made_from = _made_from(self._library.show, draft, segments, self.cover)
        planned = PlannedEpisode(
            manifest, Fate.KEPT, (), draft, segments, made_from=made_from, record=before
        )
        reasons = tuple(self._reasons(planned))
        if not reasons and not any(segment.reasons for segment in segments):
            return planned
        return replace(
            planned,
            fate=Fate.MADE,
            reasons=reasons,
            segments=tuple(self._read(segment) for segment in segments),
        )

    def _read(self, planned: PlannedSegment) -> PlannedSegment:
        """Look closely at a clip that is about to be used: disks rot without telling."""
        if planned.reasons or self._store.get(planned.recipe.key) is not None:
            return planned
        return replace(planned, reasons=(State.DAMAGED.value,))

    def _segments(
        self, segments: Sequence[Segment], before: Record | None
    ) -> Iterator[PlannedSegment]:
        sound = self._library.show.sound
        made = defaultdict[tuple[str, str], list[MadeSegment]](list)
        for old in before.segments if before else ():
            made[old.role, old.script].append(old)
        for segment in segments:
            same_place = made[segment.role, segment.script]
            previous = same_place.pop(0) if same_place else None
            needed = recipe(segment, sound, self._music_digest)
            yield PlannedSegment(segment, needed, self._segment_reasons(needed, previous))

    def _segment_reasons(self, needed: Recipe, previous: MadeSegment | None) -> tuple[str, ...]:
        state = self._store.state(needed.key)
        if state is State.KEPT:
            return ()
        if previous is None:
            return (state.value,) if state is State.DAMAGED else ("new",)
        found = needed.differences(previous.recipe) or (state.value,)
        return self._without_names(found, needed) if self._protects_names else found

    def _without_names(self, reasons: Sequence[str], needed: Recipe) -> tuple[str, ...]:
        """An entry that is no longer there may have been that of a name that is now protected."""
        known = {f"lexicon entry {grapheme}" for grapheme, _ in needed.lexicon}
        told = (r if r in known or not r.startswith("lexicon") else "lexicon" for r in reasons)
        return tuple(dict.fromkeys(told))

    def _reasons(self, planned: PlannedEpisode) -> Iterator[str]:
        folder = self._layout.episodes(published=planned.published)
        record = planned.record
        if record is None:
            yield "new"
        elif not enclosures.is_whole(folder, record.episode):
            yield "audio missing or damaged"
        elif self._store.state(cues.key(record)) is not State.KEPT:
            yield "cues missing or damaged"
        elif record.made_from != planned.made_from:
            keys = [segment.recipe.key for segment in record.segments]
            same = keys == [segment.recipe.key for segment in planned.segments]
            yield "title, date or other details" if same else "other segments or another order"


def _without_withdrawn(manifest: Manifest, draft: Draft) -> Manifest:
    """The manifest as it is published: the id of a script may be its narrator's name."""
    heard = tuple(script.id for script in draft.scripts)
    highlight = manifest.highlight if manifest.highlight in heard else ""
    return replace(manifest, scripts=heard, highlight=highlight)


def _made_from(show: Show, draft: Draft, segments: Sequence[PlannedSegment], cover: str) -> str:
    """Fingerprint what the bytes of an episode depend on: its clips and its tag."""
    return fingerprint.of(
        [planned.recipe.key for planned in segments],
        _tag_fingerprint(show, draft, cover),
    )


def _tag_fingerprint(show: Show, draft: Draft, cover: str) -> str:
    """Fingerprint what the tag says: not how it sounds, nor where the manifest lies."""
    shown = [
        (
            segment.role,
            segment.title,
            segment.script,
            [(u.speaker, u.shown, u.language, u.paragraph, u.quoted) for u in segment.utterances],
        )
        for segment in draft.segments
    ]
    return fingerprint.of(tags.VERSION, tags.told(show, draft.manifest), shown, cover)


def check_voices(plan: Plan) -> None:
    """Raise EngineUnavailable when a voice that a plan needs cannot speak here, or may not."""
    _check_online(plan.library.show)
    utterances = [u for planned in plan.segments for u in planned.segment.utterances]
    speakers = {(u.voice, u.language): u.speaker for u in reversed(utterances)}
    speakers |= {
        (replace(u.voice, name=phrase.voice), phrase.language): f"words in {phrase.language}"
        for u in utterances
        for phrase in u.phrases
        if phrase.voice
    }
    for (voice, language), speaker in speakers.items():
        engine = voicing.engine(voice.engine)
        fault = engine.fault() or engine.voice_fault(voice, language)
        if fault:
            raise EngineUnavailable(speaker, fault, _other_voice(plan.library.show.cast, voice))


def _other_voice(cast: Cast, voice: Voice) -> str:
    """What to do about a voice that cannot speak, and where: it may be one of the others."""
    where = next((entry for entry, cast_as in _entries(cast) if cast_as == voice), "")
    place = f"passage.yml, cast: {where}" if where else "passage.yml"
    return f"choose another voice in {place}; to see what there is: passage voices"


def _entries(cast: Cast) -> Iterator[tuple[str, Voice]]:
    """Every voice of a cast, under the keys by which it stands in ``passage.yml``."""
    yield "host", cast.host
    yield from ((f"narrators: {name}", voice) for name, voice in cast.narrators)
    yield from (("others", voice) for voice in cast.others)
    yield from (("quoted", voice) for voice in filter(None, [cast.quoted]))
    yield from ((f"languages: {language}", voice) for language, voice in cast.languages)


def _check_online(show: Show) -> None:
    """Refuse a cast that would send text away from a show that does not say that it may."""
    cast = show.cast
    speakers: list[tuple[str, Voice | None]] = [
        ("the host", cast.host),
        *cast.narrators,
        *(("another narrator", voice) for voice in cast.others),
        ("who is quoted", cast.quoted),
        *((f"words in {language}", voice) for language, voice in cast.languages),
    ]
    for speaker, voice in speakers:
        engine = voicing.ENGINES.get(voice.engine) if voice else None
        if voice and engine and engine.online and not show.online_voices:
            what = f"the engine {voice.engine} sends the text to a service on the net"
            hint = "allow it in passage.yml with voices: {online: true}, or choose another engine"
            raise EngineUnavailable(speaker, f"{what}, and the show does not allow that", hint)
