"""Rules for what a book says of itself: its package, its files, and how it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from passage.validating.book import rules
from passage.validating.book.container import Unreadable
from passage.validating.book.package import CONTAINER, CSS, XHTML, Book, Item
from passage.validating.book.rules import Fault

_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_BEGINNINGS = {
    "audio/mpeg": (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3"),
    "image/png": (b"\x89PNG",),
    "image/jpeg": (b"\xff\xd8\xff",),
}
_CONFORMS_TO = re.compile(r"EPUB Accessibility 1\.[01] - WCAG 2\.[0-9] Level A{1,3}")
"""EPUB Accessibility 1.1, section 3.5.1."""

_MARKS = re.compile(r"(?:text-decoration|outline|border|font-weight|box-shadow)[\w-]*\s*:")


def faults(book: Book) -> Iterator[Fault]:
    """Everything that is wrong with what a book says of itself."""
    yield from _metadata(book)
    yield from _files(book)
    yield from _spine(book)
    yield from _accessibility(book)
    yield from _auditory(book)
    yield from _direction(book)
    if book.package.narrated:
        yield from _active_class(book)
        if not book.package.says("media:narrator"):
            told = "the package does not say who reads"
            yield Fault(rules.NARRATOR, book.package.name, 0, told, "add media:narrator")


def _metadata(book: Book) -> Iterator[Fault]:
    package = book.package
    for name in ("dc:identifier", "dc:title", "dc:language"):
        if not package.says(name):
            told = f"the package has no {name}"
            yield Fault(rules.METADATA, package.name, 0, told, f"write <{name}>")
    modified = package.says("dcterms:modified")
    if len(modified) != 1 or not _MODIFIED.fullmatch(modified[0]):
        told = "the package does not say when it was modified"
        hint = "write dcterms:modified as 2026-03-01T09:00:00Z"
        yield Fault(rules.METADATA, package.name, 0, told, hint)


def _files(book: Book) -> Iterator[Fault]:
    package, there = book.package, set(book.container.names)
    for item in package.items:
        if item.name not in there:
            told = "the manifest lists a file that is not there"
            yield Fault(rules.MISSING, package.name, item.line, told, "add it, or its line away")
        elif item.media_type in _BEGINNINGS and not book.container.begins(item.name).startswith(
            _BEGINNINGS[item.media_type]
        ):
            told = f"the file is not {item.media_type}"
            yield Fault(rules.MEDIA_TYPE, item.name, 0, told, "correct the type, or the file")
    known = {item.name for item in package.items} | {"mimetype", CONTAINER, package.name}
    for name in sorted(there - known):
        if not name.startswith("META-INF/"):
            told = "the file is not in the manifest"
            yield Fault(rules.UNLISTED, name, 0, told, "list it, or take it away")


def _spine(book: Book) -> Iterator[Fault]:
    package = book.package
    for element in package.root.all("itemref"):
        if element.get("idref") not in {item.ident for item in package.of_type(XHTML)}:
            told = f'the spine names "{element.get("idref")}", which is no document'
            yield Fault(rules.SPINE, package.name, element.line, told, "correct idref")
    if len([item for item in package.items if "nav" in item.properties]) != 1:
        told = "there is not one navigation document"
        yield Fault(rules.SPINE, package.name, 0, told, 'give one item properties="nav"')
    seen: set[str] = set()
    for element in package.root.walk():
        ident = element.get("id")
        if ident and ident in seen:
            told = f'the id "{ident}" is given twice'
            yield Fault(rules.IDS, package.name, element.line, told, "give each another")
        seen.add(ident)


def _accessibility(book: Book) -> Iterator[Fault]:
    """EPUB Accessibility 1.1, sections 2.2 and 3.5."""
    package = book.package
    asked = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard")
    for name in (*asked, "accessibilitySummary"):
        if not package.says(f"schema:{name}"):
            told = f"the package does not say schema:{name}"
            yield Fault(rules.ACCESSIBILITY, package.name, 0, told, "add it")
    conforms = package.says("dcterms:conformsTo")
    if not any(_CONFORMS_TO.fullmatch(each) for each in conforms):
        told = "the package does not say what it conforms to"
        hint = "write EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
        yield Fault(rules.ACCESSIBILITY, package.name, 0, told, hint)
    if not any(each.get("property") == "a11y:certifiedBy" for each in package.root.all("meta")):
        told = "the package does not say who certifies it"
        yield Fault(rules.ACCESSIBILITY, package.name, 0, told, "add a11y:certifiedBy")


def _auditory(book: Book) -> Iterator[Fault]:
    if "auditory" not in book.package.says("schema:accessModeSufficient"):
        return
    for item in book.package.items:
        root = book.document(item) if item.media_type == XHTML else None
        body = root.find("body") if root is not None else None
        if body is not None and body.text.strip() and not item.overlay:
            told = "hearing is called sufficient, and this document is not narrated"
            yield Fault(rules.AUDITORY, item.name, body.line, told, "narrate it, or claim less")


def _direction(book: Book) -> Iterator[Fault]:
    """The pages of a book turn as the first of its languages is written."""
    spine, languages = book.package.root.find("spine"), book.package.says("dc:language")
    root = next((book.document(item) for item in book.package.spine if book.document(item)), None)
    turned = root is not None and root.get("dir") == "rtl"
    if spine is not None and turned and spine.get("page-progression-direction") != "rtl":
        told = f"the book is in {languages[0] if languages else 'no language'}, from right to left"
        hint = 'write page-progression-direction="rtl"'
        yield Fault(rules.DIRECTION, book.package.name, spine.line, told, hint)


def _active_class(book: Book) -> Iterator[Fault]:
    package = book.package
    styles = "\n".join(_style(book, item) for item in package.of_type(CSS))
    said = package.says("media:active-class")
    name = said[0] if len(said) == 1 else ""
    blocks = re.findall(rf"\.{re.escape(name)}(?![\w-])[^{{}}]*\{{([^}}]*)\}}", styles)
    if not name or not blocks:
        told = "what is heard has no class, or its class is not in the CSS"
        hint = "name it in media:active-class, and write a rule for it"
        yield Fault(rules.ACTIVE_CLASS, package.name, 0, told, hint)
    elif not any(_MARKS.search(block) for block in blocks):
        told = f"the class {name} changes colours only"
        yield Fault(rules.ACTIVE_MARK, package.name, 0, told, "underline or outline it as well")


def _style(book: Book, item: Item) -> str:
    try:
        return book.container.read(item.name).decode("utf-8", "replace")
    except (Unreadable, KeyError):
        return ""
