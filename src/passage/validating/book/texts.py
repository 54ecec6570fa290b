"""Rules for the documents of a book: ids, links, directions, pictures, and what would run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from passage.validating.book import contents, rules, showing, styles, tongues
from passage.validating.book.package import SMIL, XHTML, Book, Item, resolve
from passage.validating.book.rules import Fault
from passage.validating.book.tree import STYLE_SHEET, Element

_ACTIVE = frozenset(
    [
        "animate",
        "animateColor",
        "animateMotion",
        "animateTransform",
        "applet",
        "audio",
        "base",
        "blink",
        "button",
        "canvas",
        "embed",
        "foreignObject",
        "form",
        "frame",
        "frameset",
        "iframe",
        "input",
        "marquee",
        "object",
        "portal",
        "script",
        "select",
        "set",
        "textarea",
        "video",
    ]
)
_LED = frozenset(["http", "https", "mailto", "tel"])
"""Schemes of links that a reader follows knowingly."""

_FETCHED = ("src", "srcset", "poster", "data", "background", "ping", "action", "formaction")
_LINKED = "http://www.w3.org/1999/xlink:href"
_PICTURE_FILE = re.compile(r"[\w.-]+\.(?:png|jpe?g|gif|webp|svg)", re.IGNORECASE)


def faults(book: Book) -> Iterator[Fault]:
    """Everything that is wrong in the documents of a book."""
    ids = {
        name: {element.get("id") for element in root.walk()}
        for name, root in book.documents.items()
    }
    listed = {item.name for item in book.package.items}
    for item in (*book.package.of_type(XHTML), *book.package.of_type(SMIL)):
        root = book.document(item)
        if root is not None:
            yield from _ids(item.name, root)
            if item.media_type == XHTML:
                yield from _document(item, root, listed, ids)
    yield from _cover(book)
    yield from contents.faults(book)
    yield from showing.faults(book)
    yield from styles.faults(book)


def _document(
    item: Item, root: Element, listed: set[str], ids: dict[str, set[str]]
) -> Iterator[Fault]:
    yield from tongues.faults(item.name, root)
    yield from _direction(item.name, root)
    for element in root.walk():
        yield from _links(item.name, element, listed, ids)
        yield from _runs(item.name, element)
        yield from _alt(item.name, element)


def _ids(name: str, root: Element) -> Iterator[Fault]:
    seen: set[str] = set()
    for element in root.walk():
        ident = element.get("id")
        if ident and ident in seen:
            told = f'the id "{ident}" is given twice'
            yield Fault(rules.IDS, name, element.line, told, "give each element another")
        seen.add(ident)


def _direction(name: str, root: Element) -> Iterator[Fault]:
    for element in root.walk():
        tongue = element.get("lang") or element.get("xml:lang")
        way = next((each.get("dir") for each in element.above if each.get("dir")), "ltr")
        if _turned(tongue) and way != "rtl":
            told = f"{tongue} is written from right to left, and the element does not say so"
            yield Fault(rules.DIRECTION, name, element.line, told, 'write dir="rtl"')
        own = tongues.of(element)
        if way == "rtl" and own and not _turned(own) and any(element.texts):
            told = f"{own} is written from left to right, and the element says otherwise"
            yield Fault(rules.DIRECTION, name, element.line, told, 'write dir="ltr"')
        if element.name == "bdo":
            told = "<bdo> turns words round, whatever they are"
            yield Fault(rules.DIRECTION, name, element.line, told, "take it away")


def _turned(tag: str) -> bool:
    primary, _, rest = tag.lower().partition("-")
    return primary in tongues.RIGHT_TO_LEFT and not rest.startswith("latn")


def _links(
    name: str, element: Element, listed: set[str], ids: dict[str, set[str]]
) -> Iterator[Fault]:
    """What an element leads to; what it shows is looked at in `_runs`."""
    led = element.name in {"a", "link", STYLE_SHEET}
    reference = element.get("href") if led else element.get("src")
    if not reference or _scheme(reference):
        return
    found, fragment = resolve(name, reference)
    if found not in listed or (fragment and fragment not in ids.get(found, {fragment})):
        told = f"there is nothing at {reference}"
        yield Fault(rules.LINK, name, element.line, told, "correct the link")


def _runs(name: str, element: Element) -> Iterator[Fault]:
    led = [element.get(each) for each in ("href", _LINKED)]
    fetched = [element.get(each) for each in _FETCHED]
    if element.local not in {"a", "area"}:
        fetched, led = fetched + led, []
    if element.local == "meta" and element.get("http-equiv"):
        fetched.append("http:")
    steered = any(_scheme(each) not in _LED | {""} for each in led)
    handles = any(attribute.startswith("on") for attribute in element.attributes)
    if element.local in _ACTIVE or handles or steered or any(map(_scheme, fetched)):
        told = f"<{element.local}> runs, moves, or is fetched from the net"
        yield Fault(rules.ACTIVE_CONTENT, name, element.line, told, "take it away")


def _scheme(reference: str) -> str:
    """The scheme of an address as a browser finds it, without what it leaves out; else empty."""
    plain = re.sub(r"[\x00-\x20]", "", reference)
    if plain.startswith("//"):
        return "https"
    head, colon, _ = re.split(r"[/?#]", plain, maxsplit=1)[0].partition(":")
    return head.lower() if colon else ""


def _alt(name: str, element: Element) -> Iterator[Fault]:
    if element.name != "img":
        return
    said = element.attributes.get("alt")
    if said is None or (said and not said.strip()) or _PICTURE_FILE.fullmatch(said.strip()):
        told = "the picture is not described"
        yield Fault(rules.ALT, name, element.line, told, 'say in alt="…" what it shows')


def _cover(book: Book) -> Iterator[Fault]:
    """The one picture that is never there for its looks alone."""
    covers = {item.name for item in book.package.items if "cover-image" in item.properties}
    for item in book.package.of_type(XHTML):
        root = book.document(item)
        for picture in root.all("img") if root is not None else ():
            shown = resolve(item.name, picture.get("src"))[0]
            if shown in covers and picture.attributes.get("alt") == "":
                told = "the cover is not described"
                hint = 'say in alt="…" what it shows'
                yield Fault(rules.ALT, item.name, picture.line, told, hint)
