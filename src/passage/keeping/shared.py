"""A store that several machines share, anywhere that fsspec reaches: S3, SFTP, a folder.

It is a help and no need: what it does not give in time is made here, and after a few failures it is
not asked again. Every entry has its checksum, so that one that is damaged is a miss. Credentials
are those that its library finds in the environment; they are neither read nor told here.
"""

from __future__ import annotations

import contextlib
import importlib
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from passage.keeping import files, store

ANSWER_S = 10.0
"""How long a request may take."""

FAILURES = 3
"""Failures in a row, after which a build does without it."""

AT_ONCE = 8
"""Requests at the same time: they are mostly waiting."""

MARK = ".passage-store"
"""A file in a store that is a folder: where it is missing, that may be another folder."""

_FOLDERS = frozenset({"file", "local", "sftp", "ssh"})
"""Storages of which a folder may be away for a while: a disk that is not connected."""

_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "adl", "memory"})
"""Storages in which a new entry is there whole or not at all."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A shared store that is not asked any more."""

    address: str
    what: str = ""
    """The kind of the last failure. Its words may hold what nobody else should read. Empty when its
    folder is not there, or is another one: then it is not taken for an empty store."""


class _Away(Exception):
    """The folder of the store is not there."""


class Shared:
    """Bytes by their place, such as ``show/scripts/amina/KEY``, below an address.

    `tell` hears when it is given up. No method raises. In `memory`, a file of this machine, is kept
    which store was there once: an empty folder may be where a disk belongs that is not connected.
    """

    def __init__(
        self, address: str, tell: Callable[[Trouble], None], memory: Path | None = None
    ) -> None:
        self._address, self._tell, self._memory = address, tell, memory
        self._failures = 0
        self._counting = threading.Lock()

    @property
    def is_given_up(self) -> bool:
        """Whether it failed too often to be asked again."""
        return self._failures >= FAILURES

    def get(self, places: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield what is kept at places, each with its place, where it is there and sound."""
        yield from self._each(places, self._read)

    def put(self, places: Iterable[str], data: Callable[[str], bytes | None]) -> int:
        """Keep what `data` gives for each place; return for how many that was done."""

        def write(place: str) -> tuple[str, bytes] | None:
            given = data(place)
            done = given is not None and self._ask(lambda fs, root: _write(fs, root, place, given))
            return (place, b"") if done else None

        return sum(1 for _ in self._each(places, write))

    def below(self, folder: str) -> frozenset[str] | None:
        """The places of all entries below a folder; None when it does not say."""

        def find(fs: Any, root: str) -> frozenset[str]:  # noqa: ANN401 - fsspec has no types
            if set(_protocols(fs)) & _FOLDERS:
                self._require_there(fs, root)
            try:
                found = fs.find(f"{root}/{folder}")
            except FileNotFoundError:
                return frozenset()
            return frozenset(str(path).removeprefix(root).lstrip("/") for path in found)

        while not self.is_given_up:
            # Without this, nothing of it can be used: it is asked more than once.
            if (found := self._ask(find)) is not None:
                return found
        return None

    def _require_there(self, fs: Any, root: str) -> None:  # noqa: ANN401 - as above
        """Raise _Away where the folder is missing, or is not the one that was there once."""
        if not fs.isdir(root):
            raise _Away
        if not fs.exists(f"{root}/{MARK}"):
            if self._memory and _text(self._memory) == self._address:
                raise _Away
            try:
                fs.pipe_file(f"{root}/{MARK}", b"Passage keeps sound here.\n")
            except OSError:
                return  # who may only read there cannot mark it
        if self._memory:
            files.write_if_changed(self._memory, self._address.encode())

    def remove(self, places: Iterable[str]) -> bool:
        """Remove entries; tell whether that is certain."""
        named = list(places)

        def remove(fs: Any, root: str) -> bool:  # noqa: ANN401 - as above
            for place in named:
                fs.rm_file(f"{root}/{place}")
            return True

        return not named or bool(self._ask(remove))

    def _read(self, place: str) -> tuple[str, bytes] | None:
        def read(fs: Any, root: str) -> bytes | None:  # noqa: ANN401 - as above
            try:
                return store.unsealed(fs.cat_file(f"{root}/{place}"))
            except FileNotFoundError:
                return None

        data = self._ask(read)
        return None if data is None else (place, data)

    def _each(
        self, places: Iterable[str], do: Callable[[str], tuple[str, bytes] | None]
    ) -> Iterator[tuple[str, bytes]]:
        waiting: list[Future[tuple[str, bytes] | None]] = []
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for place in places:
                if self.is_given_up:
                    break
                waiting.append(pool.submit(do, place))
                if len(waiting) >= AT_ONCE and (first := waiting.pop(0).result()):
                    yield first
            for each in waiting:
                if done := each.result():
                    yield done

    def _ask(self, do: Callable[[Any, str], T]) -> T | None:
        """Do it in time, or count a failure."""
        if self.is_given_up:
            return None
        _load(self._address)
        answer = Future[T]()

        def ask() -> None:
            try:
                core = importlib.import_module("fsspec.core")
                fs, root = core.url_to_fs(self._address, use_listings_cache=False)
                answer.set_result(do(fs, root.rstrip("/")))
            except BaseException as error:  # noqa: BLE001 - thirty libraries raise what they like
                answer.set_exception(error)

        # One that hangs is left behind, and does not keep the build from ending.
        threading.Thread(target=ask, daemon=True).start()
        try:
            told = answer.result(ANSWER_S)
        except _Away:
            self._give_up()
            return None
        except Exception as error:  # noqa: BLE001 - as above
            self._failed(error)
            return None
        with self._counting:
            self._failures = self._failures if self.is_given_up else 0
        return told

    def _failed(self, error: Exception) -> None:
        with self._counting:
            self._failures += 1
            last = self._failures == FAILURES
        if last:
            self._tell(Trouble(self._address, type(error).__name__))

    def _give_up(self) -> None:
        with self._counting:
            first, self._failures = not self.is_given_up, FAILURES
        if first:
            self._tell(Trouble(self._address))


def _load(address: str) -> None:
    """Load what speaks with a storage, which on a busy machine takes longer than any answer may."""
    # What cannot be loaded is told by whoever then asks.
    with contextlib.suppress(Exception):
        core = importlib.import_module("fsspec.core")
        for each in address.split("::"):
            core.get_filesystem_class(core.split_protocol(each)[0])


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _write(fs: Any, root: str, place: str, data: bytes) -> bool:  # noqa: ANN401 - as above
    path = f"{root}/{place}"
    if set(_protocols(fs)) & _WHOLE:
        fs.pipe_file(path, store.sealed(data))
        return True
    fs.makedirs(path.rpartition("/")[0], exist_ok=True)
    unfinished = f"{path}.{threading.get_ident()}.part"
    fs.pipe_file(unfinished, store.sealed(data))
    fs.mv(unfinished, path)
    return True


def _protocols(fs: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    return (fs.protocol,) if isinstance(fs.protocol, str) else tuple(fs.protocol)
