"""A sentence as phrases: what is shown, and how an engine is to say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from passage.model import Lexeme, Phrase, Run, Show
from passage.narrating import casting
from passage.narrating.lexicon import Found, Words
from passage.narrating.spoken import spoken

_CAPITAL, _SMALL = "\U00010400", "\U00010428"
"""One letter in the place of a word of the lexicon, so that the marks around it are spoken as they
are around the word. They are Deseret, which nobody writes; a text that has it gets no lexicon."""

_WORD = re.compile(f"[{_CAPITAL}{_SMALL}]")


class Phrases:
    """Makes phrases for one show: its cast says who speaks, its lexicon how words are said."""

    def __init__(self, show: Show, lexicon: tuple[Lexeme, ...]) -> None:
        self.show = show
        self._lexicon = lexicon
        self._words: dict[str, Words] = {}

    def of(self, runs: Sequence[Run], language: str) -> tuple[Phrase, ...]:
        """The phrases of a sentence in `language`. What they show, joined, is what is written."""
        return tuple(phrase for run in runs for phrase in self._phrases(run, language))

    def entries(self, text: str, language: str) -> list[Found]:
        """Where the lexicon says how a text is spoken, in order."""
        if language not in self._words:
            self._words[language] = Words(self._lexicon, language)
        words = self._words[language]
        return list(words.find(text)) if words and not _WORD.search(text) else []

    def _phrases(self, run: Run, language: str) -> Iterator[Phrase]:
        voice = casting.foreign(self.show.cast, run.language) if run.language else ""
        language = run.language or language
        found = [] if run.said else self.entries(run.text, language)
        if not found:
            yield Phrase(run.text, run.said or spoken(run.text, language), language, voice)
            return
        ends = [0, *(word.end for word in found)]
        between = [
            run.text[start : word.start] for start, word in zip(ends, found, strict=False)
        ] + [run.text[ends[-1] :]]
        shapes = [_shape(word, run.text) for word in found]
        pieces = [piece for pair in zip(between, [*shapes, ""], strict=True) for piece in pair]
        said = _WORD.split(spoken("".join(pieces), language))
        for shown, heard, word in zip(between, said, [*found, None], strict=True):
            if shown:
                yield Phrase(shown, heard, language, voice)
            if word:
                yield _said(word, run.text, language, voice)


def _shape(word: Found, text: str) -> str:
    return _CAPITAL if text[word.start].isupper() else _SMALL


def _said(word: Found, text: str, language: str, voice: str) -> Phrase:
    shown, lexeme = text[word.start : word.end], word.lexeme
    return Phrase(
        shown=shown,
        spoken=spoken(lexeme.alias or shown, language),
        language=language,
        voice=voice,
        phonemes=lexeme.phonemes,
        entry=word.grapheme,
    )
