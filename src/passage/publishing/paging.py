"""Pages: a long feed as one that changes and an archive that does not (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from passage.publishing.published import Published

FEED = "feed.xml"


@dataclass(frozen=True, slots=True)
class Page:
    """One document of a feed."""

    name: str
    episodes: tuple[Published, ...]
    """Newest first."""
    links: tuple[tuple[str, str], ...] = ()
    """Relation and name of the document, for each that is near."""
    is_archive: bool = False


def pages(newest_first: Sequence[Published], length: int) -> Iterator[Page]:
    """``feed.xml`` with the newest episodes, at most `length`, then the archive, newest first.

    A page of the archive has half of `length`, counted from the oldest episode on, so that a new
    episode changes none that is there already. No episode is on two pages.
    """
    half = max(1, length // 2)
    older = max(0, -(-(len(newest_first) - length) // half))
    first = len(newest_first) - older * half
    names = [FEED, *(f"archive-{number}.xml" for number in range(older, 0, -1))]
    yield Page(FEED, tuple(newest_first[:first]), tuple(_links(names, 0)))
    for place, name in enumerate(names[1:], start=1):
        start = first + (place - 1) * half
        episodes = tuple(newest_first[start : start + half])
        yield Page(name, episodes, tuple(_links(names, place)), is_archive=True)


def _links(names: Sequence[str], place: int) -> Iterator[tuple[str, str]]:
    """``prev-archive`` and ``next-archive`` by age (section 4); ``next`` for apps that know pages.

    Section 3 calls the following page ``next``, which here is the older one.
    """
    if place:
        yield "current", FEED
    if place + 1 < len(names):
        yield "prev-archive", names[place + 1]
        yield "next", names[place + 1]
    # What follows the newest page of the archive is the feed, which is no archive.
    if place > 1:
        yield "next-archive", names[place - 1]
