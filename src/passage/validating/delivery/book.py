"""A read-aloud book (EPUB 3), by what can be read and heard in it, not by how it is made."""

from __future__ import annotations

import hashlib
import posixpath
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from passage.validating import pictures
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

ABOUT = declare(
    "book/about",
    Level.ERROR,
    f"{_EPUB}#sec-metadata-elem",
    "a book has the title, author and language of the show, and sound unless it is the one of text "
    "alone (Passage)",
)
ADDED = declare(
    "book/added",
    Level.ERROR,
    f"{_EPUB}#sec-media-overlays",
    "a book has no sentence that is in no episode (Passage)",
)
HEADINGS = declare(
    "book/leads",
    Level.ERROR,
    f"{_EPUB}#sec-nav",
    "what the table of contents says stands where it leads to (Passage)",
)
PICTURES = declare(
    "book/pictures", Level.ERROR, f"{_EPUB}#sec-core-media-types", "pictures in a book are whole"
)

LARGEST_TEXT = 50_000_000
"""Bytes of one text, unpacked; a testimony of ten hours has one."""
LARGEST_TEXTS = 400_000_000
"""Bytes of all texts together."""
MOST_FILES = 20_000
_MOST_TOLD = 60
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
    metadata: tuple[tuple[str, str], ...] = ()
    """What it says of itself: ``title``, ``creator``, ``language`` and more."""
    headings: tuple[tuple[str, bool], ...] = ()
    """The texts of the table of contents, and whether each stands where it leads to."""
    broken: tuple[str, ...] = ()
    """The names of pictures that are not whole."""


def read(path: Path, largest: int) -> Book:
    """Open a book. Raises Unopenable; `largest` is the most bytes of its sounds together."""
    try:
        with zipfile.ZipFile(path) as archive:
            _require_bounds(archive)
            package, folder = _package(archive)
            manifest = list(_items(package))
            by_id = {item["id"]: item for item in manifest if "id" in item}
            spine = dict.fromkeys(n.attributes.get("idref", "") for n in _all(package, "itemref"))
            inside = [_inside(folder, by_id[one]["href"]) for one in spine if one in by_id]
            texts = {name: _text(archive, name) for name in inside}
            headings = tuple(_headings(archive, folder, manifest, texts))
            broken = tuple(_broken(archive, folder, manifest))
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
    metadata = next(_all(package, "metadata"), None)
    told = sorted(metadata.walk(), key=lambda node: node.line) if metadata else []
    said = tuple((node.name.rpartition("}")[2].rpartition(":")[2], node.value) for node in told)
    whole = pages.plain(" ".join(texts[name] for name in inside))
    return Book(whole, sounds, said, headings, broken)


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


def made(address: str, book: Book, wanted: Mapping[str, str]) -> Iterator[Told]:
    """What is wrong with a book that Passage made; `wanted` is what it says of itself."""
    hint = "build and upload the book anew"
    said = dict(reversed(book.metadata))
    for name, right in wanted.items():
        # The book of text alone says so in its title.
        if right and not said.get(name, "").startswith(right):
            told = f"its {name} is “{said.get(name, '')}”, and should be “{right}”"
            yield Told(ABOUT, address, told, hint)
    if not book.sounds and not address.endswith("-text.epub"):
        yield Told(ABOUT, address, "it has no sound, and is no book of text alone", hint)
    for heading in [text for text, is_there in book.headings if not is_there][:1]:
        told = f"the table of contents says “{heading}”, which does not stand where it leads to"
        yield Told(HEADINGS, address, told, hint)


def pictures_whole(address: str, book: Book) -> Iterator[Told]:
    """Whether its pictures can be read."""
    for name in book.broken:
        yield Told(PICTURES, address, f"its picture {name} cannot be read", "upload it anew")


def added(address: str, book: Book, said: Sequence[str]) -> Iterator[Told]:
    """Whether all that is read in it, where all is heard, is said in an episode.

    `said` are all sentences, and the titles of show, episodes and chapters, which name its parts.
    """
    if not book.sounds:
        return
    rest = f" {book.text} "
    for sentence in sorted({pages.plain(each) for each in said}, key=len, reverse=True):
        rest = rest.replace(f" {sentence} ", "  ").replace(f" {sentence} ", "  ")
    if extra := pages.plain(rest):
        told = f"it has what is in no episode: “{extra[:_MOST_TOLD]}”"
        yield Told(ADDED, address, told, "build and upload the book anew")


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


def _headings(
    archive: zipfile.ZipFile, folder: str, manifest: Sequence[dict[str, str]], texts: dict[str, str]
) -> Iterator[tuple[str, bool]]:
    name = next((i["href"] for i in manifest if "nav" in i.get("properties", "").split()), "")
    if not name:
        return
    name = _inside(folder, name)
    for link, text in pages.read(_read(archive, name).decode("utf-8", "replace")).named:
        target = texts.get(_inside(posixpath.dirname(name), link))
        yield text, target is None or text in pages.plain(target)


def _broken(
    archive: zipfile.ZipFile, folder: str, manifest: Sequence[dict[str, str]]
) -> Iterator[str]:
    for item in manifest:
        if item.get("media-type", "") in {"image/png", "image/jpeg"}:
            name = _inside(folder, item["href"])
            if pictures.read(_read(archive, name)) is None:
                yield name


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
