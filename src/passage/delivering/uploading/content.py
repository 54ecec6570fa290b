"""What is to be sent: bytes, their size and their checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from passage import fingerprint

PIECE = 1 << 20
"""Bytes that are read at once."""


@dataclass(frozen=True, slots=True)
class Content:
    """What an object has to be."""

    source: Path | bytes
    size: int
    digest: str
    """As of `fingerprint.of_bytes`."""
    md5: str
    """Hexadecimal: what S3 calls ETag, unless it encrypts with another's key."""
    media_type: str = ""
    seconds: int = 0
    """How long others may keep it without asking."""
    is_staged: bool = False
    """Whether it is compared under another name before it gets its own, also where what is put is
    whole at once: on its way it may have been damaged."""

    def is_told_by(self, mark: str) -> bool:
        """Whether what a store tells of an object is the checksum of these bytes."""
        return mark.strip('"') == self.md5

    def pieces(self) -> Iterator[bytes]:
        """The bytes, some at a time."""
        return _of_file(self.source) if isinstance(self.source, Path) else iter([self.source])


def of(
    source: Path | bytes, media_type: str = "", seconds: int = 0, *, is_staged: bool = False
) -> Content:
    """Look at what is to be sent."""
    digest, md5, size = fingerprint.Digest(), hashlib.md5(usedforsecurity=False), 0
    for piece in _of_file(source) if isinstance(source, Path) else [source]:
        digest.update(piece)
        md5.update(piece)
        size += len(piece)
    sums = digest.hexdigest(), md5.hexdigest()
    return Content(source, size, *sums, media_type, seconds, is_staged)


def _of_file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
