"""What became of every block, and with it of every line, of the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from passage.importing import furniture, repeats, words
from passage.importing.account import Fate, Furniture, Metadata, Narrated, Repeated, Unplaced
from passage.importing.drafts import Draft
from passage.importing.parts import Part, Role
from passage.importing.sections import Page
from passage.importing.shapes import Item

_LONE = {Role.MENU: furniture.MENU, Role.TRAILING: furniture.TRAILING}
"""What a label is when it says nothing that a story says of itself."""


def of(pages: Sequence[Page], drafts: Sequence[Draft]) -> tuple[dict[int, Fate], ...]:
    """For each page the fates of its lines, by their numbers. Blank lines have none here."""
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
    return settled.lines


class _Settled:
    """Fates by page and line."""

    def __init__(self, pages: int) -> None:
        self.lines: tuple[dict[int, Fate], ...] = tuple({} for _ in range(pages))

    def give(self, page: int, item: Item, fate: Fate) -> None:
        """Give every line of a block its fate, unless it has one.

        What stands on a line behind words that are said is what is left out of them.
        """
        for line in item.block.lines:
            earlier = self.lines[page].setdefault(line, fate)
            if not isinstance(earlier, Narrated):
                continue
            if isinstance(fate, Narrated) and fate.script == earlier.script:
                last = fate.paragraph if fate.paragraph > earlier.paragraph else 0
                self.lines[page][line] = replace(earlier, last=last)
            elif item.block.column:
                self.lines[page][line] = replace(earlier, left_out=item.text)


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
