"""Cards: what a caption shows at once, two lines that an eye takes in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from passage.model import Cue, Milliseconds
from passage.publishing.transcripts import timing

LINES = 2
"""On one card: https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md"""

Range = tuple[int, int]
"""From a character of the text up to another."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Card:
    """Part of a sentence, or all of it."""

    start: Milliseconds
    end: Milliseconds
    lines: tuple[Range, ...]


def divide(text: str, cue: Cue, *, width: int, name: str = "") -> tuple[Card, ...]:
    """Cards for a sentence, each with at most two lines of at most `width` characters.

    Lines end between words and are about equally long; a longer word has a line of its own. The
    `name` is read on the first card and heard nowhere: ranges count from its first character.
    A sentence that is over too soon to be divided, to the millisecond, is one card of many lines.
    """
    lines = _balanced(name + text, width)
    groups = [tuple(lines[n : n + LINES]) for n in range(0, len(lines), LINES)]
    starts = [timing.moment(text, cue, max(0, g[0][0] - len(name))) for g in groups[1:]]
    moments = [cue.start, *starts, cue.end]
    if any(late <= early for early, late in pairwise(moments)):
        return (Card(cue.start, cue.end, tuple(lines)),)
    return tuple(
        Card(start, end, group)
        for group, (start, end) in zip(groups, pairwise(moments), strict=True)
    )


def _balanced(text: str, width: int) -> Sequence[Range]:
    """As few lines as the width allows, in the smallest width that needs no more."""
    words = [match.span() for match in _WORD.finditer(text)]
    lines = list(_wrapped(words, width))
    low, high = 1, width
    while low < high:
        middle = (low + high) // 2
        tried = list(_wrapped(words, middle))
        if len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle + 1
    return lines


def _wrapped(words: Sequence[Range], width: int) -> Iterator[Range]:
    start, end = words[0]
    for first, last in words[1:]:
        if last - start > width:
            yield start, end
            start = first
        end = last
    yield start, end
