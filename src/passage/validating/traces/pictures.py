"""What is written in a picture besides its points: PNG's texts, Exif, XMP and JPEG's comments."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_RIFF = b"RIFF"
_POINTS = {b"IDAT", b"PLTE", b"IHDR", b"IEND", b"tRNS", b"fdAT"}
"""Chunks of a PNG that hold no words."""

_HEAD = 8
_STANDALONE = {0x01, *range(0xD0, 0xDA)}
_SCAN = 0xDA
_WRITTEN = {*range(0xE0, 0xF0), 0xFE}
"""JPEG's markers APP0 to APP15 and COM (ITU-T T.81, table B.1)."""


def is_picture(data: bytes) -> bool:
    """Whether these are the bytes of a PNG, a JPEG or a WebP."""
    return data.startswith((_PNG, _JPEG)) or (data[:4] == _RIFF and data[8:12] == b"WEBP")


def parts(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Yield the name of each part that is no point of the picture, and what it says."""
    if data.startswith(_PNG):
        yield from _png(data)
    elif data.startswith(_JPEG):
        yield from _jpeg(data)
    else:
        yield from _riff(data)


def _png(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Chunks of the PNG specification, sections 5.3 and 11.3.3."""
    at = len(_PNG)
    while at + _HEAD <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + _HEAD], data[at + _HEAD : at + _HEAD + length]
        at += length + 12
        if kind not in _POINTS:
            name = kind.decode("latin-1")
            yield name, body
            yield from ((name, text) for text in _texts(kind, body))
    if at < len(data):
        yield "after its end", data[at:]


def _texts(kind: bytes, body: bytes) -> Iterator[str | bytes]:
    keyword, _, rest = body.partition(b"\0")
    yield keyword.decode("latin-1")
    if kind == b"tEXt":
        yield rest.decode("latin-1")
        yield rest
    elif kind == b"zTXt":
        yield _inflated(rest[1:])
    elif kind == b"iTXt":
        language, _, more = rest[2:].partition(b"\0")
        translated, _, text = more.partition(b"\0")
        yield language
        yield translated
        yield _inflated(text) if rest[:1] == b"\1" else text
    elif kind == b"iCCP":
        yield _inflated(rest[1:])


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data


def _jpeg(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - begins every marker
        marker = data[at + 1]
        if marker in _STANDALONE or marker == 0xFF:  # noqa: PLR2004 - a fill byte
            at += 2 if marker in _STANDALONE else 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _WRITTEN:
            yield f"marker {marker:02X}", data[at + 4 : at + 2 + length]
        if marker == _SCAN:
            break
        at += 2 + max(length, 2)
    end = data.rfind(b"\xff\xd9")
    if end >= 0 and end + 2 < len(data):
        yield "after its end", data[end + 2 :]


def _riff(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    at = 12
    while at + _HEAD <= len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + _HEAD], "little")
        if kind in {b"EXIF", b"XMP "}:
            yield kind.decode().strip(), data[at + _HEAD : at + _HEAD + length]
        at += _HEAD + length + length % 2
