"""MPEG-1 Layer III frames (ISO/IEC 11172-3, 2.4.1.3): counted, checked, and one Info frame."""

from __future__ import annotations

import struct

from passage.errors import MixingFailed

RATE = 44100
SAMPLES = 1152
"""Samples in a frame of Layer III at an MPEG-1 rate."""

BITRATE = 96_000
"""Bits a second, constant: enough for one voice, and within Apple's 96 to 128 kbps for mono."""

ENCODER_DELAY = 576
"""Samples that LAME puts before the sound; a decoder adds 529 of its own."""

DECODER_DELAY = 529

_HEADER = 0xFFFB70C0
"""MPEG-1 Layer III, no CRC, 96 kbit/s, 44.1 kHz, mono."""

_MASK = 0xFFFFFCC0
"""All but the padding and private bits, and what only stereo and rights use."""

_PADDED = 0x200
_SIDE_INFO = 17
"""Bytes of side information of a mono frame (2.4.1.7)."""


def count(stream: bytes) -> int:
    """Count the frames of a stream that is nothing but whole frames of our one format.

    Raises MixingFailed when it is anything else, for it would not join.
    """
    position, number, unpadded = 0, 0, _size(_HEADER)
    while position < len(stream):
        header = int.from_bytes(stream[position : position + 4])
        if header & _MASK != _HEADER:
            raise MixingFailed("encoder", f"byte {position} of its stream begins no MP3 frame")
        position += unpadded + bool(header & _PADDED)
        number += 1
    if position != len(stream):
        raise MixingFailed("encoder", "its stream ends within a frame")
    return number


def info(frames: int, size: int) -> bytes:
    """Make the Info frame that tells players how long a stream is and where to seek in it.

    `frames` and `size` (bytes) are of the frames that follow. The layout is the one that LAME
    writes (Xing header, then the LAME extension, of which only the encoder's delay is told):
    a decoder that knows it drops the delay, so the first sound stands at zero.
    """
    length = _size(_HEADER)
    seek_table = bytes(min(255, step * 256 // 100) for step in range(100))
    xing = b"Info" + struct.pack(">III", 0b0111, frames, size + length) + seek_table
    lame = b"Lavf" + bytes(5)  # an encoder that decoders take at its word about the delay
    lame += bytes(12)
    lame += (ENCODER_DELAY << 12).to_bytes(3)
    return (_HEADER.to_bytes(4) + bytes(_SIDE_INFO) + xing + lame).ljust(length, b"\0")


def _size(header: int) -> int:
    return SAMPLES // 8 * BITRATE // RATE + bool(header & _PADDED)
