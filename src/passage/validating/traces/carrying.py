"""Every text that a file carries, whatever kind of file it is."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from passage.validating.traces import pictures, sound, writing

DEEPEST = 5
"""Files within files: a picture in a tag in an archive is three."""

MOST = 1 << 28
"""Bytes of a file within a file; what is larger is not unpacked."""

_ENTRY = b"passage-entry "
_ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file carries, as far as it can be read."""

    where: str
    """Within the file, such as ``TIT2`` or ``OPS/page.xhtml``; empty for the file as a whole."""
    text: str = field(default="", repr=False)
    data: bytes = field(default=b"", repr=False)
    """What cannot be read: the sound, the points of a picture."""


Skip = Callable[[bytes], bool]


def carried(
    data: bytes, where: str = "", depth: int = 0, skip: Skip = lambda _: False
) -> Iterator[Carried]:
    """Yield every text of a file, and what is left of it as bytes. Nothing is raised.

    Of the files in an archive those are left out for which `skip` says that they are known.
    """
    if depth > DEEPEST:
        yield Carried(where, data=data)
    elif data.startswith(_ENTRY):
        # An entry of the store: a line of its own, then a file.
        yield from carried(data.partition(b"\n")[2], where, depth + 1, skip)
    elif (text := _text(data)) is not None:
        yield from _of_text(text, where, depth)
    else:
        yield from _of_bytes(data, where, depth, skip)
        yield Carried(where, data=data)


def _of_bytes(data: bytes, where: str, depth: int, skip: Skip) -> Iterator[Carried]:
    if data.startswith(_ZIP):
        yield from _archive(data, where, depth, skip)
    elif data.startswith(_GZIP) or _is_zlib(data):
        yield from carried(_unpacked(data), where, depth + 1)
    elif pictures.is_picture(data):
        yield from _parts(pictures.parts(data), where, depth)
    elif sound.is_sound(data):
        yield from _parts(sound.parts(data), where, depth)
    elif head := _first_line(data):
        # A clip or a sentence that is kept: a line of JSON, then the sound.
        yield from _of_text(head, where, depth)
        yield from carried(data[data.index(b"\n") + 1 :], where, depth + 1)
    elif _is_mostly_text(data):
        yield from _guessed(data, where)


def _first_line(data: bytes) -> str:
    line, end, _ = data.partition(b"\n")
    return (_text(line) or "") if end else ""


def _of_text(text: str, where: str, depth: int) -> Iterator[Carried]:
    for view in writing.views(text):
        yield Carried(where, view)
    if (printed := writing.unprinted(text)) != text:
        yield Carried(where, printed)
    if text[:1] in {"{", "["}:
        yield from (Carried(where, joined) for joined in _joined(text))
    for data in writing.enclosed(text):
        yield from carried(data, _within(where, "data:"), depth + 1)


def _joined(text: str) -> Iterator[str]:
    """The texts of a list's items, joined: words that are told one by one are a sentence."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    columns: list[str] = []
    _collect(value, columns)
    yield from columns


def _collect(value: object, columns: list[str]) -> None:
    if isinstance(value, dict):
        for each in value.values():
            _collect(each, columns)
    elif isinstance(value, list):
        if texts := [each for each in value if isinstance(each, str)]:
            columns.append(" ".join(texts))
        groups = [each for each in value if isinstance(each, dict)]
        for key in dict.fromkeys(key for group in groups for key in group):
            texts = [group[key] for group in groups if isinstance(group.get(key), str)]
            if len(texts) > 1:
                columns.append(writing.undone(" ".join(texts)))
                columns.append(writing.undone("".join(texts)))
        for each in value:
            _collect(each, columns)


def _archive(data: bytes, where: str, depth: int, skip: Skip) -> Iterator[Carried]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Carried(where, archive.comment.decode("utf-8", "replace"))
            for member in archive.infolist():
                name = _within(where, member.filename)
                yield from _names(member.filename, name)
                yield Carried(name, member.comment.decode("utf-8", "replace"))
                if member.file_size <= MOST and not skip(inner := archive.read(member)):
                    yield from carried(inner, name, depth + 1, skip)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError):
        return


def _names(name: str, where: str) -> Iterator[Carried]:
    yield from (Carried(where, view) for view in writing.views(name))


def _parts(parts: Iterator[tuple[str, str | bytes]], where: str, depth: int) -> Iterator[Carried]:
    for name, part in parts:
        within = _within(where, name)
        if isinstance(part, str):
            yield from _of_text(part, within, depth)
            for data in writing.unbased(part) if len(part) > _LEAST_FILE else ():
                yield from carried(data, within, depth + 1)
        else:
            yield from carried(part, within, depth + 1)
            if not (pictures.is_picture(part) or sound.is_sound(part)):
                yield from _guessed(part, within)


def _guessed(data: bytes, where: str) -> Iterator[Carried]:
    """Read bytes as whatever text they may be: a description says its encoding in many ways."""
    if len(data) > _MOST_GUESSED:
        return
    for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        yield Carried(where, data.decode(encoding, "replace"))
        if encoding.startswith("utf-16"):
            yield Carried(where, data[1:].decode(encoding, "replace"))


_LEAST_FILE = 64
_MOST_GUESSED = 1 << 20


def _text(data: bytes) -> str | None:
    """The bytes as a text; None when they are none."""
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    if b"\x00" in data[:4096]:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_mostly_text(data: bytes) -> bool:
    """Whether it is a text but for some bytes: one that is damaged, or in another encoding."""
    some = data[:_SAMPLE]
    return len(data) <= _MOST_GUESSED and _MOSTLY * len(some) < len(some.translate(None, _CONTROLS))


_SAMPLE = 4096
_MOSTLY = 0.9
_CONTROLS = bytes({*range(32), *range(127, 160)} - {9, 10, 13})


def _is_zlib(data: bytes) -> bool:
    """RFC 1950, section 2.2: deflate, a window, and a check that 31 divides."""
    return len(data) > 2 and data[0] == 0x78 and int.from_bytes(data[:2], "big") % 31 == 0  # noqa: PLR2004 - of the RFC


def _unpacked(data: bytes) -> bytes:
    try:
        if data.startswith(_GZIP):
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
                return file.read(MOST)
        return zlib.decompressobj().decompress(data, MOST)
    except (OSError, EOFError, zlib.error):
        return b""


def _within(where: str, name: str) -> str:
    return f"{where}: {name}" if where else name
