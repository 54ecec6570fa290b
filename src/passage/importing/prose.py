"""The blocks of a Markdown page (CommonMark 0.31.2), on the lines of the source they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from passage.importing import attribution, blocks, facts, words
from passage.importing.blocks import Block, Left
from passage.importing.source import BYTE_ORDER_MARK, Source

FRONT_MATTER = "front-matter"
MARKUP = "markup"
"""Rules for what stands in a Markdown page and is no text of it."""

_NO_TEXT = re.compile(
    # A tag, a fence with the name of a language, where a link or a picture leads to.
    r"<[^<>]*>|^[\s>]*(?:`{3,}|~{3,})\w*$|^\s*\[[^\]]{1,200}\]:.*$|!\[[^\]]*\]\([^()]*\)"
)
_FRONT = re.compile(r"---[ \t]*")
_KEY = re.compile(r"[\w-]+:|\s|-|#|\]|\}")
_DEEPEST = 100
"""Quotations in quotations. What lies deeper is unplaced."""
_HARD, _SOFT, _HERE = "\r\n", "\n", "\r"
"""How a line ends: so that a block does, so that it goes on, or in the middle (``<br>``)."""
_BREAKS = {"hardbreak": _HARD, "softbreak": _SOFT}
_LINE_END = re.compile(r"\r\n?")


def of(source: Source) -> tuple[tuple[Block, ...], tuple[Left, ...]]:
    """The blocks of a page in order, and what is left out of it, which may be unplaced words."""
    lines = _Lines(source)
    front = _front_matter(lines.texts)
    text = "".join("\n" if n <= front else line for n, line in enumerate(lines.fed, 1))
    found = tuple(part for block in _blocks(text, lines) for part in blocks.parted(block))
    taken = {line for block in found for line in block.lines}
    return found, tuple(_left(lines.texts, taken, front))


class _Lines:
    """The lines of a source, and those that Markdown counts: only a line feed ends them."""

    def __init__(self, source: Source) -> None:
        first = [line.removeprefix(BYTE_ORDER_MARK) for line in source.lines[:1]]
        self.fed = [_LINE_END.sub("\n", line) for line in (*first, *source.lines[1:])]
        self.texts = [words.visible(line) for line in self.fed]
        self._numbers: list[list[int]] = [[]]
        for number, line in enumerate(self.fed, 1):
            if self.texts[number - 1]:
                self._numbers[-1].append(number)
            if line.endswith("\n"):
                self._numbers.append([])

    def visible(self, counted: int) -> list[int]:
        """The numbers, from 1, of what can be seen on a line that Markdown counts from 0."""
        return self._numbers[counted] if counted < len(self._numbers) else []


@dataclass(slots=True)
class _Growing:
    """The block that grows."""

    text: str
    lines: list[int]
    column: int = 0
    """Characters of the paragraph before it, if it begins on a line with them."""


def _blocks(text: str, lines: _Lines) -> Iterator[Block]:
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).disable("code")
    opened, bullet, last = [""], "", 0
    for token in reader.parse(text):
        if token.nesting == 1:
            opened.append(token.tag)
            bullet = "- " if token.type == "list_item_open" and token.markup == "-" else bullet
        elif token.nesting == -1:
            opened.pop()
        elif token.type in {"inline", "fence"} and token.map:
            element = next((tag for tag in reversed(opened) if tag != "p"), "") or "p"
            for grown in _grown(token, lines, bullet):
                if grown.text.startswith(bullet) and not _is_signed(grown.text):
                    grown.text = grown.text.removeprefix(bullet)
                spaced = not last or grown.lines[0] > last + 1
                yield Block(tuple(grown.lines), grown.text, spaced, grown.column, element=element)
                last = grown.lines[-1]
            bullet = ""


def _is_signed(text: str) -> bool:
    """Whether the entry of a list is none, but somebody's name behind a dash."""
    return attribution.parse(text) is not None and not facts.parse(text.removeprefix("- "))[0]


def _grown(token: Token, lines: _Lines, bullet: str) -> Iterator[_Growing]:
    """The blocks of one paragraph or heading: a hard break parts it, a soft one is a space."""
    at, column = (token.map or [0])[0], 0
    growing = _Growing(bullet, lines.visible(at)[:])
    for text in _pieces(token):
        column += len(text)
        at += text in {_HARD, _SOFT}
        if text in {_HARD, _HERE}:
            yield from _seen(growing)
            growing = _Growing("", lines.visible(at)[:], column if text == _HERE else 0)
        elif text == _SOFT:
            growing.text += " "
            growing.lines += lines.visible(at)
        else:
            growing.text += text
    yield from _seen(growing)


def _seen(growing: _Growing) -> Iterator[_Growing]:
    growing.text = words.visible(growing.text)
    if growing.text and growing.lines:
        yield growing


def _pieces(token: Token) -> Iterator[str]:
    """The characters of a token without its marks, and where a line of it ends."""
    if token.type == "fence":
        for line in token.content.split("\n"):
            yield from (_HARD, line)
        return
    for child in token.children or ():
        if child.type in _BREAKS:
            yield _BREAKS[child.type]
        elif child.type == "html_inline":
            yield _HERE if child.content.casefold().startswith("<br") else ""
        elif child.type != "image":
            yield child.content


def _front_matter(texts: Sequence[str]) -> int:
    """The number of the line that ends the front matter; 0 for none."""
    if not texts or not _FRONT.fullmatch(texts[0]):
        return 0
    ends = (number for number, text in enumerate(texts[1:], 2) if _FRONT.fullmatch(text))
    end = next(ends, 0)
    # Between two rules stands front matter only if it looks like it.
    return end if all(_KEY.match(text) for text in texts[1 : end - 1] if text) else 0


def _left(texts: Sequence[str], taken: set[int], front: int) -> Iterator[Left]:
    for number, text in enumerate(texts, 1):
        if not text or number in taken:
            continue
        if number <= front:
            yield Left((number,), text, FRONT_MATTER)
        else:
            bare = _NO_TEXT.sub("", text)
            yield Left((number,), text, "" if any(map(str.isalnum, bare)) else MARKUP)
