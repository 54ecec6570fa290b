"""What a book says that it has: its package document, and the documents that this names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from passage.validating.book import rules, tree
from passage.validating.book.container import Container, Unreadable
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

CONTAINER = "META-INF/container.xml"
XHTML, SMIL, CSS = "application/xhtml+xml", "application/smil+xml", "text/css"


@dataclass(frozen=True, slots=True)
class Item:
    """A file that the manifest lists."""

    ident: str
    name: str
    """In the container."""
    media_type: str
    properties: frozenset[str]
    overlay: str
    line: int


@dataclass(frozen=True, slots=True)
class Package:
    """A book as it describes itself."""

    name: str
    """Of the package document in the container."""
    root: Element
    items: tuple[Item, ...]
    spine: tuple[Item, ...]
    """The documents in the order in which they are read."""

    def meta(self, *properties: str) -> list[Element]:
        """The metadata of these properties that say something of the whole book."""
        return [
            element
            for element in self.root.all("meta")
            if element.get("property") in properties and not element.get("refines")
        ]

    def says(self, name: str, *others: str) -> list[str]:
        """The values of properties, or of an element of Dublin Core (``dc:title``)."""
        found = self.root.all(name) if name.startswith("dc:") else self.meta(name, *others)
        return [element.text.strip() for element in found if element.text.strip()]

    def of_type(self, media_type: str) -> list[Item]:
        """The files of a type."""
        return [item for item in self.items if item.media_type == media_type]

    @property
    def narrated(self) -> bool:
        """Whether it has overlays."""
        return bool(self.of_type(SMIL))


@dataclass(frozen=True, slots=True)
class Book:
    """A container, its package, and every document that could be read."""

    container: Container
    package: Package
    documents: Mapping[str, Element]
    """By their names in the container: text, overlays."""

    def document(self, item: Item) -> Element | None:
        """A document, if it could be read."""
        return self.documents.get(item.name)


def resolve(name: str, reference: str) -> tuple[str, str]:
    """What a reference in a file leads to: a name in the container, and the fragment.

    The name is empty for what does not lie in the container.
    """
    try:
        parts = urlsplit(reference)
    except ValueError:
        return "", ""
    # EPUB 3.3, section 3.5: what lies in the container has no query.
    if parts.scheme or parts.netloc or parts.query:
        return "", ""
    if not parts.path:
        return name, unquote(parts.fragment)
    found = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
    return ("" if found.startswith(("../", "/")) else found), unquote(parts.fragment)


def read(container: Container) -> tuple[Book | None, list[Fault]]:
    """The book of a container, if it names one, and what could not be read of it."""
    faults: list[Fault] = []
    head = _document(container, CONTAINER, faults)
    paths = [
        element.get("full-path")
        for element in (head.all("rootfile") if head else ())
        if element.get("media-type") == "application/oebps-package+xml"
    ]
    if not paths or paths[0] not in container.names:
        told = "the container names no package that is there"
        faults.append(Fault(rules.CONTAINER, CONTAINER, 0, told, "name it in a rootfile"))
        return None, faults
    for other in paths[1:]:
        if other not in container.names:
            told = "the container names a second package that is not there"
            faults.append(Fault(rules.CONTAINER, CONTAINER, 0, told, "take its rootfile away"))
    root = _document(container, paths[0], faults)
    if root is None:
        return None, faults
    package = _package(paths[0], root)
    documents = {
        item.name: found
        for item in (*package.of_type(XHTML), *package.of_type(SMIL))
        if item.name in container.names
        and (found := _document(container, item.name, faults)) is not None
    }
    for item in package.of_type(XHTML):
        found = documents.get(item.name)
        if found is not None and (found.name != "html" or found.find("body") is None):
            told = "the document is no XHTML with a body"
            faults.append(Fault(rules.XML, item.name, found.line, told, "make the book anew"))
    return Book(container, package, documents), faults


def identifier(container: Container) -> str:
    """What a book is known by; empty where it does not say."""
    book, _ = read(container)
    root = book.package.root if book else None
    known = root.all("dc:identifier") if root else []
    named = [each for each in known if root and each.get("id") == root.get("unique-identifier")]
    return next((each.text.strip() for each in (*named, *known)), "")


def _document(container: Container, name: str, faults: list[Fault]) -> Element | None:
    try:
        return tree.parse(container.read(name))
    except KeyError:
        return None
    except Unreadable as error:
        if name not in container.unread:
            told = f"the file cannot be read: {error}"
            faults.append(Fault(rules.ZIP, name, 0, told, "pack it anew"))
    except tree.NotXml as error:
        faults.append(Fault(rules.XML, name, error.line, error.what, "make the book anew"))
    return None


def _package(name: str, root: Element) -> Package:
    items = tuple(_items(name, root))
    known = {item.ident: item for item in items}
    spine = [known.get(element.get("idref")) for element in root.all("itemref")]
    return Package(name, root, items, tuple(item for item in spine if item))


def _items(name: str, root: Element) -> Iterator[Item]:
    for element in root.all("item"):
        yield Item(
            ident=element.get("id"),
            name=_file(name, element.get("href")),
            media_type=element.get("media-type"),
            properties=frozenset(element.get("properties").split()),
            overlay=element.get("media-overlay"),
            line=element.line,
        )


def _file(name: str, reference: str) -> str:
    """An item is a whole file: one with a fragment is none."""
    found, fragment = resolve(name, reference)
    return "" if fragment or not reference else found
