"""Which file an address leads to. Nothing but what is published is ever opened.

Served are ``feed/`` and the episodes' audio in ``audio_out/``: never what lies beside it, what is
hidden, what is half-written, or what a link leads to outside of these folders.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from passage import fingerprint

AUDIO, FEED = "audio_out", "feed"
INDEX = "index.html"
FORMER_NAMES = "names.json"
"""In ``audio_out/``: the present file name of each former one, and what is gone."""

_EPISODE = re.compile(r"[A-Za-z0-9_-]+-[0-9a-f]{8}\.mp3")
_FOREIGN = re.compile(r"[\x00-\x1f\x7f\\:]")
"""What no made file has in its name, and what some systems take for another path."""

_READ_ONLY = os.O_RDONLY | sum(
    # Not all systems have them: no last-minute link, no waiting for a pipe, no newline changed.
    getattr(os, name, 0)
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)


@dataclass(frozen=True, slots=True)
class Found:
    """A published file, open: it can be replaced while it is sent."""

    path: str
    """Relative to the show's folder; of a former address, the present path."""
    file: BinaryIO
    status: os.stat_result

    @property
    def signature(self) -> tuple[int, ...]:
        """Differs when the bytes do.

        The time of change alone would not tell: audio carries its episode's date there.
        """
        told = self.status
        return (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino, told.st_dev)


@dataclass(frozen=True, slots=True)
class Moved:
    """The address of a folder without its slash, where relative links would lead astray."""

    path: str


class Gone:
    """Something that was withdrawn."""


def find(folder: Path, path: str) -> Found | Moved | Gone | None:
    """Open what the path of a request names; `path` is decoded once and begins with a slash."""
    parts = path.split("/")[1:]
    if parts in ([""], [FEED], [FEED, ""]) and not _is_there(folder, [FEED, INDEX]):
        return Moved("/feed/feed.xml")
    if parts == [""]:
        return Moved("/feed/")
    if parts[-1] == "":
        parts[-1] = INDEX
    if any(not part or part.startswith(".") or _FOREIGN.search(part) for part in parts):
        return None
    names = _names(folder)
    if fingerprint.tombstone("/".join(parts)) in names.gone:
        return Gone()
    if parts[0] == AUDIO:
        return _audio(folder, parts, names)
    return _feed(folder, parts, path) if parts[0] == FEED else None


def _feed(folder: Path, parts: list[str], path: str) -> Found | Moved | None:
    found = _open(folder, parts)
    if found or path.endswith("/") or not _is_there(folder, [*parts, INDEX]):
        return found
    return Moved(f"{path}/")


def _audio(folder: Path, parts: list[str], names: _Names) -> Found | None:
    if len(parts) != len((AUDIO, "name")) or not _EPISODE.fullmatch(parts[1]):
        return None

    def present(names: _Names) -> Found | None:
        return _open(folder, [AUDIO, names.present.get(parts[1], "")])

    # A build that ends just now may have put one name in the place of the other: so the names are
    # read once more when the file is not there.
    return _open(folder, parts) or present(names) or present(_names(folder))


@dataclass(frozen=True, slots=True)
class _Names:
    """What ``names.json`` tells (``pipeline/former_names.py`` writes it)."""

    present: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    """Of each address that was withdrawn the SHA-256 of its path below the show's address."""


def _names(folder: Path) -> _Names:
    """What cannot be read is passed over: the builder tells when the file is damaged."""
    path = folder / AUDIO / FORMER_NAMES
    try:
        told = path.stat()
    except OSError:
        return _Names()
    return _read_names(path, told.st_size, told.st_mtime_ns, told.st_ino)


@lru_cache(maxsize=4)
def _read_names(path: Path, *_stamp: int) -> _Names:
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return _Names()
    if not isinstance(told, dict):
        return _Names()
    gone = told.pop("gone", [])
    present = {k: v for k, v in told.items() if isinstance(v, str) and _EPISODE.fullmatch(v)}
    listed = (each for each in gone if isinstance(each, str)) if isinstance(gone, list) else ()
    return _Names(present, frozenset(listed))


def _open(folder: Path, parts: list[str]) -> Found | None:
    real = _real(folder, parts)
    if real is None:
        return None
    try:
        handle = os.open(real, _READ_ONLY)
    except OSError:
        return None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        return None
    return Found(
        "/".join((parts[0], real.name) if parts[0] == AUDIO else parts),
        os.fdopen(handle, "rb"),
        status,
    )


def _is_there(folder: Path, parts: list[str]) -> bool:
    real = _real(folder, parts)
    return real is not None and real.is_file()


def _real(folder: Path, parts: list[str]) -> Path | None:
    """Where a made file lies, all links followed; None when it is not there, or not published.

    Links may lead about inside a made folder, but neither out of it nor to what is hidden there.
    """
    try:
        root = (folder / parts[0]).resolve(strict=True)
        real = root.joinpath(*parts[1:]).resolve(strict=True)
    except (OSError, RuntimeError):
        # RuntimeError is how Python before 3.13 says that links go round in circles.
        return None
    if not real.is_relative_to(root):
        return None
    inside = real.relative_to(root)
    if parts[0] == AUDIO:
        return real if _EPISODE.fullmatch(inside.as_posix()) else None
    return None if any(part.startswith(".") for part in inside.parts) else real
