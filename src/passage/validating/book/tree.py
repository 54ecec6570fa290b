"""A document of a book as it is written: elements and texts in their order, read safely.

Unlike a feed's `passage.validating.document`, what stands before what is kept, for that is the
order in which it is read aloud. A document type is refused as there: no XML of a book needs one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat  # nosec - no document type, hence no entities: see _Reader

XHTML = "http://www.w3.org/1999/xhtml"
PREFIXES = {
    XHTML: "",
    "http://www.idpf.org/2007/opf": "",
    "urn:oasis:names:tc:opendocument:xmlns:container": "",
    "http://www.w3.org/ns/SMIL": "",
    "http://www.idpf.org/2007/ops": "epub",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
STYLE_SHEET = "xml-stylesheet"
_PSEUDO_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*["']([^"']*)["']""")
"""Associating Style Sheets with XML documents 1.0, section 2."""

DEEPEST = 200
"""Levels of elements within each other: a long table of contents has about ten."""


class NotXml(Exception):
    """The bytes are no XML that is read here."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line, self.what = line, what


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name with our prefix (``dc:title``), its line, and what it holds."""

    name: str
    line: int
    parent: Element | None
    attributes: Mapping[str, str] = field(default_factory=dict)
    content: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """It and all elements inside it, in the order of the document."""
        todo: list[Element] = [self]
        while todo:
            element = todo.pop()
            yield element
            todo.extend(each for each in reversed(element.content) if isinstance(each, Element))

    def all(self, name: str) -> list[Element]:
        """The elements of this name inside it, at any depth."""
        return [element for element in self.walk() if element.name == name]

    def find(self, name: str) -> Element | None:
        """The first of them."""
        return next((element for element in self.walk() if element.name == name), None)

    def get(self, name: str) -> str:
        """An attribute's value; empty without one."""
        return self.attributes.get(name, "")

    @property
    def local(self) -> str:
        """Its name without what tells its namespace."""
        return self.name.rpartition(":")[2]

    @property
    def texts(self) -> Iterator[str]:
        """The texts directly inside it that are more than white space."""
        return (each for each in self.content if isinstance(each, str) and each.strip())

    @property
    def text(self) -> str:
        """All text inside it, in order."""
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    @property
    def above(self) -> Iterator[Element]:
        """It and the elements that it stands in, from the inside."""
        element: Element | None = self
        while element:
            yield element
            element = element.parent


def parse(data: bytes) -> Element:
    """Read a document. Raises NotXml for bytes that are none, or not safe to read."""
    return _Reader().read(data)


class _Reader:
    """Makes Elements of what expat reports."""

    def __init__(self) -> None:
        self._open: list[Element] = []
        self._root: Element | None = None
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.XmlDeclHandler = self._declared
        self._parser.ProcessingInstructionHandler = self._instruction
        self._before: list[Element] = []

    def read(self, data: bytes) -> Element:
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 - expat takes no names
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise NotXml(error.lineno, f"this is not well-formed XML: {what}") from error
        except (LookupError, ValueError) as error:
            raise NotXml(1, f"its encoding cannot be read: {error}") from error
        if self._root is None:  # pragma: no cover - expat calls that an error of its own
            raise NotXml(1, "there is no element")
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._open[-1] if self._open else None
        line = self._parser.CurrentLineNumber
        if len(self._open) >= DEEPEST:
            raise NotXml(line, f"it is more than {DEEPEST} levels deep")
        named = {_name(key): value for key, value in attributes.items()}
        element = Element(_name(name), line, parent, named)
        if parent:
            parent.content.append(element)
        else:
            self._root = element
            element.content.extend(self._before)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].content.append(text)

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """EPUB 3.3, section 3.9: a document is UTF-8, or UTF-16."""
        if encoding and encoding.lower() not in {"utf-8", "utf-16"}:
            raise NotXml(1, f"it is encoded as {encoding}")

    def _instruction(self, target: str, data: str) -> None:
        """What names a style sheet before the document is kept as an element at its beginning."""
        if target == STYLE_SHEET and not self._open:
            named = {found[1]: found[2] for found in _PSEUDO_ATTRIBUTE.finditer(data)}
            line = self._parser.CurrentLineNumber
            self._before.append(Element(STYLE_SHEET, line, None, named))

    def _doctype(self, *_declared: object) -> None:
        raise NotXml(self._parser.CurrentLineNumber, "a document type is declared")


def _name(written: str) -> str:
    address, _, local = written.rpartition(" ")
    prefix = PREFIXES.get(address, address)
    return f"{prefix}:{local}" if prefix else local
