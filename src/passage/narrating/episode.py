"""An episode as it will be heard: what the host says, and the testimonies, in order."""

from __future__ import annotations

import itertools
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from passage import writing
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

T = TypeVar("T")


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
            show=Run(_sentence(show.title)),
            episode=Run(_sentence(manifest.title)),
            host=Run(show.cast.host_name),
        )
        return self._segment(Role.OPENING, book.opening_title, [said])

    def content_note(self, scripts: Sequence[Script]) -> Iterator[Segment]:
        book = self._book
        theirs = _each_once(self._own(note, s) for s in scripts for note in s.content_notes)
        if theirs:
            fields = _named(theirs)
            content = book.content_note.replace("{notes}", book.listed(_braced(fields)))
            said = self._line(f"{book.before_listening} {content}", **fields)
            yield self._segment(Role.NOTE, book.content_note_title, [said])

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
        place = self._own(_sentence(script.place), script)
        if script.kind is ScriptKind.REPORT:
            heading = self._own(_sentence(script.title), script)
            said = [self._line(book.report, title=heading), Paragraph((place,))]
        else:
            said = [Paragraph((place,)), self._narrator(script)]
        title = book.introduction_title.format(title=script.title)
        segment = self._segment(Role.TESTIMONY_INTRO, title, said)
        yield replace(segment, script=script.id)

    def _narrator(self, script: Script) -> Paragraph:
        told = [self._own(text, script) for text in (script.narrator, script.narrator_role) if text]
        if not told:
            return self._line(self._book.testimony_unnamed)
        told[-1] = replace(told[-1], text=_sentence(told[-1].text))
        fields = _named(told)
        return self._line(", ".join(_braced(fields)), **fields)

    def closing(self, scripts: Sequence[Script]) -> Segment:
        book = self._book
        said: list[Paragraph] = []
        if sources := _each_once(self._own(each.source, each) for each in scripts if each.source):
            fields = _named(sources)
            listed = book.sources.replace("{sources}", "; ".join(_braced(fields)))
            said.append(self._line(listed, **fields))
        said += [self._line(" ".join(book.synthetic)), *_lines(self._show.help_text)]
        return self._segment(Role.CLOSING, book.closing_title, said)

    def _own(self, text: str, script: Script) -> Run:
        """What a script says of itself: in its language where it has only the letters of that."""
        language = writing.told_in(text, self._show.language, script.language)
        return Run(text, "" if language == self._show.language else language)

    def _line(self, template: str, **theirs: Run) -> Paragraph:
        """A line in our words, and in it what the producer wrote."""
        ours = "" if phrasebook.speaks(self._show.language) else self._book.language
        runs: list[Run] = []
        for words, field, _, _ in string.Formatter().parse(template):
            # Marks alone are in no language.
            runs.append(Run(words, ours if sentences.WORD.search(words) else ""))
            if field:
                runs.append(theirs[field])
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
            if paragraph.text
            for utterance in _utterances(
                self._phrases, paragraph, language, cast.host, self._speaker
            )
        ]
        return Segment(role, title, _ended(utterances, self._show.sound.segment_pause))


def _named(runs: Sequence[Run]) -> dict[str, Run]:
    """Names for what is filled in."""
    return {f"theirs_{number}": run for number, run in enumerate(runs)}


def _braced(fields: Iterable[str]) -> list[str]:
    return [f"{{{name}}}" for name in fields]


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


def _each_once(items: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(items))
