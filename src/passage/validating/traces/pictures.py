"""What is written in a picture besides its points: PNG's texts, Exif, XMP and JPEG's comments."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
"""How every JPEG begins."""

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
    return data.startswith((_PNG, JPEG)) or (data[:4] == _RIFF and data[8:12] == b"WEBP")


def parts(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Yield the name of each part that is no point of the picture, and what it says."""
    if data.startswith(_PNG):
        yield from _png(data)
    elif data.startswith(JPEG):
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
            yield from ((name, text) for text in (_exif(body) if kind == b"eXIf" else ()))
    if at < len(data):
        yield "after its end", data[at:]


def _texts(kind: bytes, body: bytes) -> Iterator[str | bytes]:
    keyword, _, rest = body.partition(b"\0")
    yield keyword.decode("latin-1")
    if keyword.startswith(_PROFILE):
        yield _profile(_inflated(rest[1:]) if kind == b"zTXt" else rest)
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


_PROFILE = b"Raw profile type "


def _profile(said: bytes) -> bytes:
    """What ImageMagick writes as a text: a name, a length, and bytes in sixteens."""
    try:
        return bytes.fromhex("".join(said.decode("ascii").split()[2:]))
    except ValueError:
        return b""


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
            yield from _segment(f"marker {marker:02X}", data[at + 4 : at + 2 + length])
        if marker == _SCAN:
            break
        at += 2 + max(length, 2)
    end = data.rfind(b"\xff\xd9")
    if end >= 0 and end + 2 < len(data):
        yield "after its end", data[end + 2 :]


def _segment(name: str, body: bytes) -> Iterator[tuple[str, str | bytes]]:
    yield name, body
    if body.startswith(_EXIF):
        yield from (("Exif", said) for said in _exif(body))
    elif body.startswith(_PHOTOSHOP):
        yield from (("IPTC", said) for said in _iptc(body))


_EXIF, _PHOTOSHOP = b"Exif\0\0", b"Photoshop 3.0\0"


def _exif(data: bytes) -> Iterator[str | bytes]:
    """Every text of Exif (CIPA DC-008), however short, from all of its directories."""
    from PIL import Image  # noqa: PLC0415 - loaded when there is a picture to look at

    exif = Image.Exif()
    try:
        with warnings.catch_warnings(action="ignore"):
            exif.load(data if data.startswith(_EXIF) else _EXIF + data)
            folders = [exif, *map(exif.get_ifd, _DIRECTORIES)]
            told = [pair for folder in folders for pair in folder.items()]
    except Exception:  # noqa: BLE001 - whatever is wrong with it, its bytes are looked at as well
        return
    for tag, value in told:
        if isinstance(value, bytes) and tag in _OF_WINDOWS:
            yield value.decode("utf-16-le", "replace").rstrip("\0")
        elif isinstance(value, bytes) and value.startswith(_IN_UNICODE):
            yield from (value[8:].decode(f"utf-16-{end}", "replace") for end in ("le", "be"))
        elif isinstance(value, bytes):
            yield value[8:] if tag in _WITH_A_CODE else value
        elif isinstance(value, str):
            yield value


_DIRECTORIES = (0x8769, 0x8825, 0xA005)
_OF_WINDOWS = range(0x9C9B, 0x9CA0)
"""Title, comment, author, keywords and subject, in UTF-16."""

_WITH_A_CODE = (0x9286, 0x1B, 0x1C)
"""Texts that begin with the name of their encoding, 8 bytes long."""

_IN_UNICODE = b"UNICODE\0"


def _iptc(data: bytes) -> Iterator[bytes]:
    """What each record of IPTC-IIM 4.2 (section 1.6) says."""
    at = data.find(b"\x1c")
    while 0 <= at <= len(data) - 5:
        length = int.from_bytes(data[at + 3 : at + 5], "big")
        if data[at + 1] in _RECORDS and at + 5 + length <= len(data):
            yield data[at + 5 : at + 5 + length]
        at = data.find(b"\x1c", at + 1)


_RECORDS = range(1, 10)


def _riff(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    at = 12
    while at + _HEAD <= len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + _HEAD], "little")
        if kind == b"EXIF":
            body = data[at + _HEAD : at + _HEAD + length]
            yield from (("Exif", said) for said in _exif(body))
        if kind in {b"EXIF", b"XMP "}:
            yield kind.decode().strip(), data[at + _HEAD : at + _HEAD + length]
        at += _HEAD + length + length % 2
