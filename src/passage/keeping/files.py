"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from passage import fingerprint
from passage.errors import DeliveryFailed

TEMPORARY = ".passage-"
"""What the name of a file begins with while it is being written."""


def write(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data` at `path` in one step: readers see the old file or the new one, whole.

    Folders above `path` are made. The bytes reach the disk before the name does.
    Raises DeliveryFailed when there is no room or no permission; `path` is then as it was.
    """
    write_named(path.parent, [data] if isinstance(data, bytes) else data, lambda _: path.name)


def write_by(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Put at `path`, as `write` does, what `fill` writes into the file that it is given.

    The file can be sought in: some formats write a beginning that tells of the end. An OSError
    that `fill` meets where it reads is told as if it were of `path`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _filled(path.parent, fill, lambda: path.name)
    except OSError as error:
        what = f"could not be written: {error.strerror or error}"
        raise DeliveryFailed(str(path), what, _advice(error)) from error


def write_named(folder: Path, pieces: Iterable[bytes], name: Callable[[str], str]) -> Path:
    """Write a file, as `write` does, whose name depends on what is in it.

    `name` is given the digest of the bytes (as of `fingerprint.of_bytes`). The pieces are taken
    one at a time, so that a file may be larger than memory.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _replace(folder, pieces, name)
    except OSError as error:
        what = f"could not be written: {error.strerror or error}"
        raise DeliveryFailed(str(folder / name("…")), what, _advice(error)) from error


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write `data` unless the file has these bytes already; tell whether it was written."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        pass
    write(path, data)
    return True


def sha256(path: Path) -> str:
    """The SHA-256 of a file, whole: 64 hexadecimal digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sweep(folder: Path) -> None:
    """Remove what an interrupted `write` left in a folder (not in the folders below it)."""
    for stray in folder.glob(TEMPORARY + "*"):
        with contextlib.suppress(OSError):
            stray.unlink()


def _replace(folder: Path, pieces: Iterable[bytes], name: Callable[[str], str]) -> Path:
    digest = fingerprint.Digest()

    def fill(file: BinaryIO) -> None:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)

    return _filled(folder, fill, lambda: name(digest.hexdigest()))


def _filled(folder: Path, fill: Callable[[BinaryIO], object], name: Callable[[], str]) -> Path:
    handle, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=folder)
    try:
        with os.fdopen(handle, "w+b") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner reads; what is made here is to be published.
        Path(temporary).chmod(_MODE)
        return Path(temporary).replace(folder / name())
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# Asked before there are threads: for a moment it is another one, and a second thread that asks just
# then would leave it so, and every file open to all.
_MODE = 0o666 & ~_umask()


def _advice(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "make the folder writable, then run the same command again"
    return "make room or choose another folder with -C, then run the same command again"
