"""RSS 2.0, what a podcast takes of it: rules that every profile asks for."""

from __future__ import annotations

from collections.abc import Iterator

from passage.validating import values
from passage.validating.document import PREFIXES, Node
from passage.validating.finding import Level
from passage.validating.table import ALL, Book, Fault, declare

XML = "https://www.w3.org/TR/xml/"
RSS = Book("rss", ALL, "https://www.rssboard.org/rss-specification")

declare("xml/well-formed", Level.ERROR, f"{XML}#sec-well-formed", "the feed is well-formed XML")
declare("xml/doctype", Level.ERROR, f"{XML}#sec-prolog-dtd", "the feed declares no document type")
declare("xml/encoding", Level.ERROR, f"{XML}#charencoding", "the bytes are what they say they are")

CHANNEL = frozenset(
    [
        "title",
        "link",
        "description",
        "language",
        "copyright",
        "managingEditor",
        "webMaster",
        "pubDate",
        "lastBuildDate",
        "category",
        "generator",
        "docs",
        "cloud",
        "ttl",
        "image",
        "rating",
        "textInput",
        "skipHours",
        "skipDays",
        "item",
    ]
)
ITEM = frozenset(
    [
        "title",
        "link",
        "description",
        "author",
        "category",
        "comments",
        "enclosure",
        "guid",
        "pubDate",
        "source",
    ]
)
_ONCE = {
    "channel": CHANNEL - {"category", "item"},
    "item": ITEM - {"category"},
}


@RSS.rule("root", Level.ERROR, "#whatIsRss", 'the root is <rss version="2.0">', "*root")
def _root(root: Node) -> Iterator[Fault]:
    if root.name != "rss":
        name = root.name.rpartition("}")[2]
        yield Fault(root, f"the root is <{name}>, not <rss>", "podcasts are RSS 2.0 feeds")
    elif root.attributes.get("version") != "2.0":
        yield Fault(root, '<rss> does not say version="2.0"', 'write <rss version="2.0" …>')


@RSS.rule("channel", Level.ERROR, "#whatIsRss", "there is one <channel>", "rss")
def _channel(root: Node) -> Iterator[Fault]:
    count = len(root.all("channel"))
    if count != 1:
        yield Fault(root, f"there are {count} channels", "put all of the show into one <channel>")


@RSS.rule(
    "twice",
    Level.ERROR,
    "#requiredChannelElements",
    "what is single is there once",
    "channel",
    "item",
    "podcast:liveItem",
)
def _twice(node: Node) -> Iterator[Fault]:
    once = _ONCE["channel" if node.name == "channel" else "item"]
    for name, found in node.children.items():
        if len(found) > 1 and name in once:
            yield Fault(found[1], f"<{name}> is here twice", "keep one of the two")


@RSS.rule(
    "unknown",
    Level.WARNING,
    "#extendingRss",
    "elements without a prefix are those of RSS",
    "channel",
    "item",
    "podcast:liveItem",
)
def _unknown(node: Node) -> Iterator[Fault]:
    known = CHANNEL if node.name == "channel" else ITEM
    for name, found in node.children.items():
        if name not in known and ":" not in name and "{" not in name:
            yield Fault(found[0], f"RSS has no <{name}> here", values.nearest(name, known))


@RSS.rule(
    "namespace",
    Level.ERROR,
    "#extendingRss",
    "the namespaces of podcasts are written letter for letter",
    "*namespaces",
)
def _namespace(root: Node) -> Iterator[Fault]:
    for written in root.attributes:
        near = _MISWRITTEN.get(_bare(written))
        if near and written != near:
            told = f'the namespace "{written}" is not the one that readers look for'
            yield Fault(root, told, f'write "{near}"')


@RSS.rule(
    "link",
    Level.ERROR,
    "#requiredChannelElements",
    "a link is a whole address",
    "link",
    "comments",
    "docs",
)
def _link(node: Node) -> Iterator[Fault]:
    wrong = values.address(node.value)
    if wrong:
        yield Fault(node, f'<{node.name}> "{node.value}" {wrong}', "write it whole, with https://")


@RSS.rule(
    "date",
    Level.ERROR,
    "#optionalChannelElements",
    "dates are those of RFC 2822",
    "pubDate",
    "lastBuildDate",
)
def _date(node: Node) -> Iterator[Fault]:
    wrong = values.date(node.value)
    if wrong:
        yield Fault(node, f'<{node.name}> "{node.value}" {wrong}', "write it as RFC 2822 has it")


@RSS.rule(
    "image",
    Level.ERROR,
    "#ltimagegtSubelementOfLtchannelgt",
    "<image> has url, title and link",
    "image",
)
def _image(node: Node) -> Iterator[Fault]:
    for name in ("url", "title", "link"):
        if not node.say(name):
            yield Fault(node, f"<image> has no <{name}>", f"add <{name}>")


@RSS.rule(
    "guid-permalink",
    Level.WARNING,
    "#ltguidgtSubelementOfLtitemgt",
    'a guid that is no address says isPermaLink="false"',
    "guid",
)
def _guid_permalink(node: Node) -> Iterator[Fault]:
    says = node.attributes.get("isPermaLink", "true")
    if says not in {"true", "false"}:
        yield Fault(node, f'isPermaLink="{says}" is neither true nor false', "write false")
    elif says == "true" and node.value and values.address(node.value):
        told = f'the guid "{node.value}" is no address, but claims to be one'
        yield Fault(node, told, 'write <guid isPermaLink="false">')


@RSS.rule(
    "ttl", Level.ERROR, "#ltttlgtSubelementOfLtchannelgt", "ttl is a number of minutes", "ttl"
)
def _ttl(node: Node) -> Iterator[Fault]:
    wrong = values.count(node.value)
    if wrong:
        yield Fault(node, f'<ttl> "{node.value}" {wrong}', "write minutes, in digits")


PAGING = Book("rfc5005", ALL, "https://www.rfc-editor.org/rfc/rfc5005")


@PAGING.rule(
    "page", Level.ERROR, "#section-3", "a page links to other pages, each by its address", "channel"
)
def _page(channel: Node) -> Iterator[Fault]:
    links = channel.all("atom:link")
    here = {link.attributes.get("href") for link in links if link.attributes.get("rel") == "self"}
    for link in links:
        rel, href = link.attributes.get("rel", ""), link.attributes.get("href", "")
        if rel in {"next", "previous", "prev-archive", "next-archive"}:
            wrong = values.address(href) or ("is this page itself" if href in here else "")
            if wrong:
                yield Fault(link, f'rel="{rel}" href="{href}" {wrong}', "give that page's address")


def _bare(address: str) -> str:
    return address.lower().partition("://")[2].removeprefix("www.").rstrip("/")


_MISWRITTEN = {_bare(address): address for address in PREFIXES} | {
    "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "https://podcastindex.org/namespace/1.0",
}
