"""Rules for the documents of a book: ids, links, languages, directions, pictures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from passage.validating.book import rules
from passage.validating.book.package import XHTML, Book, resolve
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

_RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"])
_ACTIVE = frozenset(
    ["animate", "audio", "canvas", "embed", "form", "iframe", "object", "script", "video"]
)
_CYRILLIC = "ab az ba be bg bs ce cv kk ky mk mn os ru sah sr tg tt uk uz"

# Which languages are written in letters that few languages have: Unicode's names of the letters.
_LETTERS = {
    "HANGUL": frozenset(["ko"]),
    "HIRAGANA": frozenset(["ja"]),
    "KATAKANA": frozenset(["ja"]),
    "CJK": frozenset(["zh", "ja", "ko", "yue", "wuu", "nan", "hak", "lzh"]),
    "ARABIC": _RIGHT_TO_LEFT - {"he", "yi", "dv"} | {"ku", "ms", "az", "uz", "kk", "ky", "pnb"},
    "HEBREW": frozenset(["he", "yi", "lad"]),
    "GREEK": frozenset(["el", "grc"]),
    "THAI": frozenset(["th"]),
    "CYRILLIC": frozenset(_CYRILLIC.split()),
    "DEVANAGARI": frozenset(["hi", "mr", "ne", "sa", "bho", "mai", "kok", "sd", "ks"]),
    "ARMENIAN": frozenset(["hy", "hyw"]),
    "GEORGIAN": frozenset(["ka", "xmf"]),
    "ETHIOPIC": frozenset(["am", "ti", "gez"]),
    "KHMER": frozenset(["km"]),
    "LAO": frozenset(["lo"]),
    "MYANMAR": frozenset(["my", "shn", "mnw", "kar", "ksw"]),
    "TIBETAN": frozenset(["bo", "dz"]),
}


def faults(book: Book) -> Iterator[Fault]:
    """Everything that is wrong in the documents of a book."""
    ids = {
        name: {element.get("id") for element in root.walk()}
        for name, root in book.documents.items()
    }
    listed = {item.name for item in book.package.items}
    for item in book.package.of_type(XHTML):
        root = book.document(item)
        if root is not None:
            yield from _ids(item.name, root)
            yield from _languages(item.name, root)
            yield from _direction(item.name, root)
            for element in root.walk():
                yield from _links(item.name, element, listed, ids)
                yield from _runs(item.name, element)


def _ids(name: str, root: Element) -> Iterator[Fault]:
    seen: set[str] = set()
    for element in root.walk():
        ident = element.get("id")
        if ident and ident in seen:
            told = f'the id "{ident}" is given twice'
            yield Fault(rules.IDS, name, element.line, told, "give each element another")
        seen.add(ident)


def _languages(name: str, root: Element) -> Iterator[Fault]:
    if not (root.get("lang") or root.get("xml:lang")):
        told = "the document does not say in which language it is"
        yield Fault(rules.LANGUAGE, name, root.line, told, 'write <html lang="…" xml:lang="…">')
    for element in root.walk():
        plain, xml = element.get("lang"), element.get("xml:lang")
        if plain and xml and plain.lower() != xml.lower():
            told = f'lang="{plain}" and xml:lang="{xml}" are not the same'
            yield Fault(rules.LANGUAGE, name, element.line, told, "write the same in both")
    body = root.find("body")
    for element in body.walk() if body else ():
        for text in element.texts:
            wrong = _foreign(text, _tongue(element))
            if wrong:
                told = f"“{' '.join(text.split())}” is marked as {_tongue(element)}: {wrong}"
                yield Fault(rules.LETTERS, name, element.line, told, "mark its language with lang")


def _tongue(element: Element) -> str:
    """The language of an element, by itself or by what it stands in."""
    return next(
        (each.get("lang") or each.get("xml:lang") for each in element.above if _says(each)), ""
    )


def _says(element: Element) -> bool:
    return bool(element.get("lang") or element.get("xml:lang"))


def _foreign(text: str, tag: str) -> str:
    """Letters of a text in which its language is not written; empty if there are none."""
    primary = tag.partition("-")[0].lower()
    for sign in dict.fromkeys(text):
        kind = _letters(sign)
        if kind and primary not in _LETTERS[kind]:
            return f"{sign} is {kind.title()}"
    return ""


@cache
def _letters(sign: str) -> str:
    if sign.isascii() or not sign.isalpha():
        return ""
    kind = unicodedata.name(sign, "").partition(" ")[0]
    return kind if kind in _LETTERS else ""


def _direction(name: str, root: Element) -> Iterator[Fault]:
    for element in root.walk():
        tongue = element.get("lang") or element.get("xml:lang")
        if _turned(tongue) and not any(each.get("dir") == "rtl" for each in element.above):
            told = f"{tongue} is written from right to left, and the element does not say so"
            yield Fault(rules.DIRECTION, name, element.line, told, 'write dir="rtl"')


def _turned(tag: str) -> bool:
    primary, _, rest = tag.lower().partition("-")
    return primary in _RIGHT_TO_LEFT and not rest.startswith("latn")


def _links(
    name: str, element: Element, listed: set[str], ids: dict[str, set[str]]
) -> Iterator[Fault]:
    """What an element leads to; what it shows is looked at in `_runs`."""
    reference = element.get("href") if element.name in {"a", "link"} else element.get("src")
    if not reference or _remote(reference):
        return
    found, fragment = resolve(name, reference)
    if found not in listed or (fragment and fragment not in ids.get(found, {fragment})):
        told = f"there is nothing at {reference}"
        yield Fault(rules.LINK, name, element.line, told, "correct the link")


def _runs(name: str, element: Element) -> Iterator[Fault]:
    shown = element.get("src") or (element.get("href") if element.name == "link" else "")
    steered = element.get("href").strip().lower().startswith(("javascript:", "data:"))
    handles = any(attribute.startswith("on") for attribute in element.attributes)
    if element.name in _ACTIVE or handles or steered or (shown and _remote(shown)):
        told = f"<{element.name}> runs, moves, or is fetched from the net"
        yield Fault(rules.ACTIVE_CONTENT, name, element.line, told, "take it away")
    if element.name == "img" and "alt" not in element.attributes:
        told = "the picture is not described"
        yield Fault(rules.ALT, name, element.line, told, 'say in alt="…" what it shows')


def _remote(reference: str) -> bool:
    head = reference.partition("/")[0].partition("#")[0]
    return ":" in head or reference.startswith("//")
