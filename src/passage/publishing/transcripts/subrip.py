"""SubRip (SRT), which most players read.

Lines, width and names as the podcast namespace wants them:
https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md
"""

from __future__ import annotations

from collections.abc import Iterator

from passage.publishing import clock
from passage.publishing.transcripts import cards
from passage.publishing.transcripts.transcript import Transcript

WIDTH = 32
"""Characters in a line."""


def write(transcript: Transcript) -> str:
    """A numbered block for each card; the name of the speaker where another one begins.

    SubRip has no escapes: text stands as it is.
    """
    return "\n".join(f"{number}\n{told}" for number, told in enumerate(_blocks(transcript), 1))


def _blocks(transcript: Transcript) -> Iterator[str]:
    for sentence in transcript.sentences:
        speaker = " ".join(sentence.cue.speaker.split())
        name = f"{speaker}: " if speaker and sentence.turn else ""
        text = name + sentence.text
        for card in cards.divide(sentence.text, sentence.cue, width=WIDTH, name=name):
            lines = "\n".join(text[first:last] for first, last in card.lines)
            start, end = clock.exact(card.start, ","), clock.exact(card.end, ",")
            yield f"{start} --> {end}\n{lines}\n"
