"""The files of a book's container, read safely."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from passage.validating.book import rules
from passage.validating.book.rules import Fault

MEDIA_TYPE = b"application/epub+zip"
_HEAD = 32
_LARGEST = 64 << 20
"""Bytes of a document: an attack can unpack to more than there is memory."""

# What zipfile raises of what is damaged, encrypted, or packed in a way that it does not know.
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)


class Unreadable(Exception):
    """A file of the container that cannot be read."""


class Container:
    """The files of a ZIP file. Raises Unreadable when it is none."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except _DAMAGED as error:
            raise Unreadable(str(error)) from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}

    @property
    def names(self) -> list[str]:
        """The files, in the order of the container; folders are no files."""
        return [name for name in self._entries if not name.endswith("/")]

    def read(self, name: str) -> bytes:
        """A document's bytes. Raises Unreadable."""
        if self._entries[name].file_size > _LARGEST:
            raise Unreadable(f"it is larger than {_LARGEST >> 20} MiB")
        try:
            return self._zip.read(name)
        except _DAMAGED as error:
            raise Unreadable(str(error)) from error

    def begins(self, name: str) -> bytes:
        """The first bytes of a file of any length; nothing of one that cannot be read."""
        try:
            with self._zip.open(name) as file:
                return file.read(_HEAD)
        except _DAMAGED:
            return b""

    def open(self, name: str) -> BinaryIO:
        """A file of any length, to be read piece by piece. Raises Unreadable."""
        try:
            return self._zip.open(name)  # type: ignore[return-value]  # it is one in all but name
        except _DAMAGED as error:
            raise Unreadable(str(error)) from error

    def faults(self) -> Iterator[Fault]:
        """What is wrong with how the files are packed."""
        first = next(iter(self._zip.infolist()), None)
        if (
            first is None
            or first.filename != "mimetype"
            or first.compress_type != zipfile.ZIP_STORED
            or first.extra
            or self.begins(first.filename) != MEDIA_TYPE
        ):
            told = "the book does not begin with a stored mimetype"
            hint = "write mimetype first, stored, with application/epub+zip and nothing else"
            yield Fault(rules.MIMETYPE, "mimetype", 0, told, hint)
        for name, entry in self._entries.items():
            if name.endswith(".mp3") and entry.compress_type != zipfile.ZIP_STORED:
                told = "the sound is compressed once more, and cannot be sought in"
                yield Fault(rules.STORED, name, 0, told, "store it as it is")
