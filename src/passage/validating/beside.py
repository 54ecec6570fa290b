"""The files that a feed names, where they lie beside it on this machine."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from passage.validating import captions, chapters, pictures, podlove, values, webvtt
from passage.validating.document import Node
from passage.validating.finding import Level
from passage.validating.lines import Checker, LineFault
from passage.validating.table import declare

_RSS = "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt"
_TAGS = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/"
MISSING = declare(
    "file/missing",
    Level.ERROR,
    _RSS,
    "where some files lie beside the feed, all that it names there do",
)
LENGTH = declare("file/length", Level.ERROR, _RSS, "a length is that of the file")
EMPTY = declare("file/empty", Level.ERROR, _RSS, "a file is not empty")
MEDIA = declare("file/media", Level.ERROR, _RSS, "a file is of the type that the feed says")
INTEGRITY = declare(
    "file/integrity", Level.ERROR, f"{_TAGS}integrity.md", "a hash is that of the file"
)

_NAMES = {
    "enclosure": "url",
    "itunes:image": "href",
    "podcast:transcript": "url",
    "podcast:chapters": "url",
    "podcast:source": "uri",
    "podcast:image": "href",
    "podcast:trailer": "url",
}
_TEXTS: dict[str, Checker] = {
    "text/vtt": webvtt.check,
    "application/x-subrip": captions.srt,
    "application/json": captions.transcript,
}
_BEGINNINGS = {
    "audio/mpeg": (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3"),
    "audio/ogg": (b"OggS",),
    "audio/opus": (b"OggS",),
}

Told = tuple[Node, Path, LineFault]


def check(root: Node, feed: Path) -> Iterator[Told]:
    """What is wrong in the files beside `feed`; nothing when none of them is there."""
    named = tuple(_named(root, feed))
    top = feed.resolve().parent.parent
    # No link leads out of the show's folder.
    present = {path for _, path in named if path.is_file() and path.resolve().is_relative_to(top)}
    judged: set[tuple[Path, str]] = set()
    for node, path in named if present else ():
        if path not in present:
            told = "the feed names this file, and it is not there"
            yield node, path, LineFault(MISSING, 0, told, "make it: passage build")
        elif (path, _key(node)) not in judged:
            judged.add((path, _key(node)))
            for fault in _file(node, path):
                yield node, path, fault


def _key(node: Node) -> str:
    """What a file is judged by: a cover of 10,000 episodes is looked at once."""
    own = node.parent if node.name in {"podcast:source", "podcast:chapters"} else None
    return f"{node.name} {sorted(node.attributes.items())} {id(own) if own else ''}"


def _named(root: Node, feed: Path) -> Iterator[tuple[Node, Path]]:
    """The files below the folder above the feed's, if the feed says where it lies."""
    channel = root.find("channel")
    links = channel.all("atom:link") if channel else []
    base = [
        link.attributes.get("href", "") for link in links if link.attributes.get("rel") == "self"
    ]
    if not base or values.address(base[0]):
        return
    here = urlsplit(base[0])
    folder = here.path.rpartition("/")[0]
    top = folder.rpartition("/")[0]
    for node in root.walk():
        address = node.attributes.get(_NAMES.get(node.name, ""), "")
        if not address or values.address(address):
            continue
        parts = urlsplit(address)
        path = unquote(parts.path)
        inside = path == normpath(path) and path.startswith(f"{top}/") and "\0" not in path
        if (parts.scheme, parts.netloc) == (here.scheme, here.netloc) and inside:
            below = path.removeprefix(f"{top}/")
            last = folder.rpartition("/")[2]
            # The feed's folder may be called otherwise here.
            if below.startswith(f"{last}/"):
                yield node, feed.absolute().parent / below.removeprefix(f"{last}/")
            else:
                yield node, feed.absolute().parent.parent / below


def _file(node: Node, path: Path) -> Iterator[LineFault]:
    if path.stat().st_size == 0:
        yield LineFault(EMPTY, 0, "the file is empty", "make it anew")
    elif node.name in {"enclosure", "podcast:trailer"}:
        yield from _media(node, path)
    elif node.name == "podcast:source" and node.parent:
        yield from _media(node.parent, path)
        yield from _integrity(node.parent, path)
    elif node.name == "itunes:image":
        yield from pictures.artwork(path.read_bytes(), path.name)
    elif node.name == "podcast:image":
        says = [node.attributes.get(name, "") for name in ("width", "height", "type")]
        yield from pictures.described(path.read_bytes(), *says)
    elif node.name == "podcast:transcript":
        checker = _TEXTS.get(node.attributes.get("type", ""))
        yield from checker(path.read_bytes()) if checker else ()
    elif node.name == "podcast:chapters":
        yield from chapters.check(path.read_bytes())
        yield from _chapters(node, path)


def _media(node: Node, path: Path) -> Iterator[LineFault]:
    length, size = node.attributes.get("length", ""), path.stat().st_size
    if not values.whole(length) and int(length) != size:
        told = f"the file has {size} bytes, the feed says {length}"
        yield LineFault(LENGTH, 0, told, f'write length="{size}"')
    kind = node.attributes.get("type", "")
    with path.open("rb") as file:
        start = file.read(12)
    if kind in _BEGINNINGS and not start.startswith(_BEGINNINGS[kind]):
        yield LineFault(MEDIA, 0, f"the file is not {kind}", "correct the type, or the file")


def _integrity(edition: Node, path: Path) -> Iterator[LineFault]:
    for node in edition.all("podcast:integrity"):
        written = node.attributes.get("value", "")
        if node.attributes.get("type") == "sri" and not values.integrity(written):
            algorithm, _, digest = written.split()[0].partition("-")
            with path.open("rb") as file:
                true = hashlib.file_digest(file, algorithm).digest()
            if base64.b64decode(digest.partition("?")[0]) != true:
                told = "the file is not the one that was hashed"
                yield LineFault(INTEGRITY, 0, told, "hash it again")


def _chapters(node: Node, path: Path) -> Iterator[LineFault]:
    """The file's chapters beside the episode's length and the chapters in the feed."""
    starts, item = chapters.starts(path.read_bytes()), node.parent
    if not item:
        return
    total = item.say("itunes:duration")
    if not values.whole(total) and starts and starts[-1][0] > (int(total) + 1) * 1000:
        told = f"a chapter begins after the episode's end at {total} s"
        yield LineFault(chapters.BOUNDS, 0, told, "correct its startTime")
    simple = item.find("psc:chapters")
    if simple and starts:
        ours = tuple(
            (podlove.milliseconds(one.attributes.get("start", "")), one.attributes.get("title", ""))
            for one in simple.all("psc:chapter")
        )
        if ours != starts:
            told = "these chapters and <psc:chapters> of the feed differ"
            yield LineFault(chapters.AGREE, 0, told, "make both from the same")
