"""Korean particles: they are written behind their word, as one with it, and so they are said.

A particle has another form after a consonant than after a vowel (한글 맞춤법 제41항 writes both
behind the word), and where it begins with a vowel it takes over the consonant before it
(표준 발음법 제13항).
"""

from __future__ import annotations

import re

from passage.model import Lexeme

_AFTER_CONSONANT = {
    "은": "ɯn", "이": "i", "을": "ɯl", "과": "kwa", "으로": "ɯɾo", "아": "a", "이나": "ina",
    "이랑": "iɾaŋ",
}  # fmt: skip
_AFTER_VOWEL = {
    "는": "nɯn", "가": "ɡa", "를": "ɾɯl", "와": "wa", "로": "ɾo", "야": "ja", "나": "na",
    "랑": "ɾaŋ",
}  # fmt: skip
_ALWAYS = {
    "에": "e", "에서": "esʌ", "에게": "eɡe", "에게서": "eɡesʌ", "의": "e", "도": "do", "만": "man",
    "까지": "k͈adʑi", "부터": "butʰʌ", "한테": "hantʰe", "한테서": "hantʰesʌ", "께": "k͈e",
    "께서": "k͈esʌ", "보다": "boda", "처럼": "tɕʰʌɾʌm", "마다": "mada", "밖에": "bak͈e",
    "조차": "dʑotɕʰa", "마저": "madʑʌ", "하고": "haɡo", "입니다": "imnida",
}  # fmt: skip
_SOUNDS = _AFTER_CONSONANT | _AFTER_VOWEL | _ALWAYS

_LONGEST = max(map(len, _SOUNDS))
_MOST = 3
"""Particles behind each other: 에서까지도."""

_SHORTEST_WORD = 2
"""Syllables. Behind a shorter one the same letters are as often another word: 고도 is no 고."""

_FIRST, _LAST, _FINALS = ord("가"), ord("힣"), 28
"""The syllables, and how many of them there are with one beginning (Unicode 3.12)."""

_CARRIED = (
    *("", "ɡ", "k͈", "s", "n", "dʑ", "n", "d", "ɾ", "ɡ", "m", "b", "s", "tʰ", "pʰ", "ɾ", "m"),
    *("b", "s", "s", "s͈", "ŋ", "dʑ", "tɕʰ", "kʰ", "tʰ", "pʰ", ""),
)
"""What the next syllable begins with, by the final consonant's place among the finals."""

_L = 8
"""The place of ㄹ, after which 로 stands as after a vowel."""

_CLOSING = re.compile("(?:[ptk]̚?|l)$")
_OPENING_VOWEL = re.compile("[aeiɯʌou]")


def particles(word: str, rest: str) -> str:
    """The particles behind a word, at the beginning of `rest`; empty if another word goes on there.

    `rest` ends where the letters do, or goes on with what is no letter.
    """
    if len(word) < _SHORTEST_WORD:
        return ""
    letters = re.match(r"[가-힣]*", rest)
    whole = letters[0] if letters else ""
    if rest[len(whole) : len(whole) + 1].isalnum():
        return ""
    return whole if whole and _are_particles(word[-1], whole, _MOST) else ""


def with_particles(lexeme: Lexeme, word: str, particle: str) -> Lexeme:
    """How a word is said that has particles behind it."""
    phonemes = lexeme.phonemes
    if phonemes:
        ending = "".join(_sounds(word[-1], particle))
        final = _final(word[-1])
        if final and _OPENING_VOWEL.match(ending):
            phonemes = _CLOSING.sub(_CARRIED[final], phonemes)
        phonemes += ending
    return Lexeme(
        lexeme.graphemes, lexeme.language, phonemes, lexeme.alias and lexeme.alias + particle
    )


def _are_particles(last: str, rest: str, most: int) -> bool:
    if not rest:
        return True
    return most > 0 and any(
        _are_particles(rest[length - 1], rest[length:], most - 1)
        for length in range(min(_LONGEST, len(rest)), 0, -1)
        if _stands(rest[:length], last)
    )


def _sounds(last: str, particle: str) -> list[str]:
    for length in range(min(_LONGEST, len(particle)), 0, -1):
        first, rest = particle[:length], particle[length:]
        if _stands(first, last) and _are_particles(first[-1], rest, _MOST):
            return [_SOUNDS[first], *(_sounds(first[-1], rest) if rest else [])]
    return []


def _stands(particle: str, last: str) -> bool:
    """Whether a particle can stand behind a syllable."""
    if not _FIRST <= ord(last) <= _LAST:
        return False
    if particle in _ALWAYS:
        return True
    final = _final(last)
    if final == _L and particle in ("로", "으로"):
        return particle == "로"
    return particle in (_AFTER_CONSONANT if final else _AFTER_VOWEL)


def _final(syllable: str) -> int:
    code = ord(syllable)
    return (code - _FIRST) % _FINALS if _FIRST <= code <= _LAST else 0
