"""A feed as it is written: every element with its line, read safely.

expat reads it, since it knows the line of everything, however long the feed. Nothing outside of
the bytes is ever read: a document type, and with it every entity, is refused where it begins.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.parsers import expat  # nosec - no document type, hence no entities: see _Reader

PREFIXES = MappingProxyType(
    {
        "http://www.w3.org/2005/Atom": "atom",
        "http://purl.org/rss/1.0/modules/content/": "content",
        "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
        "https://podcastindex.org/namespace/1.0": "podcast",
        "http://podlove.org/simple-chapters": "psc",
        "http://www.w3.org/XML/1998/namespace": "xml",
    }
)
"""The namespaces that have rules. Their addresses are names: another letter, another namespace."""

DEEPEST = 100
"""Levels of elements within each other; a feed has about five."""

_NONE: Mapping[str, str] = MappingProxyType({})
# What expat reads by itself; anything else that Python knows is decoded before.
_NATIVE = frozenset({"utf-8", "utf-16", "iso8859-1", "ascii"})


class Unreadable(Exception):
    """The bytes are no XML that is read here; `rule` is the rule that says so."""

    def __init__(self, rule: str, line: int, column: int, what: str, hint: str) -> None:
        super().__init__(what)
        self.rule, self.line, self.column, self.what, self.hint = rule, line, column, what, hint


@dataclass(slots=True, eq=False)
class Node:
    """An element: its name with our prefix (``itunes:image``), its line, and what it holds.

    A namespace without rules stays in the name: ``{http://…}name``.
    """

    name: str
    line: int
    parent: Node | None
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    children: dict[str, list[Node]] = field(default_factory=dict)

    @property
    def value(self) -> str:
        """Its text without the white space around it."""
        return self.text.strip()

    def all(self, name: str) -> list[Node]:
        """The elements of this name directly inside it."""
        return self.children.get(name, [])

    def find(self, name: str) -> Node | None:
        """The first of them."""
        found = self.children.get(name)
        return found[0] if found else None

    def say(self, name: str) -> str:
        """The value of the first of them; empty without one."""
        found = self.children.get(name)
        return found[0].value if found else ""

    def walk(self) -> Iterator[Node]:
        """It and all elements inside it."""
        todo = [self]
        while todo:
            node = todo.pop()
            yield node
            for nodes in node.children.values():
                todo.extend(nodes)

    @property
    def item(self) -> Node | None:
        """The episode that it stands in."""
        node: Node | None = self
        while node and node.name not in {"item", "podcast:liveItem"}:
            node = node.parent
        return node


@dataclass(frozen=True, slots=True)
class Document:
    """A feed: its root, how it was encoded, and which namespaces it declares where."""

    root: Node
    encoding: str
    """As Python calls it: ``utf-8``."""
    namespaces: Mapping[str, int]
    """The line of the first declaration of each."""


def parse(data: bytes) -> Document:
    """Read XML. Raises Unreadable for bytes that are none, or that are not safe to read."""
    encoding = _encoding(data)
    reader = _Reader()
    root = reader.read(data if encoding in _NATIVE else _decoded(data, encoding))
    return Document(root, encoding, MappingProxyType(reader.namespaces))


def _encoding(data: bytes) -> str:
    """XML 1.0, appendix F: a byte order mark, else what the declaration says, else UTF-8."""
    if data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return "utf-16"
    declared = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"'>]+)", data)
    name = declared[1].decode("ascii", "replace") if declared else "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise Unreadable(
            "xml/encoding", 1, 0, f'there is no encoding "{name}"', "save it as UTF-8"
        ) from error


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(
            "xml/encoding", line, 0, f"this is not {encoding}", "save it as UTF-8"
        ) from error
    except LookupError as error:
        # Python calls base64 an encoding, too.
        raise Unreadable(
            "xml/encoding", 1, 0, f"{encoding} is no encoding of text", "save it as UTF-8"
        ) from error


class _Reader:
    """Makes Nodes of what expat reports."""

    def __init__(self) -> None:
        self.namespaces: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._open: list[Node] = []
        self._texts: list[str] = []
        self._root: Node | None = None
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._texts.append
        self._parser.StartNamespaceDeclHandler = self._namespace
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self, text: bytes | str) -> Node:
        try:
            self._parser.Parse(text, True)  # noqa: FBT003 - expat takes no names
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise Unreadable(
                "xml/well-formed",
                error.lineno,
                error.offset + 1,
                f"this is not well-formed XML: {what}",
                "close every tag, and write & as &amp; and < as &lt;",
            ) from error
        if self._root is None:  # pragma: no cover - expat calls that an error of its own
            raise Unreadable("xml/well-formed", 1, 0, "there is no element", "")
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._open[-1] if self._open else None
        line = self._parser.CurrentLineNumber
        if len(self._open) >= DEEPEST:
            raise Unreadable(
                "xml/well-formed", line, 0, f"more than {DEEPEST} levels deep", "close a tag"
            )
        named = (
            {self._name(key): value for key, value in attributes.items()} if attributes else _NONE
        )
        node = Node(self._name(name), line, parent, named)
        if parent:
            parent.text += "".join(self._texts)
            parent.children.setdefault(node.name, []).append(node)
        else:
            self._root = node
        self._texts.clear()
        self._open.append(node)

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        node.text += "".join(self._texts)
        self._texts.clear()

    def _name(self, written: str) -> str:
        known = self._names.get(written)
        if known is None:
            address, _, local = written.rpartition(" ")
            prefix = PREFIXES.get(address)
            outside = f"{{{address}}}{local}" if address else local
            known = f"{prefix}:{local}" if prefix else outside
            self._names[written] = known
        return known

    def _namespace(self, _prefix: str | None, address: str | None) -> None:
        self.namespaces.setdefault(address or "", self._parser.CurrentLineNumber)

    def _doctype(self, *_declared: object) -> None:
        raise Unreadable(
            "xml/doctype",
            self._parser.CurrentLineNumber,
            0,
            "a document type is declared, which a feed has no use for and which can be an attack",
            "take the line that begins <!DOCTYPE away",
        )
