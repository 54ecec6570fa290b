"""An episode's cues as the parts of a book: what is one document, and what its heading says.

A heading is never a word of our own: it is the sentence with which the host introduces what
follows, so that it is heard where it stands and nowhere twice. docs/book.md tells why.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from passage.model import Chapter, Cue, Episode, Milliseconds, Role, Script, Show
from passage.publishing import direction
from passage.publishing.book import unheard
from passage.publishing.transcripts.transcript import Sentence, Transcript


class Kind(StrEnum):
    """What a part is for in its episode."""

    OPENING = "opening"
    STAGE = "stage"
    TOLD = "told"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Told:
    """An episode and all that a book tells of it."""

    episode: Episode
    scripts: tuple[Script, ...]
    """Those that are heard, in order."""
    cues: tuple[Cue, ...]
    left_out: frozenset[str] = frozenset()
    """Sentences of the host's that are in no book without sound: they speak of listening."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one language."""

    text: str
    language: str = ""
    """Empty where it is that of what is around it."""
    direction: str = ""
    """The same."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and when it is heard in its episode."""

    ident: str
    """``c`` and the number of its cue, as in the transcripts."""
    pieces: tuple[Piece, ...]
    start: Milliseconds
    """Of its clip, which follows the clip before and has the pause after the sentence in it."""
    end: Milliseconds
    cue: Cue
    language: str = ""
    """Empty where it is the book's."""
    direction: str = ""
    """The same."""

    @property
    def text(self) -> str:
        """The sentence as it is shown."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    lines: tuple[Line, ...]
    speaker: str = ""
    """Who speaks, where somebody else does than before."""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A document of a book."""

    kind: Kind
    path: str
    """Below the book's folder, without the ending: ``china/told-a-letter``."""
    title: Piece
    """Shown by the book without sound; the read-aloud book shows its heading instead."""
    audio: str
    """The name of the episode's audio."""
    before: tuple[Paragraph, ...]
    heading: tuple[Line, ...]
    """Empty where nobody introduces what follows."""
    after: tuple[Paragraph, ...]
    stage: str = ""
    """The id of the stage that a part of this kind enters."""

    @property
    def lines(self) -> Iterator[Line]:
        """All sentences, in order."""
        for paragraph in self.before:
            yield from paragraph.lines
        yield from self.heading
        for paragraph in self.after:
            yield from paragraph.lines

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The same in paragraphs, with that of the heading among them."""
        heading = (Paragraph(self.heading),) if self.heading else ()
        return (*self.before, *heading, *self.after)

    @property
    def names(self) -> tuple[Line, ...]:
        """What the part is called by in a table of contents: its heading, else how it begins."""
        return self.heading or next(iter(self.paragraphs)).lines[:1]


def parts(show: Show, told: Told) -> Iterator[Part]:
    """The documents of an episode, in the order in which they are heard.

    Their clips follow one another without a gap, from the beginning of the episode to its end.
    """
    taken: set[str] = set()
    for kind, chapters in _grouped(told.episode.chapters, _said(show, told)):
        part = _part(show, told, kind, chapters)
        path, number = part.path, 1
        while path in taken:
            number += 1
            path = f"{part.path}-{number}"
        taken.add(path)
        yield replace(part, path=path)


_Said = tuple[Chapter, tuple[tuple[Line, Sentence], ...]]
"""A chapter and what is said in it."""


def _said(show: Show, told: Told) -> dict[Chapter, tuple[tuple[Line, Sentence], ...]]:
    """What is said in each chapter, with the times of the clips."""
    chapters = told.episode.chapters
    starts = [chapter.start for chapter in chapters]
    transcript = Transcript("", show.language, told.cues, chapters)
    found = {}
    for place, group in groupby(
        transcript.sentences, key=lambda sentence: bisect_right(starts, sentence.cue.start) - 1
    ):
        sentences, chapter = tuple(group), chapters[max(place, 0)]
        begins = [chapter.start, *(sentence.cue.start for sentence in sentences[1:]), chapter.end]
        lines = [
            (_line(show.language, sentence, start, end), sentence)
            for sentence, start, end in zip(sentences, begins[:-1], begins[1:], strict=True)
        ]
        if kept := tuple(unheard.without(lines, told.left_out)):
            found[chapter] = kept
    return found


def _line(language: str, sentence: Sentence, start: Milliseconds, end: Milliseconds) -> Line:
    spoken = {tongue or sentence.cue.language for _, tongue in sentence.pieces}
    whole = spoken.pop() if len(spoken) == 1 else sentence.cue.language
    return Line(
        ident=f"c{sentence.number}",
        pieces=tuple(piece(text, tongue or whole, whole) for text, tongue in sentence.pieces),
        start=start,
        end=end,
        cue=sentence.cue,
        language=whole if whole != language else "",
        direction=_turned(whole, language),
    )


def piece(text: str, language: str, around: str) -> Piece:
    """Words of a language within another, marked where the two differ."""
    differs = language and language != around
    return Piece(text, language if differs else "", _turned(language or around, around))


def _turned(language: str, around: str) -> str:
    way = direction.of(language)
    return way if way != direction.of(around) else ""


def _grouped(
    chapters: Sequence[Chapter], said: dict[Chapter, tuple[tuple[Line, Sentence], ...]]
) -> Iterator[tuple[Kind, list[_Said]]]:
    """The chapters that are one document: an introduction and what it introduces."""
    kind, group = Kind.OPENING, list[_Said]()
    for chapter in chapters:
        if chapter not in said:
            continue
        last = group[-1][0] if group else None
        if last and not _continues(last, chapter):
            yield kind, group
            group = []
        if not group:
            kind = _KINDS[chapter.role]
        group.append((chapter, said[chapter]))
    if group:
        yield kind, group


_KINDS = {
    Role.OPENING: Kind.OPENING,
    Role.NOTE: Kind.OPENING,
    Role.STAGE_INTRO: Kind.STAGE,
    Role.TESTIMONY_INTRO: Kind.TOLD,
    Role.TESTIMONY: Kind.TOLD,
    Role.CLOSING: Kind.CLOSING,
}


def _continues(last: Chapter, chapter: Chapter) -> bool:
    introduced = last.role is Role.TESTIMONY_INTRO and last.script == chapter.script
    return introduced or (last.role is Role.OPENING and chapter.role is Role.NOTE)


def _part(show: Show, told: Told, kind: Kind, chapters: Sequence[_Said]) -> Part:
    chapter, said = chapters[0]
    name, title, stage = str(kind), chapter.title, ""
    if kind is Kind.OPENING:
        title = told.episode.manifest.title
        heading = _naming([line for line, _ in said], title)
    elif kind is Kind.STAGE:
        stage = _entered(show, told, chapter)
        name = f"stage-{stage}" if stage else name
        heading = _naming([line for line, _ in said], title)
    elif kind is Kind.TOLD:
        name, title = f"told-{chapter.script}", chapters[-1][0].title
        heading = tuple(line for line, _ in said if chapter.role is Role.TESTIMONY_INTRO)
    else:
        heading = ()
    everything = [each for _, lines in chapters for each in lines]
    first = heading[0].start if heading else everything[0][0].start
    last = heading[-1].end if heading else first
    return Part(
        kind=kind,
        path=f"{told.episode.manifest.id}/{name}",
        title=piece(" ".join(title.split()), _tongue(show, told, kind, chapters), show.language),
        audio=told.episode.file,
        before=_paragraphs([each for each in everything if each[0].start < first]),
        heading=heading,
        after=_paragraphs([each for each in everything if each[0].start >= last]),
        stage=stage,
    )


def _naming(lines: Sequence[Line], name: str) -> tuple[Line, ...]:
    """The fewest sentences that say a name; all of them where none does."""
    wanted = " ".join(name.split())
    for length in range(1, len(lines)):
        for first in range(len(lines) - length + 1):
            run = lines[first : first + length]
            if wanted in " ".join(line.text for line in run):
                return tuple(run)
    return tuple(lines)


def _entered(show: Show, told: Told, chapter: Chapter) -> str:
    """The id of the stage that an introduction enters: that of the next script."""
    stages = {script.id: script.stage for script in told.scripts}
    behind = (each for each in told.episode.chapters if each.start > chapter.start and each.script)
    following = next((stages.get(each.script, "") for each in behind), "")
    named = (stage.id for stage in show.stages if stage.name == chapter.title)
    return following or next(named, "")


def _tongue(show: Show, told: Told, kind: Kind, chapters: Sequence[_Said]) -> str:
    """The language of a title: a script's own; a closing is called by the host's own words."""
    if kind is Kind.TOLD:
        wanted = chapters[-1][0].script
        return next((s.language for s in told.scripts if s.id == wanted), show.language)
    if kind is Kind.CLOSING:
        line = chapters[0][1][0][0]
        return line.pieces[0].language or line.language or show.language
    return show.language


def _paragraphs(said: Sequence[tuple[Line, Sentence]]) -> tuple[Paragraph, ...]:
    found: list[list[tuple[Line, Sentence]]] = []
    for line, sentence in said:
        if not found or sentence.turn or sentence.cue.paragraph:
            found.append([])
        found[-1].append((line, sentence))
    return tuple(
        Paragraph(
            lines=tuple(line for line, _ in each),
            speaker=" ".join(each[0][1].cue.speaker.split()) if each[0][1].turn else "",
            quoted=each[0][1].cue.quoted,
        )
        for each in found
    )
