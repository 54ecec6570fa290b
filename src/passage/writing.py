"""Which letters languages are written in."""

from __future__ import annotations

import unicodedata
from collections.abc import Set as AbstractSet

_SCRIPT = 4
"""Letters of a script's subtag, RFC 5646 section 2.2.3."""

_LETTERS = {
    "Arab": ["ar", "ckb", "fa", "ks", "ps", "sd", "ug", "ur"],
    "Armn": ["hy"],
    "Beng": ["as", "bn"],
    "Cyrl": ["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"],
    "Deva": ["hi", "mr", "ne", "sa"],
    "Ethi": ["am", "ti"],
    "Geor": ["ka"],
    "Grek": ["el"],
    "Hang": ["ko"],
    "Hani": ["yue", "zh"],
    "Hebr": ["he", "yi"],
    "Jpan": ["ja"],
    "Khmr": ["km"],
    "Laoo": ["lo"],
    "Mymr": ["my"],
    "Sinh": ["si"],
    "Taml": ["ta"],
    "Thaa": ["dv"],
    "Thai": ["th"],
}
"""Languages that are not written in Latin letters, by their usual script (ISO 15924)."""

_USUAL = {language: script for script, languages in _LETTERS.items() for language in languages}

# The first word of a character's Unicode name.
_NAMED = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "GREEK": "Grek",
    "HANGUL": "Hang", "CJK": "Hani", "HEBREW": "Hebr", "HIRAGANA": "Jpan", "KATAKANA": "Jpan",
    "KHMER": "Khmr", "LAO": "Laoo", "MYANMAR": "Mymr", "SINHALA": "Sinh", "TAMIL": "Taml",
    "THAANA": "Thaa", "THAI": "Thai", "LATIN": "Latn",
}  # fmt: skip


def systems(text: str) -> frozenset[str]:
    """The scripts (ISO 15924) that the letters of a text are of."""
    return frozenset(_written_in(character) for character in text if character.isalpha())


def suits(language: str, letters: AbstractSet[str]) -> bool:
    """Whether a text with letters of these scripts may be in a language (BCP 47)."""
    tags = language.split("-")
    named = next((tag for tag in tags[1:] if len(tag) == _SCRIPT and tag.isalpha()), "")
    usual = named.title() or _USUAL.get(tags[0].lower(), "Latn")
    return usual in letters or (usual == "Jpan" and "Hani" in letters)


def told_in(text: str, *languages: str) -> str:
    """The first of these languages whose letters are in a text; without one, the first of all."""
    letters = systems(text)
    return next((each for each in languages if suits(each, letters)), languages[0])


def _written_in(character: str) -> str:
    name = unicodedata.name(character, "").partition(" ")[0]
    return _NAMED.get(name, name)
