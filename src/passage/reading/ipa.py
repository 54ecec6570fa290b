"""The International Phonetic Alphabet: which characters it has.

The International Phonetic Association's chart, revised to 2020, with the affricate ligatures and
the mark of strong articulation (extIPA, U+0348) that transcriptions of Korean use.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyz"
    "æçðøħŋœɐɑɒɓɔɕɖɗɘəɚɛɜɝɞɟɠɡɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʄʈʉʊʋʌʍʎʏʐʑʒʔʕʘʙʛʜʝʟʡʢ"
    "ǀǁǂǃβθχⱱʣʤʥʦʧʨ"
)
"""What is a sound of its own."""

MARKS = frozenset(
    "ˈˌːˑ.|‖‿ ʰʷʲˠˤⁿˡˀʼ˞˥˦˧˨˩↗↘↑↓ꜛꜜ"
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u030a\u030b\u030c\u030f\u0318\u0319\u031a\u031c"
    "\u031d\u031e\u031f\u0320\u0324\u0325\u0327\u0329\u032a\u032c\u032f\u0330\u0334\u0339\u033a\u033b"
    "\u033c\u033d\u0348\u035c\u0361\u1dc4\u1dc5\u1dc8"
)
"""What changes a sound, or stands between sounds, and the cedilla of a ç that is in two parts."""

MEANT = {
    "'": "ˈ", "’": "ˈ", "‘": "ˈ", "`": "ˈ", ",": "ˌ", ":": "ː", "?": "ʔ", "@": "ə", "A": "ɑ",
    "D": "ð", "E": "ɛ", "I": "ɪ", "N": "ŋ", "O": "ɔ", "R": "ʁ", "S": "ʃ", "T": "θ", "U": "ʊ",
    "V": "ʌ", "Z": "ʒ", "3": "ɜ", "ε": "ɛ", "ә": "ə", "∫": "ʃ", "!": "ǃ",
}  # fmt: skip
"""What people type for a character of IPA that their keyboard lacks, such as in X-SAMPA."""


def is_symbol(character: str) -> bool:
    """Whether IPA has this character, be it a letter with its mark in one."""
    return all(part in LETTERS or part in MARKS for part in normal(character))


def normal(text: str) -> str:
    """Letters and marks as characters of their own (NFD), but for ç, which is a letter of IPA."""
    return re.sub("c\u0327", "ç", unicodedata.normalize("NFD", text))


def has_sound(text: str) -> bool:
    """Whether a transcription has anything to be heard."""
    return not LETTERS.isdisjoint(text)
