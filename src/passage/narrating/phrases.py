"""A sentence as phrases: what is shown, and how an engine is to say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from passage.model import Lexeme, Phrase, Run, Show
from passage.narrating import casting
from passage.narrating.lexicon import Found, Words
from passage.narrating.spoken import spoken

_CAPITAL, _SMALL = "\U00010400", "\U00010428"
"""One letter in the place of a word that is said in its own way, so that the marks around it are
spoken as around any word. They are Deseret, which nobody writes: where somebody does, there is no
lexicon, and the text between such words is spoken piece by piece."""

_STANDING = re.compile(f"[{_CAPITAL}{_SMALL}]")

_Part = str | Phrase
"""Of a sentence: plain text, or a phrase of which it is settled how it is said."""


class Phrases:
    """Makes phrases for one show: its cast says who speaks, its lexicon how words are said."""

    def __init__(self, show: Show, lexicon: tuple[Lexeme, ...]) -> None:
        self.show = show
        self._lexicon = lexicon
        self._words: dict[str, Words] = {}

    def of(self, runs: Sequence[Run], language: str, engine: str) -> tuple[Phrase, ...]:
        """The phrases of a sentence in `language`, to be said in a voice of `engine`.

        What they show, joined, is what is written. What neighbours in one language speak,
        joined, is what is to be said in one breath.
        """
        parts = (part for run in runs for part in self._parts(run, language, engine))
        return tuple(_with_marks_before_borders(list(_settled(parts, language, ""))))

    def entries(self, text: str, language: str) -> list[Found]:
        """Where the lexicon says how a text is spoken, in order."""
        if language not in self._words:
            self._words[language] = Words(self._lexicon, language)
        words = self._words[language]
        return list(words.find(text)) if words and not _STANDING.search(text) else []

    def _parts(self, run: Run, language: str, engine: str) -> Iterator[_Part]:
        own = run.language or language
        voice = casting.foreign(self.show.cast, run.language, engine) if run.language else ""
        if run.said:
            yield Phrase(run.text, run.said, own, voice)
        elif run.language:
            yield from _settled(self._cut(run.text, own, voice), own, voice)
        else:
            yield from self._cut(run.text, own, voice)

    def _cut(self, text: str, language: str, voice: str) -> Iterator[_Part]:
        """Cut a text at the words of the lexicon."""
        start = 0
        for found in self.entries(text, language):
            yield text[start : found.start]
            shown, lexeme = text[found.start : found.end], found.lexeme
            said = spoken(lexeme.alias or shown, language)
            yield Phrase(shown, said, language, voice, lexeme.phonemes, found.grapheme)
            start = found.end
        yield text[start:]


def _settled(parts: Iterable[_Part], language: str, voice: str) -> Iterator[Phrase]:
    """Make phrases of plain parts too, spoken as they are in the place where they stand."""
    whole = list(_joined(parts))
    plain = [part for part in whole if isinstance(part, str)]
    heard = _STANDING.split(spoken("".join(map(_standing_for, whole)), language))
    if len(heard) != len(plain):
        heard = [spoken(part, language) for part in plain]
    said = iter(heard)
    for part in whole:
        if isinstance(part, Phrase):
            yield part
            continue
        piece = next(said)
        if part:
            yield Phrase(part, piece, language, voice)


_MARKS = re.compile(r"[\s,.;:!?]+")


def _with_marks_before_borders(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """Give the marks after a change of language to the phrase before it.

    Each side is spoken alone, and a voice that begins with ": someone" says "colon someone".
    """
    neighbours = zip([None, *phrases], phrases, [*phrases[1:], None], strict=False)
    for before, phrase, after in neighbours:
        spoken_here = phrase.spoken
        if before and before.language != phrase.language:
            spoken_here = spoken_here.removeprefix(_leading_marks(phrase))
        if after and after.language != phrase.language:
            spoken_here += _leading_marks(after).rstrip()
        yield replace(phrase, spoken=spoken_here)


def _leading_marks(phrase: Phrase) -> str:
    marks = _MARKS.match(phrase.spoken)
    return marks[0] if marks else ""


def _joined(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Join plain neighbours: before, between and after the phrases there is one text, if empty."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
        else:
            yield from (text, part)
            text = ""
    yield text


def _standing_for(part: _Part) -> str:
    if isinstance(part, str):
        return part
    return _SMALL if part.shown[:1].islower() else _CAPITAL
