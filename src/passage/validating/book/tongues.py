"""Rules for languages: every text says its own, in letters that it is written in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from passage.validating import values
from passage.validating.book import rules
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"])
_CYRILLIC = "ab az ba be bg bs ce cv kk ky mk mn os ru sah sr tg tt uk uz"

# Which languages are written in letters that few languages have: Unicode's names of the letters.
_LETTERS = {
    "HANGUL": frozenset(["ko"]),
    "HIRAGANA": frozenset(["ja"]),
    "KATAKANA": frozenset(["ja"]),
    "CJK": frozenset(["zh", "ja", "ko", "yue", "wuu", "nan", "hak", "lzh"]),
    "ARABIC": RIGHT_TO_LEFT - {"he", "yi", "dv"} | {"ku", "ms", "az", "uz", "kk", "ky", "pnb"},
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

# Languages that are never written in Latin letters unless their tag says so (ko-Latn).
_NEVER_LATIN = frozenset(
    [
        "am",
        "ar",
        "bg",
        "bo",
        "dv",
        "dz",
        "el",
        "fa",
        "he",
        "hi",
        "hy",
        "ja",
        "ka",
        "km",
        "ko",
        "lo",
        "mk",
        "mr",
        "my",
        "ne",
        "ps",
        "ru",
        "th",
        "ti",
        "uk",
        "ur",
        "yi",
        "zh",
    ]
)
_NAMES = 12
"""Latin letters in a text of another script that may be a name, or an abbreviation."""


def faults(name: str, root: Element) -> Iterator[Fault]:
    """Everything that is wrong with the languages of a document, called `name`."""
    if not (root.get("lang") or root.get("xml:lang")):
        told = "the document does not say in which language it is"
        yield Fault(rules.LANGUAGE, name, root.line, told, 'write <html lang="…" xml:lang="…">')
    for element in root.walk():
        yield from _attributes(name, element)
    body = root.find("body")
    for element in body.walk() if body else ():
        for text in element.texts:
            wrong = _foreign(text, of(element)) or _latin(text, of(element), of(root))
            if wrong:
                told = f"“{' '.join(text.split())}” is marked as {of(element)}: {wrong}"
                yield Fault(rules.LETTERS, name, element.line, told, "mark its language with lang")


def of(element: Element) -> str:
    """The language of an element, by itself or by what it stands in."""
    return next(
        (each.get("lang") or each.get("xml:lang") for each in element.above if _says(each)), ""
    )


def used(root: Element) -> Iterator[str]:
    """The languages of a document's texts; of one without texts, that of the document."""
    yield of(root)
    for element in root.walk():
        if any(element.texts) or element.get("alt").strip():
            yield of(element)


def _attributes(name: str, element: Element) -> Iterator[Fault]:
    plain, xml = (element.attributes.get(each) for each in ("lang", "xml:lang"))
    if plain is None and xml is None:
        return
    if plain is None or xml is None:
        told = f'only one of lang and xml:lang says "{plain or xml}"'
        yield Fault(rules.BOTH, name, element.line, told, "write the same in both")
    elif plain.lower() != xml.lower():
        told = f'lang="{plain}" and xml:lang="{xml}" are not the same'
        yield Fault(rules.LANGUAGE, name, element.line, told, "write the same in both")
    tag = plain or xml or ""
    wrong = values.language(tag)
    if wrong and element.parent:
        told = f'the language "{tag}" {wrong}'
        yield Fault(rules.LANGUAGE, name, element.line, told, "write a tag of BCP 47")


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


def _latin(text: str, tag: str, around: str) -> str:
    """The same for Latin letters, in what is marked with another language than its document's.

    What has the language of its document may be a title or a name that nobody could mark.
    """
    primary, _, rest = tag.lower().partition("-")
    if tag != around and primary in _NEVER_LATIN and "latn" not in rest.split("-"):
        letters = [sign for sign in text if sign.isalpha()]
        if len(letters) > _NAMES and all(sign.isascii() for sign in letters):
            return "its letters are Latin"
    return ""


@cache
def _letters(sign: str) -> str:
    if sign.isascii() or not sign.isalpha():
        return ""
    kind = unicodedata.name(sign, "").partition(" ")[0]
    return kind if kind in _LETTERS else ""
