"""Transcripts of five formats, read as an app reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from passage.validating.captions import is_number
from passage.validating.delivery import pages
from passage.validating.lines import decoded

_CLOCK = r"(?:(\d+):)?(\d\d):(\d\d)[.,](\d{3})"
_TIMING = re.compile(rf"{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}", re.ASCII)
_TAG = re.compile(r"<[^<>]*>")
_VOICE = re.compile(r"<v(?:\.[^\s.>]+)*[ \t]+([^<>]*)>")


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


def read(media_type: str, data: bytes) -> Text | None:
    """A transcript of one of the five formats; None where it is none, which other rules tell."""
    reader, text = _READERS.get(media_type), decoded(data)
    if not reader or not isinstance(text, str):
        return None
    return reader(text.replace("\r\n", "\n"))


def lyrics(text: str) -> Text:
    """What a tag holds as lyrics: written as plain text is."""
    return _plain(text.replace("\r\n", "\n").replace("\r", "\n"))


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
