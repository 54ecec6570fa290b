"""A read-aloud book (EPUB 3), by what can be read and heard in it, not by how it is made."""

from __future__ import annotations

import hashlib
import posixpath
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from passage.validating.delivery import pages
from passage.validating.delivery.table import Told, declare
from passage.validating.document import Node, Unreadable, parse
from passage.validating.finding import Level

_EPUB = "https://www.w3.org/TR/epub-33/"
READABLE = declare("book/readable", Level.ERROR, f"{_EPUB}#sec-ocf", "a book can be opened")
WORDS = declare(
    "book/words",
    Level.ERROR,
    f"{_EPUB}#sec-media-overlays",
    "a book has every sentence of the episodes that are in it, in order",
)
AUDIO = declare(
    "book/sound",
    Level.ERROR,
    f"{_EPUB}#sec-media-overlays",
    "the sound in a book is, byte for byte, that of an episode",
)

LARGEST_TEXT = 50_000_000
"""Bytes of one text, unpacked; a testimony of ten hours has one."""
LARGEST_TEXTS = 400_000_000
"""Bytes of all texts together."""
MOST_FILES = 20_000
_TEXTS = (".xhtml", ".html", ".htm", ".xml", ".smil", ".opf", ".ncx", ".css", ".svg")


class Unopenable(Exception):
    """The bytes are no book; the argument says why."""


@dataclass(frozen=True, slots=True)
class Book:
    """What is in a book."""

    text: str
    """All that is read, in the order of reading, with single spaces."""
    sounds: tuple[tuple[str, str], ...]
    """The name of each sound, and the SHA-256 of its bytes."""


def read(path: Path, largest: int) -> Book:
    """Open a book. Raises Unopenable; `largest` is the most bytes of its sounds together."""
    try:
        with zipfile.ZipFile(path) as archive:
            _require_bounds(archive)
            package, folder = _package(archive)
            manifest = list(_items(package))
            by_id = {item["id"]: item for item in manifest if "id" in item}
            spine = dict.fromkeys(n.attributes.get("idref", "") for n in _all(package, "itemref"))
            texts = [
                _text(archive, _inside(folder, by_id[one]["href"])) for one in spine if one in by_id
            ]
            names = [
                _inside(folder, item["href"])
                for item in manifest
                if item.get("media-type", "").startswith("audio/") and "://" not in item["href"]
            ]
            sounds = tuple(_hashed(archive, names, largest))
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        raise Unopenable(f"it is no whole EPUB ({type(error).__name__})") from error
    except Unreadable as error:
        raise Unopenable(error.what) from error
    return Book(pages.plain(" ".join(texts)), sounds)


def unopenable(address: str, error: Unopenable) -> Told:
    """A book that cannot be opened."""
    return Told(READABLE, address, f"the book cannot be opened: {error}", "upload it anew")


def sounds(address: str, book: Book, known: Collection[str]) -> Iterator[Told]:
    """Whether all sounds are among those whose SHA-256 are `known`: those of the enclosures."""
    for name, digest in book.sounds:
        if digest not in known:
            told = f"its sound {name} is not that of any episode"
            yield Told(AUDIO, address, told, "build and upload the book with its episodes")


def words(address: str, title: str, book: Book, said: Sequence[str]) -> Iterator[Told]:
    """Whether an episode of which the book has half at least is there whole and in order."""
    if told := pages.unsaid(title, book.text, said):
        yield Told(WORDS, address, told, "build and upload the book anew")


def _require_bounds(archive: zipfile.ZipFile) -> None:
    """Raises Unopenable. zipfile gives no more bytes of a file than it announces here."""
    listed = archive.infolist()
    if len(listed) > MOST_FILES:
        raise Unopenable(f"it holds more than {MOST_FILES} files")
    texts = [each.file_size for each in listed if each.filename.endswith(_TEXTS)]
    if sum(texts) > LARGEST_TEXTS:
        raise Unopenable(f"its texts unpack to more than {LARGEST_TEXTS} bytes")


def _package(archive: zipfile.ZipFile) -> tuple[Node, str]:
    container = parse(_read(archive, "META-INF/container.xml")).root
    root = next(_all(container, "rootfile"), None)
    name = root.attributes.get("full-path", "") if root else ""
    return parse(_read(archive, name)).root, posixpath.dirname(name)


def _items(package: Node) -> Iterator[dict[str, str]]:
    for node in _all(package, "item"):
        if node.attributes.get("href"):
            yield dict(node.attributes)


def _all(root: Node, name: str) -> Iterator[Node]:
    found = [node for node in root.walk() if node.name.rpartition("}")[2] == name]
    return iter(sorted(found, key=lambda node: node.line))


def _inside(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return "".join(pages.read(_read(archive, name).decode("utf-8", "replace")).text)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise Unopenable(f"{name} unpacks to more than {LARGEST_TEXT} bytes")
    return data


def _hashed(
    archive: zipfile.ZipFile, names: Sequence[str], largest: int
) -> Iterator[tuple[str, str]]:
    left = largest
    for name in names:
        digest = hashlib.sha256()
        with archive.open(name) as file:
            while piece := file.read(1 << 20):
                left -= len(piece)
                if left < 0:
                    raise Unopenable(f"its sounds unpack to more than {largest} bytes")
                digest.update(piece)
        yield name, digest.hexdigest()
