"""Plain text, which reads well on a braille display, in a terminal, and in a player's lyrics."""

from __future__ import annotations

from collections.abc import Sequence

from passage.publishing.transcripts.transcript import Sentence, Transcript


def write(transcript: Transcript) -> str:
    """A line for each sentence, a blank line between paragraphs, headings on a line of their own.

    The first line of a turn to speak begins with the speaker's name and a colon.
    """
    return _text(transcript, between="\n")


def paragraphs(transcript: Transcript) -> str:
    """The same with a line for each paragraph: what a tag holds as lyrics."""
    return _text(transcript, between=" ")


def _text(transcript: Transcript, between: str) -> str:
    blocks = [
        block
        for heading, sentences in transcript.parts
        for block in (*([heading] if heading else []), *_blocks(sentences, between))
    ]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _blocks(sentences: Sequence[Sentence], between: str) -> list[str]:
    """The paragraphs below a heading."""
    blocks: list[str] = []
    for number, sentence in enumerate(sentences):
        if sentence.turn or sentence.cue.paragraph or not number:
            speaker = " ".join(sentence.cue.speaker.split()) if sentence.turn else ""
            blocks.append(f"{speaker}: {sentence.text}" if speaker else sentence.text)
        else:
            blocks[-1] += between + sentence.text
    return blocks
