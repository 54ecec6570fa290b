"""A good book, its files to be changed, and what is found in it then."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import BinaryIO

from passage.mixing import frames
from passage.model import Milliseconds
from passage.publishing import clock
from passage.validating.book import checking, overlay, tree
from passage.validating.finding import Finding
from tests.publishing.book import samples

_AUDIO = "EPUB/audio/"


@cache
def _files(*, narrated: bool) -> dict[str, bytes]:
    library = samples.library()
    lengths = {
        f"{_AUDIO}{told.episode.file}": told.episode.duration
        for told in samples.everything(library)
    }
    files = samples.book(library, narrated=narrated)
    return files | {name: f"ID3 {length}".encode() for name, length in lengths.items() if narrated}


def files(*, narrated: bool = True) -> dict[str, bytes]:
    """The files of a book of three episodes, whose sound tells its length in words."""
    return dict(_files(narrated=narrated))


def packed(book: Mapping[str, bytes], *, deflated: tuple[str, ...] = ()) -> io.BytesIO:
    """The container of these files, in their order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        for name, data in book.items():
            kind = zipfile.ZIP_DEFLATED if name in deflated else zipfile.ZIP_STORED
            container.writestr(zipfile.ZipInfo(name), data, compress_type=kind)
    file.seek(0)
    return file


def sounding(book: Mapping[str, bytes]) -> dict[str, bytes]:
    """The book with real MP3 files of the lengths that its sound tells: frames of silence."""
    found = dict(book)
    for name, data in book.items():
        told = length(io.BytesIO(data)) if name.startswith(_AUDIO) else None
        if told is not None:
            count = -(-told * frames.RATE // (1000 * frames.SAMPLES)) + 1
            silent = (frames.info(1, 0)[:4]).ljust(len(frames.info(1, 0)), b"\0")
            found[name] = frames.info(count, count * len(silent)) + silent * count
    return found


def length(sound: BinaryIO) -> int | None:
    """What the sound of these books says."""
    said = re.fullmatch(rb"ID3 (\d+)", sound.read())
    return int(said[1]) if said else None


def check(file: BinaryIO) -> tuple[Finding, ...]:
    """What is found in a book."""
    return checking.check(file, "book.epub", length)


def changed(book: dict[str, bytes], name: str, old: str, new: str) -> dict[str, bytes]:
    """The book with words of one file changed, once."""
    text = book[name].decode()
    assert old in text, (name, old)
    return book | {name: text.replace(old, new, 1).encode()}


def retimed(book: dict[str, bytes]) -> dict[str, bytes]:
    """The book with durations that are again the sums of its clips."""
    package = book["EPUB/package.opf"].decode()
    total = 0
    for ident, href in re.findall(r'<item id="(o[^"]*)" href="([^"]*)"', package):
        clips = overlay.clips(f"EPUB/{href}", tree.parse(book[f"EPUB/{href}"]))
        told = sum(clip.length for clip in clips)
        total += told
        package = re.sub(
            rf'(refines="#{re.escape(ident)}">)[^<]*',
            rf"\g<1>{clock.exact(Milliseconds(told))}",
            package,
        )
    package = re.sub(
        r'("media:duration">)[^<]*', rf"\g<1>{clock.exact(Milliseconds(total))}", package
    )
    return book | {"EPUB/package.opf": package.encode()}
