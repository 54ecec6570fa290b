"""Rules for the table of contents (EPUB 3.3, section 5.4.2), and for headings beside it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from passage.validating.book import rules
from passage.validating.book.package import XHTML, Book, resolve
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

_HEADING = re.compile(r"h[1-6]")


def faults(book: Book) -> Iterator[Fault]:
    """Everything that is wrong with the table of contents and the headings."""
    for item in book.package.items:
        root = book.document(item)
        if root is not None and "nav" in item.properties:
            tables = [each for each in root.all("nav") if "toc" in each.get("epub:type").split()]
            if len(tables) != 1:
                told = "there is not one table of contents"
                yield Fault(rules.CONTENTS, item.name, root.line, told, 'write epub:type="toc"')
            for table in tables[:1]:
                yield from _table(book, item.name, table)
                yield from _depths(book, item.name, table)
    yield from _levels(book)


def _table(book: Book, name: str, table: Element) -> Iterator[Fault]:
    places = {item.name: place for place, item in enumerate(book.package.spine)}
    led: list[tuple[int, int]] = []
    for link in table.all("a"):
        found, fragment = resolve(name, link.get("href"))
        if link.get("href") and found not in book.container.names and not _is_web(link.get("href")):
            continue  # It leads nowhere at all, which another rule tells.
        if found not in places:
            told = f"{link.get('href')} is no document that is read"
            yield Fault(rules.CONTENTS, name, link.line, told, "correct the link")
            continue
        place = (places[found], _within(book, found, fragment))
        if led and place < led[-1]:
            told = f"{link.get('href')} stands behind what comes after it"
            yield Fault(rules.CONTENTS, name, link.line, told, "put it where the spine has it")
        led.append(place)
    for line in table.all("li"):
        held = [each.name for each in line.content if isinstance(each, Element)]
        if held not in (["a"], ["a", "ol"], ["span", "ol"]):
            told = "a line of the contents leads nowhere"
            yield Fault(rules.CONTENTS, name, line.line, told, "make it a link")
    yield from _unlisted(book, {place for place, _ in led})


def _unlisted(book: Book, reached: Container[int]) -> Iterator[Fault]:
    """Chapters that are in no line; what is called as the document before it needs none."""
    last = ""
    for place, item in enumerate(book.package.spine):
        root = book.document(item)
        if root is None:
            continue
        found = _headings(root)
        called = " ".join(found[0][1].text.split()) if found else ""
        if place in reached:
            last = called
        elif _is_chapter(root) and (not called or called != last):
            told = "the table of contents does not lead to this chapter"
            yield Fault(rules.CONTENTS, item.name, root.line, told, "list it")


def _is_web(reference: str) -> bool:
    return reference.startswith(("http:", "https:", "//"))


def _within(book: Book, name: str, fragment: str) -> int:
    root = book.documents.get(name)
    ids = [each.get("id") for each in root.walk()] if root is not None and fragment else []
    return ids.index(fragment) if fragment in ids else 0


def _is_chapter(root: Element) -> bool:
    return any(
        "chapter" in each.get("epub:type").split() or each.get("role") == "doc-chapter"
        for each in root.walk()
    )


def _depths(book: Book, name: str, table: Element) -> Iterator[Fault]:
    """A chapter of something has a heading below that of what it is a chapter of."""
    for line in table.all("li"):
        upper = _level(book, name, line)
        lists = [each for each in line.content if isinstance(each, Element) and each.name == "ol"]
        for below in lists:
            for inner in (each for each in below.content if isinstance(each, Element)):
                lower = _level(book, name, inner)
                if upper and lower and lower <= upper:
                    told = f"its heading is h{lower}, and what it belongs to has h{upper}"
                    yield Fault(rules.HEADINGS, name, inner.line, told, "make it one level deeper")


def _level(book: Book, name: str, line: Element) -> int:
    """The level of the first heading of the document that a line leads to; 0 for none."""
    link = next((each for each in line.content if isinstance(each, Element)), None)
    if link is None or link.name != "a":
        return 0
    found, fragment = resolve(name, link.get("href"))
    root = book.documents.get(found)
    levels = _headings(root) if root is not None and not fragment else ()
    return levels[0][0] if levels else 0


def _headings(root: Element) -> Sequence[tuple[int, Element]]:
    return [(int(each.name[1]), each) for each in root.walk() if _HEADING.fullmatch(each.name)]


def _levels(book: Book) -> Iterator[Fault]:
    for item in book.package.of_type(XHTML):
        root = book.document(item)
        if root is None:
            continue
        found = _headings(root)
        for (upper, _), (lower, heading) in pairwise(found):
            if lower > upper + 1:
                told = f"h{lower} comes after h{upper}"
                yield Fault(rules.HEADINGS, item.name, heading.line, told, "skip no level")
    last = 0
    for item in book.package.spine:
        root = book.document(item)
        found = _headings(root) if root is not None else ()
        if found and found[0][0] > last + 1:
            told = f"the document begins with h{found[0][0]}, and the one before ends with h{last}"
            line = found[0][1].line
            yield Fault(rules.HEADINGS, item.name, line, told, "skip no level")
        last = found[-1][0] if found else last
