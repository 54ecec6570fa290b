"""A book's container: its files, one after the other, in a ZIP file with nothing by chance in it.

OCF (EPUB 3.3 section 4.2) wants the ``mimetype`` first, stored and without an extra field. All
files are stored: sound cannot be made smaller, text hardly matters beside it, and so the bytes do
not depend on anyone's version of zlib.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from passage.keeping import files
from passage.publishing.book.documents import Sound, Text

_READ_AT_ONCE = 1 << 20
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first that ZIP can tell: no clock is asked."""

_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


def bind(path: Path, documents: Iterable[Text | Sound], audio: Path) -> None:
    """Write a book, whole or not at all; its sound is copied from the folder `audio`.

    The same documents and sound give the same bytes. Raises DeliveryFailed when there is no room,
    or when a file of sound cannot be read.
    """
    files.write_by(path, lambda file: _fill(file, documents, audio))


def _fill(file: BinaryIO, documents: Iterable[Text | Sound], audio: Path) -> None:
    with zipfile.ZipFile(file, "w") as container:
        for document in documents:
            size = len(document.content) if isinstance(document, Text) else document.size
            # The size is known before, so that the ZIP64 form is taken where it is needed only.
            with container.open(_entry(document.name, size), "w") as entry:
                for piece in _pieces(document, audio):
                    entry.write(piece)


def _entry(name: str, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_MOMENT)
    entry.file_size = size
    entry.external_attr = _PLAIN_FILE
    entry.create_system = _UNIX
    return entry


def _pieces(document: Text | Sound, audio: Path) -> Iterator[bytes]:
    if isinstance(document, Text):
        yield document.content
        return
    with (audio / document.file).open("rb") as sound:
        while piece := sound.read(_READ_AT_ONCE):
            yield piece
