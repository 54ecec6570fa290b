"""A feed that Passage made, which says of every episode the same kinds of things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from passage.validating.delivery.table import RSS, Told, declare
from passage.validating.document import Node
from passage.validating.finding import Level

EPISODES = declare(
    "feed/episodes",
    Level.WARNING,
    RSS,
    "every episode names transcripts of the same types, and hashes of its editions (Passage)",
)
DATES = declare(
    "feed/dates",
    Level.WARNING,
    RSS,
    "episodes are in the order of their dates, and the feed has the latest of them (Passage)",
)
LEAVING = declare(
    "feed/leaving",
    Level.WARNING,
    "https://podcasters.apple.com/support/837-change-the-rss-feed-url",
    "a feed sends its listeners to no other feed (Passage)",
)

_HINT = "upload the feed anew; to make it: passage build"
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def compare(address: str, root: Node, items: Sequence[Node], own: str) -> Iterator[Told]:
    """What is wrong in a feed; `items` are those of all its pages, `own` is what it says it is."""
    channel = root.find("channel")
    if channel is None:
        return
    types = {item: {each.attributes.get("type") for each in _texts(item)} for item in items}
    wanted = set[str | None]().union(*types.values())
    for item, found in types.items():
        if lacking := sorted(str(each) for each in wanted - found):
            told = f"“{item.say('title')}” has no transcript of {', '.join(lacking)}, others have"
            yield Told(EPISODES, address, told, _HINT)
        for edition in item.all("podcast:alternateEnclosure"):
            if not edition.all("podcast:integrity"):
                told = f"an edition of “{item.say('title')}” has no hash"
                yield Told(EPISODES, address, told, _HINT)
    dates = [_moment(item.say("pubDate")) for item in items]
    if dates != sorted(dates, reverse=True):
        yield Told(DATES, address, "the episodes are not in the order of their dates", _HINT)
    for name in ("pubDate", "lastBuildDate"):
        if dates and channel.say(name) and _moment(channel.say(name)) != max(dates):
            told = f"its {name} is “{channel.say(name)}”, and no date of its latest episode"
            yield Told(DATES, address, told, _HINT)
    elsewhere = channel.say("itunes:new-feed-url")
    if elsewhere and elsewhere not in {own, address}:
        told = f"it sends its listeners to {elsewhere}"
        yield Told(
            LEAVING, address, told, "if you did not move there, take itunes:new-feed-url out"
        )


def _texts(item: Node) -> list[Node]:
    return item.all("podcast:transcript")


def _moment(written: str) -> datetime:
    try:
        found = parsedate_to_datetime(written)
    except ValueError:
        return _EARLIEST
    return found if found.tzinfo else found.replace(tzinfo=UTC)
