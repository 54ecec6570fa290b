"""XML to elements that know where they stand (Extensible Markup Language 1.0, Namespaces 1.0).

A document type is refused, and with it every entity that a file could define: none is ever
expanded, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from passage.reading.report import Mark, Report, quoted

XML = "http://www.w3.org/XML/1998/namespace"
"""Of attributes such as ``xml:lang``."""

_JOIN = " "
"""Between namespace and name, as neither can have a space in it."""


@dataclass(slots=True)
class Element:
    """An element, and all that is in it."""

    mark: Mark
    namespace: str
    name: str
    attributes: Mapping[tuple[str, str], str]
    """By namespace (empty for none) and name."""
    children: list[Element] = field(default_factory=list)
    characters: list[tuple[Mark, str]] = field(default_factory=list)
    """Its own text in pieces, each on one line."""

    @property
    def text(self) -> str:
        """Its own text, white space reduced to single spaces."""
        return " ".join("".join(piece for _, piece in self.characters).split())

    def marks(self) -> Iterator[tuple[Mark, str]]:
        """Yield each character of its own text and where it stands."""
        for mark, piece in self.characters:
            for offset, character in enumerate(piece):
                yield Mark(mark.line, mark.column + offset), character


def read(text: str, report: Report) -> Element | None:
    """The root of the document; None, and a problem in the report, when it is not sound XML."""
    return _Reader(report).root(text)


class _Refused(Exception):
    """The document has a part that is not read here; the problem is in the report."""


class _Reader:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._open: list[Element] = []
        self._root: Element | None = None
        parser = self._parser = expat.ParserCreate("utf-8", _JOIN)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse_document_type

    def root(self, text: str) -> Element | None:
        try:
            self._parser.Parse(text.encode(), True)  # noqa: FBT003 - expat takes no keywords
        except _Refused:
            return None
        except expat.ExpatError as error:
            told = _WRONG.get(error.code, _UNKNOWN)
            if error.code == _MISMATCH and self._open:
                opened = self._open[-1]
                told = (f"{quoted(opened.name)} of line {opened.mark.line} is not closed", told[1])
            self._report.add(Mark(error.lineno, error.offset + 1), *told)
            return None
        return self._root

    @property
    def _mark(self) -> Mark:
        return Mark(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        named = {_split(key): value for key, value in attributes.items()}
        element = Element(self._mark, *_split(name), named)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, data: str) -> None:
        self._open[-1].characters.append((self._mark, data))

    def _refuse_document_type(self, *_declared: object) -> None:
        what = "a document type (<!DOCTYPE) is not read: its entities could grow without end"
        self._report.add(self._mark, what, "delete it, and write out what its entities stand for")
        raise _Refused


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(_JOIN)
    return namespace, local


_MISMATCH = expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]

_UNKNOWN = ("this cannot be read as XML", 'look for a "<", a ">" or a quote that is missing')

_WRONG = {
    expat.errors.codes[name]: told
    for name, told in {
        expat.errors.XML_ERROR_NO_ELEMENTS: (
            "the file ends before all that it opened is closed",
            "close what is open, at the end </lexicon>",
        ),
        expat.errors.XML_ERROR_TAG_MISMATCH: (
            "this closes what is not open",
            "close first what was opened last",
        ),
        expat.errors.XML_ERROR_UNDEFINED_ENTITY: (
            "there is no such entity",
            "write the character itself, and &amp; for &",
        ),
        expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: (
            "something stands behind the end of the lexicon",
            "delete it, or move it into the lexicon",
        ),
        expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: (
            "an attribute is here twice",
            "keep one of the two",
        ),
        expat.errors.XML_ERROR_UNBOUND_PREFIX: (
            "the prefix before the colon has no namespace",
            'declare it, as in xmlns:xsi="…", or take it away',
        ),
    }.items()
}
