"""Feeds as subscribers see them: which episodes, and which files they name."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
_ADDRESSES = ("url", "href", "uri", "src")
"""Attributes of RSS, Atom and the podcast namespace that hold an address."""


class Item(NamedTuple):
    """An episode in a feed."""

    title: str
    audio: str
    """Path of its audio below the show's address."""
    told: bytes
    """All that the feed says of it, in canonical XML."""


class Named(NamedTuple):
    """A file that a feed names."""

    path: str
    length: int | None
    """Bytes, where the feed says how many."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The documents of a feed, by their paths below the show's address."""

    guid: str = ""
    """The show's (podcast namespace, tag "guid"); empty where no document says it."""
    items: Mapping[str, Item] = field(default_factory=dict)
    """By the episode's guid, in the order of the documents."""
    named: frozenset[Named] = frozenset()
    documents: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def paths(self) -> frozenset[str]:
        """The files that the feed names."""
        return frozenset(each.path for each in self.named)


def read(documents: Mapping[str, bytes]) -> Feed:
    """Read a feed from its documents. One that is no XML is left out: it names nothing."""
    trees = dict(_trees(documents))
    guids = [text for tree in trees.values() if (text := tree.findtext(f"channel/{PODCAST}guid"))]
    items: dict[str, Item] = {}
    named: set[Named] = set()
    for path, tree in trees.items():
        base = _base(tree, path)
        named.update(_named(tree, base))
        for item in tree.iterfind("channel/item"):
            items.setdefault(_guid(item), _item(item, base))
    return Feed(guids[0] if guids else "", items, frozenset(named), documents)


def between(there: Feed, ours: Feed, affected: Collection[str]) -> dict[str, bytes]:
    """Write the feed that is there as it must be until the new one can stand: by path.

    The `affected` episodes are as in our feed, or gone with it; all else stays. Only documents
    that change are given.
    """
    new = {_guid(item): item for tree in _loose(ours) for item in tree.iterfind("channel/item")}
    changed = {}
    for path, tree in _trees(there.documents):
        before = etree.tostring(tree)
        for item in tree.findall("channel/item"):
            if _guid(item) in affected:
                _replace(item, new.get(_guid(item)))
        kept = {_audio(item, _base(tree, path)) for item in tree.iterfind("channel/item")}
        _drop_trailers(tree, path, kept | {each.audio for each in _untouched(there, affected)})
        if etree.tostring(tree) != before:
            changed[path] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    return changed


def _untouched(there: Feed, affected: Collection[str]) -> Iterator[Item]:
    return (item for guid, item in there.items.items() if guid not in affected)


def _replace(item: etree._Element, new: etree._Element | None) -> None:
    channel = item.getparent()
    if channel is None:
        return
    if new is not None:
        fresh = copy.deepcopy(new)
        fresh.tail = item.tail
        channel.replace(item, fresh)
    else:
        channel.remove(item)


def _drop_trailers(tree: etree._Element, path: str, audio: Collection[str]) -> None:
    """A trailer of the channel names audio, too."""
    base = _base(tree, path)
    for trailer in tree.findall(f"channel/{PODCAST}trailer"):
        channel = trailer.getparent()
        if channel is not None and _below(trailer.get("url", ""), base) not in audio:
            channel.remove(trailer)


def _loose(feed: Feed) -> Iterator[etree._Element]:
    return (tree for _, tree in _trees(feed.documents))


def _trees(documents: Mapping[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    for path, data in documents.items():
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            tree = etree.fromstring(data, parser)
            # No feed needs a document type; what has one is none of ours.
            if not getattr(tree.getroottree().docinfo, "doctype", ""):
                yield path, tree
        except etree.XMLSyntaxError:
            continue


def _base(tree: etree._Element, path: str) -> str:
    """The address below which the files lie: that of the document, without its path."""
    for link in tree.iterfind(f"channel/{ATOM}link"):
        if link.get("rel") == "self":
            # Archives lie beside the feed, and say so.
            return link.get("href", "").removesuffix(path)
    return ""


def _item(item: etree._Element, base: str) -> Item:
    told = etree.tostring(item, method="c14n", with_tail=False)
    return Item(item.findtext("title") or "", _audio(item, base), told)


def _guid(item: etree._Element) -> str:
    return item.findtext("guid") or ""


def _audio(item: etree._Element, base: str) -> str:
    enclosure = item.find("enclosure")
    return _below(enclosure.get("url", ""), base) if enclosure is not None else ""


def _named(tree: etree._Element, base: str) -> Iterator[Named]:
    for element in tree.iter(etree.Element):
        texts = [element.get(name, "") for name in _ADDRESSES]
        texts.append((element.text or "").strip())
        for text in texts:
            if path := _below(text, base):
                yield Named(path, _length(element))


def _length(element: etree._Element) -> int | None:
    """As `enclosure` says it, and for a `source` its `alternateEnclosure`."""
    around = element.getparent()
    told = element.get("length") or (around.get("length") if around is not None else None)
    return int(told) if told and told.isdigit() else None


def _below(address: str, base: str) -> str:
    """The path of a file below the show's address; empty for any other address."""
    if not base or not address.startswith(base) or any(mark in address for mark in " \n<>"):
        return ""
    path = unquote(address.removeprefix(base).partition("#")[0].partition("?")[0])
    outside = path.startswith(("/", "..")) or posixpath.normpath(path) != path
    return "" if outside else path
