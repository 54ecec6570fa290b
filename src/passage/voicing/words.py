"""When each word is heard: an engine times what it says, and these are the words as shown.

A word is what stands between white space in the text as shown, with its punctuation: ``3,000`` and
``"Go!"`` are one each. What is *said* for it may be several words, or none that look like it.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence

from passage.model import Phrase, Samples, Word

_PIECE = re.compile(r"\S+")
_SAID_MARKS = frozenset("&%@#*/\\")
"""Punctuation by its Unicode category, and words to the ear."""

_QUIET = b"\x00\xff"
"""The high byte of a sample that is below -42 dBFS: some voices have an echo in their pauses."""

_NEARBY = 12
"""Words: what the longest of numbers takes."""

Place = tuple[int, float]
"""Where a word as shown begins: in which phrase, at which of the words that are said for it."""


def shown(text: str) -> tuple[str, ...]:
    """The words of a text as it is shown. Marks that stand alone stay with the word before them.

    At the beginning marks stay with the word after. Joined by white space the words are the text.
    """
    return tuple(text[start:end] for start, end in _shown(text))


def places(phrases: Sequence[Phrase], said: Sequence[str]) -> tuple[Place, ...]:
    """Tell where each word of a sentence as shown begins in what is said, one for each phrase."""
    starts = [start for start, _ in _shown("".join(phrase.shown for phrase in phrases))]
    found: list[Place] = []
    offset = 0
    for number, (phrase, words) in enumerate(zip(phrases, said, strict=True)):
        fragments = dict[int, str]()
        for piece in _PIECE.finditer(phrase.shown):
            word = max(bisect.bisect(starts, offset + piece.start()) - 1, 0)
            fragments[word] = fragments.get(word, "") + piece[0]
        positions = _positions(list(fragments.values()), words.split())
        for word, position in zip(fragments, positions, strict=True):
            if word == len(found):
                found.append((number, position))
        offset += len(phrase.shown)
    return tuple(found)


def times(
    phrases: Sequence[Phrase], said: Sequence[str], begins: Sequence[int], samples: bytes
) -> tuple[Word, ...]:
    """The words of a sentence as shown, each as long as its sound: silence around it is left out.

    `begins` has for each word that is said, of all phrases, the sample at which it begins in the
    16-bit `samples`. The last word ends with them.
    """
    end = len(samples) // 2
    edges = [*begins, end]
    firsts = list(itertools.accumulate((len(text.split()) for text in said), initial=0))
    starts = []
    for number, position in places(phrases, said):
        whole = min(firsts[number] + int(position), len(begins))
        following = edges[min(whole + 1, len(begins))]
        starts.append(edges[whole] + int((following - edges[whole]) * (position % 1)))
    written = shown("".join(phrase.shown for phrase in phrases))
    loudness = samples[1::2]
    spans = [_heard(loudness, *span) for span in itertools.pairwise([*starts, end])]
    if spans:
        spans[-1] = (spans[-1][0], end)
    return tuple(
        Word(Samples(start), Samples(stop), text)
        for (start, stop), text in zip(spans, written, strict=True)
    )


def begins(
    pieces: Sequence[tuple[int, str]], events: Sequence[tuple[int, int]], end: int
) -> list[int]:
    """The samples at which words of a text that was spoken begin.

    `pieces` are the words with their position in the text; `events`, in order, tell at which
    position the voice was at which sample. A word may have several events (a number) or none
    (``the`` in ``of the``): it then shares the time of the one before it.
    """
    positions = [position for position, _ in pieces]
    found = dict[int, list[tuple[int, int]]]()
    for position, sample in events:
        piece = max(bisect.bisect(positions, position) - 1, 0)
        found.setdefault(piece, []).append((position, sample))
    starts: list[int | None] = [None] * len(pieces)
    for piece, heard in found.items():
        starts[piece] = heard[0][1]
        # Words that the voice knows as one, such as "to be", are told one character apart.
        apart = pieces[piece][1].isalpha() and [s for p, s in heard if p == positions[piece] + 1]
        for following, sample in enumerate(apart or (), piece + 1):
            if following == len(pieces) or following in found:
                break
            starts[following] = sample
    return _filled(starts, [len(text) for _, text in pieces], end)


def _filled(starts: Sequence[int | None], weights: Sequence[int], end: int) -> list[int]:
    """Give words without a time their share, by length, of the time until the next that has one."""
    known = [(number, min(start, end)) for number, start in enumerate(starts) if start is not None]
    anchors = [*([] if known[:1] and known[0][0] == 0 else [(0, 0)]), *known, (len(starts), end)]
    filled: list[int] = []
    reached = 0
    for (first, start), (after, stop) in itertools.pairwise(anchors):
        reached = max(start, reached)
        length = max(stop - reached, 0)
        before = [0, *itertools.accumulate(weights[first:after])]
        filled += [reached + length * passed // before[-1] for passed in before[:-1]]
    return filled


def _heard(loudness: bytes, start: int, end: int) -> tuple[int, int]:
    """Leave out the silence at both ends: a pause, or lips that are closed."""
    sound = loudness[start:end].lstrip(_QUIET)
    if not sound:
        return start, end
    start = end - len(sound)
    return start, start + len(sound.rstrip(_QUIET))


def _shown(text: str) -> list[tuple[int, int]]:
    """Where each word of a text begins and ends."""
    found: list[tuple[int, int]] = []
    waiting: int | None = None
    for piece in _PIECE.finditer(text):
        if _is_said(piece[0]):
            start = piece.start() if waiting is None else waiting
            found.append((start, piece.end()))
            waiting = None
        elif found:
            found[-1] = (found[-1][0], piece.end())
        elif waiting is None:
            waiting = piece.start()
    if waiting is not None:
        # Some voices have a word for a mark, such as "!".
        found.append((waiting, len(text.rstrip())))
    return found


def _is_said(piece: str) -> bool:
    return any(mark in _SAID_MARKS or unicodedata.category(mark)[0] not in "PCZ" for mark in piece)


def _positions(written: Sequence[str], said: Sequence[str]) -> Iterator[float]:
    """Where each shown word begins among those that are said."""
    done = 0
    for count, spoken in _blocks(written, said):
        for word in range(count):
            share = word * spoken / count
            yield done + (share if spoken < count else int(share))
        done += spoken


def _blocks(written: Sequence[str], said: Sequence[str]) -> Iterator[tuple[int, int]]:
    """How many words as shown go with how many that are said, in order."""
    if len(written) == len(said):
        return iter([(1, 1)] * len(written))
    one, other = [*map(_bare, written)], [*map(_bare, said)]
    blocks: list[tuple[int, int]] = []
    here, there = 0, 0
    while step := _next_alike(one, other, here, there):
        _add(blocks, *step)
        blocks.append((1, 1))
        here, there = here + step[0] + 1, there + step[1] + 1
    _add(blocks, len(one) - here, len(other) - there)
    return iter(blocks)


def _next_alike(
    one: Sequence[str], other: Sequence[str], here: int, there: int
) -> tuple[int, int] | None:
    """How many words on, in both, the next two are alike; looked for nearby only."""
    if here == len(one) or there == len(other):
        return None
    for together in range(2 * _NEARBY):
        for step in range(max(0, together - _NEARBY), min(together, _NEARBY) + 1):
            ahead, beyond = here + step, there + together - step
            if ahead < len(one) and beyond < len(other) and one[ahead] == other[beyond]:
                return step, together - step
    return None


def _add(blocks: list[tuple[int, int]], count: int, spoken: int) -> None:
    """Add words that are said otherwise; what has no counterpart goes with the words before."""
    if blocks and not (count and spoken):
        blocks[-1] = (blocks[-1][0] + count, blocks[-1][1] + spoken)
    else:
        blocks.append((count, spoken))


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()
