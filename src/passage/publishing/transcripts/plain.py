"""Plain text, which reads well on a braille display, in a terminal, and in a player's lyrics."""

from __future__ import annotations

from collections.abc import Iterator

from passage.publishing.transcripts.transcript import Transcript


def write(transcript: Transcript) -> str:
    """A line for each sentence, a blank line between paragraphs, headings on a line of their own.

    The first line of a turn to speak begins with the speaker's name and a colon.
    """
    lines = list(_lines(transcript))
    return "\n".join([*lines[1:], ""])


def _lines(transcript: Transcript) -> Iterator[str]:
    for heading, sentences in transcript.parts:
        if heading:
            yield from ("", heading)
        for number, sentence in enumerate(sentences):
            if sentence.turn or sentence.cue.paragraph or not number:
                yield ""
            speaker = " ".join(sentence.cue.speaker.split())
            yield f"{speaker}: {sentence.text}" if sentence.turn and speaker else sentence.text
