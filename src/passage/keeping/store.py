"""The content-addressed store: what need not be made twice.

An entry is a file named by its key: a line with the checksum and the length of what follows,
then the bytes. An entry that is cut short or damaged is a miss, and is made again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from passage import fingerprint
from passage.keeping import files


class State(StrEnum):
    """What a key gives."""

    KEPT = "kept"
    MISSING = "missing"
    DAMAGED = "damaged"


class Store:
    """Bytes by key, in a folder that may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """The bytes that were put under `key`; None when there are none or they are damaged."""
        try:
            with self._path(key).open("rb") as file:
                return _unsealed(file.readline(_LONGEST_HEAD), file.read())
        except OSError:
            return None

    def first_line(self, key: str) -> tuple[bytes, int] | None:
        """The first line of what `get` would give, and how many bytes follow; None when missing.

        Nothing is checked: whoever then uses the bytes gets them by `get`.
        """
        try:
            with self._path(key).open("rb") as file:
                file.readline(_LONGEST_HEAD)
                line = file.readline()
                return line, os.fstat(file.fileno()).st_size - file.tell()
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`. Raises DeliveryFailed when there is no room for it."""
        path = self._path(key)
        head = _head(data)
        files.write(path, [head, data])
        os.utime(path, ns=_seal(head))

    def state(self, key: str) -> State:
        """Tell whether `get` would give something, without reading it where that is certain.

        An entry's time of change is set from its checksum. While it stands, nobody has written
        to the file; when it does not, the bytes are read and, if they are sound, sealed again.
        """
        path = self._path(key)
        try:
            with path.open("rb") as file:
                found = os.fstat(file.fileno())
                head = file.readline(_LONGEST_HEAD)
                if _length(head) == found.st_size and _seal(head)[1] == found.st_mtime_ns:
                    return State.KEPT
                if _unsealed(head, file.read()) is None:
                    return State.DAMAGED
            os.utime(path, ns=_seal(head))
        except FileNotFoundError:
            return State.MISSING
        except OSError:
            return State.DAMAGED
        return State.KEPT

    def remove(self, key: str) -> None:
        """Forget what is kept under `key`, if anything is."""
        self._path(key).unlink(missing_ok=True)

    def entries(self) -> Iterator[tuple[str, int]]:
        """Yield every key with the size of its file in bytes, in order of the keys."""
        for path in sorted(self.folder.glob("??/*")):
            if not path.name.startswith(files.TEMPORARY):
                yield path.name, path.stat().st_size

    def size(self) -> int:
        """How many bytes all entries take."""
        return sum(size for _, size in self.entries())

    def sweep(self) -> None:
        """Remove what interrupted writes left."""
        for folder in self.folder.glob("??"):
            files.sweep(folder)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key


def sealed(data: bytes) -> bytes:
    """Bytes as an entry has them: after a line with their checksum and length."""
    return _head(data) + data


def unsealed(entry: bytes) -> bytes | None:
    """The bytes of an entry; None when it is cut short or damaged."""
    line, newline, data = entry.partition(b"\n")
    return _unsealed(line + newline, data)


_MARK = b"passage-entry"
_LONGEST_HEAD = 100


def _head(data: bytes) -> bytes:
    return b"%s %s %d\n" % (_MARK, fingerprint.of_bytes(data).encode(), len(data))


def _unsealed(head: bytes, data: bytes) -> bytes | None:
    return data if head == _head(data) else None


def _length(head: bytes) -> int:
    """How long the file of an entry with this head must be; -1 when it is no head at all."""
    told = head.split()
    sound = len(told) == len((_MARK, "checksum", "length")) and told[0] == _MARK
    return len(head) + int(told[2]) if sound and told[2].isdigit() else -1


def _seal(head: bytes) -> tuple[int, int]:
    """Times of access and change, in nanoseconds, that belong to an entry with this head."""
    seconds = int(fingerprint.of_bytes(head)[:7], 16)
    return (seconds * 10**9, seconds * 10**9)
