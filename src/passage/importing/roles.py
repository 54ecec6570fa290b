"""What each block of a page is for: its title, a heading, a story's words, who told it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from passage.importing import (
    attribution,
    furniture,
    headline,
    interviews,
    shapes,
    signatures,
    walk,
    words,
)
from passage.importing.parts import Part, Role
from passage.importing.shapes import Item, Shape

_LONGEST_POST = 60
"""Blocks."""
_SUBTITLE_WORDS = 4
_BELOW_TITLE = 4
"""So many blocks below the title can be the byline and the date."""
_UNHEARD = frozenset({"ornament", "credit"})
"""Furniture that can stand between a heading and its story."""

_MONTH = r"[^\W\d_]{3,12}\.?"
_DATE = re.compile(
    rf"(?:(?:published|updated|posted|recorded|date|veröffentlicht|aufgenommen|datum|publié"
    r"|publicado|enregistré|fecha|data|pubblicato|gepubliceerd)\W{0,3}(?:(?:on|le|el|am|em|il) )?)?"
    rf"(?:[^\W\d_]{{2,12}},? )?(?:\d{{1,2}}(?:st|nd|rd|th|\.)?(?: de)? {_MONTH},?(?: de)? \d{{4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|{_MONTH} \d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?:\W.{0,40})?",
    re.IGNORECASE,
)


def assign(items: Sequence[Item], stages: Collection[str]) -> tuple[Part, ...]:
    """Say what each block of a page is for, in order.

    `stages` are keys (:func:`passage.importing.words.key`) of stages that the show has already.
    """
    confirmed = signatures.confirmed(items)
    roles = _posts(confirmed) | _related(confirmed)
    outer = [item for item in confirmed if _at(item) not in roles]
    title = headline.find(outer, stages)
    if title is not None:
        roles |= {_at(title): Part(title, Role.PAGE_TITLE)} | _below_title(outer, title)
    outer = [item for item in outer if _at(item) not in roles and item.rule not in _UNHEARD]
    roles |= {_at(part.item): part for part in walk.parts(outer, stages)}
    return tuple(
        roles.get(_at(item)) or Part(item, Role.FURNITURE, item.rule) for item in confirmed
    )


def _at(item: Item) -> tuple[int, int]:
    return item.block.position


def _posts(items: Sequence[Item]) -> dict[tuple[int, int], Part]:
    """What stands between the lines with which embedded posts begin and end."""
    parts: dict[tuple[int, int], Part] = {}
    opened: list[Item] | None = None
    for item in items:
        if item.rule == furniture.POST_OPENING:
            opened = []
        elif item.rule == furniture.POST_CLOSING and opened is not None:
            parts |= {_at(inner): Part(inner, Role.POST) for inner in opened}
            opened = None
        elif opened is not None and item.shape is not Shape.FURNITURE:
            opened = [*opened, item] if len(opened) < _LONGEST_POST else None
    return parts


def _related(items: Sequence[Item]) -> dict[tuple[int, int], Part]:
    """The titles of other pages at the end of the page, below a line such as *Related Posts*."""
    found: list[Item] = []
    listed = False
    for item in items:
        if item.rule == furniture.RELATED:
            listed = True
        elif not (item.shape is Shape.FURNITURE or shapes.is_headline(item.text)):
            found, listed = [], False
        elif listed and item.shape is not Shape.FURNITURE:
            found.append(item)
    return {_at(item): Part(item, Role.FURNITURE, furniture.RELATED_ITEM) for item in found}


def _below_title(items: Sequence[Item], title: Item) -> dict[tuple[int, int], Part]:
    start = items.index(title) + 1
    parts = {}
    for item in items[start : start + _BELOW_TITLE]:
        if attribution.byline(item.text):
            parts[_at(item)] = Part(item, Role.BYLINE)
        elif _DATE.fullmatch(item.text) or _is_subtitle(item):
            parts[_at(item)] = Part(item, Role.DATE)
    subtitle = _subtitle(items[start:], len(parts))
    if subtitle is not None:
        parts[_at(subtitle)] = Part(subtitle, Role.DATE)
    bare = items[start] if start < len(items) else None
    dated = start + 1 < len(items) and _at(items[start + 1]) in parts
    if bare and bare.shape is Shape.LABEL and dated and _is_full_name(bare.text):
        parts[_at(bare)] = Part(bare, Role.BYLINE)
    return parts


def _is_subtitle(item: Item) -> bool:
    """Whether a line says with whom the page is an interview."""
    return item.shape is Shape.LABEL and bool(interviews.interviewed(item.text))


def _subtitle(items: Sequence[Item], known: int) -> Item | None:
    """The line below the title that says what the page is, if labels of stories follow on it.

    As the only heading above other headings it would look like the one stage of the journey. A
    stage is named by a few words or a name, or written like the others: it is not taken for one.
    """
    item = items[0] if items else None
    if item is None or item.shape is not Shape.LABEL or len(item.text.split()) < _SUBTITLE_WORDS:
        return None
    if shapes.is_shouted(item.text) or attribution.is_name(item.text):
        return None
    others = [other for other in items[1 + known :] if other.shape is Shape.LABEL]
    below = items[1 + known : 2 + known]
    signed = sum(other.shape is Shape.ATTRIBUTION for other in items)
    leads = below and below[0].shape is Shape.LABEL and len(others) > 1 and signed > 1
    again = any(words.key(other.text) == words.key(item.text) for other in others)
    return item if leads and not again else None


def _is_full_name(text: str) -> bool:
    return " " in text and attribution.is_name(text)
