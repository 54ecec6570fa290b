"""What became of every block, and with it of every line, of the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from passage.importing import furniture, repeats, words
from passage.importing.account import (
    Fate,
    Furniture,
    Metadata,
    Narrated,
    Piece,
    Repeated,
    Unplaced,
)
from passage.importing.blocks import Left
from passage.importing.drafts import Draft
from passage.importing.parts import Part, Role
from passage.importing.sections import Page
from passage.importing.shapes import Item

_LONE = {Role.MENU: furniture.MENU, Role.TRAILING: furniture.TRAILING}
"""What a label is when it says nothing that a story says of itself."""


def of(pages: Sequence[Page], drafts: Sequence[Draft]) -> tuple[dict[int, tuple[Piece, ...]], ...]:
    """For each page what stands on its lines, by their numbers, and what became of it.

    Lines on which nothing stands are not among them.
    """
    settled = _Settled(len(pages))
    # The first fate that a block is given stands: what is said comes before what is known, and
    # what is known before what is repeated.
    for draft in drafts:
        _tell(draft, settled)
    known = _known(drafts)
    for number, page in enumerate(pages):
        own = [draft for draft in drafts if draft.page == number]
        for item, fate in _about_page(page, own):
            settled.give(number, item, fate)
        for part in page.loose:
            settled.give(number, part.item, _loose(part, known))
        for left in page.left:
            settled.leave(number, left)
    return tuple(settled.lines(page) for page in range(len(pages)))


class _Settled:
    """What stands on the lines of each page."""

    def __init__(self, pages: int) -> None:
        self._pieces: list[dict[int, dict[tuple[int, int], Piece]]] = [{} for _ in range(pages)]

    def give(self, page: int, item: Item, fate: Fate) -> None:
        """Give a block its fate on every line of it, unless it has one."""
        for line in item.block.lines:
            there = self._pieces[page].setdefault(line, {})
            earlier = there.setdefault(item.block.position, Piece(item.text, fate)).fate
            if not (isinstance(earlier, Narrated) and isinstance(fate, Narrated)):
                continue
            if fate.script == earlier.script and fate.paragraph > earlier.paragraph:
                whole = replace(earlier, last=fate.paragraph)
                there[item.block.position] = Piece(item.text, whole)

    def leave(self, page: int, left: Left) -> None:
        """Say of what is no block why it is left out."""
        fate = Furniture(left.rule) if left.rule else Unplaced()
        for line in left.lines:
            position = (left.lines[0], left.column)
            self._pieces[page].setdefault(line, {}).setdefault(position, Piece(left.text, fate))

    def lines(self, page: int) -> dict[int, tuple[Piece, ...]]:
        """What stands on each line, from left to right."""
        return {
            line: tuple(pieces[position] for position in sorted(pieces))
            for line, pieces in self._pieces[page].items()
        }


def _tell(draft: Draft, settled: _Settled) -> None:
    for number, said in enumerate(draft.said, 1):
        settled.give(said.page, said.item, Narrated(draft.id, number, said.left_out))
    for fact in draft.facts:
        settled.give(fact.page, fact.item, Metadata(draft.id, fact.field))
    for item in draft.story.section.headings:
        settled.give(draft.page, item, Repeated(draft.id))
    known = (said.text for said in draft.said), (fact.item.text for fact in draft.facts)
    wording = repeats.Wording(chain(*known)) if draft.copies else repeats.Wording(())
    for section in draft.copies:
        for item in (*section.headings, *(part.item for part in section.body)):
            settled.give(section.page, item, Repeated(draft.id, wording.lacks(item.text)))


def _about_page(page: Page, own: Sequence[Draft]) -> Iterator[tuple[Item, Fate]]:
    """What the page says of itself, and no script took for its own."""
    if page.title:
        yield page.title, Metadata("", "title")
    first = own[0].id if own else ""
    for item in (page.byline, *page.dates):
        if item:
            yield item, Metadata(first, "source")


def _known(drafts: Sequence[Draft]) -> Mapping[str, Fate]:
    """What headings of stories say, by their words: elsewhere on the page it is repeated."""
    known: dict[str, Fate] = {}
    for draft in drafts:
        for section in (draft.story.section, *draft.copies):
            for item in section.headings:
                known.setdefault(words.key(item.text), Repeated(draft.id))
    return known


def _loose(part: Part, known: Mapping[str, Fate]) -> Fate:
    match part.role:
        case Role.FURNITURE:
            return Furniture(part.rule)
        case Role.STAGE:
            return Metadata("", "stages")
        case _:
            lone = Furniture(_LONE[part.role]) if part.role in _LONE else Unplaced()
            return known.get(words.key(part.item.text), lone)
