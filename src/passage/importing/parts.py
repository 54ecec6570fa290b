"""What a block of a page can be for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from passage.importing.shapes import Item


class Role(StrEnum):
    """What a block is for."""

    FURNITURE = "furniture"
    MENU = "menu"
    """One of several labels that lead to nothing."""
    TRAILING = "trailing"
    """A label that follows what the host says, and leads to nothing."""
    STRAY = "stray"
    """It looks like a heading, and nothing that it could head follows."""
    PAGE_TITLE = "page-title"
    BYLINE = "byline"
    DATE = "date"
    STAGE = "stage"
    PLACE = "place"
    PLACE_BELOW = "place-below"
    """The place of the story that has just ended."""
    NAME = "name"
    HEADING = "heading"
    TITLE = "title"
    """The pull quote over a story."""
    FACT = "fact"
    """Something about the narrator, on a line of its own."""
    BODY = "body"
    POST = "post"
    """What an embedded post of a social medium says."""
    CREDIT = "credit"
    """The attribution below a story."""
    CREDIT_ABOVE = "credit-above"


@dataclass(frozen=True, slots=True)
class Part:
    """A block and what it is for."""

    item: Item
    role: Role
    rule: str = ""
    """The furniture rule, if it is furniture."""
