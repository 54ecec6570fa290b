"""Where the words of a lexicon stand in a text, and how they are said there."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from passage.model import Lexeme
from passage.narrating import korean

_ALIKE = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})
"""What is written in two ways and means one: a spelling and a text need not choose the same."""


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the lexicon in a text, and how it is said in this place."""

    start: int
    end: int
    """With the ending of the possessive, or the particles, if it has any."""
    grapheme: str
    """As the lexicon spells it."""
    lexeme: Lexeme
    """The phonemes and the alias have that ending."""


def applies(lexeme: Lexeme, language: str) -> bool:
    """Whether an entry is for a language: basic filtering (RFC 4647, section 3.3.1).

    An entry for ``en`` is for ``en-GB``, one for ``en-GB`` is not for ``en``, and one of the
    show's language is not for words in another: those the other language says its own way.
    """
    return f"{language.lower()}-".startswith(f"{lexeme.language.lower()}-")


class Words:
    """The entries of a lexicon that are for one language."""

    def __init__(self, lexemes: Iterable[Lexeme], language: str) -> None:
        self._english = applies(Lexeme((), "en"), language)
        self._korean = applies(Lexeme((), "ko"), language)
        self._known: dict[str, tuple[str, Lexeme]] = {}
        self._in_capitals: dict[str, tuple[str, Lexeme]] = {}
        fitting = [lexeme for lexeme in lexemes if applies(lexeme, language)]
        # What is for the more exact language is entered first, and stays.
        for lexeme in sorted(fitting, key=lambda each: -len(each.language)):
            for grapheme in lexeme.graphemes:
                self._enter(grapheme, lexeme)
        self._lengths = defaultdict[str, set[int]](set)
        for form in (*self._known, *self._in_capitals):
            self._lengths[form[0]].add(len(form))

    def __bool__(self) -> bool:
        """Whether there is any entry."""
        return bool(self._known)

    def find(self, text: str) -> Iterator[Found]:
        """Yield the words of the lexicon in a text, the longest first where several begin.

        Only whole words are found, written as the lexicon spells them or all in capitals. A
        hyphen ends a word. In English the possessive (``'s``) belongs to its word, in Korean the
        particles behind it.
        """
        plain = text.translate(_ALIKE)
        position = 0
        while position < len(plain):
            found = self._at(plain, position) if plain[position] in self._lengths else None
            if found:
                yield found
            position = found.end if found else position + 1

    def _enter(self, grapheme: str, lexeme: Lexeme) -> None:
        plain = grapheme.translate(_ALIKE)
        for form in ("NFC", "NFD"):
            written = unicodedata.normalize(form, plain)
            self._known.setdefault(written, (grapheme, lexeme))
            self._in_capitals.setdefault(written.upper(), (grapheme, lexeme))

    def _at(self, text: str, start: int) -> Found | None:
        if _goes_on(text[:start][::-1]):
            return None
        for length in sorted(self._lengths[text[start]], reverse=True):
            end = start + length
            known = self._entry(text[start:end])
            if not known:
                continue
            possessive = self._english and text[end : end + 2].lower() == "'s"
            if possessive and not _goes_on(text[end + 2 :]):
                return Found(start, end + 2, known[0], _possessive(known[1]))
            if not _goes_on(text[end:]):
                return Found(start, end, *known)
            word = text[start:end]
            if self._korean and (behind := korean.particles(word, text[end:])):
                said = korean.with_particles(known[1], word, behind)
                return Found(start, end + len(behind), known[0], said)
        return None

    def _entry(self, word: str) -> tuple[str, Lexeme] | None:
        known = self._known.get(word)
        # A single capital is no word in capitals: "A" may begin a sentence.
        if known is None and word.isupper() and len(word) > 1:
            known = self._in_capitals.get(word)
        return known


def _goes_on(rest: str) -> bool:
    """Whether the word that ends here goes on: with a letter, a mark on it, or "'t"."""
    return bool(rest) and (_is_in_word(rest[0]) or (rest[0] == "'" and _is_in_word(rest[1:2])))


def _is_in_word(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LMN"


_SIBILANTS = ("s", "z", "ʃ", "ʒ", "ɕ", "ʑ")
_VOICELESS = ("p", "t", "k", "f", "θ", "ʔ")


def _possessive(lexeme: Lexeme) -> Lexeme:
    """Add the ending as English says it: after "s" another syllable, after "t" without voice."""
    phonemes, alias = lexeme.phonemes, lexeme.alias
    last = phonemes.rstrip("ʰʼ̚")[-1:]
    ending = "ɪz" if last in _SIBILANTS else "s" if last in _VOICELESS else "z"
    return replace(
        lexeme,
        phonemes=phonemes and phonemes + ending,
        alias=alias and f"{alias}'s",
    )
