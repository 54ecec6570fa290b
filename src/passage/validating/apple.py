"""Apple Podcasts: what its requirements have beyond PSP-1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from passage.categories import CATEGORIES
from passage.validating import values, vocabulary
from passage.validating.document import Node
from passage.validating.finding import Level, Profile
from passage.validating.table import Book, Fault

APPLE = Book("apple", frozenset({Profile.APPLE}), "https://podcasters.apple.com/support/")
REQUIREMENTS = "823-podcast-requirements"
GUIDE = "2471-podcast-rss-feed-requirements"

CHANNEL = frozenset(
    [
        "itunes:author",
        "itunes:block",
        "itunes:category",
        "itunes:complete",
        "itunes:explicit",
        "itunes:image",
        "itunes:new-feed-url",
        "itunes:owner",
        "itunes:title",
        "itunes:type",
        "itunes:applepodcastsverify",
    ]
)
ITEM = frozenset(
    [
        "itunes:author",
        "itunes:block",
        "itunes:duration",
        "itunes:episode",
        "itunes:episodeType",
        "itunes:explicit",
        "itunes:image",
        "itunes:season",
        "itunes:title",
    ]
)
RETIRED = frozenset(
    [
        "itunes:keywords",
        "itunes:subtitle",
        "itunes:summary",
        "itunes:order",
        "itunes:isClosedCaptioned",
    ]
)


@APPLE.rule(
    "category",
    Level.ERROR,
    "1691-apple-podcasts-categories",
    "a category is one of Apple's",
    "itunes:category",
)
def _category(node: Node) -> Iterator[Fault]:
    text, parent = node.attributes.get("text", ""), node.parent
    if parent and parent.name == "itunes:category":
        known = CATEGORIES.get(parent.attributes.get("text", ""))
        where = f' in "{parent.attributes.get("text", "")}"'
    else:
        known, where = tuple(CATEGORIES), ""
    if known is not None and text not in known:
        told = f'Apple has no category "{text}"{where}'
        yield Fault(node, told, values.nearest(text, known) if known else "leave it out")


@APPLE.rule("owner", Level.WARNING, GUIDE, "the show has an owner with an address", "channel")
def _owner(channel: Node) -> Iterator[Fault]:
    owner = channel.find("itunes:owner")
    if owner is None or not owner.all("itunes:email"):
        hint = "add <itunes:owner> with <itunes:name> and <itunes:email>"
        yield Fault(owner or channel, "nobody can be reached: no <itunes:email>", hint)


@APPLE.rule(
    "owner-email", Level.ERROR, GUIDE, "the owner's address is an e-mail address", "itunes:email"
)
def _owner_email(node: Node) -> Iterator[Fault]:
    wrong = values.email(node.value)
    if wrong:
        yield Fault(node, f'<itunes:email> "{node.value}" {wrong}', "write it as name@example.org")


@APPLE.rule(
    "https",
    Level.WARNING,
    REQUIREMENTS,
    "files are fetched by https",
    "enclosure",
    "itunes:image",
    "podcast:transcript",
    "podcast:chapters",
)
def _https(node: Node) -> Iterator[Fault]:
    address = node.attributes.get("url") or node.attributes.get("href", "")
    if address.lower().startswith("http://"):
        yield Fault(node, f"{address} is not https", "serve it by https, and write https://")


@APPLE.rule(
    "enclosure-unique", Level.ERROR, REQUIREMENTS, "every enclosure has its own address", "channel"
)
def _enclosure_unique(channel: Node) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for item in channel.all("item"):
        for node in item.all("enclosure"):
            url = node.attributes.get("url", "")
            if url and url in first:
                told = f"the enclosure {url} is that of line {first[url]}, too"
                yield Fault(node, told, "give each episode its own file")
            first.setdefault(url, node.line)


@APPLE.rule(
    "enclosure-extension",
    Level.WARNING,
    REQUIREMENTS,
    "an enclosure's name ends as its type",
    "enclosure",
)
def _enclosure_extension(node: Node) -> Iterator[Fault]:
    kind, url = node.attributes.get("type", ""), node.attributes.get("url", "")
    wanted = vocabulary.ENCLOSURES.get(kind)
    if wanted and not values.address(url) and not urlsplit(url).path.lower().endswith(wanted):
        yield Fault(
            node,
            f"{url} is called {kind}, and does not end in {wanted}",
            f"let the name end in {wanted}, or correct the type",
        )


@APPLE.rule(
    "duration",
    Level.ERROR,
    GUIDE,
    "a duration is seconds or hours:minutes:seconds",
    "itunes:duration",
)
def _duration(node: Node) -> Iterator[Fault]:
    if not re.fullmatch(r"\d+|(\d+:)?[0-5]?\d:[0-5]\d", node.value, re.ASCII):
        yield Fault(node, f'<itunes:duration> says "{node.value}"', "write seconds, in digits")


@APPLE.rule(
    "episode-unique", Level.WARNING, GUIDE, "a number is there once in each season", "channel"
)
def _episode_unique(channel: Node) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for item in channel.all("item"):
        number, kind = item.say("itunes:episode"), item.say("itunes:episodeType") or "full"
        key = (item.say("itunes:season"), number, kind)
        if number and key in first:
            told = f"number {number} is that of the episode in line {first[key]}, too"
            yield Fault(item.all("itunes:episode")[0], told, "give each its own number")
        first.setdefault(key, item.line)


@APPLE.rule("date", Level.WARNING, GUIDE, "an episode has a date", "item")
def _date(item: Node) -> Iterator[Fault]:
    if not item.say("pubDate"):
        yield Fault(item, "the episode has no <pubDate>: apps cannot sort it", "add <pubDate>")


@APPLE.rule(
    "new-feed-url",
    Level.ERROR,
    "837-change-the-rss-feed-url",
    "a new address of the feed is a whole one",
    "itunes:new-feed-url",
)
def _new_feed_url(node: Node) -> Iterator[Fault]:
    wrong = values.address(node.value)
    if wrong:
        yield Fault(node, f'<itunes:new-feed-url> "{node.value}" {wrong}', "write it whole")


@APPLE.rule("episodes", Level.WARNING, REQUIREMENTS, "a show has an episode", "channel")
def _episodes(channel: Node) -> Iterator[Fault]:
    if not channel.all("item"):
        yield Fault(
            channel,
            "there is no episode yet; Apple takes shows with one or more",
            "publish a trailer",
        )


@APPLE.rule(
    "unknown", Level.WARNING, GUIDE, "elements with Apple's prefix are Apple's", "channel", "item"
)
def _unknown(node: Node) -> Iterator[Fault]:
    known = CHANNEL if node.name == "channel" else ITEM
    for name, found in node.children.items():
        if name.startswith("itunes:") and name not in known and name not in RETIRED:
            yield Fault(found[0], f"Apple has no <{name}> here", values.nearest(name, known))


@APPLE.rule(
    "retired",
    Level.NOTE,
    GUIDE,
    "elements that Apple no longer reads are left out",
    *sorted(RETIRED),
)
def _retired(node: Node) -> Iterator[Fault]:
    yield Fault(node, f"<{node.name}> is no longer read by Apple", "take it away")


@APPLE.rule("twice", Level.ERROR, GUIDE, "what is single is there once", "channel", "item")
def _twice(node: Node) -> Iterator[Fault]:
    for name, found in node.children.items():
        if len(found) > 1 and name.startswith("itunes:") and name != "itunes:category":
            yield Fault(found[1], f"<{name}> is here twice", "keep one of the two")
