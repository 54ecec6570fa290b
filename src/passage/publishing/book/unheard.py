"""What a book without sound leaves out: the host's sentences about listening."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from passage.model import Role
from passage.publishing.transcripts.transcript import Sentence

Place = TypeVar("Place")

_ABOUT_THE_EPISODE = (Role.NOTE, Role.CLOSING)


def without(
    said: Iterable[tuple[Place, Sentence]], left_out: Collection[str]
) -> Iterator[tuple[Place, Sentence]]:
    """What is said but for these sentences; a paragraph that began with one begins behind it.

    Nobody's but the host's are left out, whatever they say.
    """
    turn = paragraph = False
    for place, sentence in said:
        cue = sentence.cue
        turn, paragraph = turn or sentence.turn, paragraph or cue.paragraph
        if sentence.text in left_out and cue.role in _ABOUT_THE_EPISODE:
            continue
        yield place, replace(sentence, turn=turn, cue=replace(cue, paragraph=paragraph))
        turn = paragraph = False
