"""The table of contents: stage, then episode, then testimony."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from passage.model import Manifest, Show
from passage.publishing.book.parts import Kind, Line, Part, Piece, piece


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents, and those below it."""

    title: Piece
    """What it says in a book without sound."""
    names: tuple[Line, ...]
    """What it says in the read-aloud book."""
    path: str
    """The document that it leads to, without the ending; empty for a stage."""
    audio: str
    """In which the names are heard."""
    children: tuple[Entry, ...] = ()
    number: int = 0
    """Of its first name, counted through the whole table."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a table of contents has to know of a part: not what is said in it."""

    kind: Kind
    entry: Entry
    stage: str


def outline(part: Part) -> Outline:
    """A part without its text."""
    return Outline(part.kind, Entry(part.title, part.names, part.path, part.audio), part.stage)


def entries(
    show: Show, episodes: Sequence[tuple[Manifest, Sequence[Outline]]]
) -> tuple[Entry, ...]:
    """The table of contents of episodes that are in the order of the book.

    A stage is called as the host calls it on entering it. Where no host does, its episodes stand
    without one above them, for then nothing would be heard of it.
    """
    found: list[Entry] = []
    for season, group in groupby(episodes, key=lambda each: each[0].season):
        listed = list(group)
        below = tuple(_episode(season, outlines) for _, outlines in listed if outlines)
        entered = (
            each.entry
            for _, outlines in listed
            for each in outlines
            if season and each.kind is Kind.STAGE and each.stage == season
        )
        named = next(entered, None)
        stage = show.stage(season)
        if named is None:
            found += below
        else:
            title = piece(stage.name, show.language, show.language) if stage else named.title
            found.append(Entry(title, named.names, "", named.audio, below))
    return _numbered(found, count(1))


def walk(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries and all below them, in order."""
    for entry in entries:
        yield entry
        yield from walk(entry.children)


def _numbered(entries: Iterable[Entry], numbers: Iterator[int]) -> tuple[Entry, ...]:
    found = []
    for entry in entries:
        first, *_ = [next(numbers) for _ in entry.names]
        below = _numbered(entry.children, numbers)
        found.append(replace(entry, number=first, children=below))
    return tuple(found)


def _episode(season: str, outlines: Sequence[Outline]) -> Entry:
    """An episode and its testimonies; the stage that it belongs to stands above it already."""
    first = outlines[0].entry
    below = tuple(
        each.entry
        for each in outlines[1:]
        if each.kind is Kind.TOLD or (each.kind is Kind.STAGE and each.stage != season)
    )
    return Entry(first.title, first.names, first.path, first.audio, below)
