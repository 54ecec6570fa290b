"""Heads of everything, then the small files: transcripts, chapters, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urldefrag

from passage.pipeline.verifying.asking import OTHER_TAG, Asking
from passage.validating import captions, chapters, pictures, values, webvtt
from passage.validating.delivery import answers, carriers, formats, parts, transcripts
from passage.validating.delivery.formats import Text
from passage.validating.delivery.named import MEDIA, PICTURES, TEXTS, Named
from passage.validating.document import Node
from passage.validating.lines import Checker

LARGEST = 20_000_000
"""Bytes of a transcript, of chapters, of a picture, or of a page."""

_CHECKERS: Mapping[str, Checker] = {
    "text/vtt": webvtt.check,
    "application/x-subrip": captions.srt,
    "application/json": captions.transcript,
}


def ask_heads(asking: Asking, listed: Sequence[Named]) -> None:
    """Ask for the head and a part of all files that the feed names, and judge them."""
    listed = [each for each in listed if each.role in MEDIA | PICTURES | TEXTS]
    asking.ask_heads(each.address for each in listed)
    there = [each for each in listed if answers.is_good(asking.heads[each.address])]
    asking.ask_parts(each.address for each in there)
    tags = {e.address: asking.heads[e.address].tag for e in there if e.role == "enclosure"}
    tagged = [(address, tag) for address, tag in tags.items() if tag]
    again = asking.each(lambda each: asking.reader.again(*each), tagged)
    told_again = dict(zip((address for address, _ in tagged), again, strict=True))
    of_apps = dict(zip(tags, asking.each(asking.reader.as_app, tags), strict=True))
    other = asking.each(lambda each: asking.reader.again(each[0], OTHER_TAG), tagged)
    told_other = dict(zip((address for address, _ in tagged), other, strict=True))
    for each in listed:
        head = asking.heads[each.address]
        # Where only HEAD is refused, GET tells what is there.
        if not is_worth(asking, each.address):
            asking.tell(answers.status(head))
        if answers.is_good(head):
            asking.tell(answers.head(each, head))
        if each.address in asking.parts:
            first, wanted = asking.wanted_part(each.address)
            asking.tell(parts.part(asking.parts[each.address][1], head, first, wanted))
        if each.address in tags:
            asking.tell(parts.tag(head, told_again.get(each.address)))
            asking.tell(parts.alike(head, of_apps[each.address]))
            if each.address in told_other:
                asking.tell(parts.unchanged(head, told_other[each.address]))


def fetch(asking: Asking, listed: Sequence[Named]) -> None:
    """Fetch the small files, and judge each by itself."""
    small = [each for each in listed if each.role in PICTURES | TEXTS]
    asking.fetch({each.address: LARGEST for each in small if is_worth(asking, each.address)})
    judged = set[tuple[str, str]]()
    for each in small:
        key = (each.address, f"{each.role} {sorted(each.node.attributes.items())}")
        answer = asking.files.get(each.address)
        if answer is None or key in judged:
            continue
        judged.add(key)
        asking.tell(answers.whole(each, asking.heads[each.address], answer))
        data = asking.data(each.address)
        if data is not None and answer.path:
            asking.compare_part(each.address, answer.path)
            _check(asking, each, data)


def ask_pictures(asking: Asking, items: Iterable[Node]) -> None:
    """Look at the pictures of chapters, which apps show while they are heard, and their links."""
    items = list(items)
    named = [address for item in items for address in _of_chapters(asking, item)]
    asking.ask_heads(named)
    asking.fetch({address: LARGEST for address in named if is_worth(asking, address)})
    for address in dict.fromkeys(named):
        asking.tell(answers.status(asking.heads[address]))
        asking.tell(answers.named_type(asking.heads[address]))
        data = asking.data(address)
        if data is not None:
            asking.tell_lines(address, pictures.described(data, "", "", ""))
    links = [one for item in items for one in _links(asking, item) if one.startswith(asking.base)]
    asking.ask_heads(links)
    for address in dict.fromkeys(links):
        asking.tell(answers.status(asking.heads[address]))


def is_worth(asking: Asking, address: str) -> bool:
    """Whether a file is worth fetching: HEAD may be refused where GET is not."""
    head = asking.heads[address]
    return answers.is_good(head) or (not head.trouble and head.status not in {404, 410})


def compare(asking: Asking, item: Node, lyrics: Mapping[str, Text]) -> None:
    """Compare the transcripts of an episode, and what its tag holds as lyrics."""
    asking.tell(transcripts.compare({**texts(asking, item), **lyrics}, titles(asking, item)))


def texts(asking: Asking, item: Node) -> dict[str, Text]:
    """The transcripts of an episode that can be read, by their addresses."""
    found = {}
    for node in item.all("podcast:transcript"):
        address = node.attributes.get("url", "")
        data = asking.data(address)
        stated = node.attributes.get("type", "")
        text = formats.read(stated, data) if data is not None else None
        if text:
            found[address] = text
    return found


def whole_text(asking: Asking, item: Node) -> Text | None:
    """The transcript of an episode that has its sentences whole, if there is one."""
    return texts(asking, item).get(whole_address(item))


def is_sure(asking: Asking, item: Node) -> bool:
    """Whether nothing is wrong with the transcript that others are compared with."""
    rules = (transcripts.WORDS, transcripts.TIMES, transcripts.SPEAKERS)
    address = whole_address(item)
    return not any(asking.is_told(rule.name, address) for rule in rules)


def whole_address(item: Node) -> str:
    """Where that transcript is; empty without one."""
    for node in item.all("podcast:transcript"):
        if node.attributes.get("type") == "application/json":
            return node.attributes.get("url", "")
    return ""


def chapters_of(asking: Asking, item: Node) -> carriers.Chapters:
    """The chapters of an episode, from the first carrier that has them."""
    return carriers.in_feed(item) or in_file(asking, item)[1] or carriers.in_notes(item)


def sentences(asking: Asking, item: Node) -> list[str]:
    """The sentences of an episode; none without a transcript that has them whole."""
    types = {
        node.attributes.get("url", ""): node.attributes.get("type", "")
        for node in item.all("podcast:transcript")
    }
    return transcripts.sentences(texts(asking, item), types)


def titles(asking: Asking, item: Node) -> list[str]:
    """The titles of an episode's chapters."""
    return [title for _, title in chapters_of(asking, item)]


def in_file(asking: Asking, item: Node) -> tuple[str, carriers.Chapters]:
    """The address of an episode's file of chapters, and what it says."""
    node = item.find("podcast:chapters")
    address = node.attributes.get("url", "") if node else ""
    data = asking.data(address) if address else None
    told = chapters.starts(data) if data else ()
    return address, tuple((start, " ".join(title.split())) for start, title in told)


def name_titles(asking: Asking, listed: Iterable[Named]) -> None:
    """Keep in mind which episode an address belongs to, if it is one alone."""
    owners: dict[str, set[str]] = {}
    for each in listed:
        owners.setdefault(each.address, set()).add(each.title)
    asking.titles.update({a: min(t) for a, t in owners.items() if len(t) == 1})


def _links(asking: Asking, item: Node) -> list[str]:
    """Where chapters lead to."""
    data = asking.data(in_file(asking, item)[0])
    told = [link for _, link in carriers.linked(item)]
    told += [each.link for each in (chapters.listed(data) if data else ())]
    return [urldefrag(each)[0] for each in told if each and not values.address(each)]


def _of_chapters(asking: Asking, item: Node) -> list[str]:
    simple = item.find("psc:chapters")
    told = [
        each.attributes.get("image", "") for each in (simple.all("psc:chapter") if simple else [])
    ]
    data = asking.data(in_file(asking, item)[0])
    named = [each for each in told if each and not values.address(each)]
    return [*named, *(chapters.pictures(data) if data else ())]


def _check(asking: Asking, each: Named, data: bytes) -> None:
    address, said = each.address, each.node.attributes
    if each.role == "itunes:image":
        name = address.partition("?")[0].rpartition("/")[2]
        asking.tell_lines(address, pictures.artwork(data, name))
    elif each.role == "podcast:image":
        told = (said.get(name, "") for name in ("width", "height", "type"))
        asking.tell_lines(address, pictures.described(data, *told))
    elif each.role == "podcast:chapters":
        asking.tell_lines(address, chapters.check(data))
    elif checker := _CHECKERS.get(said.get("type", "")):
        asking.tell_lines(address, checker(data))
