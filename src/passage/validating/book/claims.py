"""Rules for what a book says of itself: its package, its files, and how it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from passage.validating.book import accessibility, listing, metadata, rules, styles
from passage.validating.book.package import CSS, Book, resolve
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

_MARKS = re.compile(r"(?:text-decoration|outline|border|font-weight|box-shadow)[\w-]*\s*:")


def faults(book: Book) -> Iterator[Fault]:
    """Everything that is wrong with what a book says of itself."""
    yield from metadata.faults(book)
    yield from listing.faults(book)
    yield from accessibility.faults(book)
    yield from _direction(book)
    if book.package.narrated:
        yield from _active_class(book)
        if not book.package.says("media:narrator"):
            told = "the package does not say who reads"
            yield Fault(rules.NARRATOR, book.package.name, 0, told, "add media:narrator")


def _direction(book: Book) -> Iterator[Fault]:
    """The pages of a book turn as the first of its documents is written."""
    spine, languages = book.package.root.find("spine"), book.package.says("dc:language")
    root = next((book.document(item) for item in book.package.spine if book.document(item)), None)
    if spine is None or root is None:
        return
    wanted = "rtl" if root.get("dir") == "rtl" else "ltr"
    said = spine.get("page-progression-direction")
    if said != wanted and (wanted == "rtl" or said not in {"", "default"}):
        tongue = languages[0] if languages else "no language"
        told = f"the book is in {tongue}, and its pages turn otherwise"
        hint = f'write page-progression-direction="{wanted}"'
        yield Fault(rules.DIRECTION, book.package.name, spine.line, told, hint)


def _active_class(book: Book) -> Iterator[Fault]:
    package = book.package
    sheets = {item.name: styles.read(book, item) for item in package.of_type(CSS)}
    said = package.says("media:active-class")
    name = said[0] if len(said) == 1 else ""
    wanted = re.compile(rf"\.{re.escape(name)}(?![\w-])")
    blocks = {
        sheet: [said for selectors, said in styles.blocks(text) if wanted.search(selectors)]
        for sheet, text in sheets.items()
    }
    marked = {sheet for sheet, found in blocks.items() if found}
    for item in package.items:
        root = book.document(item)
        if marked and item.overlay and root is not None and not marked & _linked(item.name, root):
            told = "the document is narrated, and has no CSS with the class of what is heard"
            yield Fault(rules.ACTIVE_CLASS, item.name, root.line, told, "link it")
    if not name or not marked:
        told = "what is heard has no class, or its class is not in the CSS"
        hint = "name it in media:active-class, and write a rule for it"
        yield Fault(rules.ACTIVE_CLASS, package.name, 0, told, hint)
    elif not any(_MARKS.search(block) for found in blocks.values() for block in found):
        told = f"the class {name} changes colours only"
        yield Fault(rules.ACTIVE_MARK, package.name, 0, told, "underline or outline it as well")


def _linked(name: str, root: Element) -> set[str]:
    return {
        resolve(name, link.get("href"))[0]
        for link in root.all("link")
        if link.get("rel") == "stylesheet" and link.get("media") in {"", "all", "screen"}
    }
