"""Podlove simple chapters 1.2, which Spotify and many players read from the feed itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from passage.validating.document import Node
from passage.validating.finding import Level
from passage.validating.table import ALL, Book, Fault

PODLOVE = Book("psc", ALL, "https://podlove.org/simple-chapters/")
_TIME = re.compile(r"(?:(?:(\d+):)?([0-5]?\d):)?(\d+)(?:\.(\d{1,3}))?", re.ASCII)


def milliseconds(text: str) -> int | None:
    """A normal play time (RFC 2326, 3.6), such as ``01:02:03.400``; None for anything else."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((found[4] or "0").ljust(3, "0"))


@PODLOVE.rule(
    "chapter", Level.ERROR, "#chapter", "a chapter has a start and a title", "psc:chapter"
)
def _chapter(node: Node) -> Iterator[Fault]:
    start = node.attributes.get("start", "")
    if milliseconds(start) is None:
        yield Fault(node, f'the chapter has start="{start}"', "write it as 00:01:02.345")
    if not node.attributes.get("title", "").strip():
        yield Fault(node, "the chapter has no title", 'add title="…"')


@PODLOVE.rule("order", Level.ERROR, "#chapters", "chapters go forward in time", "psc:chapters")
def _order(node: Node) -> Iterator[Fault]:
    last = -1
    for chapter in node.all("psc:chapter"):
        start = milliseconds(chapter.attributes.get("start", ""))
        if start is not None:
            if start <= last:
                yield Fault(
                    chapter,
                    "the chapter does not begin after the one before",
                    "put chapters in order of time",
                )
            last = start


@PODLOVE.rule("version", Level.WARNING, "#version", "the version is 1.2", "psc:chapters")
def _version(node: Node) -> Iterator[Fault]:
    if node.attributes.get("version") not in {"1.0", "1.1", "1.2"}:
        yield Fault(node, "<psc:chapters> does not say its version", 'write version="1.2"')


@PODLOVE.rule("bounds", Level.ERROR, "#chapter", "chapters lie inside the episode", "item")
def _bounds(item: Node) -> Iterator[Fault]:
    total = item.say("itunes:duration")
    for chapters in item.all("psc:chapters") if total.isdecimal() else ():
        for chapter in chapters.all("psc:chapter"):
            start = milliseconds(chapter.attributes.get("start", ""))
            if start is not None and start > (int(total) + 1) * 1000:
                yield Fault(
                    chapter,
                    f"the chapter begins after the episode's end at {total} s",
                    "correct its start, or the episode's duration",
                )
