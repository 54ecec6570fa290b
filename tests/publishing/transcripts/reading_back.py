"""The five formats, read back: a list of the words of each cue, whoever wrote the file.

Each reader knows its format and nothing of how Passage writes it, but for the ids and names that
are told in the docstrings of the writers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from passage.model import Chapter, Cue

TIMES = re.compile(r"(\d\d+):(\d\d):(\d\d)[.,](\d\d\d) --> (\d\d+):(\d\d):(\d\d)[.,](\d\d\d)")


def milliseconds(hours: str, minutes: str, seconds: str, rest: str) -> int:
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)


def times(line: str) -> tuple[int, int]:
    match = TIMES.fullmatch(line)
    assert match, line
    return milliseconds(*match.groups()[:4]), milliseconds(*match.groups()[4:])


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def webvtt(told: str) -> list[str]:
    header, *blocks = told.rstrip("\n").split("\n\n")
    assert header == "WEBVTT"
    found: dict[str, list[str]] = {}
    latest = 0
    for block in blocks:
        ident, clock, *lines = block.split("\n")
        start, end = times(clock)
        assert latest <= start < end
        latest = end
        found.setdefault(ident.partition(".")[0], []).append(
            unescaped(re.sub("<[^>]*>", "", " ".join(lines)))
        )
    return [" ".join(parts) for parts in found.values()]


def subrip(told: str, cues: Sequence[Cue], turns: Sequence[bool]) -> list[str]:
    """Cards have no cue's number, so that they are put together by the times of the cues."""
    found = [""] * len(cues)
    blocks = told.rstrip("\n").split("\n\n") if told else []
    for number, block in enumerate(blocks, start=1):
        ident, clock, *lines = block.split("\n")
        assert ident == str(number)
        start, end = times(clock)
        (place,) = [n for n, cue in enumerate(cues) if cue.start <= start and end <= cue.end]
        found[place] = f"{found[place]} {' '.join(lines)}".strip()
    return [_without_name(*told) for told in zip(found, cues, turns, strict=True)]


def segments(told: str) -> list[str]:
    read = json.loads(told)
    assert read["version"] == "1.0.0"
    return [segment["body"] for segment in read["segments"]]


def plain(
    told: str, cues: Sequence[Cue], turns: Sequence[bool], chapters: Sequence[Chapter]
) -> list[str]:
    headings = [chapter.title for chapter in chapters]
    lines = [line for line in told.split("\n") if line and line not in headings]
    return [_without_name(*told) for told in zip(lines, cues, turns, strict=True)]


def page(told: str) -> list[str]:
    reader = _Page()
    reader.feed(told)
    reader.close()
    return reader.found


def replaced(text: str) -> str:
    """What is left of a text in HTML, which has no way to write some characters."""
    return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def _without_name(text: str, cue: Cue, turn: bool) -> str:  # noqa: FBT001 - a fact, not a choice
    if not (turn and cue.speaker):
        return text
    assert text.startswith(f"{cue.speaker}: ")
    return text.removeprefix(f"{cue.speaker}: ")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._spans: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            self._spans.append(re.fullmatch(r"c\d+", dict(attrs).get("id") or "") is not None)
            if self._spans[-1]:
                self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._spans.pop()

    def handle_data(self, data: str) -> None:
        if any(self._spans):
            self.found[-1] += data
