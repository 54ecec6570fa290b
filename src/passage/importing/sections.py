"""A page as sections: what belongs together under one heading or over one signature."""

from __future__ import annotations

from dataclasses import dataclass

from passage.importing.attribution import Attribution, divided
from passage.importing.blocks import Left
from passage.importing.interviews import Turn
from passage.importing.parts import Part
from passage.importing.shapes import Item


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs and what the page says about them. Every item is a block of the page."""

    page: int = 0
    """Which of the sources it stands in, counted from 0."""
    stage: str = ""
    """The heading of the stage that it stands in, as it is written; empty for none."""
    stage_heading: Item | None = None
    """The heading itself, if it stands right above the section."""
    place: Item | None = None
    heading: Item | None = None
    """A heading in words, or the name of the person who tells."""
    is_named: bool = False
    """Whether the heading is that name."""
    title: Item | None = None
    """The pull quote."""
    signature: Item | None = None
    """The attribution."""
    facts: tuple[Item, ...] = ()
    """Lines such as ``Age: 24``."""
    body: tuple[Part, ...] = ()
    """Parts whose role is BODY, or POST for what somebody posted."""
    is_post: bool = False

    @property
    def attribution(self) -> Attribution | None:
        """Whom the page names for it."""
        if self.signature:
            return self.signature.attribution
        if self.heading and self.is_named:
            return Attribution(*divided(self.heading.text), dashed=False)
        answers = (turn.name for turn in self.turns if not turn.asks and turn.name)
        name = next(answers, "")
        return Attribution(name, "", dashed=False) if name else None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of an interview, if it is one."""
        return tuple(part.item.turn for part in self.body if part.item.turn)

    @property
    def position(self) -> tuple[int, int]:
        """Where its paragraphs begin in the source."""
        return self.body[0].item.block.position

    @property
    def is_headed(self) -> bool:
        """Whether something stands above it that belongs to it alone."""
        return bool(self.place or self.heading or self.title)

    @property
    def texts(self) -> tuple[str, ...]:
        """Its paragraphs as they are written."""
        return tuple(part.item.text for part in self.body)

    @property
    def headings(self) -> tuple[Item, ...]:
        """Every block that belongs to it and is none of its paragraphs."""
        around = (self.stage_heading, self.place, self.heading, self.title, self.signature)
        return (*(item for item in around if item is not None), *self.facts)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is understood. Each of its blocks stands in it once."""

    name: str
    """The name of the source."""
    title: Item | None = None
    byline: Item | None = None
    dates: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()
    stages: tuple[str, ...] = ()
    """The stage headings as they are written, in order of first appearance."""
    loose: tuple[Part, ...] = ()
    """Blocks that belong to no section: furniture, headings that head nothing."""
    left: tuple[Left, ...] = ()
    """What is no block, for the page's markup says that it belongs to no story."""
