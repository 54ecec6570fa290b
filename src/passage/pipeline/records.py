"""What was made last time: a record beside each episode's audio.

It keeps an episode in the feed when its next version fails, and it explains why something is
made again. It says nothing that the folder does not say, so the same folder makes the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from passage.keeping import files
from passage.model import Cue, Episode, Role
from passage.pipeline.recipes import Recipe

VERSION = 1
"""Of the record's form; a record of another version is not read."""


@dataclass(frozen=True, slots=True)
class MadeSegment:
    """A segment of a made episode."""

    role: Role
    script: str
    recipe: Recipe
    frame_count: int


@dataclass(frozen=True, slots=True)
class Record:
    """An episode that was made, and what it was made from."""

    version: int
    made_from: str
    """Fingerprint of everything that the bytes of the episode depend on."""
    episode: Episode
    segments: tuple[MadeSegment, ...]
    cues: tuple[Cue, ...] = ()
    """What is heard in it and when; empty where that was not kept."""

    @property
    def scripts(self) -> frozenset[str]:
        """The scripts whose words are in the audio."""
        return frozenset(segment.script for segment in self.segments if segment.script)


def read(folder: Path) -> dict[str, Record]:
    """All records of a folder of episodes, by the episode's id. Unreadable ones are left out."""
    return {record.episode.manifest.id: record for record in _records(folder)}


def write(folder: Path, record: Record) -> None:
    """Keep a record beside its audio."""
    data = msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
    files.write_if_changed(_path(folder, record.episode.manifest.id), data)


def remove(folder: Path, episode_id: str) -> None:
    """Forget an episode; its audio is then nobody's, and is swept."""
    _path(folder, episode_id).unlink(missing_ok=True)


def _path(folder: Path, episode_id: str) -> Path:
    return folder / f"{episode_id}.json"


def _records(folder: Path) -> Iterator[Record]:
    for path in sorted(folder.glob("*.json")):
        try:
            record = msgspec.json.decode(path.read_bytes(), type=Record)
        except (OSError, msgspec.DecodeError):
            continue
        if record.version == VERSION and record.episode.manifest.id == path.stem:
            yield record
