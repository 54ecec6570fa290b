"""The International Phonetic Alphabet, for eSpeak NG: each sound as the mnemonic of a phoneme.

The library reads its own ASCII mnemonics (espeak-ng/docs/phonemes.md) between double square
brackets. Every voice has a table of phonemes, and what it lacks is said with the nearest that it
has. The names of sounds are those of the IPA chart (revised to 2020).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

SOUNDS = {
    # close to open vowels, front to back
    "i": "i", "y": "y|u", "ɨ": 'i"|I|i', "ᵻ": "I2|I|i", "ʉ": 'u"|u', "ɯ": "u-|U|u", "u": "u",
    "ɪ": "I|i", "ʏ": "Y|y|u", "ʊ": "U|u",
    "e": "e", "ø": "Y|3:|e", "ɘ": "@", "ɵ": "@", "ɤ": "o-|V|o", "o": "o", "ə": "@",
    "ɛ": "E|e", "œ": "W|Y|3:|e", "ɜ": "3:|@", "ɝ": "3:|@ r", "ɚ": "3|@ r", "ɞ": "3:|@",
    "ʌ": "V|@", "ɔ": "O|o", "æ": "a", "ɐ": "a#|V|a", "a": "a", "ɶ": "W|a", "ɑ": "A|A:|a",
    "ɒ": "0|O|o",
    # long and nasal ones; where there is none, length is said after the vowel, and nose by an n
    "iː": "i:", "uː": "u:", "eː": "e:", "oː": "o:", "aː": "a:", "ɑː": "A:|A", "ɔː": "O:",
    "ɜː": "3:", "ɛː": "E:", "yː": "y:", "øː": "Y:|Y", "æː": "a:",
    "ã": "a~|A~|a n", "ɑ̃": "A~|O~|a n", "ɛ̃": "E~|e~|E n|e n", "ẽ": "e~|E~|e n", "ĩ": "i~|i n",
    "õ": "o~|O~|o n", "ɔ̃": "O~|o~|O n|o n", "ũ": "u~|u n", "œ̃": "W~|E~|W n|@ n",
    # two vowels in one syllable
    "aɪ": "aI|a j", "ai": "aI|a j", "aj": "aI|a j", "aʊ": "aU|a w", "au": "aU|a w", "aw": "aU|a w",
    "eɪ": "eI|e j", "ei": "eI|e j", "ej": "eI|e j", "oʊ": "oU|o w", "əʊ": "oU|@ w",
    "ɔɪ": "OI|oI|o j", "oi": "oI|OI|o j", "oj": "oI|OI|o j", "eu": "eU|e w", "ew": "eU|e w",
    "ɪə": "i@|i @", "iə": "i@|i @", "ɛə": "e@|e @", "eə": "e@|e @", "ʊə": "U@|u @",
    # stops
    "p": "p", "b": "b", "t": "t", "d": "d", "ʈ": "t.|t", "ɖ": "d.|d", "c": "c", "ɟ": "J", "k": "k",
    "ɡ": "g", "g": "g", "q": "q", "ɢ": "g", "ʔ": "?", "ɓ": "b", "ɗ": "d", "ɠ": "g", "ʄ": "J",
    "pʰ": "ph|p", "tʰ": "th|t", "kʰ": "kh|k", "p͈": "p-|p", "t͈": "t-|t", "k͈": "q-|k", "s͈": "s-|s",
    "tˤ": "t[", "dˤ": "dH|d", "sˤ": "s[|s", "ðˤ": "D", "zˤ": "z", "t̪": "t[", "d̪": "d[", "s̪": "s",
    # nasals, trills, taps, liquids, glides
    "m": "m", "ɱ": "m", "n": "n", "ɳ": "n.", "ɲ": "n^", "ŋ": "N", "ɴ": "N", "r": "R2", "ʀ": 'r"',
    "ʙ": "b", "ɾ": "**", "ɽ": "**", "ɺ": "l", "ɹ": "r", "ɻ": "r.", "l": "l", "ɫ": "l", "ɭ": "l.",
    "ʎ": "l^", "ʟ": "l", "j": "j", "w": "w", "ɥ": "y|w", "ɰ": "Q", "ʍ": "w#|w", "ʋ": "v#",
    # fricatives
    "ɸ": "f", "β": "B", "f": "f", "v": "v", "θ": "T", "ð": "D", "s": "s", "z": "z", "ʃ": "S",
    "ʒ": "Z", "ʂ": "s.", "ʐ": "z.", "ɕ": "S;", "ʑ": "Z;", "ç": "C", "ʝ": "J^", "x": "x", "ɣ": "Q",
    "χ": "X", "ʁ": 'Q"', "ħ": "H|X", "ʕ": "?", "h": "h", "ɦ": "h", "ʜ": "X", "ʢ": "?", "ɬ": "l#",
    "ɮ": "l", "ɧ": "S",
    # affricates
    "tʃ": "tS", "dʒ": "dZ", "ts": "ts|t s", "dz": "dz|d z", "tɕ": "tS;", "dʑ": "dZ;",
    "tɕʰ": "tS h|tS;", "tɕ͈": "tS;-|tS;", "t͈ɕ": "tS;-|tS;", "tʂ": "ts.|tS", "dʐ": "dz.|dZ",
    "pf": "pf|p f",
    # syllabic consonants
    "m̩": "m-", "n̩": "n-", "ŋ̩": "N-", "l̩": "@L|l-", "ɹ̩": "3|@ r", "r̩": "r-",
    # stress, before the vowel; length; softness
    "ˈ": "'", "'": "'", "ˌ": ",", "ː": ":", "ˑ": "", "ʲ": ";", "ʷ": "w",
    # boundaries inside a word, tones, and what is finer than the voices are
    **dict.fromkeys(".‿˥˦˧˨˩↗↘ꜛꜜʰˤˠˀʼ˞-", ""),
}  # fmt: skip
"""For each sound what says it, the nearest first; a space stands between two phonemes."""

_OWN = {
    # In these tables a mnemonic means something else than in the others.
    "ar": {"ʕ": "A", "ɣ": "gH", "ʒ": "dZ", "ðˤ": "Z", "zˤ": "Z", "ɑ": "a", "ɑː": "a:"},
    "en": {"a": "A:", "aː": "A:", "ɑ": "A:", "r": "r", "e": "E"},
    "es": {"ɹ": "r", "r": "R2"},
    "fr": {"ʁ": "r", "ɹ": "r", "r": "R2"},
    "ko": {"ʌ": "@", "ə": "@"},
}

_TIES = {0x361: None, 0x35C: None}
"""The bows over and under the two letters of an affricate."""

_UNHEARD = re.compile("[\u0300-\u036f]")
"""Diacritics: what is not in the table with them is said without."""

_LONGEST = max(map(len, SOUNDS))
_WORDS = re.compile(r"[\s|‖]+")

_VOWEL = re.compile("[iyɨᵻʉɯuɪʏʊeøɘɵɤoəɛœɜɝɚɞʌɔæɐaɶɑɒ\u0329]")
"""A vowel, or the mark of a consonant that is one for its syllable."""

_HISSING = ("s", "z", "S", "Z", "tS", "dZ", "s.", "z.", "S;", "Z;", "tS;", "dZ;")
_VOICELESS = ("p", "t", "k", "f", "T", "q", "x", "c", "?")


def mnemonics(ipa: str, table: str, phonemes: Collection[str]) -> str:
    """Write IPA in the mnemonics of a table of phonemes: words with a space between them.

    `table` is the name of the table (``en-us``), `phonemes` are the mnemonics in it. Slashes or
    square brackets around the IPA are left out. Raises ValueError, whose argument tells the
    symbol, for one that is not of the IPA, and for a word without a vowel.
    """
    plain = unicodedata.normalize("NFD", ipa.strip().strip("/[]")).translate(_TIES)
    plain = unicodedata.normalize("NFC", plain)
    own = _OWN.get(table.partition("-")[0], {})
    words = [word for word in _WORDS.split(plain) if word]
    if not words or not all(map(_VOWEL.search, words)):
        # Some voices make no sound at all of a stop that no vowel follows.
        raise ValueError(f"there is no sound in {ipa!r} without a vowel")
    return " ".join("|".join(_sounds(word, own, phonemes)) for word in words)


def possessive(said: str) -> str:
    """Add the sound of an English 's to mnemonics (after a hiss a vowel stands before it)."""
    last = said.rpartition("|")[2]
    if last in _HISSING:
        return f"{said}|I#|z"
    return f"{said}|s" if last in _VOICELESS else f"{said}|z"


def _sounds(word: str, own: dict[str, str], phonemes: Collection[str]) -> Iterator[str]:
    position = 0
    while position < len(word):
        for length in range(min(_LONGEST, len(word) - position), 0, -1):
            sound = word[position : position + length]
            found = _said(sound, own, phonemes)
            if found is not None:
                yield from filter(None, found)
                break
        else:
            length, sound = 1, word[position]
            bare = unicodedata.normalize("NFD", sound)
            if not _UNHEARD.match(sound) and bare == sound:
                raise ValueError(f"there is no sound {sound!r} in the voice's table")
            yield from _sounds(_UNHEARD.sub("", bare), own, phonemes)
        position += length


def _said(sound: str, own: dict[str, str], phonemes: Collection[str]) -> list[str] | None:
    choices = own.get(sound) or SOUNDS.get(sound)
    if choices is None:
        return None
    if not choices:
        return [""]
    for choice in choices.split("|"):
        if all(phoneme in phonemes for phoneme in choice.split()):
            return choice.split()
    return None
