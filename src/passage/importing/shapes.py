"""What a block looks like by itself, before anything is known about its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from passage.importing import attribution, facts, furniture, interviews
from passage.importing.attribution import Attribution
from passage.importing.blocks import Block
from passage.importing.furniture import Rule
from passage.importing.interviews import Turn, Turns

MARKS = "\"“”„‟«»‹›‘’‚'`"
"""Characters that open or close a quotation; pages use them the wrong way round as well."""

_LABEL_WORDS, _LABEL_LENGTH = 8, 60
_QUOTE_WORDS, _QUOTE_LENGTH = 45, 280
_HEADLINE_WORDS, _HEADLINE_LENGTH = 32, 220

_SENTENCE_END = re.compile(r"[.!?…:;,。！？：；，؟،؛।]$")
_OF = r"(\d{1,2}) ?(?:/|of|von|de|sur|di) ?(\d{1,2})"
_PART = re.compile(rf"\s*(?:[(\[]{_OF}[)\]]|(?<=\s)(\d{{1,2}})/(\d{{1,2}}))\s*$")
_PART_AHEAD = re.compile(rf"(?:[(\[]{_OF}[)\]]|(\d{{1,2}})/(\d{{1,2}}))[.:]?(?:\s+|$)")
_EXPLAINS = re.compile(r": [^A-ZÀ-Þ\d\"“„«‘]")
_BULLET = re.compile(r"[-–—―•*·]\s")
_ABBREVIATION = re.compile(
    r"\b(?:st|mt|ft|dr|mr|mrs|ms|mme|sr|sra|prof|rev|u\.s|d\.c)\.", re.IGNORECASE
)
_DOUBLE, _SINGLE = '"“”„‟«»‹›', "'‘’‚"
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


_ANSWERS = frozenset({"page-number", "counter", furniture.BUTTON})


class Shape(StrEnum):
    """The outward forms that a block can have."""

    FURNITURE = "furniture"
    ATTRIBUTION = "attribution"
    QUOTE = "quote"
    """A short text that stands in quotation marks as a whole."""
    LABEL = "label"
    """A few words without the end of a sentence: a heading, a place, a name."""
    FACT = "fact"
    """A word and what it stands for on this page, such as ``Age: 24``."""
    PROSE = "prose"


CONTENT = frozenset({Shape.PROSE, Shape.QUOTE})
"""The shapes of what a narrator says."""


@dataclass(frozen=True, slots=True)
class Item:
    """A block and what it looks like."""

    block: Block
    shape: Shape
    rule: str = ""
    """The furniture rule that it follows, if its shape is FURNITURE."""
    attribution: Attribution | None = None
    """Whom it names, if its shape is ATTRIBUTION."""
    turn: Turn | None = None
    """What it is in an interview."""

    @property
    def text(self) -> str:
        """The characters of the block."""
        return self.block.text


def items(blocks: Sequence[Block], rules: Sequence[Rule] = furniture.RULES) -> list[Item]:
    """Look at each block; where the look of one is doubtful, at the habits of the page."""
    turns = interviews.turns(blocks)
    found = [_spoken(block, turns) or _item(block, rules) for block in blocks]
    found = [_answer(item, before) for before, item in zip([None, *found], found, strict=False)]
    shouted = [item.shape for item in found if is_shouted(item.text) and is_short(item.text)]
    if 2 * shouted.count(Shape.QUOTE) > shouted.count(Shape.LABEL):
        return found
    # The page shouts its labels and not its pull quotes: what it shouts in marks is a label too.
    return [replace(item, shape=Shape.LABEL) if _is_shouted_quote(item) else item for item in found]


def unquoted(text: str) -> str:
    """A text without quotation marks at its ends, also where only one of a pair is there."""
    return text.strip(MARKS + " \t").rstrip(MARKS)


def is_short(text: str) -> bool:
    """Whether a text, quoted or not, can be a label."""
    bare = unquoted(text)
    if not bare or len(bare) > _LABEL_LENGTH or len(bare.split()) > _LABEL_WORDS:
        return False
    if _SENTENCE_END.search(bare) or _BULLET.match(bare) or not any(map(str.isalnum, bare)):
        return False
    return not re.search(r"[.!?…;]\s", _ABBREVIATION.sub("", bare))


def is_headline(text: str) -> bool:
    """Whether a text can be the title of a page: it may be long, but is no full sentence."""
    return (
        len(text) <= _HEADLINE_LENGTH
        and len(text.split()) <= _HEADLINE_WORDS
        and not text.endswith((".", ",", ";", "…"))
        and not _BULLET.match(text)
    )


def is_shouted(text: str) -> bool:
    """Whether a text is all in capitals or all in small letters, as place labels often are."""
    return text.isupper() or text.islower()


def part_number(text: str) -> str:
    """A post's part number at the end of a text, such as ``(1/3)``; empty for none."""
    match = _PART.search(text[-24:])
    return match.group(0) if match else ""


def part_number_ahead(text: str) -> str:
    """The same at the beginning of a text."""
    match = _PART_AHEAD.match(text)
    return match.group(0) if match else ""


def part_of(text: str) -> tuple[int, int]:
    """Which part of how many a post says that it is; zeros for none."""
    numbers = re.findall(r"\d+", part_number(text) or part_number_ahead(text))
    return (int(numbers[0]), int(numbers[1])) if len(numbers) == 2 else (0, 0)  # noqa: PLR2004


def is_listed(text: str) -> bool:
    """Whether a block begins like an entry of a list."""
    return bool(_BULLET.match(text))


def _spoken(block: Block, turns: Turns) -> Item | None:
    turn = turns.get(block.position)
    return Item(block, Shape.PROSE, turn=turn) if turn else None


def _answer(item: Item, before: Item | None) -> Item:
    """A number or one word below a question answers it, whatever else it could be."""
    asked = before is not None and before.turn is not None and before.turn.asks
    return replace(item, shape=Shape.PROSE, rule="") if asked and item.rule in _ANSWERS else item


def _item(block: Block, rules: Sequence[Rule]) -> Item:
    rule = furniture.rule_of(block.text, rules)
    if rule:
        return Item(block, Shape.FURNITURE, rule=rule)
    named = attribution.parse(block.text)
    if named:
        return Item(block, Shape.ATTRIBUTION, attribution=named)
    if _is_quote(block.text):
        return Item(block, Shape.QUOTE)
    if facts.parse(block.text)[0]:
        return Item(block, Shape.FACT)
    if _EXPLAINS.search(block.text) or not is_short(block.text):
        return Item(block, Shape.PROSE)
    return Item(block, Shape.LABEL)


def _is_shouted_quote(item: Item) -> bool:
    return item.shape is Shape.QUOTE and is_shouted(item.text) and is_short(item.text)


def _is_quote(text: str) -> bool:
    if len(text) > _QUOTE_LENGTH or len(text.split()) > _QUOTE_WORDS:
        return False
    marks = _DOUBLE if text[0] in _DOUBLE else _SINGLE
    inner = text[1:].rstrip(".…,!?")
    if text[0] not in marks or inner[-1:] not in marks:
        return False
    return not any(mark in _APOSTROPHE.sub("", inner[:-1]) for mark in marks)
