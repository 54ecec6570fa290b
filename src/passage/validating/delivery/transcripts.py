"""Transcripts in five formats, and the text in the tag: the same words, at the same times."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TypeVar

from passage.validating.captions import is_number
from passage.validating.delivery import pages
from passage.validating.delivery.table import TAGS, Told, declare
from passage.validating.finding import Level
from passage.validating.lines import decoded

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

_CLOCK = r"(?:(\d+):)?(\d\d):(\d\d)[.,](\d{3})"
_TIMING = re.compile(rf"{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}", re.ASCII)
_TAG = re.compile(r"<[^<>]*>")
_VOICE = re.compile(r"<v(?:\.[^\s.>]+)*[ \t]+([^<>]*)>")
R = TypeVar("R", int, str)
_MOST_TOLD = 40
"""Characters of a word that is told."""


@dataclass(frozen=True, slots=True)
class Text:
    """A transcript as it stands in its file: blocks of words, with what else is known of them."""

    blocks: tuple[Block, ...]
    names: frozenset[str] = frozenset()
    """Those who speak."""
    has_names: bool = False
    """Whether names of those who speak may stand among the words."""
    has_titles: bool = False
    """Whether titles of chapters may, too."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words that belong together, and when they are heard, in milliseconds."""

    words: tuple[str, ...]
    start: int | None = None
    end: int | None = None
    speaker: str = ""
    """Who says them, where that is known."""


@dataclass(frozen=True, slots=True)
class Heard:
    """All words of a transcript, and when some of them are heard, by the number of the word."""

    words: tuple[str, ...]
    starts: Mapping[int, int] = field(default_factory=dict)
    ends: Mapping[int, int] = field(default_factory=dict)
    """By the number of the word after it."""
    speakers: Mapping[int, str] = field(default_factory=dict)
    """Of every word of which it is known."""


def read(media_type: str, data: bytes) -> Text | None:
    """A transcript of one of the five formats; None where it is none, which other rules tell."""
    reader, text = _READERS.get(media_type), decoded(data)
    if not reader or not isinstance(text, str):
        return None
    return reader(text.replace("\r\n", "\n"))


def lyrics(text: str) -> Text:
    """What a tag holds as lyrics: written as plain text is."""
    return _plain(text.replace("\r\n", "\n").replace("\r", "\n"))


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
    starts, ends, speakers = {}, {}, {}
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


# ---- the five formats ----------------------------------------------------------------------


def _webvtt(text: str) -> Text:
    blocks, names = [], set()
    for lines in _paragraphs(text):
        at = next((n for n, line in enumerate(lines[:2]) if "-->" in line), None)
        times = _TIMING.match(lines[at]) if at is not None else None
        if at is not None and times:
            told = "\n".join(lines[at + 1 :])
            voices = {" ".join(unescape(name).split()) for name in _VOICE.findall(told)}
            names |= voices
            words = tuple(unescape(_TAG.sub("", told)).split())
            speaker = min(voices) if len(voices) == 1 else ""
            blocks.append(Block(words, *_both(times), speaker))
    return Text(tuple(blocks), frozenset(names))


def _subrip(text: str) -> Text:
    blocks = []
    for lines in _paragraphs(text):
        times = _TIMING.match(lines[1]) if len(lines) > 1 else None
        if times:
            blocks.append(Block(tuple(" ".join(lines[2:]).split()), *_both(times)))
    return Text(tuple(blocks), has_names=True)


def _segments(text: str) -> Text | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    listed = told.get("segments") if isinstance(told, dict) else None
    segments = (
        [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    )
    names = {" ".join(str(each["speaker"]).split()) for each in segments if "speaker" in each}
    blocks = tuple(
        Block(
            tuple(str(each.get("body", "")).split()),
            _milliseconds(each.get("startTime")),
            _milliseconds(each.get("endTime")),
            " ".join(str(each.get("speaker", "")).split()),
        )
        for each in segments
    )
    return Text(blocks, frozenset(names))


def _page(text: str) -> Text:
    found = pages.read(text)
    blocks, last = [], None
    for said, moment, speaker in found.paragraphs:
        # A time stands for the paragraph that follows it.
        start = moment if moment != last else None
        blocks.append(Block(tuple(said.split()), start, speaker=speaker.rstrip(" :")))
        last = moment
    return Text(tuple(blocks), frozenset(found.cited))


def _plain(text: str) -> Text:
    blocks = tuple(Block(tuple(line.split())) for line in text.split("\n") if line.strip())
    return Text(blocks, has_names=True, has_titles=True)


_READERS: dict[str, Callable[[str], Text | None]] = {
    "text/vtt": _webvtt,
    "application/x-subrip": _subrip,
    "application/json": _segments,
    "text/html": _page,
    "text/plain": _plain,
}


def _paragraphs(text: str) -> Iterator[list[str]]:
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\n").split("\n")
        if any(line.strip() for line in lines):
            yield lines


def _both(times: re.Match[str]) -> tuple[int, int]:
    parts = [int(part or 0) for part in times.groups()]
    (h, m, s, ms), (hours, minutes, seconds, thousandths) = parts[:4], parts[4:]
    end = ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
    return ((h * 60 + m) * 60 + s) * 1000 + ms, end


def _milliseconds(seconds: object) -> int | None:
    return round(seconds * 1000) if is_number(seconds) and seconds < 1e9 else None  # noqa: PLR2004 - thirty years
