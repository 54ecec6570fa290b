"""A place that files are sent to, through fsspec: everything whole or not at all, and compared.

What is under a final name was read back, or has the checksum that the store itself computed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import posixpath
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passage import fingerprint
from passage.delivering.uploading import secrets
from passage.delivering.uploading.content import Content
from passage.delivering.uploading.plan import PART
from passage.errors import DeliveryFailed, PassageError
from passage.keeping.sums import PIECE

_AT_ONCE = 1 << 24
"""Bytes of an object that are asked for at once: an hour of sound is not in memory as a whole."""

_GO_ON = "run the same command again: it goes on where it stopped"
_MARKS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified")
"""What stores tell of an object that changes when somebody writes to it, the best first."""


@dataclass(frozen=True, slots=True)
class Found:
    """An object that a target lists."""

    size: int
    mark: str
    """What the store itself tells of its content or of its last change; may be empty."""


class Storage(ABC):
    """A target. Paths lie below it, with forward slashes. Whatever fails is a DeliveryFailed."""

    def __init__(
        self,
        files: Any,  # noqa: ANN401 - fsspec has no types
        root: str,
        shown: str,
        headers: Callable[[str, int], Mapping[str, str]] = lambda _, __: {},
    ) -> None:
        self.files = files
        self.root = root
        self.shown = shown.rstrip("/")
        self._headers = headers

    def listing(self, folder: str) -> dict[str, Found]:
        """Every file in a folder and in those below it; none where there is no such folder."""
        found: dict[str, Found] = {}
        with self._asking(folder):
            try:
                listed = self.files.ls(self._at(folder), detail=True)
            except FileNotFoundError:
                return {}
        for each in listed:
            name = each["name"].rstrip("/")
            path = f"{folder}/{posixpath.basename(name)}"
            # Some stores list a folder in itself.
            if name != self._at(folder):
                found |= self.listing(path) if each["type"] == "directory" else {path: _found(each)}
        return found

    def look(self, path: str) -> Found | None:
        """One file, if it is there."""
        with self._asking(path):
            try:
                return _found(self.files.info(self._at(path)))
            except FileNotFoundError:
                return None

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, if it is there."""
        with self._asking(path):
            try:
                return b"".join(self._pieces(self._at(path)))
            except FileNotFoundError:
                return None

    def has(self, path: str, wanted: Content) -> bool:
        """Whether a file has the wanted bytes: read, and compared."""
        with self._asking(path):
            try:
                return _digest(self._pieces(self._at(path), wanted.size)) == wanted.digest
            except FileNotFoundError:
                return False

    @abstractmethod
    def write(self, path: str, wanted: Content) -> Found:
        """Put a file there, whole or not at all, compare it, and return what the store tells."""

    @abstractmethod
    def copy(self, path: str, wanted: Content, source: str) -> Found:
        """The same for a file that is there already as `source`."""

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        with self._asking(path), contextlib.suppress(FileNotFoundError):
            self.files.rm_file(self._at(path))

    def keeps_versions(self) -> bool:
        """Whether the store keeps what is overwritten and removed."""
        return False

    def close(self) -> None:
        """End the connection, where there is one."""
        if close := getattr(self.files, "close", None):
            close()

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}" if path else self.root

    def _pieces(self, where: str, size: int = 0) -> Iterator[bytes]:
        """The bytes of a file; `size` is how many there must be, where that is known."""
        del size
        with self.files.open(where, "rb") as file:
            prefetch = getattr(file, "prefetch", None)
            if prefetch:
                prefetch()
            while piece := file.read(PIECE):
                yield piece

    @contextmanager
    def _asking(self, path: str) -> Iterator[None]:
        try:
            yield
        except PassageError:
            raise
        except Exception as error:  # thirty libraries raise what they like
            raise self._failed(path, _reason(error), _hint(error)) from error

    def _failed(self, path: str, what: str, hint: str = _GO_ON) -> DeliveryFailed:
        return DeliveryFailed(f"{self.shown}/{path}", secrets.masked(what), hint)


class Whole(Storage):
    """A store of objects: an object that is put there is there when all of it is."""

    def write(self, path: str, wanted: Content) -> Found:
        """Put it; then compare what the store says, or read it back."""
        if not wanted.is_staged:
            return self._put(path, wanted)
        part = _part(path)
        self._put(part, wanted)
        found = self.copy(path, wanted, part)
        self.remove(part)
        return found

    def _put(self, path: str, wanted: Content) -> Found:
        where, told = self._at(path), self._headers(wanted.media_type, wanted.seconds)
        with self._asking(path):
            if isinstance(wanted.source, Path):
                self.files.put_file(str(wanted.source), where, **told)
            else:
                self.files.pipe_file(where, wanted.source, **told)
        return self._compared(path, wanted)

    def copy(self, path: str, wanted: Content, source: str) -> Found:
        """Let the store copy it: nothing is sent."""
        with self._asking(path):
            self.files.cp_file(self._at(source), self._at(path))
        return self._compared(path, wanted)

    def keeps_versions(self) -> bool:
        """Ask the bucket, where one can."""
        ask = getattr(self.files, "is_bucket_versioned", None)
        try:
            return bool(ask and ask(self.root.partition("/")[0]))
        except Exception:  # noqa: BLE001 - who may write may not always ask, and need not
            return False

    def close(self) -> None:
        """End the session."""
        session = getattr(self.files, "_s3", None)
        if session is not None:
            self.files.close_session(self.files.loop, session)
            self.files._s3 = None  # noqa: SLF001 - closed, and not to be closed twice

    def _compared(self, path: str, wanted: Content) -> Found:
        found = self.look(path)
        sound = found is not None and found.size == wanted.size
        if found and sound and (wanted.is_told_by(found.mark) or self.has(path, wanted)):
            return found
        raise self._failed(path, "is not there as it was sent")

    def _pieces(self, where: str, size: int = 0) -> Iterator[bytes]:
        if size <= _AT_ONCE:
            yield self.files.cat_file(where)
        else:
            for at in range(0, size, _AT_ONCE):
                yield self.files.cat_file(where, start=at, end=min(at + _AT_ONCE, size))


class Replacing(Storage):
    """Files on a disk, near or far: written under another name, read back, and then moved."""

    def write(self, path: str, wanted: Content) -> Found:
        """Write it beside, read it back, and move it: readers see the old one or the new one."""
        where = self._at(path)
        part = _part(where)
        with self._asking(path):
            if self._is_here and Path(where).is_dir():
                # It would be moved into the folder.
                raise IsADirectoryError(errno.EISDIR, "a folder lies there in its place")
            self.files.makedirs(posixpath.dirname(where), exist_ok=True)
            try:
                self._fill(part, wanted.pieces())
                if _digest(self._pieces(part)) != wanted.digest:
                    raise self._failed(path, "was damaged on its way")
                self.files.mv(part, where)
            except BaseException:
                # The next run removes it where this one cannot.
                with contextlib.suppress(Exception):
                    self.files.rm_file(part)
                raise
        found = self.look(path)
        if not found or found.size != wanted.size:
            raise self._failed(path, "is not there as it was sent")
        return found

    def copy(self, path: str, wanted: Content, source: str) -> Found:
        """Send it again: there is no copying on such a disk from here."""
        del source
        return self.write(path, wanted)

    @property
    def _is_here(self) -> bool:
        """Whether it is a disk of this machine."""
        protocol = self.files.protocol
        return "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def _pieces(self, where: str, size: int = 0) -> Iterator[bytes]:
        # Whoever opens a pipe waits for somebody who writes into it.
        if self._is_here and Path(where).exists() and not Path(where).is_file():
            raise FileNotFoundError(where)
        yield from super()._pieces(where, size)

    def _fill(self, part: str, pieces: Iterable[bytes]) -> None:
        with self.files.open(part, "wb") as file:
            if pipeline := getattr(file, "set_pipelined", None):
                pipeline(pipelined=True)
            for piece in pieces:
                file.write(piece)
            if hasattr(file, "fileno"):
                file.flush()
                os.fsync(file.fileno())


def _part(path: str) -> str:
    folder, name = posixpath.split(path)
    return posixpath.join(folder, f".passage-{name}{PART}")


def _digest(pieces: Iterable[bytes]) -> str:
    digest = fingerprint.Digest()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _found(told: Mapping[str, Any]) -> Found:
    marks = (str(told[name]) for name in _MARKS if told.get(name))
    return Found(int(told["size"] or 0), next(marks, ""))


def _hint(error: Exception) -> str:
    """What to do first; botocore's, by their names, for not everybody has it."""
    if type(error).__name__ in {"NoCredentialsError", "PartialCredentialsError"}:
        return "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, then publish again"
    if isinstance(error, OSError) and error.errno in _FULL:
        return f"make room there, then {_GO_ON}"
    if isinstance(error, OSError) and error.errno in _REFUSED:
        return f"see to it that you may write there, then {_GO_ON}"
    if isinstance(error, OSError) and error.errno in _IN_THE_WAY:
        return f"take away what lies there in its place, then {_GO_ON}"
    return _GO_ON


_IN_THE_WAY = (errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ELOOP)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_REFUSED = (errno.EROFS, errno.EACCES, errno.EPERM)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return "no answer came in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
