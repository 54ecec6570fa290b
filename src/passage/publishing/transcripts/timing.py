"""When a place in a sentence is heard: exactly where its words are known, else in proportion."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from passage.model import Cue, Milliseconds

Anchor = tuple[int, Milliseconds]
"""Characters from the beginning of the sentence, and when that is heard."""


def words(text: str, cue: Cue) -> Iterator[Anchor]:
    """Where each word of a cue begins in its text, and when; one that is not there is left out."""
    position, moment = 0, cue.start
    for word in cue.words:
        found = text.find(word.text, position) if word.text else -1
        if found >= 0 and moment <= word.start < cue.end:
            yield found, word.start
            position, moment = found + len(word.text), word.start


def moment(text: str, cue: Cue, place: int) -> Milliseconds:
    """When the character at `place`, which the text has, is heard between the words around it."""
    anchors = [(0, cue.start), *words(text, cue), (len(text), cue.end)]
    after = bisect_right(anchors, place, key=lambda anchor: anchor[0])
    before, start = anchors[after - 1]
    behind, end = anchors[after]
    return Milliseconds(start + (end - start) * (place - before) // (behind - before))
