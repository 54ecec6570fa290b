"""Asks a folder, or a storage that fsspec knows, as if each file in it were answered on the web."""

from __future__ import annotations

import posixpath
import threading
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit, urlunsplit

from passage.delivering.uploading import secrets
from passage.delivering.uploading.storage import Replacing
from passage.delivering.uploading.target import opened
from passage.delivering.verifying.bounds import Budget
from passage.errors import DeliveryFailed
from passage.model.answered import Answer, Trouble

INDEX = "index.html"
"""What is answered for the address of a folder."""
MOST_PATHS = 200_000
_FOUND, _PARTIAL, _MISSING = 200, 206, 404
_PIECE = 1 << 20
_CHECK = "check the address and the network, then run the same command again"


def shown(target: str) -> str:
    """A target as it may be printed: without a name or password."""
    parts = urlsplit(target)
    if not parts.netloc:
        return target
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


class Target:
    """A folder or storage; `base` is set to the address that its top has on the web.

    `is_shelf` is set for the folder in which a show is made, where more lies than is published.
    """

    def __init__(self, budget: Budget, target: str) -> None:
        """Open it as `publish` does: a server that is not known here is asked for nothing.

        Raises PassageError for a target that no installed library can read, and DeliveryFailed
        where nobody answers.
        """
        self._budget, self.base, self.is_shelf = budget, "", False
        self._store = opened(target)
        self._files, self._top = self._store.files, self._store.root
        self._is_local = "file" in _protocols(self._files)
        # A connection that files are asked for over answers one at a time; stores of objects and
        # disks answer many.
        is_one = isinstance(self._store, Replacing) and not self._is_local
        self._turn: AbstractContextManager[object] = threading.Lock() if is_one else nullcontext()

    def read(self, path: str, most: int) -> bytes | None:
        """A file below the top, such as the feed before its base is known; None without it."""
        try:
            self._about(posixpath.join(self._top, path))
            with self._files.open(posixpath.join(self._top, path), "rb") as file:
                data: bytes = file.read(most)
        except FileNotFoundError:
            return None
        except Exception as error:  # thirty libraries raise what they like
            what = f"{path} cannot be read: {_reason(error)}"
            raise DeliveryFailed(self._store.shown, what, _CHECK) from error
        self._budget.take_request()
        self._budget.add_bytes(len(data))
        return data

    def head(self, address: str) -> Answer:
        """What is known of the file at an address."""
        answer, _ = self._found(address)
        return answer

    def as_app(self, address: str) -> Answer:
        """A storage asks nobody for a name."""
        return self.head(address)

    def part(self, address: str, first: int, last: int) -> Answer:
        """Its bytes from `first` to `last`, both of them included."""
        answer, path = self._found(address)
        if not path:
            return answer
        try:
            with self._turn, self._files.open(path, "rb") as file:
                file.seek(first)
                data = file.read(last - first + 1)
        except Exception as error:  # noqa: BLE001 - as above
            return _broken_off(answer, error)
        self._budget.add_bytes(len(data))
        return replace(answer, status=_PARTIAL, first=first, part=data, total=answer.length)

    def again(self, address: str, tag: str) -> Answer:
        """A storage has no tags: nobody asks for it twice."""
        del tag
        return self.head(address)

    def get(self, address: str, into: Path, most: int) -> Answer:
        """The whole: where it lies, if that is here, else written into a file."""
        answer, path = self._found(address)
        if not path:
            return answer
        if self._is_local:
            size = Path(path).stat().st_size
            self._budget.add_bytes(size)
            answer = replace(answer, size=size, path=Path(path))
            return _large(answer, most) if size > most else answer
        try:
            return self._fetched(answer, path, into, most)
        except Exception as error:  # noqa: BLE001 - as above
            return _broken_off(answer, error)

    def _fetched(self, answer: Answer, path: str, into: Path, most: int) -> Answer:
        size = 0
        with self._turn, self._files.open(path, "rb") as file, into.open("wb") as out:
            while piece := file.read(min(_PIECE, most - size + 1)):
                size += len(piece)
                out.write(piece)
                if not self._budget.add_bytes(len(piece)):
                    told = "all bytes that may be fetched were fetched"
                    return replace(answer, trouble=Trouble.SPENT, told=told)
                if size > most:
                    return _large(answer, most)
        return replace(answer, size=size, path=into)

    def close(self) -> None:
        """End the connection, where there is one."""
        self._store.close()

    def paths(self) -> list[str]:
        """What lies there, below the top; nothing of a show's own folder, and no more than many."""
        if self.is_shelf:
            return []
        try:
            listed = self._files.find(self._top)[:MOST_PATHS]
        except Exception:  # noqa: BLE001 - as above; what it does not list, others tell of
            return []
        # What a listing says of a file, s3fs would tell as all that is known of it: without types.
        self._files.invalidate_cache()
        return [str(path).removeprefix(self._top).lstrip("/") for path in listed]

    def _found(self, address: str) -> tuple[Answer, str]:
        """What is there, and its path; without one, why there is nothing."""
        blank = Answer(address, address, is_stored=True)
        path = self._path(address)
        if path is None:
            told = f"it does not lie below {self.base}"
            return replace(blank, trouble=Trouble.FOREIGN, told=told), ""
        if spent := self._budget.take_request():
            return replace(blank, trouble=Trouble.SPENT, told=spent), ""
        try:
            with self._turn:
                about = self._about(path)
            at = self.base + str(about["name"]).removeprefix(self._top).lstrip("/")
        except FileNotFoundError:
            return replace(blank, status=_MISSING), ""
        except Exception as error:  # noqa: BLE001 - as above
            told = f"it cannot be read: {_reason(error)}"
            return replace(blank, trouble=Trouble.UNREACHABLE, told=told), ""
        media_type = str(about.get("ContentType") or "").partition(";")[0].strip().lower()
        # What a storage says when nobody told it better.
        media_type = "" if media_type == "binary/octet-stream" else media_type
        found = replace(blank, at=at, status=_FOUND, length=about["size"], media_type=media_type)
        return found, str(about["name"])

    def _about(self, path: str) -> dict[str, Any]:
        # Whoever opens a pipe waits for somebody who writes into it.
        if self._is_local and not (Path(path).is_file() or Path(path).is_dir()):
            raise FileNotFoundError(path)
        about: dict[str, Any] = self._files.info(path)
        if about.get("type") == "directory":
            about = self._files.info(posixpath.join(path, INDEX))
        if about.get("type") == "directory":
            raise FileNotFoundError(path)
        # No link leads out of the folder.
        if self._is_local and not Path(path).resolve().is_relative_to(Path(self._top).resolve()):
            raise FileNotFoundError(path)
        return about

    def _path(self, address: str) -> str | None:
        address = urldefrag(address)[0].partition("?")[0]
        # With http and https alike: that an address is not encrypted is told by another rule.
        _, _, below = address.partition("://")
        base = self.base.partition("://")[2]
        if not base or not below.startswith(base):
            return None
        path = unquote(below.removeprefix(base))
        parts = path.split("/")
        if "\0" in path or "\\" in path or ".." in parts or path.startswith("/"):
            return None
        return posixpath.join(self._top, path).rstrip("/")


def _reason(error: Exception) -> str:
    return secrets.masked(str(error) or type(error).__name__)


def _broken_off(answer: Answer, error: Exception) -> Answer:
    told = f"reading it broke off: {_reason(error)}"
    return replace(answer, trouble=Trouble.BROKEN_OFF, told=told)


def _protocols(files: Any) -> tuple[str, ...]:  # noqa: ANN401 - fsspec ships no types
    protocol = files.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)


def _large(answer: Answer, most: int) -> Answer:
    return replace(answer, trouble=Trouble.LARGE, told=f"it has more than {most} bytes")
