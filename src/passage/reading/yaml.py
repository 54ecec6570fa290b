"""YAML to nodes that know where they stand.

No value is ever guessed and no object made: each scalar is the text that was written, so that
``title: 1984``, ``language: no`` and ``name: on`` mean what they say. Which kind of value a
text is, is for the field to decide that expects it.

Aliases work. Merge keys, tags and a second document have no use here and are problems.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import cast

import ruamel.yaml
from ruamel.yaml import events
from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLError

from passage.reading import complaints, report, source
from passage.reading.report import Mark, Report

DEEPEST = 32
"""Levels of lists and keys inside each other; a show needs six."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What stands for no value (YAML 1.2.2, section 10.3.2), if it is not in quotes."""


@dataclass(slots=True)
class Scalar:
    """A text as it was written, quotes and folding undone."""

    mark: Mark
    text: str
    plain: bool
    """Written without quotes, and not as a block."""


@dataclass(slots=True)
class Sequence:
    """A list."""

    mark: Mark
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with values; no key is there twice."""

    mark: Mark
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def is_missing(node: Node) -> bool:
    """Whether no value was written: ``title:`` or ``title: ~``."""
    return isinstance(node, Scalar) and node.plain and node.text in NULLS


def shape(node: Node) -> str:
    """What a node is, in plain words."""
    if isinstance(node, Scalar):
        return "empty" if is_missing(node) else "a text"
    return "a list" if isinstance(node, Sequence) else "a group of keys"


def read(text: str, report: Report, *, first_line: int = 1) -> Node | None:
    """The document in `text`, whose first line is line `first_line` of its file.

    Lines end in a line feed. An empty document is a missing scalar. None, and a problem in the
    report, when the text is not YAML or not the YAML that is told above.
    """
    return _Composer(text, report, first_line).document()


class _Unusable(Exception):
    """The document cannot be told; the problem is in the report."""


class _PerThread(threading.local):
    """A loader keeps its state while it reads; making one costs a search for its plug-ins."""

    def __init__(self) -> None:
        self.loader = ruamel.yaml.YAML(typ="safe", pure=True)


_per_thread = _PerThread()


def _events(text: str) -> Generator[events.Event, None, None]:
    loader = _per_thread.loader
    # A %YAML directive would hold for the next file too, and this list would only grow.
    loader.version = None
    loader.doc_infos.clear()
    yield from loader.parse(text)


class _Composer:
    """Makes nodes of ruamel's events. Not its composer: that knows neither loops nor depth."""

    def __init__(self, text: str, report: Report, first_line: int) -> None:
        self._text = text
        self._report = report
        self._first_line = first_line
        self._events = _events(text)
        self._last = Mark(first_line, 1)
        self._anchors: dict[str, Node] = {}
        self._open: set[str] = set()

    def document(self) -> Node | None:
        try:
            return self._document()
        except _Unusable:
            return None
        except MarkedYAMLError as error:
            at, what, hint = complaints.explain(error, self._text)
            self._report.add(self._mark(at) if at else self._last, what, hint)
        except (YAMLError, ValueError, OverflowError, AssertionError):
            # Such as a number of a character that Unicode does not have, or %YAML 1.7.
            self._report.add(self._last, *complaints.UNKNOWN)
        finally:
            self._events.close()  # before the loader reads another text
        return None

    def _document(self) -> Node:
        self._next()
        if isinstance(self._next(), events.StreamEndEvent):
            return Scalar(self._last, "", plain=True)
        root = self._node(self._next(), 0)
        self._next()
        after = self._next()
        if not isinstance(after, events.StreamEndEvent):
            raise self._unusable(self._last, *complaints.SECOND_DOCUMENT)
        return root

    def _next(self) -> events.Event:
        event = next(self._events)
        self._last = self._mark(event.start_mark)
        return event

    def _node(self, event: events.Event, depth: int) -> Node:
        mark = self._last
        if isinstance(event, events.AliasEvent):
            return self._alias(event.anchor, mark)
        event = cast("events.ScalarEvent | events.CollectionStartEvent", event)
        if event.tag is not None:
            raise self._unusable(mark, *complaints.tag(event.tag))
        if depth > DEEPEST:
            raise self._unusable(mark, *complaints.too_deep(DEEPEST))
        anchor = event.anchor
        if anchor is not None:
            self._open.add(anchor)
        node = self._value(event, mark, depth)
        if anchor is not None:
            self._open.discard(anchor)
            self._anchors[anchor] = node
        return node

    def _value(self, event: events.Event, mark: Mark, depth: int) -> Node:
        if isinstance(event, events.ScalarEvent):
            return self._scalar(event, mark)
        if isinstance(event, events.SequenceStartEvent):
            return self._sequence(mark, depth)
        return self._mapping(mark, depth)

    def _scalar(self, event: events.ScalarEvent, mark: Mark) -> Scalar:
        text = event.value
        wrong = source.UNSPEAKABLE.search(text) if event.style == '"' else None
        if wrong:
            self._report.add(mark, *complaints.escape(wrong[0]))
            text = source.UNSPEAKABLE.sub("\ufffd", text)
        return Scalar(mark, text, plain=not event.style)

    def _sequence(self, mark: Mark, depth: int) -> Sequence:
        sequence = Sequence(mark)
        while not isinstance(event := self._next(), events.SequenceEndEvent):
            sequence.items.append(self._node(event, depth + 1))
        return sequence

    def _mapping(self, mark: Mark, depth: int) -> Mapping:
        mapping = Mapping(mark)
        while not isinstance(event := self._next(), events.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            self._enter(mapping, key, value)
        return mapping

    def _enter(self, mapping: Mapping, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar) or not key.text:
            self._report.add(key.mark, *complaints.NO_KEY)
        elif key.text == "<<" and key.plain:
            self._report.add(key.mark, *complaints.MERGE_KEY)
        elif key.text in mapping.entries:
            first = self._report.place(mapping.entries[key.text][0].mark)
            self._report.add(key.mark, *complaints.twice(key.text, str(first)))
        else:
            mapping.entries[key.text] = (key, value)

    def _alias(self, name: str, mark: Mark) -> Node:
        if name in self._open:
            raise self._unusable(mark, *complaints.loop(name))
        if name not in self._anchors:
            hint = report.did_you_mean(name, self._anchors) or complaints.QUOTES
            raise self._unusable(mark, f'there is no "&{name}" before "*{name}"', hint)
        return self._anchors[name]

    def _unusable(self, mark: Mark, what: str, hint: str = "") -> _Unusable:
        self._report.add(mark, what, hint)
        return _Unusable()

    def _mark(self, mark: StreamMark) -> Mark:
        return Mark(mark.line + self._first_line, mark.column + 1)
