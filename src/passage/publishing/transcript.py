"""Transcripts: the words of an episode, to be read.

Every transcript has the sentences as they are written, in the order in which they are heard;
nothing is added to them but the title of each segment and the name of who speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from passage.model import Segment, Utterance


def plain(segments: Sequence[Segment]) -> str:
    """The whole episode as plain text, a blank line between paragraphs, a newline at the end.

    Each segment gives its title on a line of its own, then a paragraph for each turn to speak:
    ``Speaker: the sentences``. Sentences that no space separates get one.
    """
    paragraphs = [paragraph for segment in segments for paragraph in _paragraphs(segment)]
    return "\n\n".join(paragraphs) + "\n" if paragraphs else ""


def _paragraphs(segment: Segment) -> Iterable[str]:
    if segment.title:
        yield segment.title
    for speaker, turn in groupby(segment.utterances, key=lambda utterance: utterance.speaker):
        text = _join(turn).strip()
        if text:
            yield f"{speaker}: {text}" if speaker else text


def _join(utterances: Iterable[Utterance]) -> str:
    pieces: list[str] = []
    for sentence in filter(None, (utterance.shown for utterance in utterances)):
        if pieces and not (pieces[-1][-1].isspace() or sentence[0].isspace()):
            pieces.append(" ")
        pieces.append(sentence)
    return "".join(pieces)
