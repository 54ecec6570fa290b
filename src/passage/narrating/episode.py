"""An episode as it will be heard: what the host says, and the testimonies, in order."""

from __future__ import annotations

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
        said = template.format(
            show=_sentence(show.title), number=manifest.number, episode=_sentence(manifest.title)
        )
        if show.cast.host_name:
            said += " " + book.host_named.format(host=show.cast.host_name)
        return self._segment(Role.OPENING, book.opening_title, said)

    def content_note(self, scripts: Sequence[Script]) -> Iterator[Segment]:
        notes = _each_once(note for script in scripts for note in script.content_notes)
        if notes:
            book = self._book
            said = f"{book.before_listening} {book.content_note.format(notes=book.listed(notes))}"
            yield self._segment(Role.NOTE, book.content_note_title, said)

    def stage_introduction(self, stage_id: str) -> Iterator[Segment]:
        stage = self._show.stage(stage_id)
        if stage and (stage.id != ELSEWHERE or stage.introduction):
            said = f"{_sentence(stage.name)}\n{stage.introduction}"
            segment = self._segment(Role.STAGE_INTRO, stage.name, "", said)
            yield replace(segment, chime=self._show.sound.chime)

    def testimony_introduction(self, script: Script) -> Iterator[Segment]:
        if script.kind is ScriptKind.HOST:
            return
        book = self._book
        if script.kind is ScriptKind.REPORT:
            lines = [book.report.format(title=_sentence(script.title)), _sentence(script.place)]
        else:
            who = ", ".join(filter(None, (script.narrator, script.narrator_role)))
            lines = [_sentence(script.place), _sentence(who) or book.testimony_unnamed]
        title = book.introduction_title.format(title=script.title)
        segment = self._segment(Role.TESTIMONY_INTRO, title, "\n".join(filter(None, lines)))
        yield replace(segment, script=script.id)

    def closing(self, scripts: Sequence[Script]) -> Segment:
        book = self._book
        sources = _each_once(script.source for script in scripts if script.source)
        said = [book.sources.format(sources="; ".join(sources))] if sources else []
        said.append(" ".join(book.synthetic))
        theirs = self._show.help_text
        return self._segment(Role.CLOSING, book.closing_title, "\n".join(said), theirs)

    def _segment(self, role: Role, title: str, said: str, theirs: str = "") -> Segment:
        """The host says `said`, which is ours, and `theirs`, which the producer wrote."""
        language = self._show.language
        ours = "" if phrasebook.speaks(language) else self._book.language
        paragraphs = [Paragraph((Run(line, ours),)) for line in said.split("\n") if line]
        paragraphs += [Paragraph((Run(line),)) for line in theirs.split("\n") if line]
        utterances = [
            utterance
            for paragraph in paragraphs
            for utterance in _utterances(
                self._phrases, paragraph, language, self._show.cast.host, self._speaker
            )
        ]
        return Segment(role, title, _ended(utterances, self._show.sound.segment_pause))


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
