"""Rules for CSS: it changes how words look, and not which words there are, nor whose they are.

Style sheets, ``<style>`` and ``style="…"`` are read with regular expressions: enough to find what
is never needed in a book of words. What depends on a condition is taken as if it held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from passage.validating.book import rules
from passage.validating.book.container import Unreadable
from passage.validating.book.package import CSS, XHTML, Book, Item, resolve
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

_LARGEST = 1 << 20
"""Bytes of a style sheet."""

_LONGEST = 500
"""Characters of a declaration that are looked at: what stands behind is a picture or a font."""

_NAMED = re.compile(r"@import\s+[\"']([^\"']*)|url\(\s*[\"']?([^\"')]*)")
_HIDES = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|opacity\s*:\s*(?:0?\.)?0+%?\s*(?:;|!|$)|font-size\s*:\s*0(?:\.0+)?(?:\w+|%)?\s*(?:;|!|$)"
    r"|content-visibility\s*:\s*hidden|clip-path\s*:\s*(?:inset|circle)\("
    r"|(?:text-indent|left|top|right|bottom|margin[\w-]*)\s*:\s*-\d{3,}|clip\s*:\s*rect"
    r"|(?:-webkit-text-fill-)?color\s*:\s*transparent|filter\s*:\s*opacity\(\s*0"
    r"|(?:max-)?(?:block-size|height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)"
    r"|line-height\s*:\s*0\s*(?:;|!|$)|(?:transform\s*:\s*)?scale\s*[:(]\s*0)",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"(?<![\w-])(?:direction\s*:|unicode-bidi\s*:|order\s*:\s*-?[1-9]|flex-\w+\s*:[^;]*-reverse"
    r"|transform\s*:[^;]*(?:rotate|scaleX\(\s*-|matrix))",
    re.IGNORECASE,
)
_MOVES = re.compile(r"(?<![\w-])animation(?:-name)?\s*:\s*(?!none)", re.IGNORECASE)
_ADDS = re.compile(r"(?<![\w-])content\s*:[^;]*[\"'][^\"']*\w[^\"']*[\"']", re.IGNORECASE)
_SIMPLE = re.compile(r"([#.]?)(-?[\w-]+)|\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?|\*")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """CSS, where it stands, and what it is for."""

    name: str
    line: int
    text: str
    element: Element | None = None
    """That it stands in, as an attribute."""


def read(book: Book, item: Item) -> str:
    """The text of a style sheet without its comments; empty if it cannot be read."""
    try:
        data = book.container.read(item.name)
    except (Unreadable, KeyError):
        return ""
    return _uncommented(data.decode("utf-8", "replace")) if len(data) <= _LARGEST else ""


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet: selectors, and declarations. Conditions are left away."""
    for part in text.split("}"):
        head, brace, declarations = part.rpartition("{")
        if brace:
            yield head.rpartition("{")[2].rpartition(";")[2], declarations


def _uncommented(text: str) -> str:
    """Found step by step: an expression would take forever for many beginnings without an end."""
    kept, place = [], 0
    while (start := text.find("/*", place)) >= 0:
        kept.append(text[place:start])
        end = text.find("*/", start + 2)
        if end < 0:
            return " ".join(kept)
        place = end + 2
    return " ".join([*kept, text[place:]])


def faults(book: Book) -> Iterator[Fault]:
    """Everything that is wrong with the CSS of a book."""
    listed = {item.name for item in book.package.items}
    for item in book.package.of_type(CSS):
        if book.container.size(item.name) > _LARGEST:
            told = "the style sheet is too large to be looked at"
            yield Fault(rules.STYLE, item.name, 0, told, "make it smaller")
        sheet = _Sheet(item.name, 0, read(book, item))
        yield from _sheet(book, sheet, listed)
    for item in book.package.of_type(XHTML):
        root = book.document(item)
        for sheet in _inside(item.name, root) if root is not None else ():
            yield from _sheet(book, sheet, listed)


def _inside(name: str, root: Element) -> Iterator[_Sheet]:
    for element in root.walk():
        if element.local == "style":
            yield _Sheet(name, element.line, _uncommented(element.text))
        if element.get("style"):
            text = _uncommented(element.get("style"))
            yield _Sheet(name, element.line, text, element)


def _sheet(book: Book, sheet: _Sheet, listed: set[str]) -> Iterator[Fault]:
    for found in _NAMED.finditer(sheet.text):
        reference = (found[1] or found[2] or "").strip()
        if reference.startswith(("http:", "https:", "//", "ftp:")):
            told = f"the CSS fetches {reference} from the net"
            yield Fault(rules.ACTIVE_CONTENT, sheet.name, sheet.line, told, "take it away")
        elif not reference.startswith(("data:", "#")) and (
            resolve(sheet.name, reference)[0] not in listed
        ):
            told = f"there is nothing at {reference}"
            yield Fault(rules.LINK, sheet.name, sheet.line, told, "correct the link")
    if sheet.element is not None:
        if _worded(sheet.element):
            yield from _declared(sheet, "", sheet.text)
        return
    marks = book.package.says("media:active-class", "media:playback-active-class")
    for selectors, declarations in blocks(sheet.text):
        if _matters(declarations):
            for selector in selectors.split(","):
                # What a reader of books marks while it is heard is in no document.
                matched = any(f".{each}" in selector for each in marks) or any(
                    _matches(each, selector) for each in _elements(book) if _worded(each)
                )
                if matched:
                    yield from _declared(sheet, " ".join(selector.split()), declarations)


def _matters(declarations: str) -> bool:
    found = (_HIDES, _TURNS, _MOVES, _ADDS)
    return any(_search(each, declarations) for each in found)


def _search(wanted: re.Pattern[str], declarations: str) -> str:
    """What is found in a declaration; empty for nothing."""
    matches = (wanted.search(each[:_LONGEST]) for each in declarations.split(";"))
    return next((match[0].strip() for match in matches if match), "")


def _declared(sheet: _Sheet, selector: str, declarations: str) -> Iterator[Fault]:
    beside = "::" in selector or ":before" in selector or ":after" in selector
    wrong = {
        "moves words": _search(_MOVES, declarations),
        "adds words": _search(_ADDS, declarations),
    }
    if not beside:
        wrong["hides words"] = _search(_HIDES, declarations)
        wrong["turns words round"] = _search(_TURNS, declarations)
    for how, found in wrong.items():
        if found:
            told = f"the CSS{' of ' + selector if selector else ''} {how}: {found}"
            yield Fault(rules.STYLE, sheet.name, sheet.line, told, "take it away")


def _elements(book: Book) -> Iterator[Element]:
    for item in book.package.of_type(XHTML):
        root = book.document(item)
        body = root.find("body") if root is not None else None
        if root is not None and body is not None:
            yield root
            yield from body.walk()


def _worded(element: Element) -> bool:
    return bool(element.text.strip())


def _matches(element: Element, selector: str) -> bool:
    """Whether a selector may be for an element; combinators are all taken as "inside of"."""
    *outer, last = re.split(r"[\s>+~]+", selector.strip()) or [""]
    if not _is(element, last):
        return False
    above = iter(list(element.above)[1:])
    return all(any(_is(each, part) for each in above) for part in reversed(outer) if part)


def _is(element: Element, compound: str) -> bool:
    for found in _SIMPLE.finditer(compound):
        sign, name = found[1], found[2]
        if sign == "#" and element.get("id") != name:
            return False
        if sign == "." and name not in element.get("class").split():
            return False
        if not sign and name and element.local != name:
            return False
        if found[0] == ":root" and element.parent is not None:
            return False
    return True
