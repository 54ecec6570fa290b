"""Words and the language that each is in: what every page is made of."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from passage.publishing.transcripts.page import RIGHT_TO_LEFT

Said = tuple[tuple[str, str], ...]
"""Text and language (BCP 47), piece by piece."""


def said(text: str, language: str) -> Said:
    """A text in one language; nothing for no text."""
    return ((text, language),) if text else ()


def plain(words: Said) -> str:
    """The text without its languages."""
    return "".join(text for text, _ in words)


def direction(language: str) -> str:
    """Which way a language is written: ``ltr`` or ``rtl``; its script decides where it is named."""
    subtags = language.lower().split("-")
    script = next((tag for tag in subtags[1:] if len(tag) == _SCRIPT and tag.isalpha()), "")
    if script:
        return "rtl" if script in _SCRIPTS_TO_THE_LEFT else "ltr"
    return "rtl" if subtags[0] in RIGHT_TO_LEFT else "ltr"


_SCRIPT = 4
"""Letters of a script's subtag, RFC 5646 section 2.2.3."""

_SCRIPTS_TO_THE_LEFT = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"])

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


@lru_cache(4096)
def of_script(text: str, script: str, show: str) -> str:
    """The language of what a script says about itself, such as its title or its place.

    It stands in the script's language or in the show's, and the letters decide which. Where both
    are written alike, it is the script's.
    """
    if script == show:
        return show
    letters = {_written_in(character) for character in text if character.isalpha()}
    if _fits(script, letters):
        return script
    return show if _fits(show, letters) or letters <= {"Latn"} else script


def _fits(language: str, letters: set[str]) -> bool:
    tags = language.split("-")
    named = next((tag for tag in tags[1:] if len(tag) == _SCRIPT and tag.isalpha()), "")
    usual = named.title() or _USUAL.get(tags[0].lower(), "Latn")
    return usual in letters or (usual == "Jpan" and "Hani" in letters)


def _written_in(character: str) -> str:
    name = unicodedata.name(character, "").partition(" ")[0]
    return _NAMED.get(name, name)
