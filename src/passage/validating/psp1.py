"""The Podcast Standard, PSP-1 version 1.0. What Apple asks for, too, is here once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from passage.validating import values, vocabulary
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
_SERIAL = "serial"
_NUMBERED = re.compile(
    r"(?i)\b(?:episode|ep\.?|season|folge|épisode|episodio)\s*#?\d+|\bS\d+\s*E\d+"
)

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
    if node.value not in {"episodic", _SERIAL}:
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


# ---- an episode --------------------------------------------------------------------------


@BOTH.rule("item-title", Level.ERROR, "#title", "an episode has a title", "item")
def _item_title(item: Node) -> Iterator[Fault]:
    if not item.say("title"):
        yield Fault(item.find("title") or item, "an episode has no <title>", "add <title>")


@PSP1.rule(
    "title-numbers", Level.WARNING, "#title-1", "a title has no season or episode numbers", "item"
)
def _title_numbers(item: Node) -> Iterator[Fault]:
    found = _NUMBERED.search(item.say("title"))
    if found:
        hint = "leave it to <itunes:episode> and <itunes:season>"
        yield Fault(item.all("title")[0], f'the title has the number "{found[0]}"', hint)


@BOTH.rule("enclosure", Level.ERROR, "#enclosure", "an episode has an enclosure", "item")
def _enclosure(item: Node) -> Iterator[Fault]:
    if not item.all("enclosure"):
        yield Fault(item, "the episode has no <enclosure>: nothing to hear", "add <enclosure>")


@BOTH.rule(
    "enclosure-url",
    Level.ERROR,
    "#enclosure",
    "an enclosure has a whole address in ASCII",
    "enclosure",
)
def _enclosure_url(node: Node) -> Iterator[Fault]:
    url = node.attributes.get("url", "")
    wrong = values.address(url)
    if wrong:
        yield Fault(node, f'the enclosure\'s url "{url}" {wrong}', "write it whole, with https://")


@BOTH.rule(
    "enclosure-length",
    Level.ERROR,
    "#enclosure",
    "an enclosure has its length in bytes",
    "enclosure",
)
def _enclosure_length(node: Node) -> Iterator[Fault]:
    length = node.attributes.get("length", "")
    if values.whole(length):
        yield Fault(node, f'the enclosure has length="{length}"', "write the file's size in bytes")


@BOTH.rule(
    "enclosure-type",
    Level.ERROR,
    "#enclosure",
    "an enclosure is MP3, M4A, AAC, MOV, MP4 or M4V",
    "enclosure",
)
def _enclosure_type(node: Node) -> Iterator[Fault]:
    kind = node.attributes.get("type", "")
    if kind not in vocabulary.ENCLOSURES:
        hint = values.nearest(kind, vocabulary.ENCLOSURES)
        yield Fault(node, f'the enclosure has type="{kind}"', hint)


@BOTH.rule("guid", Level.ERROR, "#guid", "an episode has a guid", "item")
def _guid(item: Node) -> Iterator[Fault]:
    if not item.say("guid"):
        told = "the episode has no <guid>: apps cannot tell it from a new one"
        yield Fault(item.find("guid") or item, told, "give it one that never changes")


@BOTH.rule("guid-unique", Level.ERROR, "#guid", "every guid is there once", "channel")
def _guid_unique(channel: Node) -> Iterator[Fault]:
    first: dict[str, Node] = {}
    for item in channel.all("item"):
        guid = item.say("guid")
        if guid and guid in first:
            told = f'the guid "{guid}" is that of the episode in line {first[guid].line}, too'
            yield Fault(item.all("guid")[0], told, "give each episode its own")
        first.setdefault(guid, item)


@PSP1.rule(
    "duration-seconds",
    Level.WARNING,
    "#itunesduration",
    "a duration is in seconds",
    "itunes:duration",
)
def _duration(node: Node) -> Iterator[Fault]:
    if re.fullmatch(r"\d+:\d\d(:\d\d)?", node.value):
        parts = [int(part) for part in node.value.split(":")]
        total = sum(part * 60**power for power, part in enumerate(reversed(parts)))
        yield Fault(node, f'<itunes:duration> says "{node.value}"', f"write {total}")


@BOTH.rule(
    "serial-episode",
    Level.ERROR,
    "#itunesepisode",
    "every full episode of a serial show has a number",
    "channel",
)
def _serial_episode(channel: Node) -> Iterator[Fault]:
    if channel.say("itunes:type") != _SERIAL:
        return
    for item in channel.all("item"):
        full = item.say("itunes:episodeType") in {"", "full"}
        if full and not item.all("itunes:episode"):
            yield Fault(
                item, "the show is serial, and the episode has no number", "add <itunes:episode>"
            )


@BOTH.rule(
    "number",
    Level.ERROR,
    "#itunesepisode",
    "numbers are whole, from 1 on",
    "itunes:episode",
    "itunes:season",
)
def _number(node: Node) -> Iterator[Fault]:
    wrong = values.whole(node.value)
    if wrong:
        yield Fault(node, f'<{node.name}> "{node.value}" {wrong}', "write 1, 2, 3 …")


@BOTH.rule(
    "episode-type",
    Level.ERROR,
    "#itunesepisodetype",
    "an episode is full, trailer or bonus",
    "itunes:episodeType",
)
def _episode_type(node: Node) -> Iterator[Fault]:
    if node.value not in {"full", "trailer", "bonus"}:
        hint = "write full, trailer or bonus"
        yield Fault(node, f'<itunes:episodeType> says "{node.value}"', hint)


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
