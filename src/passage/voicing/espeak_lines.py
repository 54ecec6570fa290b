"""What eSpeak NG is given to read: phrases of one voice as one line, with IPA in its mnemonics."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from passage.model import Phrase
from passage.voicing import espeak_voices, ipa

_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W_]")
_BREATH = re.compile(r"\s*[,;:.!?…—–]")
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A text for one call of the library."""

    text: str
    said: tuple[str, ...]
    """Of each phrase its part of the text."""
    phonemes: bool
    """Whether there are mnemonics in it, between double square brackets."""
    words: tuple[tuple[int, str], ...]
    """The words of all parts, each with its position in the text."""

    def unheard(self, events: Sequence[tuple[int, int]]) -> Iterator[str]:
        """Yield the words with a letter or digit that the library told nothing of."""
        starts = [position for position, _ in self.words]
        heard = {bisect.bisect(starts, position) - 1 for position, _ in events}
        for number, (_, word) in enumerate(self.words):
            if number not in heard and _LETTER.search(word):
                yield word


def line(phrases: Sequence[Phrase], voice: str, *, goes_on: bool) -> Line:
    """Join phrases of one voice; `goes_on` when the sentence goes on in another."""
    said = _said(phrases, voice)
    text = ""
    starts = []
    for number, (phrase, part) in enumerate(zip(phrases, said, strict=True)):
        if number:
            text += _between(phrases[number - 1].shown, phrase.shown, text, part)
        starts.append(len(text))
        text += part
    if goes_on and (text.rstrip()[-1:].isalnum() or text.endswith("]]")):
        # Without the comma the voice would fall as at the sentence's end.
        text = f"{text.rstrip()},"
    words = tuple(
        (start + word.start(), word[0])
        for start, part in zip(starts, said, strict=True)
        for word in _WORD.finditer(part)
    )
    return Line(text, tuple(said), any(p.startswith("[[") for p in said), words)


def _said(phrases: Sequence[Phrase], voice: str) -> list[str]:
    mnemonics = [_mnemonics(phrase, voice) for phrase in phrases]
    if not any(mnemonics):
        return [phrase.spoken for phrase in phrases]
    said: list[str] = []
    for phrase, phonemes, before in zip(phrases, mnemonics, ["", *mnemonics], strict=False):
        # Brackets that somebody wrote are not to be taken for ours.
        text = re.sub(r"\[(?=\[)", "[ ", phrase.spoken)
        table, _ = espeak_voices.phonemes(voice)
        if before and table.startswith("en") and _POSSESSIVE.match(text):
            # After mnemonics the library would spell the s.
            said[-1] = f"[[{ipa.possessive(before)}]]"
            text = text[2:]
        said.append(f"[[{phonemes}]]" if phonemes else text)
    return said


def _mnemonics(phrase: Phrase, voice: str) -> str:
    """Write a phrase's IPA for a voice; nothing where there is none that it can say."""
    if not phrase.phonemes:
        return ""
    try:
        return ipa.mnemonics(phrase.phonemes, *espeak_voices.phonemes(voice))
    except ValueError:
        return ""


def _between(before: str, shown: str, text: str, part: str) -> str:
    """What stands between two phrases, so that words stay apart and a breath is not lost."""
    breath = _BREATH.match(shown) and not _BREATH.match(part) and not _BREATH.match(text[::-1])
    apart = before[-1:].isspace() or shown[:1].isspace() or part[:1].isspace() or breath
    return f"{',' if breath else ''}{' ' if apart and not text[-1:].isspace() else ''}"
