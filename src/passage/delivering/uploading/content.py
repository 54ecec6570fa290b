"""What is to be sent: bytes, their size and their checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from passage import fingerprint
from passage.keeping import sums
from passage.keeping.sums import Sum


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
        return sums.pieces(self.source) if isinstance(self.source, Path) else iter([self.source])

    def is_sound(self) -> bool:
        """Whether the bytes that would be sent are these still: disks forget, too."""
        return not isinstance(self.source, Path) or sums.read(self.source).digest == self.digest


def of(data: bytes, media_type: str = "", seconds: int = 0, *, is_staged: bool = False) -> Content:
    """Look at bytes that are to be sent."""
    told = fingerprint.of_bytes(data), hashlib.md5(data, usedforsecurity=False).hexdigest()
    return Content(data, len(data), *told, media_type, seconds, is_staged)


def of_file(
    path: Path, told: Sum, media_type: str = "", seconds: int = 0, *, is_staged: bool = False
) -> Content:
    """The same of a file, of which the checksums are known."""
    return Content(path, told.size, told.digest, told.md5, media_type, seconds, is_staged)
