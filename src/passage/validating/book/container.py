"""The files of a book's container, read safely."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from passage.validating.book import packing, rules
from passage.validating.book.rules import Fault

_HEAD = 32
_LARGEST = 64 << 20
"""Bytes of a document: an attack can unpack to more than there is memory."""

_LARGEST_PACKED = 1 << 30
"""Bytes of all files that are packed, unpacked: sound is stored, and counts as what it is."""

_PIECE = 1 << 20

# What zipfile raises of what is damaged, encrypted, or packed in a way that it does not know.
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)


class Unreadable(Exception):
    """A file of the container that cannot be read."""


class Container:
    """The files of a ZIP file. Raises Unreadable when it is none."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        try:
            self._zip = zipfile.ZipFile(file)
            size = file.seek(0, os.SEEK_END)
        except _DAMAGED as error:
            raise Unreadable(str(error)) from error
        self._listed = self._zip.infolist()
        self._entries = {entry.filename: entry for entry in self._listed}
        if sum(e.file_size for e in self._listed if e.compress_type) > _LARGEST_PACKED:
            raise Unreadable(f"its files unpack to more than {_LARGEST_PACKED >> 20} MiB")
        if sum(entry.compress_size for entry in self._listed) > size:
            # A few bytes that many names share unpack to more than any disk holds.
            raise Unreadable("its files lie upon each other")
        self.unread = dict(self._damaged())

    @property
    def names(self) -> list[str]:
        """The files, in the order of the container; folders are no files."""
        return [name for name in self._entries if not name.endswith("/")]

    def read(self, name: str) -> bytes:
        """A document's bytes. Raises Unreadable, and KeyError where there is none."""
        entry = self._entries[name]
        if name in self.unread:
            raise Unreadable(self.unread[name])
        if entry.file_size > _LARGEST:
            raise Unreadable(f"it is larger than {_LARGEST >> 20} MiB")
        return self._zip.read(entry)

    def size(self, name: str) -> int:
        """Bytes of a file; 0 where there is none."""
        entry = self._entries.get(name)
        return entry.file_size if entry else 0

    def begins(self, name: str) -> bytes:
        """The first bytes of a file of any length; nothing of one that cannot be read."""
        if name in self.unread:
            return b""
        with self._zip.open(self._entries[name]) as file:
            return file.read(_HEAD)

    def open(self, name: str) -> BinaryIO:
        """A file of any length that is not in `unread`, to be read piece by piece."""
        return self._zip.open(self._entries[name])  # type: ignore[return-value]  # all but in name

    def faults(self) -> Iterator[Fault]:
        """What is wrong with how the files are packed."""
        yield from packing.faults(self._file, self._listed)
        for name, why in self.unread.items():
            told = f"the file cannot be read: {why}"
            yield Fault(rules.ZIP, name, 0, told, "pack it anew")

    def _damaged(self) -> Iterator[tuple[str, str]]:
        """The files that cannot be read whole, and why: their checksums are compared, too."""
        for name, entry in self._entries.items():
            packed = entry.compress_type != zipfile.ZIP_STORED
            if packed and entry.file_size > _LARGEST:
                yield name, f"it is larger than {_LARGEST >> 20} MiB"
                continue
            try:
                with self._zip.open(entry) as file:
                    while file.read(_PIECE):
                        pass
            except _DAMAGED as error:
                yield name, str(error)
