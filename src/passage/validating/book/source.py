"""Rules for a book beside the show that it is of: its words and its sound are those of the show.

A book that was changed with care can be right in itself. The transcripts of the same show have the
same sentences under the same ids, with their languages; what differs is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from passage.validating.book import rules, tongues
from passage.validating.book.package import Book
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

_PIECE = 1 << 20

Runs = tuple[tuple[str, str], ...]
"""A sentence: its words in one language after another, each with its tag."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a show has published, of which a book is made."""

    transcripts: Mapping[str, Mapping[str, Runs]]
    """By the id of the episode: its sentences by their ids, in order."""
    sounds: Mapping[str, str] = field(default_factory=dict)
    """By the name of the file, without its folder: the SHA-256 of its bytes."""
    narrated: Mapping[str, str] = field(default_factory=dict)
    """What the package of the read-aloud book says, by its element: ``dc:title``."""
    alone: Mapping[str, str] = field(default_factory=dict)
    """The same of the book without sound."""
    left_out: frozenset[str] = frozenset()
    """Sentences that a book without sound does not have."""


def sentences(transcript: str) -> dict[str, Runs]:
    """The sentences of a transcript in HTML, by their ids."""
    reader = _Reader()
    reader.feed(transcript)
    reader.close()
    return {ident: _joined(runs) for ident, runs in reader.found.items()}


def faults(book: Book, source: Source) -> Iterator[Fault]:
    """Everything in which a book differs from what its show has published."""
    told: dict[str, dict[str, tuple[str, Element]]] = {}
    for item in book.package.spine:
        folder, _, _ = item.name.rpartition("/")
        root = book.document(item)
        episode = folder.rpartition("/")[2]
        for element in root.walk() if root is not None and episode in source.transcripts else ():
            if element.get("id") in source.transcripts[episode]:
                told.setdefault(episode, {})[element.get("id")] = (item.name, element)
    for episode, wanted in source.transcripts.items():
        yield from _episode(book, episode, wanted, told.get(episode, {}), source)
    yield from _sounds(book, source)
    for name, value in (source.narrated if book.package.narrated else source.alone).items():
        said = [" ".join(each.split()) for each in book.package.says(name)]
        if said != [" ".join(value.split())]:
            what = f"{name} is not “{value}”, as in the show"
            yield Fault(rules.TOLD, book.package.name, 0, what, "make the book anew: passage build")


def _episode(
    book: Book,
    episode: str,
    wanted: Mapping[str, Runs],
    told: Mapping[str, tuple[str, Element]],
    source: Source,
) -> Iterator[Fault]:
    hint = "make the book anew: passage build"
    left_out = frozenset[str]() if book.package.narrated else source.left_out
    expected = [
        ident for ident, runs in wanted.items() if ident in told or _plain(runs) not in left_out
    ]
    for ident in expected:
        said = _plain(wanted[ident])
        if ident not in told:
            what = f"the episode {episode} says “{said}”, and the book does not"
            yield Fault(rules.TOLD, book.package.name, 0, what, hint)
            continue
        name, element = told[ident]
        found = _joined(_runs(element))
        if _plain(found) != said:
            what = f"“{_plain(found)}” is “{said}” in the episode {episode}"
            yield Fault(rules.TOLD, name, element.line, what, hint)
        elif found != wanted[ident]:
            what = f"“{said}” is marked with other languages than in the episode {episode}"
            yield Fault(rules.TOLD, name, element.line, what, hint)
    if [ident for ident in told if ident in expected] != [
        each for each in expected if each in told
    ]:
        what = f"the sentences of the episode {episode} are not in their order"
        yield Fault(rules.TOLD, book.package.name, 0, what, hint)


def _sounds(book: Book, source: Source) -> Iterator[Fault]:
    for item in book.package.items:
        wanted = source.sounds.get(item.name.rpartition("/")[2])
        if (
            not wanted
            or item.name not in book.container.names
            or item.name in book.container.unread
        ):
            continue
        digest = hashlib.sha256()
        with book.container.open(item.name) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
        if digest.hexdigest() != wanted:
            told = "the sound is not that of the episode of this name"
            yield Fault(rules.HEARD, item.name, 0, told, "make the book anew: passage build")


def _runs(element: Element) -> Iterator[tuple[str, str]]:
    for each in element.content:
        if isinstance(each, str):
            yield each, tongues.of(element)
        else:
            yield from _runs(each)


def _joined(runs: Sequence[tuple[str, str]] | Iterator[tuple[str, str]]) -> Runs:
    """Runs with those joined that are in one language, and nothing without words."""
    found: list[tuple[str, str]] = []
    for text, tongue in runs:
        if found and (found[-1][1] == tongue or not text.strip()):
            found[-1] = (found[-1][0] + text, found[-1][1])
        elif text:
            found.append((text, tongue))
    return tuple(found)


def _plain(runs: Runs) -> str:
    return " ".join("".join(text for text, _ in runs).split())


class _Reader(HTMLParser):
    """Collects what stands in elements with an id, with its language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[tuple[str, str]]] = {}
        self._open: list[tuple[str, str, str]] = []
        """The name of each open element, the language in it, and the sentence it is part of."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"meta", "link", "br", "img"}:
            return
        said = dict(attrs)
        _, tongue, ident = self._open[-1] if self._open else ("", "", "")
        own = said.get("id") or "" if tag == "span" else ""
        self._open.append((tag, said.get("lang") or tongue, own or ident))
        if own:
            self.found.setdefault(own, [])

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, tongue, ident = self._open[-1] if self._open else ("", "", "")
        if ident:
            self.found[ident].append((data, tongue))
