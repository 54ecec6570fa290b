"""The blocks of an HTML page, and what its elements say is no part of a story.

The page is read as browsers read it (HTML Living Standard, 13.2). Every element and every text is
traced back to the characters of the source that it was made from, so that each line has its fate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from justhtml import JustHTML
from justhtml.dom import Element, Node, Text

from passage.importing import blocks, words
from passage.importing.blocks import Block, Left
from passage.importing.markup import Tree
from passage.importing.source import Source
from passage.importing.tracing import Span, Trace

_SPACED = words.listed(
    "p h1 h2 h3 h4 h5 h6 blockquote section article main hr figure table ul ol dl pre header footer"
    " address body title"
)
"""Elements with a gap around them, as browsers show them (HTML, 15.3)."""
_BREAKING = _SPACED | words.listed(
    "div li tr td th dt dd br html head nav aside form fieldset legend figcaption center details"
    " summary hgroup caption thead tbody tfoot option"
)
"""Elements that begin and end a line."""
_WHITE = re.compile(r"[ \t\n\r\f]+")


def of(source: Source) -> tuple[tuple[Block, ...], tuple[Left, ...]]:
    """The blocks of a page in order, and what is left out of it, which may be unplaced words."""
    trace = Trace(source)
    page = JustHTML(trace.text, sanitize=False, track_node_locations=True)
    walk = _Walk(trace, Tree(page))
    walk.down()
    return tuple(walk.blocks), (*walk.left, *trace.rest())


@dataclass(slots=True)
class _Growing:
    """The block that grows."""

    texts: list[str]
    spans: list[Span]
    element: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    """Where the walk enters or leaves a node."""

    node: Node | Text
    element: str
    """The nearest element around that begins a line."""
    leaving: bool = False


class _Walk:
    """The way down the tree, without recursion: pages nest as deep as they like."""

    def __init__(self, trace: Trace, tree: Tree) -> None:
        self.trace = trace
        self.tree = tree
        self.blocks: list[Block] = []
        self.left: list[Left] = []
        self.growing = _Growing([], [])
        self.gap = True

    def down(self) -> None:
        """Visit every node once, in the order of the page."""
        waiting = [_Step(self.tree.page.root, "body")]
        while waiting:
            step = waiting.pop()
            node = step.node
            if step.leaving:
                self._break(node)
            elif isinstance(node, Text):
                self._read(node, step.element)
            elif isinstance(node, Element) and (rule := self.tree.rule(node)):
                self._drop(node, rule)
            else:
                waiting += reversed(list(self._inside(step)))
        self._end()

    def _inside(self, step: _Step) -> Iterator[_Step]:
        node, element = step.node, step.element
        if isinstance(node, Element):
            self.trace.tag(node)
        elif node.name == "#comment":
            self.trace.comment(node)
        if node.name in _BREAKING:
            self._break(node)
            # What says more about a line than that it is one is kept: a paragraph in a list entry
            # is an entry.
            element = element if node.name in {"p", "div"} and element == "li" else node.name
        yield from (_Step(child, element) for child in node.children or ())
        if node.name in _BREAKING:
            yield _Step(node, element, leaving=True)

    def _read(self, node: Text, element: str) -> None:
        span = self.trace.words(node)
        rule = self.tree.rule_of_text(node)
        if rule:
            self._leave(rule, span)
            return
        for number, text in enumerate(self._lines(node, span)):
            if number:
                self._end()
            if text.strip() and not self.growing.element:
                self.growing.element = element
            self.growing.texts.append(text)
            self.growing.spans.append(span)

    def _lines(self, node: Text, span: Span) -> list[str]:
        data = self.trace.shown(node, span)
        return data.split("\n") if self.tree.is_preformatted(node) else [data]

    def _drop(self, node: Element, rule: str) -> None:
        if node.name in _BREAKING:
            self._break(node)
        span = self.trace.subtree(node)
        if span:
            self._leave(rule, span)

    def _leave(self, rule: str, span: Span) -> None:
        lines = self.trace.lines(span)
        if lines:
            text = self.trace.text[span.start : span.end].strip()
            self.left.append(Left(lines, text, rule, self.trace.column(span.start)))

    def _break(self, node: Node | Text) -> None:
        self._end()
        self.gap = self.gap or node.name in _SPACED

    def _end(self) -> None:
        """End the block that grows, if anything can be seen of it."""
        growing, self.growing = self.growing, _Growing([], [])
        text = words.visible(_WHITE.sub(" ", "".join(growing.texts)))
        pairs = zip(growing.texts, growing.spans, strict=True)
        seen = [span for said, span in pairs if said.strip()]
        if not text or not seen:
            return
        lines = dict.fromkeys(line for span in seen for line in self.trace.lines(span))
        column = self.trace.column(self.trace.first(seen[0]))
        block = Block(tuple(sorted(lines)), text, self.gap, column, element=growing.element)
        self.blocks += blocks.parted(block, self.trace.column(self.trace.last(seen[-1])))
        self.gap = False
