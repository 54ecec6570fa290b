"""Rules for what markup says of words: that they are there for everyone, and what they are."""

from __future__ import annotations

from collections.abc import Iterator

from passage.validating.book import rules
from passage.validating.book.package import XHTML, Book, Item
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

_NAMELESS = frozenset(
    [
        "b",
        "bdi",
        "bdo",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "mark",
        "p",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ]
)
"""Elements that cannot be named (ARIA 1.2, section 5.2.8.6): a name would replace their words."""

_ROLES = frozenset(
    [
        "abstract",
        "acknowledgments",
        "afterword",
        "appendix",
        "backlink",
        "biblioentry",
        "bibliography",
        "biblioref",
        "chapter",
        "colophon",
        "conclusion",
        "cover",
        "credit",
        "credits",
        "dedication",
        "endnote",
        "endnotes",
        "epigraph",
        "epilogue",
        "errata",
        "example",
        "footnote",
        "foreword",
        "glossary",
        "glossref",
        "index",
        "introduction",
        "noteref",
        "notice",
        "pagebreak",
        "pagefooter",
        "pageheader",
        "pagelist",
        "part",
        "preface",
        "prologue",
        "pullquote",
        "qna",
        "subtitle",
        "tip",
        "toc",
    ]
)
"""DPUB-ARIA 1.1, section 3, without ``doc-``."""

_SHELLS = frozenset(
    [
        "button",
        "checkbox",
        "img",
        "meter",
        "option",
        "radio",
        "scrollbar",
        "slider",
        "switch",
        "tab",
    ]
)
"""Roles whose words are one name and no text any more (ARIA 1.2, section 5.2.8.3)."""

_DIRECTIONS = frozenset(["ltr", "rtl", "auto"])


def faults(book: Book) -> Iterator[Fault]:
    """Everything that is wrong with how words are shown."""
    for item in book.package.of_type(XHTML):
        root = book.document(item)
        if root is None:
            continue
        yield from _title(item.name, root)
        for element in root.walk():
            yield from _hidden(item, element)
            yield from _roles(item.name, element)
            yield from _named(item.name, element, root)


def _title(name: str, root: Element) -> Iterator[Fault]:
    titles = [each for each in root.all("title") if each.parent and each.parent.name == "head"]
    if len(titles) != 1 or not titles[0].text.strip():
        told = "the document has no title"
        yield Fault(rules.TITLE, name, root.line, told, "write <title>")


def _hidden(item: Item, element: Element) -> Iterator[Fault]:
    if not element.text.strip() or element.name in {"head", "title", "style", "html"}:
        return
    hides = (
        # Lists for programs alone are hidden so; none of them is narrated.
        ("hidden" in element.attributes and (element.name != "nav" or bool(item.overlay)))
        or "true" in {element.get("aria-hidden"), element.get("aria-busy")}
        or element.get("role") in _SHELLS
        or "inert" in element.attributes
        or element.name == "template"
        or (element.name == "details" and "open" not in element.attributes)
    )
    if hides:
        told = f"“{' '.join(element.text.split())}” is hidden"
        yield Fault(rules.HIDDEN, item.name, element.line, told, "show it to everyone")
    named = element.get("aria-label").strip() and not element.get("role")
    if element.name in _NAMELESS and named:
        told = f"“{' '.join(element.text.split())}” is called something else"
        yield Fault(rules.HIDDEN, item.name, element.line, told, "take aria-label away")


def _roles(name: str, element: Element) -> Iterator[Fault]:
    types = element.get("epub:type").split()
    for role in element.get("role").split():
        word = role.removeprefix("doc-")
        known = not role.startswith("doc-") or word in _ROLES
        spoken = {word, {"pagelist": "page-list"}.get(word, word)}
        if not known or (types and role.startswith("doc-") and not spoken & set(types)):
            told = f'the role "{role}" is not known, or not that of epub:type'
            yield Fault(rules.SEMANTICS, name, element.line, told, "write the same in both")
        if role.startswith("doc-") and not types and element.name == "section":
            told = f'the section has the role "{role}" and no epub:type'
            yield Fault(rules.SEMANTICS, name, element.line, told, f'write epub:type="{word}"')
        if role in {"none", "presentation"} and (element.text.strip() or element.get("alt")):
            told = f"<{element.name}> is said to be nothing"
            yield Fault(rules.HEADINGS, name, element.line, told, "take the role away")


def _named(name: str, element: Element, root: Element) -> Iterator[Fault]:
    for attribute in ("aria-labelledby", "aria-describedby", "aria-details"):
        for ident in element.get(attribute).split():
            found = next((each for each in root.walk() if each.get("id") == ident), None)
            if found is None:
                told = f'{attribute} leads to "{ident}", which is not there'
                yield Fault(rules.LINK, name, element.line, told, "correct the id")
            elif attribute == "aria-labelledby" and found.name == "p":
                told = "the section is named by a paragraph that is no heading"
                yield Fault(rules.HEADINGS, name, found.line, told, "make it a heading")
    way = element.attributes.get("dir")
    if way is not None and way not in _DIRECTIONS:
        told = f'"{way}" is no direction'
        yield Fault(rules.DIRECTION, name, element.line, told, "write ltr or rtl")
