"""Lists on sheets: what stands in a list, and how much of it fits on a light page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from passage.model import EpisodeKind, Lexeme, Milliseconds
from passage.publishing import markup
from passage.publishing.site.tongues import Said

PAGE_BYTES = 60_000
"""Of a page's list. What stands around it takes less than 20,000 more."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a list tells of an episode: a page depends on all that this has, and on no more."""

    kind: EpisodeKind
    number: int
    published: datetime
    duration: Milliseconds


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a list leads to."""

    path: str
    title: Said
    details: tuple[Said, ...] = ()
    summary: Said = ()
    facts: Facts | None = None
    """Of an episode: its number, date and length are told as well."""
    within: Said = ()
    """The title of the episode in which it is told."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: a heading, or an entry below one."""

    heading: str = ""
    """A word of the catalogue."""
    title: Said = ()
    """The heading itself, where it is the show's own word."""
    entry: Entry | None = None


def paged(
    stem: str, items: Sequence[Item], size: Callable[[Item], int]
) -> Iterator[tuple[str, int, tuple[str, ...], tuple[Item, ...]]]:
    """Items on pages: for each its path, its number, the paths of all, and what is on it."""
    pages: list[list[Item]] = [[]]
    filled = 0
    for item in items:
        if pages[-1] and filled + size(item) > PAGE_BYTES:
            pages.append([])
            filled = 0
        pages[-1].append(item)
        filled += size(item)
    # A full stop stands in no slug, so that no page of one list has the name of another's.
    numbers = range(1, len(pages) + 1)
    paths = tuple(f"{stem}.html" if n == 1 else f"{stem}.{n}.html" for n in numbers)
    for path, number, page in zip(paths, numbers, pages, strict=True):
        yield path, number, paths, tuple(page)


def weight(row: Row) -> int:
    """Bytes that a row takes on its page, at most."""
    entry = row.entry
    if entry is None:
        return 200
    texts = [*entry.title, *entry.summary, *entry.within]
    texts += [piece for detail in entry.details for piece in detail]
    return 450 + sum(markup.weight(text) for text, _ in texts)


def weight_of_lexeme(word: tuple[Lexeme, str]) -> int:
    """Bytes that an entry of the glossary takes on its page, at most."""
    lexeme, _ = word
    return 700 + sum(
        markup.weight(text) for text in (*lexeme.graphemes, lexeme.phonemes, lexeme.alias)
    )
