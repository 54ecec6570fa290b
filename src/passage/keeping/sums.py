"""Checksums of files, kept for as long as nobody has written to them."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import msgspec

from passage import fingerprint
from passage.errors import DeliveryFailed
from passage.keeping import files

PIECE = 1 << 20
"""Bytes that are read at once."""

_MARGIN_NS = 2 * 10**9
"""The coarsest clock of a file system counts two seconds (FAT)."""


class Sum(msgspec.Struct, frozen=True, array_like=True):
    """What a file's bytes are."""

    size: int
    digest: str
    """As of `fingerprint.of_bytes`."""
    md5: str
    """Hexadecimal: what S3 calls ETag."""
    stamp: tuple[int, ...] = ()
    """The system's account of the file when it was read."""


class Sums:
    """Checksums of the files below `root`, kept in a file of their own.

    A kept one is believed while size, times, inode and device stand. The time of change (ctime) is
    the one that nobody can set. It must be older than the file of the sums: within one tick of the
    clock a file can be written twice. Elsewhere than on POSIX it means something else, and nothing
    is believed.
    """

    def __init__(self, file: Path | None = None, root: Path = Path()) -> None:
        self._file, self._root = file, root
        self._kept, self._since = _read(file) if file else ({}, 0)
        self._now: dict[str, Sum] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Without them the next time takes longer, and nothing else is different.
        with contextlib.suppress(DeliveryFailed):
            self.write()

    def of(self, path: Path) -> Sum:
        """The checksums of a file: kept, or of its bytes as they are. Raises OSError."""
        name = key(path, self._root)
        if name not in self._now:
            kept = self._kept.get(name)
            is_same = kept is not None and self._is_believed(kept, _stamp(path))
            self._now[name] = kept if kept and is_same else read(path)
        return self._now[name]

    def is_kept(self, path: Path) -> bool:
        """Whether what `of` gave is from another time, and the bytes were not read in this one."""
        name = key(path, self._root)
        return name in self._now and self._now[name] is self._kept.get(name)

    def write(self) -> None:
        """Keep those that were asked for. Raises DeliveryFailed."""
        # One that is too young to be believed is so until the file is written later.
        if self._file and any(self._kept.get(name) is not now for name, now in self._now.items()):
            files.write(self._file, msgspec.json.encode(self._now))

    def _is_believed(self, kept: Sum, stamp: tuple[int, ...]) -> bool:
        is_old = bool(stamp) and stamp[_CHANGED] + _MARGIN_NS < self._since
        return os.name == "posix" and is_old and kept.stamp == stamp


def key(path: Path, root: Path) -> str:
    """What a file is called in the account: a name may be that of somebody who withdrew since."""
    return fingerprint.of_bytes(os.fsencode(os.path.relpath(path, root)))


def read(path: Path) -> Sum:
    """Read a file for its checksums. Raises OSError."""
    digest, md5, size = fingerprint.Digest(), hashlib.md5(usedforsecurity=False), 0
    before = _stamp(path)
    for piece in pieces(path):
        digest.update(piece)
        md5.update(piece)
        size += len(piece)
    stamp = before if before == _stamp(path) else ()
    return Sum(size, digest.hexdigest(), md5.hexdigest(), stamp)


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, some at a time."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


_CHANGED = 2


def _stamp(path: Path) -> tuple[int, ...]:
    told = path.stat()
    return (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino, told.st_dev)


def _read(file: Path) -> tuple[dict[str, Sum], int]:
    try:
        since = file.stat().st_mtime_ns
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Sum]), since
    except (OSError, msgspec.DecodeError):
        return {}, 0
