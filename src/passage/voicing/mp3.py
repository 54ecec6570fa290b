"""Whether bytes are a whole MP3: frames of Layer III (ISO/IEC 11172-3, 13818-3), nothing else."""

from __future__ import annotations

_BITRATES = {
    True: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kbit/s of Layer III by whether it is MPEG-1 (11172-3, 2.4.2.3; 13818-3, 2.4.2.3)."""

_RATES = {0b11: (44100, 48000, 32000), 0b10: (22050, 24000, 16000), 0b00: (11025, 12000, 8000)}
"""Samples a second by version: MPEG-1, MPEG-2, and MPEG-2.5, which is in no standard."""

_SYNC, _MPEG_1, _LAYER_III = 0b111_1111_1111, 0b11, 0b01
_TAG = 10
"""Bytes before what an ID3v2 tag holds (id3v2.4.0-structure, 3.1)."""


def check(stream: bytes) -> None:
    """Raise ValueError when a stream is cut short, or is something else."""
    position = _tag(stream)
    if position >= len(stream):
        raise ValueError("there is no sound in it")
    while position < len(stream):
        position += _size(stream[position : position + 4])
    if position > len(stream):
        raise ValueError("it ends in the middle of a frame")


def _tag(stream: bytes) -> int:
    if not stream.startswith(b"ID3") or len(stream) < _TAG:
        return 0
    return _TAG + sum(seven << 7 * place for place, seven in enumerate(reversed(stream[6:10])))


def _size(header: bytes) -> int:
    bits = int.from_bytes(header.ljust(4, b"\0"))
    version, layer = bits >> 19 & 0b11, bits >> 17 & 0b11
    bitrate, rate, padding = bits >> 12 & 0b1111, bits >> 10 & 0b11, bits >> 9 & 1
    # What is left out of the tables is free format, or reserved (2.4.2.3).
    known = version in _RATES and 0 < bitrate <= len(_BITRATES[True]) and rate < len(_RATES[0])
    if bits >> 21 != _SYNC or layer != _LAYER_III or not known:
        raise ValueError("it is no MP3")
    first = version == _MPEG_1
    samples = 1152 if first else 576
    return samples // 8 * _BITRATES[first][bitrate - 1] * 1000 // _RATES[version][rate] + padding
