"""A book that lies somewhere, checked with the lengths of the sound that is in it."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from mutagen import MutagenError
from mutagen.mp3 import MP3

from passage.validating.book import checking
from passage.validating.finding import Finding


def check(path: Path, shown: str) -> tuple[Finding, ...]:
    """Everything that is wrong in the book at `path`; `shown` is the name for its place."""
    with path.open("rb") as file:
        return checking.check(file, shown, length)


def length(sound: BinaryIO) -> int | None:
    """How long an MP3 file is, in milliseconds; None if it does not say."""
    try:
        found = MP3(sound)  # type: ignore[no-untyped-call]  # mutagen gives it no types
        return round(1000 * float(found.info.length))  # type: ignore[attr-defined]  # the same
    except (MutagenError, OSError):
        return None
