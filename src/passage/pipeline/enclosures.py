"""The episodes' audio files, named by what is in them, so that changed audio has a new address."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable
from pathlib import Path

from passage import fingerprint
from passage.keeping import files
from passage.model import Episode, Manifest

_NAME = re.compile(r"([A-Za-z0-9_-]+)-[0-9a-f]{8}\.mp3")
_READ_AT_ONCE = 1 << 20


def write(folder: Path, manifest: Manifest, pieces: Iterable[bytes]) -> Path:
    """Write an episode's bytes, whole or not at all, as ``<id>-<hash8>.mp3``.

    The file's time of change is the episode's date: it is what servers tell as Last-Modified,
    and while it stands nobody has written to the file.
    """
    path = files.write_named(folder, pieces, lambda digest: _name(manifest.id, digest))
    os.utime(path, ns=_seal(manifest))
    return path


def is_whole(folder: Path, episode: Episode) -> bool:
    """Tell whether an episode's file is what was made, reading it only if that is in doubt."""
    path = folder / episode.file
    try:
        found = path.stat()
        if found.st_size != episode.size:
            return False
        if found.st_mtime_ns == _seal(episode.manifest)[1]:
            return True
        if _name(episode.manifest.id, _digest(path)) != episode.file:
            return False
        os.utime(path, ns=_seal(episode.manifest))
    except OSError:
        return False
    return True


def sweep(folder: Path, named: Container[str]) -> None:
    """Remove the audio files that no record names, and what interrupted builds left."""
    files.sweep(folder)
    for path in folder.glob("*.mp3"):
        if is_name(path.name) and path.is_file() and path.name not in named:
            path.unlink()


def is_name(text: str) -> bool:
    """Whether `write` could have given a file this name."""
    return _NAME.fullmatch(text) is not None


def episode_id(name: str) -> str:
    """The id of the episode whose audio has this name; empty if it is no such name."""
    found = _NAME.fullmatch(name)
    return found[1] if found else ""


def _name(episode_id: str, digest: str) -> str:
    return f"{episode_id}-{digest[:8]}.mp3"


def _digest(path: Path) -> str:
    digest = fingerprint.Digest()
    with path.open("rb") as file:
        while piece := file.read(_READ_AT_ONCE):
            digest.update(piece)
    return digest.hexdigest()


def _seal(manifest: Manifest) -> tuple[int, int]:
    moment = int(manifest.published.timestamp()) * 10**9
    return (moment, moment)
