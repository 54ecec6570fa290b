"""WebVTT, the one transcript from which Apple takes speakers.

https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

from collections.abc import Iterator

from passage.model import Milliseconds
from passage.publishing import clock
from passage.publishing.transcripts import cards, timing
from passage.publishing.transcripts.cards import Card
from passage.publishing.transcripts.transcript import Sentence, Transcript

WIDTH = 42
"""Characters in a line, of which two fit under a picture."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(transcript: Transcript) -> str:
    """A block for each card, whose id is the number of its cue, with ``.2`` for its second card.

    Who speaks is a voice span, another language a language span, and where words are known each
    is preceded by its time (sections 4.2.2 and 6.4).
    """
    blocks = ["WEBVTT"]
    for sentence in transcript.sentences:
        divided = cards.divide(sentence.text, sentence.cue, width=WIDTH)
        heard = dict(timing.words(sentence.text, sentence.cue))
        for part, card in enumerate(divided, start=1):
            ident = f"{sentence.number}.{part}" if len(divided) > 1 else f"{sentence.number}"
            told = "".join(_told(sentence, card, heard, transcript.language))
            blocks.append(f"{ident}\n{clock.exact(card.start)} --> {clock.exact(card.end)}\n{told}")
    return "\n\n".join(blocks) + "\n"


def _told(
    sentence: Sentence, card: Card, heard: dict[int, Milliseconds], language: str
) -> Iterator[str]:
    name = " ".join(sentence.cue.speaker.split())
    if name:
        yield f"<v {_escaped(name)}>"
    for number, (start, end) in enumerate(card.lines):
        if number:
            yield "\n"
        position = 0
        for text, spoken in sentence.pieces:
            first, last = max(start, position), min(end, position + len(text))
            if first < last:
                inside = "".join(_timed(sentence.text, first, last, heard, card))
                foreign = spoken and spoken != language
                yield f"<lang {_escaped(spoken)}>{inside}</lang>" if foreign else inside
            position += len(text)
    if name:
        yield "</v>"


def _timed(
    text: str, first: int, last: int, heard: dict[int, Milliseconds], card: Card
) -> Iterator[str]:
    """The text with the times of its words; one that begins with its card needs none."""
    latest, position = card.start, first
    for place in (place for place in heard if first <= place < last):
        if latest < heard[place] < card.end:
            latest = heard[place]
            yield f"{_escaped(text[position:place])}<{clock.exact(latest)}>"
            position = place
    yield _escaped(text[position:last])


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
