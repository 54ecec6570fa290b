"""What a picture is, by its bytes: its name may say anything.

PNG: https://www.w3.org/TR/png-3/; JPEG: ITU-T T.81, annex B.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LEAST, MOST = 1400, 3000
"""Pixels of each side that Apple takes: https://podcasters.apple.com/support/896-artwork-requirements"""

_HEADER = 33
"""Bytes of a PNG before its first chunk that may be missing."""
_MARKER = 0xFF
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_COLOURS = {0: "grey", 2: "RGB", 3: "RGB", 4: "alpha", 6: "alpha"}
_JPEG_COLOURS = {1: "grey", 3: "RGB", 4: "CMYK"}
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers that begin a frame of a JPEG: table B.1."""
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A PNG or a JPEG."""

    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    colours: str
    """``RGB``, ``grey``, ``CMYK``, or ``alpha`` where some of it is transparent."""

    @property
    def fault(self) -> str:
        """Why directories do not take it; empty when they do."""
        if self.colours == "alpha":
            return "has transparent parts, which directories refuse"
        if self.colours != "RGB":
            return f"is {self.colours}, where directories take RGB"
        if self.width != self.height or not LEAST <= self.width <= MOST:
            size = f"{self.width} x {self.height} pixels"
            return f"has {size}, where a square of {LEAST} to {MOST} is expected"
        return ""


def measure(data: bytes) -> Measured | None:
    """What a picture is; None when it is neither a PNG nor a JPEG, or is cut off."""
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    return None


def _png(data: bytes) -> Measured | None:
    if data[12:16] != b"IHDR" or len(data) < _HEADER:
        return None
    colours = _PNG_COLOURS.get(data[25], "")
    # A colour, or an entry of the palette, can be made transparent too (section 11.3.1.1).
    place = 8
    while place + 8 <= len(data) and data[place + 4 : place + 8] != b"IDAT":
        if data[place + 4 : place + 8] == b"tRNS":
            colours = "alpha"
        place += 12 + _number(data, place, 4)
    return Measured("image/png", _number(data, 16, 4), _number(data, 20, 4), colours)


def _jpeg(data: bytes) -> Measured | None:
    place = 2
    while place + 9 < len(data) and data[place] == _MARKER:
        marker = data[place + 1]
        if marker in _FRAMES:
            height, width = _number(data, place + 5, 2), _number(data, place + 7, 2)
            return Measured("image/jpeg", width, height, _JPEG_COLOURS.get(data[place + 9], ""))
        if marker == _MARKER:
            place += 1
        else:
            place += 2 if marker in _BARE else 2 + _number(data, place + 2, 2)
    return None


def _number(data: bytes, place: int, size: int) -> int:
    return int.from_bytes(data[place : place + size])
