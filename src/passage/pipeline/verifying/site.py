"""The pages that Passage made, against the episodes that they are of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from passage.keeping import files
from passage.pipeline import enclosures
from passage.pipeline.verifying import texts, walk
from passage.pipeline.verifying.asking import Asking
from passage.pipeline.verifying.walk import Walked
from passage.validating.delivery import pages, site, sound
from passage.validating.delivery.named import MEDIA, Named
from passage.validating.document import Node

_SEARCHED = "feed/site/search.json"


def look(
    asking: Asking,
    walked: Walked,
    roots: Mapping[str, Node],
    items: Sequence[Node],
    listed: Sequence[Named],
) -> None:
    """Compare all pages of a show; fetch what they are made of, and are not themselves.

    `roots` are the pages of its feed.
    """
    root = next(iter(roots.values()))
    channel = root.find("channel")
    language, title = (channel.say(name) if channel else "" for name in ("language", "title"))
    start = channel.say("link") if channel else ""
    for address, page in walked.pages.items():
        if address.startswith(asking.base):
            asking.tell(site.made(address, page, language))
    if start in walked.pages:
        asking.tell(site.home(start, walked.pages[start], title))
    for item in items:
        _episode(asking, walked, item)
    # The feed was fetched before; sound of episodes is fetched later, and is not small.
    others = {each.address for each in listed if each.role in MEDIA} | roots.keys()
    _rest(asking, [one for one in walked.rest if one not in others])
    _search(asking, walked, items)


def _episode(asking: Asking, walked: Walked, item: Node) -> None:
    address = item.say("link")
    if address not in walked.pages:
        return
    found = list(walk.continued(walked.pages, address))
    told = [(item.find("enclosure"), "url"), (item.find("itunes:image"), "href")]
    wanted = {node.attributes.get(name, "") for node, name in told if node} - {""}
    chapters = texts.chapters_of(asking, item)
    named = {node.attributes.get("url", "") for node in item.all("podcast:transcript")} - {""}
    asking.tell(site.episode(address, found, item.say("title"), (wanted, named), chapters))
    whole = texts.whole_text(asking, item)
    # That a sentence is missing is told once.
    if whole and not asking.is_told(pages.WORDS.name, address) and texts.is_sure(asking, item):
        asking.tell(site.sentences(address, found, whole))


def _rest(asking: Asking, rest: Sequence[str]) -> None:
    """Scripts, words that are spoken alone, what is searched: what pages are made of."""
    asking.fetch({one: texts.LARGEST for one in rest if _is_small(asking, one)})
    for one in rest:
        answer, name = asking.files.get(one), one.rpartition("/")[2]
        if answer is None or not answer.path or not enclosures.is_name(name):
            continue
        hashed = name.rpartition(".")[0].rpartition("-")[2]
        if not files.sha256(answer.path).startswith(hashed):
            asking.tell([sound.misnamed(one)])


def _is_small(asking: Asking, address: str) -> bool:
    length = asking.heads[address].length or 0
    return texts.is_worth(asking, address) and length <= texts.LARGEST


def _search(asking: Asking, walked: Walked, items: Sequence[Node]) -> None:
    address = asking.base + _SEARCHED
    data = asking.data(address)
    if data is None:
        return
    said = {}
    for item in items:
        whole = texts.whole_text(asking, item)
        if whole and item.say("link") in walked.pages and texts.is_sure(asking, item):
            said[item.say("link")] = " ".join(" ".join(each.words) for each in whole.blocks)

    def anchors(page: str) -> Collection[str] | None:
        if page in asking.heads and page not in walked.pages:
            return ()  # That it is not there, or no page, is told by another rule.
        found = list(walk.continued(walked.pages, page)) if page in walked.pages else []
        return set[str]().union(*(each.anchors for each in found)) if found else None

    asking.tell(site.searched(address, data, anchors, said))
