"""Where the words of a text begin in how it is read.

A reading has words too, but not always the same: ``3,000`` is read as two, ``of the`` as one.
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Callable, Sequence

_MARKS = frozenset("ˈˌː")

Codes = Sequence[tuple[str, int, int, int, int]]
"""As of difflib: a kind, and which stretch of one side goes with which of the other."""

_LONGEST = 2000
"""Phonemes that are compared one by one, two minutes: the work grows with the square of it. In a
longer sentence words are spread evenly."""


def begins(
    words: Sequence[str], reading: Sequence[str], read: Callable[[str], Sequence[str]]
) -> list[int]:
    """Tell for each of the words at which phoneme of the reading it begins.

    `read` gives the reading of a word on its own; it is asked only when the counts differ.
    """
    starts = [
        at
        for at, phoneme in enumerate(reading)
        if phoneme != " " and (at == 0 or reading[at - 1] == " ")
    ]
    if len(starts) == len(words):
        return starts
    alone = [[one for one in read(word) if one not in _MARKS] for word in words]
    kept = [at for at, one in enumerate(reading) if one != " " and one not in _MARKS]
    joined = [one for word in alone for one in word]
    firsts = itertools.accumulate(map(len, alone[:-1]), initial=0) if alone else ()
    if len(joined) > _LONGEST:
        codes: Codes = [("replace", 0, len(joined), 0, len(kept))]
    else:
        spoken = [reading[at] for at in kept]
        codes = difflib.SequenceMatcher(None, joined, spoken, autojunk=False).get_opcodes()
    found = [_matched(first, codes, len(kept)) for first in firsts]
    return [kept[at] if at < len(kept) else len(reading) for at in found]


def _matched(first: int, codes: Codes, end: int) -> int:
    """Where a phoneme of the words on their own stands in the reading of all of them."""
    for _, alone_from, alone_to, from_, to in codes:
        if alone_from <= first < alone_to:
            return from_ + (first - alone_from) * (to - from_) // (alone_to - alone_from)
    return end
