"""The Podcast Standard, PSP-1 version 1.0: the show. What Apple asks for, too, is here once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from passage.validating import values
from passage.validating.document import Node
from passage.validating.finding import Level, Profile
from passage.validating.table import Book, Fault

_ADDRESS = (
    "https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification/blob/main/1.0.md"
)
PSP1 = Book("psp1", frozenset({Profile.PSP1}), _ADDRESS)
BOTH = Book("psp1", frozenset({Profile.PSP1, Profile.APPLE}), _ADDRESS)
"""Rules that Apple has as well."""

LONGEST_DESCRIPTION = 4000
"""Bytes, in UTF-8."""
LONGEST_VALUE = 255
"""Characters."""

_LONG = frozenset({"description", "content:encoded", "itunes:summary"})
SERIAL = "serial"

# ---- the show ----------------------------------------------------------------------------


@PSP1.rule("self-link", Level.ERROR, "#atomlink-relself", "the feed says where it lies", "channel")
def _self_link(channel: Node) -> Iterator[Fault]:
    links = [link for link in channel.all("atom:link") if link.attributes.get("rel") == "self"]
    if len(links) != 1:
        count = "twice" if links else "nowhere"
        told = f'the feed says {count} where it lies: <atom:link rel="self">'
        yield Fault(links[1] if links else channel, told, "add one, with the feed's own address")
    for link in links:
        wrong = values.address(link.attributes.get("href", ""))
        if wrong:
            yield Fault(link, f'the address in <atom:link rel="self"> {wrong}', "write it whole")
        elif link.attributes.get("type") != "application/rss+xml":
            yield Fault(link, "the self link has another type", 'type="application/rss+xml"')


def _required(name: str, clause: str, *, book: Book = BOTH) -> None:
    @book.rule(
        f"channel-{name.rpartition(':')[2]}",
        Level.ERROR,
        clause,
        f"the show has <{name}>",
        "channel",
    )
    def missing(channel: Node) -> Iterator[Fault]:
        found = channel.find(name)
        if found is None or not (found.value or found.attributes):
            yield Fault(found or channel, f"the show has no <{name}>", f"add <{name}>")


for _name in ("title", "description", "link", "language"):
    _required(_name, f"#{_name}")
for _name in ("itunes:category", "itunes:explicit", "itunes:image"):
    _required(_name, f"#{_name.replace(':', '')}")


def _recommended(parent: str, name: str, clause: str) -> None:
    told = "show" if parent == "channel" else "episode"

    @PSP1.rule(
        f"{parent}-{name.rpartition(':')[2]}-recommended",
        Level.NOTE,
        clause,
        f"the {told} has <{name}>",
        parent,
    )
    def missing(node: Node) -> Iterator[Fault]:
        if not node.all(name):
            yield Fault(node, f"the {told} has no <{name}>, which is recommended", f"add <{name}>")


for _name in ("podcast:locked", "podcast:guid", "itunes:author"):
    _recommended("channel", _name, "#recommended-channel")
for _name in (
    "link",
    "pubDate",
    "description",
    "itunes:duration",
    "itunes:image",
    "itunes:explicit",
    "podcast:transcript",
):
    _recommended("item", _name, "#recommended-item")


@BOTH.rule("language", Level.ERROR, "#language", "the language is one of ISO 639", "language")
def _language(node: Node) -> Iterator[Fault]:
    wrong = values.language(node.value)
    if node.value and wrong:
        yield Fault(node, f'<language> "{node.value}" {wrong}', "write it as in en, ko or pt-BR")


@BOTH.rule(
    "description-length",
    Level.ERROR,
    "#description",
    "a description has 4,000 bytes at most",
    "description",
)
def _description_length(node: Node) -> Iterator[Fault]:
    size = len(node.value.encode())
    if size > LONGEST_DESCRIPTION:
        told = f"the description has {size} bytes, which is more than {LONGEST_DESCRIPTION}"
        yield Fault(node, told, "shorten it, and put the rest on the page or in content:encoded")


@BOTH.rule(
    "explicit", Level.ERROR, "#itunesexplicit", "explicit is true or false", "itunes:explicit"
)
def _explicit(node: Node) -> Iterator[Fault]:
    if node.value not in {"true", "false"}:
        meant = {"yes": "true", "explicit": "true"}.get(node.value.lower(), "false")
        yield Fault(node, f'<itunes:explicit> says "{node.value}"', f"write {meant}")


@BOTH.rule(
    "image", Level.ERROR, "#itunesimage", "artwork is the address of a JPEG or PNG", "itunes:image"
)
def _image(node: Node) -> Iterator[Fault]:
    href = node.attributes.get("href", "")
    wrong = values.address(href)
    if wrong:
        yield Fault(node, f'<itunes:image href="{href}"> {wrong}', "give the picture's address")
    elif not re.search(r"(?i)\.(jpe?g|png)$", href.partition("?")[0]):
        yield Fault(node, f"the artwork {href} does not end in .jpg or .png", "rename the file")


@BOTH.rule("type", Level.ERROR, "#itunestype", "a show is episodic or serial", "itunes:type")
def _type(node: Node) -> Iterator[Fault]:
    if node.value not in {"episodic", SERIAL}:
        yield Fault(node, f'<itunes:type> says "{node.value}"', "write episodic or serial")


@BOTH.rule(
    "yes",
    Level.ERROR,
    "#itunescomplete",
    "block and complete exist only as yes",
    "itunes:complete",
    "itunes:block",
)
def _yes(node: Node) -> Iterator[Fault]:
    if node.value.lower() != "yes":
        yield Fault(node, f'<{node.name}> says "{node.value}"', "write yes, or take the line away")


@PSP1.rule(
    "copyright",
    Level.NOTE,
    "#copyright",
    "copyright has only the name, without the word, the sign or a year",
    "copyright",
)
def _copyright(node: Node) -> Iterator[Fault]:
    if re.search(r"(?i)copyright|©|\(c\)|\b(19|20)\d\d\b", node.value):
        yield Fault(node, f'<copyright> says "{node.value}"', "leave only who holds the rights")


# ---- every value -------------------------------------------------------------------------


@PSP1.rule(
    "value-length",
    Level.WARNING,
    "#namespace-declarations",
    "a value has 255 characters at most",
    "channel",
    "item",
)
def _value_length(parent: Node) -> Iterator[Fault]:
    for node in _short(parent):
        if len(node.value) > LONGEST_VALUE:
            told = f"<{node.name}> has {len(node.value)} characters, more than {LONGEST_VALUE}"
            yield Fault(node, told, "shorten it")


@PSP1.rule(
    "value-edges",
    Level.WARNING,
    "#namespace-declarations",
    "a value has no space at its edges",
    "channel",
    "item",
)
def _value_edges(parent: Node) -> Iterator[Fault]:
    for node in _short(parent):
        text = node.text
        if text and (text[0].isspace() or text[-1].isspace()) and text.strip():
            yield Fault(node, f"<{node.name}> has space at its edges", "take it away")


def _short(parent: Node) -> Iterator[Node]:
    """The values that have no limit of their own."""
    for name, nodes in parent.children.items():
        if name not in _LONG and "{" not in name and not name.startswith(("podcast:", "psc:")):
            for node in nodes:
                if node.text and not node.children:
                    yield node


@PSP1.rule("utf-8", Level.ERROR, "#namespace-declarations", "the feed is UTF-8", "*encoding")
def _utf8(root: Node) -> Iterator[Fault]:
    if root.text not in {"utf-8", "ascii"}:
        yield Fault(root, f"the feed is {root.text}, not UTF-8", "save it as UTF-8")
