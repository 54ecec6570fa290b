"""The frames of an MP3 file, followed from the first to the last, to tell whether it is whole.

A file's length is told by its first frame, which a file that was cut off, or put together from two,
still has. ISO/IEC 11172-3, section 2.4.2.3, and 13818-3 for the lower rates.
"""

from __future__ import annotations

_HEADER = 4
_V1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_V2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""kbit/s of Layer III by index, of MPEG-1 and of the versions of lower rates."""

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Samples a second, by the version's two bits and by index."""

_SYNC, _LAYER_III, _MPEG_1 = 0x7FF, 1, 3
_TAGS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN")
"""How what may stand behind the last frame begins."""


def whole(data: bytes) -> bool:
    """Whether a file is nothing but tags and frames, as many as its first frame says.

    A file that has no first frame which tells a number is whole if its frames are.
    """
    place = first = _behind_tag(data)
    while size := _size(data[place : place + _HEADER]):
        place += size
    if place == first or place > len(data):
        return False
    rest = data[place:]
    if rest.strip(b"\0") and not rest.startswith(_TAGS):
        return False
    told = _told(data[first : first + _size(data[first : first + _HEADER])])
    return told is None or told == place - first


def _behind_tag(data: bytes) -> int:
    """Where the sound begins: ID3v2.4, section 3.1, writes sizes in seven bits to a byte."""
    if not data.startswith(b"ID3") or len(data) < 10:  # noqa: PLR2004 - a tag's header
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    place = size + (20 if data[5] & 0x10 else 10)
    return place + len(data[place:]) - len(data[place:].lstrip(b"\0"))


def _size(header: bytes) -> int:
    """Bytes of the frame that begins so; 0 for none."""
    bits = int.from_bytes(header)
    version, layer = bits >> 19 & 3, bits >> 17 & 3
    rates, index = _RATES.get(version), bits >> 12 & 15
    if len(header) < _HEADER or bits >> 21 != _SYNC or layer != _LAYER_III or rates is None:
        return 0
    if index in {0, 15} or bits >> 10 & 3 == 3:  # noqa: PLR2004 - what no frame has
        return 0
    kilobits = (_V1 if version == _MPEG_1 else _V2)[index]
    samples = 144 if version == _MPEG_1 else 72
    return samples * kilobits * 1000 // rates[bits >> 10 & 3] + (bits >> 9 & 1)


def _told(frame: bytes) -> int | None:
    """Bytes of all frames, as the first one tells them (the header of Xing and LAME)."""
    place = max(frame.find(b"Xing", 0, 64), frame.find(b"Info", 0, 64))
    if place < 0:
        return None
    flags = int.from_bytes(frame[place + 4 : place + 8])
    at = place + 8 + (4 if flags & 1 else 0)
    return int.from_bytes(frame[at : at + 4]) if flags & 2 else None
