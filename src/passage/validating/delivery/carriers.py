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

ENDS = declare(
    "chapters/ends",
    Level.ERROR,
    "https://id3.org/id3v2-chapters-1.0",
    "chapters end at the same time in the tag and the file, and within the sound",
)
PICTURES = declare(
    "chapters/pictures",
    Level.WARNING,
    "https://podlove.org/simple-chapters/",
    "chapters in the feed and the file have the same pictures and links",
)
ABOUT = declare(
    "chapters/about",
    Level.WARNING,
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/"
    "jsonChapters.md#chapters-object",
    "a file of chapters says of which episode, show and sound it is (Passage)",
)

Chapters = tuple[tuple[int, str], ...]
"""Milliseconds and title of each."""

TAG, FILE, FEED, NOTES = "the tag", "the file of chapters", "the feed", "the show notes"

_LATEST = 100
"""Milliseconds by which decoders differ on how long a sound is."""
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


def ends(
    tag: tuple[str, Sequence[int]], file: tuple[str, Sequence[int | None]], lasts: int
) -> Iterator[Told]:
    """Whether chapters end alike in tag and file, and in `lasts` milliseconds, where it is known.

    Each of the two is an address and the milliseconds at which its chapters end.
    """
    hint = "make the episode anew, then upload all of it"
    if len(tag[1]) == len(file[1]):
        for number, (ours, theirs) in enumerate(zip(file[1], tag[1], strict=True), start=1):
            if ours is not None and ours != theirs:
                told = (
                    f"in {FILE} chapter {number} ends at {ours} ms, and at {theirs} ms in the tag"
                )
                yield Told(ENDS, file[0], told, hint)
                return
    for name, (address, times) in ((TAG, tag), (FILE, file)):
        latest = max((each for each in times if each is not None), default=0)
        if lasts and latest > lasts + _LATEST:
            told = f"in {name} the last chapter ends at {latest} ms, and the sound at {lasts} ms"
            yield Told(ENDS, address, told, hint)


def pictures(
    address: str, feed: Sequence[tuple[str, str]], file: Sequence[tuple[str, str]]
) -> Iterator[Told]:
    """Whether the picture and the link of each chapter are the same in feed and file.

    Either may have none at all.
    """
    if len(feed) != len(file):
        return
    for kind, what in enumerate(("picture", "link")):
        ours, theirs = [each[kind] for each in file], [each[kind] for each in feed]
        if not any(ours) or not any(theirs):
            continue
        for number, (our, their) in enumerate(zip(ours, theirs, strict=True), start=1):
            if our != their:
                told = f"in {FILE} the {what} of chapter {number} is {our or 'missing'}, and"
                told += f" {their or 'missing'} in the feed"
                hint = "make the episode anew, then upload all of it"
                yield Told(PICTURES, address, told, hint)
                return


def about(address: str, says: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[Told]:
    """Whether a file of chapters says what the feed says, where it says something."""
    for name, right in wanted.items():
        if name in says and right and says[name] != right:
            told = f"its {name} is “{says[name]}”, and should be “{right}”"
            yield Told(ABOUT, address, told, "make the episode anew: passage build")


def linked(item: Node) -> tuple[tuple[str, str], ...]:
    """The picture and the link of each chapter of ``psc:chapters``."""
    simple = item.find("psc:chapters")
    return tuple(
        (each.attributes.get("image", ""), each.attributes.get("href", ""))
        for each in (simple.all("psc:chapter") if simple else [])
    )


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
