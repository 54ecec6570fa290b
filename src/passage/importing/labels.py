"""The labels of a page: short lines that stand for themselves, and what follows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from passage.importing import shapes
from passage.importing.shapes import Item, Shape


@dataclass(frozen=True, slots=True)
class Run:
    """Labels one after another, with nothing between them."""

    indices: tuple[int, ...]
    """Of the page's items."""
    leads_to: Shape | None
    """The shape of what follows; None when the page ends there or furniture follows."""
    tight: bool
    """Whether no gap is between the last label and what follows."""
    attributions: int
    """How many follow before the next label, and before facts about a narrator."""
    body: tuple[int, ...]
    """What is said before the next label or attribution."""

    @property
    def is_menu(self) -> bool:
        """Whether these are several labels that lead to nothing."""
        return self.leads_to is None and len(self.indices) >= _MENU


_MENU = 3


def is_label(items: Sequence[Item], index: int) -> bool:
    """Whether a block stands as a label: short, and not the quotation that a story begins with.

    A place in quotation marks is a label as well, if something else is the quotation.
    """
    item = items[index]
    if item.shape is not Shape.QUOTE or not shapes.is_short(item.text):
        return item.shape is Shape.LABEL
    after = items[index + 1] if index + 1 < len(items) else None
    if after is None or after.shape not in {Shape.QUOTE, Shape.LABEL}:
        return False
    before = items[index - 1] if index else None
    starts = before is None or before.shape is not Shape.PROSE
    tight_quote = after.shape is Shape.QUOTE and not after.block.spaced
    return starts and (shapes.is_shouted(item.text) or tight_quote)


def below_signatures(items: Sequence[Item]) -> frozenset[int]:
    """The labels that belong to the attributions above them: no gap between them, one below."""
    return frozenset(index for index in range(1, len(items)) if _is_below_signature(items, index))


def runs(items: Sequence[Item], apart: Collection[int] = ()) -> tuple[Run, ...]:
    """The runs of labels on a page, in order, without the labels whose indices are `apart`."""
    marked = [index not in apart and is_label(items, index) for index in range(len(items))]
    groups = groupby(range(len(items)), key=lambda index: marked[index])
    return tuple(_run(items, tuple(group), marked) for is_run, group in groups if is_run)


def _is_below_signature(items: Sequence[Item], index: int) -> bool:
    if items[index - 1].shape is not Shape.ATTRIBUTION or items[index].block.spaced:
        return False
    ends = index + 1 == len(items) or items[index + 1].block.spaced
    return ends and is_label(items, index)


def _run(items: Sequence[Item], indices: tuple[int, ...], marked: Sequence[bool]) -> Run:
    after = indices[-1] + 1
    while after < len(items) and items[after].shape is Shape.FACT:
        after += 1
    body, attributions = [], 0
    for index in range(after, len(items)):
        if marked[index] or items[index].shape is Shape.FACT:
            break
        attributions += items[index].shape is Shape.ATTRIBUTION
        if items[index].shape in shapes.CONTENT and not attributions:
            body.append(index)
    if after == len(items) or items[after].shape is Shape.FURNITURE:
        return Run(indices, None, tight=False, attributions=attributions, body=tuple(body))
    following = items[after]
    return Run(indices, following.shape, not following.block.spaced, attributions, tuple(body))
