"""Rules for the manifest and the spine: which files a book says that it has, in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from passage.validating.book import rules
from passage.validating.book.package import CONTAINER, XHTML, Book
from passage.validating.book.rules import Fault

_BEGINNINGS = {
    "audio/mpeg": (0, (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3")),
    "audio/mp4": (4, (b"ftyp",)),
    "audio/ogg": (0, (b"OggS",)),
    "image/png": (0, (b"\x89PNG",)),
    "image/jpeg": (0, (b"\xff\xd8\xff",)),
    "image/gif": (0, (b"GIF8",)),
    "image/webp": (8, (b"WEBP",)),
}
"""By type: after how many bytes stands what."""

_SOUNDS = ("audio/mpeg", "audio/mp4", "audio/ogg")
"""Core media types (EPUB 3.3, section 3.2): every reader of books plays them."""

_GIVEN_MEANING = frozenset(
    f"META-INF/{name}"
    for name in (
        "container.xml",
        "encryption.xml",
        "manifest.xml",
        "metadata.xml",
        "rights.xml",
        "signatures.xml",
        "com.apple.ibooks.display-options.xml",
    )
)
"""EPUB 3.3, section 4.2.6, and the one file that Apple's instructions ask for."""


def faults(book: Book) -> Iterator[Fault]:
    """Everything that is wrong with which files a book lists, and has."""
    yield from _listed(book)
    yield from _types(book)
    yield from _there(book)
    yield from _spine(book)
    yield from _order(book)
    yield from _ids(book)


def _listed(book: Book) -> Iterator[Fault]:
    package = book.package
    times = Counter(item.name for item in package.items)
    for item in package.items:
        if not item.ident or not item.media_type or not item.name or item.name == package.name:
            told = "an item has no id, no type or no file, or is the package itself"
            yield Fault(rules.MANIFEST, package.name, item.line, told, "correct the item")
        if times[item.name] > 1:
            told = f"{item.name} is listed {times[item.name]} times"
            yield Fault(rules.MANIFEST, package.name, item.line, told, "list it once")
        if item.properties & {"scripted", "remote-resources"}:
            told = f"{item.name} is said to run, or to come from the net"
            yield Fault(rules.ACTIVE_CONTENT, package.name, item.line, told, "take that away")


def _types(book: Book) -> Iterator[Fault]:
    for item in book.package.items:
        if item.name not in book.container.names:
            continue
        at, known = _BEGINNINGS.get(item.media_type, (0, ()))
        if known and not book.container.begins(item.name)[at:].startswith(known):
            told = f"the file is not {item.media_type}"
            yield Fault(rules.MEDIA_TYPE, item.name, 0, told, "correct the type, or the file")
        if item.media_type.startswith("audio/") and item.media_type not in _SOUNDS:
            told = f"no reader of books has to play {item.media_type}"
            yield Fault(rules.MEDIA_TYPE, item.name, 0, told, "make it audio/mpeg")


def _there(book: Book) -> Iterator[Fault]:
    package, there = book.package, set(book.container.names)
    for item in package.items:
        if item.name not in there:
            told = "the manifest lists a file that is not there"
            yield Fault(rules.MISSING, package.name, item.line, told, "add it, or its line away")
    known = {item.name for item in package.items} | {"mimetype", CONTAINER, package.name}
    for name in sorted(there - known - _GIVEN_MEANING):
        inside = name.startswith("META-INF/")
        told = "the file is not in the manifest"
        rule = rules.META_INF if inside else rules.UNLISTED
        yield Fault(rule, name, 0, told, "take it away" if inside else "list it, or take it away")


def _spine(book: Book) -> Iterator[Fault]:
    package = book.package
    documents = {item.ident for item in package.of_type(XHTML)}
    for element in package.root.all("itemref"):
        if element.get("idref") not in documents:
            told = f'the spine names "{element.get("idref")}", which is no document'
            yield Fault(rules.SPINE, package.name, element.line, told, "correct idref")
    if len([item for item in package.items if "nav" in item.properties]) != 1:
        told = "there is not one navigation document"
        yield Fault(rules.SPINE, package.name, 0, told, 'give one item properties="nav"')
    if not package.spine:
        told = "the spine names no document"
        yield Fault(rules.SPINE, package.name, 0, told, "write an itemref for each document")


def _order(book: Book) -> Iterator[Fault]:
    """Whether each document is read once, by whoever reads from the beginning to the end."""
    package = book.package
    narrated = {item.ident for item in package.items if item.overlay}
    times = Counter(item.ident for item in package.spine)
    for item in package.of_type(XHTML):
        root = book.document(item)
        if "nav" in item.properties or root is None or times[item.ident] == 1:
            continue
        told = f"{item.name} stands {times[item.ident] or 'not'} in the spine"
        if times[item.ident] > 1 or root.text.strip():
            yield Fault(rules.SPINE, package.name, item.line, told, "name it once")
    for element in package.root.all("itemref"):
        linear = element.get("linear") or "yes"
        skipped = linear != "yes" and element.get("idref") in narrated
        if skipped or linear not in {"yes", "no"}:
            told = f'{element.get("idref")} has linear="{linear}", and readers go past it'
            yield Fault(rules.SPINE, package.name, element.line, told, "take linear away")


def _ids(book: Book) -> Iterator[Fault]:
    package = book.package
    seen: set[str] = set()
    for element in package.root.walk():
        ident = element.get("id")
        if ident and ident in seen:
            told = f'the id "{ident}" is given twice'
            yield Fault(rules.IDS, package.name, element.line, told, "give each another")
        seen.add(ident)
