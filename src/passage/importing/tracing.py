"""From the nodes of an HTML page back to the characters and lines of the source."""

from __future__ import annotations

import html as entities
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from justhtml.dom import Element, Node, Text

from passage.importing import words
from passage.importing.blocks import Left
from passage.importing.source import BYTE_ORDER_MARK, Source

MARKUP = "markup"
"""The rule for tags and comments: what stands on a line and is no text."""

_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,31});?")
_LOOSE_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_BOGUS = re.compile(r"<[?!/][^>]*>")
_TAG_END = re.compile(r"[^>\"']*(?:\"[^\"]*\"|'[^']*'|>)")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of the text from which the parser made something."""

    start: int
    end: int


class Trace:
    """Where everything stands, and what of the source nothing was made from."""

    def __init__(self, source: Source) -> None:
        bare = [line.removeprefix(BYTE_ORDER_MARK) for line in source.lines[:1]]
        # The parser takes the mark away and reads every line end as a line feed (HTML, 13.2.3.5).
        lines = [_fed(line) for line in (*bare, *source.lines[1:])]
        self.text = "".join(lines)
        self._starts = [0, *accumulate(map(len, lines))]
        self._visible = [bool(words.visible(line)) for line in lines]
        self._claimed: list[Span] = []
        self._lines: set[int] = set()

    def words(self, node: Text) -> Span:
        """The characters that a text was made from."""
        data, start = node.data or "", node.origin_offset
        if start is None:
            return Span(0, 0)
        is_plain = self.text.startswith(data, start)
        end = start + len(data) if is_plain else self._end_of(data, start)
        return self._claim(start, end)

    def shown(self, node: Text, span: Span) -> str:
        """What of a text a browser shows.

        When it says where things stand, the parser has declarations, processing instructions and
        end tags with attributes among the text; browsers show none of them (HTML, 13.2.5.41).
        """
        data = node.data or ""
        if "<" not in data or span.end == span.start:
            return data
        raw = self.text[span.start : span.end]
        return _BOGUS.sub("", data) if raw == data else entities.unescape(_BOGUS.sub("", raw))

    def tag(self, node: Element) -> Span | None:
        """The start tag of an element; None for one that nobody wrote."""
        start = node.origin_offset
        if start is None:
            return None
        end = start + len(node.name) + 1
        while end < len(self.text) and (found := _TAG_END.match(self.text, end)):
            end = found.end()
            if self.text[end - 1] == ">":
                break
        return self._claim(start, end)

    def comment(self, node: Node | Text) -> Span | None:
        """A comment with its signs."""
        start = node.origin_offset
        if start is None:
            return None
        data = node.data if isinstance(node.data, str) else ""
        end = self.text.find(">", start + min(len(data), len(self.text) - start))
        return self._claim(start, end + 1 or len(self.text))

    def subtree(self, top: Element) -> Span | None:
        """Everything from the first to the last character of an element."""
        spans: list[Span] = []
        waiting: list[Node | Text] = [top]
        while waiting:
            node = waiting.pop()
            found = self._own(node)
            if found and found.end:
                spans.append(found)
            waiting.extend(node.children or ())
            waiting.extend([inner] if (inner := getattr(node, "template_content", None)) else ())
        if not spans:
            return None
        # An element that the parser moved may hold words from elsewhere, so the middle is not
        # claimed here, only told.
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def _own(self, node: Node | Text) -> Span | None:
        if isinstance(node, Text):
            return self.words(node)
        if isinstance(node, Element):
            return self.tag(node)
        return self.comment(node) if node.name == "#comment" else None

    def lines(self, span: Span) -> tuple[int, ...]:
        """The numbers of the lines, counted from 1, on which something of a span can be seen."""
        first, last = self.first(span), self.last(span)
        if first >= last:
            return ()
        numbers = range(self._line(first), self._line(last - 1) + 1)
        found = tuple(number for number in numbers if self._visible[number - 1])
        self._lines.update(found)
        return found

    def column(self, offset: int) -> int:
        """The place of a character in its line, counted from 0."""
        return offset - self._starts[self._line(offset) - 1]

    def first(self, span: Span) -> int:
        """Where the first character of a span stands that is no white space."""
        part = self.text[span.start : span.end]
        return span.start + len(part) - len(part.lstrip())

    def last(self, span: Span) -> int:
        """Where a span ends without the white space at its end."""
        return span.start + len(self.text[span.start : span.end].rstrip())

    def rest(self) -> Iterator[Left]:
        """What nothing was made from: tags, and words that the parser had no place for."""
        yield from self._lost()
        for number, visible in enumerate(self._visible, 1):
            if visible and number not in self._lines:
                text = self.text[self._starts[number - 1] : self._starts[number]].strip()
                yield Left((number,), text, MARKUP)

    def _lost(self) -> Iterator[Left]:
        """Words between all that was traced, which no person would see in a browser either."""
        at = 0
        for span in (*sorted(self._claimed, key=lambda span: span.start), Span(len(self.text), 0)):
            if span.start > at:
                yield from self._words_between(Span(at, span.start))
            at = max(at, span.end)

    def _words_between(self, gap: Span) -> Iterator[Left]:
        raw = self.text[gap.start : gap.end]
        at = 0
        for start, end in (*(found.span() for found in _LOOSE_TAG.finditer(raw)), (len(raw), 0)):
            text = raw[at:start]
            if any(map(str.isalnum, text)):
                span = Span(gap.start + at, gap.start + start)
                yield Left(self.lines(span), text.strip(), "", self.column(self.first(span)))
            at = max(at, end)

    def _claim(self, start: int, end: int) -> Span:
        span = Span(start, end)
        self._claimed.append(span)
        return span

    def _line(self, offset: int) -> int:
        return min(bisect_right(self._starts, offset), len(self._visible))

    def _end_of(self, data: str, start: int) -> int:
        """Where a text ends that has references, or tags that the parser passed over, in it."""
        at, done, end = start, 0, start
        while done < len(data) and at < len(self.text):
            if self.text[at] == data[done] and self.text[at] != "&":
                at, done = at + 1, done + 1
                end = at
                continue
            reference = _REFERENCE.match(self.text, at)
            meant = entities.unescape(reference[0]) if reference else self.text[at]
            if reference and data.startswith(meant, done):
                at, done = reference.end(), done + len(meant)
                end = at
            elif self.text[at] == data[done]:
                at, done = at + 1, done + 1
                end = at
            elif tag := _LOOSE_TAG.match(self.text, at):
                at = tag.end()
            elif self.text[at] == "\n":
                # The first line feed of a preformatted text is not part of it (HTML, 13.2.6.4.7).
                at += 1
            else:
                break
        return end


def _fed(line: str) -> str:
    if line.endswith("\r\n"):
        return line[:-2] + "\n"
    return line[:-1] + "\n" if line.endswith("\r") else line
