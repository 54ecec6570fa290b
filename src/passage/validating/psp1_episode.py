"""The Podcast Standard, PSP-1 version 1.0: an episode."""

from __future__ import annotations

import re
from collections.abc import Iterator

from passage.validating import values, vocabulary
from passage.validating.document import Node
from passage.validating.finding import Level
from passage.validating.psp1 import BOTH, PSP1, SERIAL
from passage.validating.table import Fault

_NUMBERED = re.compile(
    r"(?i)\b(?:episode|ep\.?|season|folge|épisode|episodio)\s*#?\d+|\bS\d+\s*E\d+"
)


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
    if channel.say("itunes:type") != SERIAL:
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
