"""Texts as their letters and digits: what is the same in however they are written."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain

_NO_LETTERS_OF_ASCII = {number: None for number in range(128) if not chr(number).isalnum()}
FILLERS = "\u0640\u115f\u1160\u3164\uffa0"
"""Letters to Unicode, and none to a reader: what draws Arabic words out, and fills Hangul's."""

_STROKES = str.maketrans(
    "\u0131łđøħŧƶǥɨʉŁĐØĦŦƵǤƗɄ\u06cc\u06a9\u06c1\u06be",
    "ildohtzgiuldohtzgiu\u064a\u0643\u0647\u0647",
)
"""Letters that Unicode does not take apart, and people leave the stroke or the missing dot of: in
capitals Turkish ı is I. Persian's and Urdu's yeh, kaf and heh are Arabic's with other keys."""

_SIGN_BLOCKS = [
    range(0x900, 0x1D00),
    [0x3099, 0x309A],
    range(0xA800, 0xAC00),
    range(0x11000, 0x12000),
]
_SIGN_CLASSES = {0, 7, 8, 9, *range(84, 133)}
"""Of the Unicode character database, 5.7.4: signs of vowels, nuktas, viramas and kana's voicing,
and tones. Accents have others, and so have the points of Hebrew and Arabic."""


@cache
def signs() -> frozenset[str]:
    """Signs that make another letter of the one before, in scripts that write vowels so."""
    return frozenset(
        character
        for character in map(chr, chain(*_SIGN_BLOCKS))
        if unicodedata.category(character) in {"Mn", "Mc"}
        and unicodedata.combining(character) in _SIGN_CLASSES
        and character not in "\u17b4\u17b5\u180b\u180c\u180d\u180f"  # never seen
    )


@cache
def between() -> re.Pattern[str]:
    """What is no letter, no sign that changes one, and no digit."""
    # Shows that protect no names need none of it, and looking at so many characters takes a while.
    return re.compile(f"(?:[^\\w{''.join(sorted(signs()))}]|[_{FILLERS}])+")


def letters(text: str) -> str:
    """The letters and digits of a text, folded; those of each character alone, joined."""
    if text.isascii():
        return text.translate(_NO_LETTERS_OF_ASCII).lower()
    return between().sub("", folded(unicodedata.normalize("NFKD", text)))


def folded(decomposed: str) -> str:
    """A text that NFKD took apart, in small letters without strokes; mostly as long as it was."""
    return unicodedata.normalize("NFKD", decomposed.casefold()).translate(_STROKES)
