"""Chapters in four carriers: the tag of the sound, a file, the feed, and the show notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from passage.validating import podlove
from passage.validating.delivery.table import Told, declare
from passage.validating.document import Node
from passage.validating.finding import Level

AGREE = declare(
    "chapters/carriers",
    Level.ERROR,
    "https://id3.org/id3v2-chapters-1.0",
    "chapters in the tag, the file, the feed and the show notes agree: to the millisecond, in the "
    "notes to the second",
)
MISSING = declare(
    "chapters/missing",
    Level.WARNING,
    "https://id3.org/id3v2-chapters-1.0",
    "an episode that has chapters has them in all four carriers",
)
CONTENTS = declare(
    "chapters/contents",
    Level.ERROR,
    "https://id3.org/id3v2-chapters-1.0",
    "the tag's table of contents (CTOC) names its chapters in order of time",
)

Chapters = tuple[tuple[int, str], ...]
"""Milliseconds and title of each."""

TAG, FILE, FEED, NOTES = "the tag", "the file of chapters", "the feed", "the show notes"

_ITEM = re.compile(r"<li>\s*((?:\d+:)?\d\d?:\d\d)\s+(.*?)\s*</li>", re.DOTALL | re.ASCII)


def in_feed(item: Node) -> Chapters:
    """Those of ``psc:chapters``."""
    simple = item.find("psc:chapters")
    return tuple(
        (start, " ".join(each.attributes.get("title", "").split()))
        for each in (simple.all("psc:chapter") if simple else [])
        if (start := podlove.milliseconds(each.attributes.get("start", ""))) is not None
    )


def in_notes(item: Node) -> Chapters:
    """The time stamps in a list of the show notes, in milliseconds of whole seconds."""
    found = []
    for stamp, title in _ITEM.findall(item.say("content:encoded")):
        seconds = 0
        for part in stamp.split(":"):
            seconds = seconds * 60 + int(part)
        found.append((seconds * 1000, " ".join(unescape(re.sub(r"<[^>]*>", "", title)).split())))
    return tuple(found)


def compare(carriers: Mapping[str, tuple[str, Chapters]]) -> Iterator[Told]:
    """Where a carrier, which has an address and its chapters, is not as the others are.

    What most say is right; where two differ, the one that is named first is believed.
    """
    exact = [told for name, (_, told) in carriers.items() if name != NOTES and told]
    if not exact:
        exact = [told for _, told in carriers.values() if told]
    if not exact:
        return
    right = Counter(exact).most_common(1)[0][0]
    for name, (address, told) in carriers.items():
        if not told:
            what = f"{name} has no chapters, and other carriers have {len(right)}"
            yield Told(MISSING, address, what, "make the episode anew: passage build")
        elif wrong := _differs(told, _whole_seconds(right) if name == NOTES else right):
            hint = "make the episode anew, then upload all of it"
            yield Told(AGREE, address, f"in {name} {wrong}", hint)


def contents(address: str, listed: Sequence[str], chapters: Sequence[str]) -> Iterator[Told]:
    """Whether a table of contents lists the ids of the chapters, which are in order of time."""
    if not listed:
        told = "the tag has chapters and no table of contents: some players then show none"
        yield Told(CONTENTS, address, told, "make the episode anew: passage build")
    elif list(listed) != list(chapters):
        told = f"the tag's table of contents lists {len(listed)} chapters, not the {len(chapters)}"
        told += " that are there, in order of time"
        yield Told(CONTENTS, address, told, "make the episode anew: passage build")


def _whole_seconds(chapters: Chapters) -> Chapters:
    return tuple((start // 1000 * 1000, title) for start, title in chapters)


def _differs(ours: Chapters, right: Chapters) -> str:
    for number, (our, their) in enumerate(zip(ours, right, strict=False), start=1):
        if our[0] != their[0]:
            return f"chapter {number} begins at {our[0]} ms, and at {their[0]} ms in the others"
        if our[1] != their[1]:
            return f'chapter {number} is called "{our[1]}", and "{their[1]}" in the others'
    return f"there are {len(ours)} chapters, not {len(right)}" if len(ours) != len(right) else ""
