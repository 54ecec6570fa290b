"""What is written in a sound file besides its sound: ID3, APE, Vorbis comments, all frames."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator

_FRAME_SYNC = 0xFF
_SYNC_BITS = 0xE0
_ID3V1 = 128
_LONGEST_TAG = 1 << 16
"""Bytes of a tag that cannot be read, which are looked at as they are."""


def is_sound(data: bytes) -> bool:
    """Whether these are the bytes of an MP3, an Ogg, a FLAC, an MP4 or a WAVE."""
    if data.startswith((b"ID3", b"OggS", b"fLaC", b"RIFF")) or data[4:8] == b"ftyp":
        return True
    return len(data) > 2 and data[0] == _FRAME_SYNC and data[1] & _SYNC_BITS == _SYNC_BITS  # noqa: PLR2004


def parts(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Yield the name of each tag and what it says, pictures in it as bytes."""
    if not data.startswith(b"ID3"):
        yield from _others(data)
    for at in _tags(data):
        yield from _id3(data[at:])
    if data[-_ID3V1:].startswith(b"TAG"):
        yield "ID3v1", data[-_ID3V1:]
    at = data.rfind(b"APETAGEX")
    if at >= 0:
        yield "APE", data[max(at - 8192, 0) : at + 8192]


def _tags(data: bytes) -> Iterator[int]:
    """Where an ID3 tag begins: at the start, one behind the other, at the end (ID3v2.4, 3.1)."""
    at = data.find(b"ID3")
    while at >= 0:
        head = data[at + 3 : at + 10]
        if len(head) == _HEAD and head[0] in _VERSIONS and max(head[3:]) < _SEVEN_BITS:
            yield at
        at = data.find(b"ID3", at + 3)


_HEAD, _VERSIONS, _SEVEN_BITS = 7, range(2, 5), 0x80


def _id3(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    import mutagen  # noqa: PLC0415 - loaded when there is sound to look at
    from mutagen import id3  # noqa: PLC0415

    try:
        tags = id3.ID3(io.BytesIO(data))  # type: ignore[no-untyped-call] # mutagen has no types
    except (mutagen.MutagenError, ValueError):
        yield "ID3", data[:_LONGEST_TAG]
        return
    for key, frame in tags.items():  # type: ignore[no-untyped-call] # as above
        yield from _said(key.partition(":")[0], frame, 0)
    for frame in tags.unknown_frames:
        yield "ID3", frame
        yield from (("ID3", inner) for inner in _inflated(frame))


def _inflated(frame: bytes) -> Iterator[bytes]:
    """What a frame that is packed (ID3v2.3, section 3.3.1) holds, wherever in it that begins."""
    for at in range(min(_MOST_BEFORE, len(frame))):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(frame[at:], _LONGEST_TAG)


_MOST_BEFORE = 24
"""Bytes of a frame's header and of what tells how it is packed."""


def _others(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    import mutagen  # noqa: PLC0415 - loaded when there is sound to look at

    try:
        file = mutagen.File(io.BytesIO(data))
    except (mutagen.MutagenError, ValueError, EOFError):
        return
    for key, value in (file.tags or {}).items() if file is not None else ():
        yield str(key), str(key)
        yield from _said(str(key), value, 0)


_DEEPEST = 6


def _said(name: str, value: object, depth: int) -> Iterator[tuple[str, str | bytes]]:
    """All texts of a frame, of the frames in it, and the bytes that it carries."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str | bytes):
        yield name, value
    elif isinstance(value, list | tuple):
        texts = [each[0] if isinstance(each, tuple) and each else each for each in value]
        if len(texts) > 1 and all(isinstance(each, str) for each in texts):
            yield name, " ".join(map(str, texts))
        for each in value:
            yield from _said(name, each, depth + 1)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield name, str(key)
            yield from _said(f"{name} {str(key).partition(':')[0]}", each, depth + 1)
    elif not isinstance(value, int | float):
        for each in getattr(value, "__dict__", {}).values():
            yield from _said(name, each, depth + 1)
