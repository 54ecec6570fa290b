"""Rules for how an overlay is written (EPUB 3.3, section 9.2.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from passage.validating.book import rules
from passage.validating.book.overlay import Clip
from passage.validating.book.package import SMIL, Book, resolve
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

_INSIDE = {
    "smil": ("head", "body"),
    "body": ("seq", "par"),
    "seq": ("seq", "par"),
    "par": ("text", "audio"),
    "text": (),
    "audio": (),
}


def faults(book: Book, clips: Mapping[str, Sequence[Clip]]) -> Iterator[Fault]:
    """Everything that is wrong with how the overlays are written."""
    for item in book.package.of_type(SMIL):
        root = book.document(item)
        if root is None:
            continue
        own = {clip.document for clip in clips[item.name]}
        if root.name != "smil" or root.get("version") != "3.0" or len(root.all("body")) != 1:
            told = "the overlay is no SMIL 3.0 with one body"
            yield Fault(rules.SMIL, item.name, root.line, told, 'write <smil version="3.0">')
        for element in root.walk():
            yield from _element(item.name, element)
            yield from _reference(book, item.name, element, own)


def _element(name: str, element: Element) -> Iterator[Fault]:
    held = [each for each in element.content if isinstance(each, Element)]
    if element.name in _INSIDE:
        for each in held:
            if each.name not in _INSIDE[element.name]:
                told = f"<{each.name}> cannot stand in <{element.name}>"
                yield Fault(rules.SMIL, name, each.line, told, "take it away")
    names = [each.name for each in held]
    if element.name == "par" and (names.count("text") != 1 or names.count("audio") > 1):
        told = "the clip has not one text and one sound"
        yield Fault(rules.SMIL, name, element.line, told, "write one of each in a par")
    if element.name in {"body", "seq"} and not held:
        told = f"<{element.name}> holds no clip"
        yield Fault(rules.SMIL, name, element.line, told, "take it away, or narrate something")
    if element.name == "seq" and not element.get("epub:textref"):
        told = "a seq does not say which part of the text it is for"
        yield Fault(rules.SMIL, name, element.line, told, "write epub:textref")


def _reference(book: Book, name: str, element: Element, own: set[str]) -> Iterator[Fault]:
    written = element.get("epub:textref")
    if not written:
        return
    found, fragment = resolve(name, written)
    root = book.documents.get(found)
    if root is None and found in book.container.names:
        return  # It cannot be read, which another rule tells.
    there = root is not None and (
        not fragment or any(each.get("id") == fragment for each in root.walk())
    )
    if not there or (own and found not in own):
        told = f"epub:textref leads to {written}, which is not what the clips are for"
        yield Fault(rules.TARGET, name, element.line, told, "correct epub:textref")
