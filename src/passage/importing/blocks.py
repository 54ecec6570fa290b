"""The blocks of a page: what stands together, and the lines of the source that it stands on.

In plain text each line is a block, as pages copied from a browser have it, unless the page is
wrapped: then the lines of a paragraph are joined by spaces. Other forms of a page (Markdown,
HTML) need only another way to make blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from passage.importing import attribution, words
from passage.importing.source import Source

NARROWEST, WIDEST = 40, 120
"""Characters. An editor wraps the lines of a page at a width between these."""

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_INLINE_DASH = re.compile(
    r"(?:(?P<mark>[\"”“»’])|[.!?…])\s*"
    # Behind a quotation mark, brackets can name the speaker as well as a dash can.
    r"(?P<signature>(?:[—–―~]\s*|(?<=\s)-\s+)(?=\S)|(?(mark)(?=\([^()]{2,100}\)\.?$)|(?!)))"
)
_MARKER = re.compile(r"[-–—―*•]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a button: one thing on the page."""

    lines: tuple[int, ...]
    """The numbers of its lines in the source, counted from 1."""
    text: str
    """Its characters as they are, without the white space around it."""
    spaced: bool
    """Whether there is a gap before it: a blank line, or the top of the page."""
    column: int = 0
    """Where it begins on its first line, if another block begins on that line before it."""

    inline: bool = False
    """Whether it is the end of the paragraph before it, such as an attribution on its last line."""
    element: str = ""
    """The element of HTML or Markdown that it is, such as ``h2``; empty in plain text."""

    @property
    def position(self) -> tuple[int, int]:
        """Line and column: different for different blocks of a page, and in their order."""
        return (self.lines[0] if self.lines else 0), self.column


@dataclass(frozen=True, slots=True)
class Left:
    """What of a page is no block, since its markup says that it belongs to no story."""

    lines: tuple[int, ...]
    text: str
    rule: str
    """The furniture rule; empty for words that nobody knows a place for."""
    column: int = 0


def of(source: Source) -> tuple[Block, ...]:
    """The blocks of a plain text page, in order. Blank lines belong to no block."""
    texts = [words.visible(line) for line in source.lines]
    width = _wrap_width(texts)
    return tuple(part for block in _joined(texts, width) for part in parted(block))


def parted(block: Block, end: int = 0) -> Iterator[Block]:
    """A paragraph and the attribution at its end: ``“…” — Name, 24, from Somewhere``.

    `end` is the column in which the block ends, if it is known.
    """
    room = max(0, len(block.text) - attribution.LONGEST)
    dash = None
    for dash in _INLINE_DASH.finditer(block.text, room):
        named = attribution.parse(block.text[dash.start("signature") :])
        if named and (named.sure or dash["mark"]):
            break
    else:
        dash = None
    if dash is None:
        yield block
        return
    at = dash.start("signature")
    yield replace(block, text=block.text[:at].rstrip())
    column = max(block.column + 1, end - len(block.text) + at) if end else block.column + at
    yield replace(
        block,
        lines=block.lines[-1:],
        text=block.text[at:],
        spaced=False,
        column=column,
        inline=True,
    )


def _joined(texts: list[str], width: int) -> Iterator[Block]:
    lines: list[int] = []
    text, spaced, gap = "", True, True
    for number, line in enumerate(texts, 1):
        if not line:
            gap = True
            continue
        if lines and not gap and width and _continues(texts[number - 2], line, width):
            text += _seam(text, line) + line
            lines.append(number)
        else:
            if lines:
                yield Block(tuple(lines), text, spaced)
            lines, text, spaced = [number], line, gap
        gap = False
    if lines:
        yield Block(tuple(lines), text, spaced)


def _wrap_width(texts: list[str]) -> int:
    """The width at which the page was wrapped, in characters; 0 when it was not."""
    width = max(map(len, texts), default=0)
    if not NARROWEST <= width <= WIDEST:
        return 0
    pairs = [(line, following) for line, following in pairwise(texts) if line and following]
    continued = [pair for pair in pairs if _continues(*pair, width)]
    # In a wrapped page most breaks are for want of room, and few of them end a sentence.
    unfinished = [pair for pair in continued if not _SENTENCE_END.search(pair[0])]
    wrapped = len(continued) >= 3 and 2 * len(continued) >= len(pairs)  # noqa: PLR2004 said above
    return width if wrapped and 2 * len(unfinished) > len(continued) else 0


def _continues(line: str, following: str, width: int) -> bool:
    """Whether a line broke only because the next word had no room on it."""
    if _MARKER.match(following):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _seam(text: str, following: str) -> str:
    """What joins two lines: nothing after the hyphen of a divided word, else a space."""
    divided = text[-1] == "-" and text[-2:-1].isalpha() and following[0].islower()
    return "" if divided else " "
