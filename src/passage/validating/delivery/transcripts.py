"""Transcripts in five formats, and the text in the tag: the same words, at the same times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from passage.validating.delivery.formats import Block, Text
from passage.validating.delivery.table import TAGS, Told, declare
from passage.validating.finding import Level

WORDS = declare(
    "transcript/words",
    Level.ERROR,
    f"{TAGS}transcript.md",
    "all transcripts of an episode, and the text in its tag, say the same words in the same order",
)
TIMES = declare(
    "transcript/times",
    Level.ERROR,
    f"{TAGS}transcript.md",
    "all transcripts of an episode say when, to the millisecond, alike",
)

SPEAKERS = declare(
    "transcript/speakers",
    Level.ERROR,
    f"{TAGS}transcript.md",
    "transcripts of an episode that say who speaks say it alike",
)

R = TypeVar("R", int, str)
_MOST_TOLD = 40
"""Characters of a word that is told."""


@dataclass(frozen=True, slots=True)
class Heard:
    """All words of a transcript, and when some of them are heard, by the number of the word."""

    words: tuple[str, ...]
    starts: Mapping[int, int] = field(default_factory=dict)
    ends: Mapping[int, int] = field(default_factory=dict)
    """By the number of the word after it."""
    speakers: Mapping[int, str] = field(default_factory=dict)
    """Of every word of which it is known."""


def compare(texts: Mapping[str, Text], titles: Sequence[str]) -> Iterator[Told]:
    """Where transcripts, by their addresses, differ; `titles` are those of the chapters.

    What most of them say is taken as right. With one alone there is nothing to say.
    """
    names = frozenset[str]().union(*(text.names for text in texts.values()))
    sure = [address for address, text in texts.items() if text.blocks and not text.has_names]
    judged = []
    for address in sure or list(texts)[:1]:
        right = _joined(texts[address].blocks).words
        heard = {a: _heard(t, right, names, titles) for a, t in texts.items()}
        others = [a for a, each in heard.items() if each.words != right]
        judged.append((len(others), right, heard))
    if not judged:
        return
    _, right, heard = min(judged, key=lambda each: each[0])
    for address, each in heard.items():
        if each.words != right:
            yield _misworded(address, each.words, right)
    yield from _disagree({a: each for a, each in heard.items() if each.words == right})


def sentences(texts: Mapping[str, Text], media_types: Mapping[str, str]) -> list[str]:
    """The sentences of an episode, from the transcript that has them whole; none without one."""
    for address, text in texts.items():
        if media_types.get(address) == "application/json":
            return [" ".join(block.words) for block in text.blocks]
    return []


_HINT = "make all transcripts anew and upload them together"


def _misworded(address: str, ours: Sequence[str], theirs: Sequence[str]) -> Told:
    place = _first_difference(ours, theirs)
    said, wanted = (_word(words, place) for words in (ours, theirs))
    told = f"word {place + 1} is {said}, and {wanted} in the others"
    return Told(WORDS, address, told, _HINT)


def _disagree(heard: Mapping[str, Heard]) -> Iterator[Told]:
    """Where transcripts of the same words differ in times or speakers, once for each."""
    starts = _odd_ones({address: each.starts for address, each in heard.items()})
    ends = _odd_ones({address: each.ends for address, each in heard.items()})
    speakers = _odd_ones({address: each.speakers for address, each in heard.items()})
    for address, each in heard.items():
        if address in starts:
            place, ours, right = starts[address]
            told = f"{_word(each.words, place)} begins at {ours} ms, and at {right} in another"
            yield Told(TIMES, address, told, _HINT)
        elif address in ends:
            place, ours, right = ends[address]
            told = f"{_word(each.words, place - 1)} ends at {ours} ms, and at {right} in another"
            yield Told(TIMES, address, told, _HINT)
        if address in speakers:
            place, name, other = speakers[address]
            told = f"{_word(each.words, place)} is said by {name}, and by {other} in another"
            yield Told(SPEAKERS, address, told, _HINT)


def _odd_ones(told: Mapping[str, Mapping[int, R]]) -> dict[str, tuple[int, R, R]]:
    """Who differs from most: the first place where, what is said there, and what most say.

    Where two differ, the one that is named first is believed.
    """
    found: dict[str, tuple[int, R, R]] = {}
    for place in sorted(set[int]().union(*told.values())):
        said = {address: each[place] for address, each in told.items() if place in each}
        right = Counter(said.values()).most_common(1)[0][0]
        for address, value in said.items():
            if value != right:
                found.setdefault(address, (place, value, right))
    return found


def _first_difference(ours: Sequence[str], theirs: Sequence[str]) -> int:
    pairs = zip(ours, theirs, strict=False)
    return next(
        (place for place, (our, their) in enumerate(pairs) if our != their),
        min(len(ours), len(theirs)),
    )


def _word(words: Sequence[str], place: int) -> str:
    return f"“{words[place][:_MOST_TOLD]}”" if place < len(words) else "missing"


def _joined(blocks: Sequence[Block]) -> Heard:
    words: list[str] = []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    speakers: dict[int, str] = {}
    for block in blocks:
        if block.start is not None:
            starts[len(words)] = block.start
        if block.speaker:
            speakers |= dict.fromkeys(
                range(len(words), len(words) + len(block.words)), block.speaker
            )
        words += block.words
        if block.end is not None:
            ends[len(words)] = block.end
    return Heard(tuple(words), starts, ends, speakers)


def _heard(text: Text, right: Sequence[str], names: frozenset[str], titles: Sequence[str]) -> Heard:
    """The words without names and titles, where a format lets them stand among the words.

    A sentence can begin as a name does, or be the title itself: what fits is taken, and where
    neither does, what is left without labels.
    """
    if not text.has_names:
        return _joined(text.blocks)
    titles = titles if text.has_titles else ()
    without = _joined(list(_unlabelled(text.blocks, names, list(titles), ())))
    if without.words == tuple(right):
        return without
    careful = _joined(list(_unlabelled(text.blocks, names, list(titles), right)))
    return careful if careful.words == tuple(right) else without


def _unlabelled(
    blocks: Sequence[Block], names: frozenset[str], titles: list[str], right: Sequence[str]
) -> Iterator[Block]:
    """Blocks without labels; with `right`, a label that is said there is kept as a word.

    Whoever has a label speaks until the next one.
    """
    place, speaker = 0, ""
    for block in blocks:
        words, line = block.words, " ".join(block.words)
        said = bool(right) and tuple(right[place : place + len(words)]) == words
        if not said:
            if titles and line in titles:
                del titles[: titles.index(line) + 1]
                continue
            name = next((n for n in names if line.startswith(f"{n}: ")), "")
            words, speaker = words[len(name.split()) :] if name else words, name or speaker
        place += len(words)
        yield Block(words, block.start, block.end, speaker)
