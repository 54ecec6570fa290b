"""What all five transcripts are made of: an episode's cues, as sentences under its chapters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from passage.model import Chapter, Cue


@dataclass(frozen=True)
class Sentence:
    """A cue that has words, with single spaces and none at its edges, as every format needs."""

    number: int
    """Its place among the cues, from 1 on."""
    cue: Cue
    pieces: tuple[tuple[str, str], ...]
    """Text and language, in order: a piece for each phrase."""
    turn: bool
    """Whether another speaker begins here, or the first one under a heading."""

    @cached_property
    def text(self) -> str:
        """The whole sentence on one line."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True)
class Transcript:
    """The words of an episode and when they are heard."""

    title: str
    language: str
    """Of the show: what is in another is marked."""
    cues: tuple[Cue, ...]
    """In order of time and without overlap."""
    chapters: tuple[Chapter, ...] = ()
    """In order of time. The headings, where a format has headings."""

    @cached_property
    def parts(self) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
        """A heading, which may be empty, and the sentences below it."""
        starts = [chapter.start for chapter in self.chapters]
        told = ((number, cue) for number, cue in enumerate(self.cues, start=1))
        parts = []
        for place, cues in groupby(told, key=lambda item: bisect_right(starts, item[1].start)):
            heading = self.chapters[place - 1].title if place else ""
            parts.append((" ".join(heading.split()), tuple(_sentences(cues))))
        return tuple(parts)

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All of them, in order of time."""
        for _, sentences in self.parts:
            yield from sentences


def _sentences(cues: Iterator[tuple[int, Cue]]) -> Iterator[Sentence]:
    speaker: str | None = None
    for number, cue in cues:
        pieces = tuple(_pieces(cue))
        if pieces:
            yield Sentence(number, cue, pieces, turn=cue.speaker != speaker)
            speaker = cue.speaker


def _pieces(cue: Cue) -> Iterator[tuple[str, str]]:
    """The phrases of the sentence on one line; a space between two goes to where it was written."""
    text = " ".join(cue.shown.split())
    position = 0
    for phrase in cue.phrases:
        end = _after(text, position, sum(map(len, phrase.shown.split())))
        if phrase.shown[-1:].isspace() and text[end : end + 1] == " ":
            end += 1
        if text[position:end].strip():
            yield text[position:end], phrase.language
            position = end


def _after(text: str, position: int, letters: int) -> int:
    """Where so many characters that are no spaces end."""
    while letters:
        letters -= text[position] != " "
        position += 1
    return position
