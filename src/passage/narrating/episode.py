"""An episode as it will be heard: what the host says, and the testimonies, in order."""

from __future__ import annotations

import itertools
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from passage.model import (
    ELSEWHERE,
    Consent,
    Draft,
    EpisodeKind,
    Library,
    Manifest,
    Milliseconds,
    Paragraph,
    Role,
    Run,
    Script,
    ScriptKind,
    Segment,
    Show,
    Utterance,
    Voice,
)
from passage.narrating import casting, phrasebook, sentences
from passage.narrating.phrases import Phrases


def draft(library: Library, manifest: Manifest) -> Draft | None:
    """Lay out an episode from its manifest; None when nobody is left who agreed to be heard.

    Scripts whose consent is withdrawn are left out. Those that are still pending are in it and
    are named, so that the episode can be heard by its makers and by nobody else.
    """
    scripts = [library.script(name) for name in manifest.scripts]
    heard = tuple(script for script in scripts if script.consent is not Consent.WITHDRAWN)
    if not heard:
        return None
    awaiting = tuple(script.id for script in heard if script.consent is Consent.PENDING)
    phrases = Phrases(library.show, library.lexicon)
    segments = tuple(_segments(library.show, phrases, manifest, heard))
    return Draft(manifest, segments, heard, awaiting)


def _segments(
    show: Show, phrases: Phrases, manifest: Manifest, scripts: Sequence[Script]
) -> Iterator[Segment]:
    # A stage that is named by a mark alone gives the host nothing to say.
    found = _all_segments(show, phrases, manifest, scripts)
    return filter(lambda segment: segment.utterances, found)


def _all_segments(
    show: Show, phrases: Phrases, manifest: Manifest, scripts: Sequence[Script]
) -> Iterator[Segment]:
    host = _Host(show, phrases)
    yield host.opening(manifest)
    yield from host.content_note(scripts)
    stage = ""
    for script in scripts:
        if script.stage != stage:
            stage = script.stage
            yield from host.stage_introduction(stage)
        yield from host.testimony_introduction(script)
        yield _testimony(show, phrases, script)
    yield host.closing(scripts)


class _Host:
    """Says what stands between the testimonies, in the host's voice and the show's language."""

    def __init__(self, show: Show, phrases: Phrases) -> None:
        self._show = show
        self._phrases = phrases
        self._book = phrasebook.of(show.language)
        self._speaker = show.cast.host_name or self._book.host

    def opening(self, manifest: Manifest) -> Segment:
        book, show = self._book, self._show
        numbered = manifest.number and manifest.kind is EpisodeKind.FULL
        template = book.opening if numbered else book.opening_unnumbered
        template = template.replace("{number}", str(manifest.number))
        if show.cast.host_name:
            template += " " + book.host_named
        said = self._line(
            template,
            show=_sentence(show.title),
            episode=_sentence(manifest.title),
            host=show.cast.host_name,
        )
        return self._segment(Role.OPENING, book.opening_title, [said])

    def content_note(self, scripts: Sequence[Script]) -> Iterator[Segment]:
        notes = _each_once(note for script in scripts for note in script.content_notes)
        if notes:
            theirs = {f"note{number}": note for number, note in enumerate(notes)}
            listed = self._book.listed([f"{{{name}}}" for name in theirs])
            said = self._line(self._book.content_note.replace("{notes}", listed), **theirs)
            yield self._segment(Role.NOTE, self._book.content_note_title, [said])

    def stage_introduction(self, stage_id: str) -> Iterator[Segment]:
        stage = self._show.stage(stage_id)
        if stage and (stage.id != ELSEWHERE or stage.introduction):
            said = _lines(f"{_sentence(stage.name)}\n{stage.introduction}")
            segment = self._segment(Role.STAGE_INTRO, stage.name, said)
            yield replace(segment, chime=self._show.sound.chime)

    def testimony_introduction(self, script: Script) -> Iterator[Segment]:
        if script.kind is ScriptKind.HOST:
            return
        book = self._book
        place = _lines(_sentence(script.place))
        if script.kind is ScriptKind.REPORT:
            said = [self._line(book.report, title=_sentence(script.title)), *place]
        else:
            who = _sentence(", ".join(filter(None, (script.narrator, script.narrator_role))))
            said = place + (_lines(who) or [self._line(book.testimony_unnamed)])
        title = book.introduction_title.format(title=script.title)
        segment = self._segment(Role.TESTIMONY_INTRO, title, said)
        yield replace(segment, script=script.id)

    def closing(self, scripts: Sequence[Script]) -> Segment:
        book = self._book
        sources = _each_once(script.source for script in scripts if script.source)
        said = [self._line(book.sources, sources="; ".join(sources))] if sources else []
        said += [self._line(book.synthetic), *_lines(self._show.help_text)]
        return self._segment(Role.CLOSING, book.closing_title, said)

    def _line(self, template: str, **theirs: str) -> Paragraph:
        """A line in our words; what the producer wrote is in them, in the show's language."""
        ours = "" if phrasebook.speaks(self._show.language) else self._book.language
        runs: list[Run] = []
        for words, field, _, _ in string.Formatter().parse(template):
            runs += Run(words, ours), Run(theirs[field] if field else "")
        # In one language it is one run, so that nothing tells where something was filled in.
        return Paragraph(
            tuple(
                Run("".join(run.text for run in together), language)
                for language, together in itertools.groupby(
                    (run for run in runs if run.text), lambda run: run.language
                )
            )
        )

    def _segment(self, role: Role, title: str, said: Sequence[Paragraph]) -> Segment:
        language, cast = self._show.language, self._show.cast
        utterances = [
            utterance
            for paragraph in said
            for utterance in _utterances(
                self._phrases, paragraph, language, cast.host, self._speaker
            )
        ]
        return Segment(role, title, _ended(utterances, self._show.sound.segment_pause))


def _lines(theirs: str) -> list[Paragraph]:
    """What the producer wrote, a paragraph from each line."""
    return [Paragraph((Run(line),)) for line in theirs.split("\n") if line]


def _testimony(show: Show, phrases: Phrases, script: Script) -> Segment:
    book = phrasebook.of(show.language)
    own = script.narrator or _speaker(book, show, script)
    utterances = [
        replace(utterance, place=f"{script.path}:{paragraph.line}", quoted=paragraph.quoted)
        for paragraph in _with_words(script.body)
        for utterance in _utterances(
            phrases,
            paragraph,
            script.language,
            casting.voice(show.cast, script, paragraph),
            (paragraph.speaker or book.quoted) if paragraph.quoted else own,
        )
    ]
    ended = _ended(utterances, show.sound.segment_pause)
    return Segment(Role.TESTIMONY, script.title, ended, script=script.id)


def _with_words(body: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs that can be spoken; one without words is shown with its neighbour."""
    waiting = Paragraph(())
    for paragraph in body:
        if not waiting.runs:
            waiting = paragraph
        elif not sentences.WORD.search(paragraph.text):
            waiting = replace(waiting, runs=(*waiting.runs, Run(" "), *paragraph.runs))
        elif not sentences.WORD.search(waiting.text):
            waiting = replace(paragraph, runs=(*waiting.runs, Run(" "), *paragraph.runs))
        else:
            yield waiting
            waiting = paragraph
    yield waiting


def _speaker(book: phrasebook.Phrasebook, show: Show, script: Script) -> str:
    if script.kind is ScriptKind.HOST:
        return show.cast.host_name or book.host
    return book.reporter if script.kind is ScriptKind.REPORT else book.narrator


def _utterances(
    phrases: Phrases, paragraph: Paragraph, language: str, voice: Voice, speaker: str
) -> list[Utterance]:
    sound = phrases.show.sound
    found = [
        Utterance(
            phrases.of(runs, language, voice.engine), language, voice, speaker, sound.sentence_pause
        )
        for runs in sentences.split(paragraph.runs, language)
    ]
    begun = [replace(utterance, paragraph=True) for utterance in found[:1]]
    return list(_ended(begun + found[1:], sound.paragraph_pause))


def _ended(utterances: Sequence[Utterance], pause: Milliseconds) -> tuple[Utterance, ...]:
    if not utterances:
        return ()
    return (*utterances[:-1], replace(utterances[-1], pause=pause))


def _sentence(words: str) -> str:
    return words if not words or words.endswith((".", "!", "?", "…")) else f"{words}."


def _each_once(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
