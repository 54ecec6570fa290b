"""Every text that a file carries, whatever kind of file it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from passage.validating.traces import pictures, seldom, sound, unpacking, writing

DEEPEST = 5
"""Files within files: a picture in a tag in an archive is three."""

MOST = 1 << 28
"""Bytes of a file within a file; what is larger is not unpacked."""

_ENTRY = b"passage-entry "
_BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


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
        yield from of_text(text, where, depth)
    else:
        yield from _of_bytes(data, where, depth, skip)
        yield Carried(where, data=data)


def _of_bytes(data: bytes, where: str, depth: int, skip: Skip) -> Iterator[Carried]:
    if unpacking.is_archive(data):
        yield from _archive(data, where, depth, skip)
    if unpacking.is_packed(data):
        for inner in unpacking.unpacked(data, MOST):
            yield from carried(inner, where, depth + 1)
    elif pictures.is_picture(data):
        yield from _parts(pictures.parts(data), where, depth)
    elif sound.is_sound(data):
        yield from _parts(sound.parts(data), where, depth)
    elif head := _first_line(data):
        # A clip or a sentence that is kept: a line of JSON, then the sound.
        yield from of_text(head, where, depth)
        yield from carried(data[data.index(b"\n") + 1 :], where, depth + 1)
    elif _is_mostly_text(data):
        yield from _guessed(data, where, _MOST_TEXT)


def _first_line(data: bytes) -> str:
    line, end, _ = data.partition(b"\n")
    return (_text(line) or "") if end else ""


def of_text(text: str, where: str = "", depth: int = 0) -> Iterator[Carried]:
    """Yield every way in which a text may be meant, and what it carries."""
    for view in writing.views(text):
        yield Carried(where, view)
    if (printed := writing.unprinted(text)) != text:
        yield Carried(where, printed)
    if text[:1] in {"{", "["}:
        yield from (Carried(where, joined) for joined in _joined(text))
    for data in writing.enclosed(text):
        yield from carried(data, _within(where, "data:"), depth + 1)
    for data in seldom.packed(writing.undone(text)):
        if (said := _text(data)) and _is_meant(data, said):
            yield from of_text(said, where, depth + 1) if depth < DEEPEST else ()
        elif unpacking.is_packed(data) or pictures.is_picture(data):
            yield from carried(data, where, depth + 1)


def _is_meant(data: bytes, said: str) -> bool:
    """Whether what a word is in Base64 is a text, and not bytes that happen to begin as UTF-16."""
    is_wide = data[:1] in {b"\xff", b"\xfe", b"\0"} or b"\0" in data
    return all(map(_is_shown, said)) and (not is_wide or 2 * len(said.encode()) < 3 * len(said))


def _is_shown(character: str) -> bool:
    return character.isprintable() or character in "\t\r\n\ufeff"


def _joined(text: str) -> Iterator[str]:
    """The texts of a list's items, joined: words that are told one by one are a sentence."""
    columns: list[str] = []
    try:
        _collect(json.loads(text), columns)
    except (ValueError, RecursionError):
        _collect(list(_lines(text)), columns)
    yield from columns


def _lines(text: str) -> Iterator[object]:
    """The values of a text that has one on each line."""
    for line in text.splitlines():
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            return


def _collect(value: object, columns: list[str]) -> None:
    if isinstance(value, dict):
        texts = [each for each in value.values() if isinstance(each, str) and len(each) < _A_NAME]
        if len(texts) > 1:
            columns.append(writing.undone(" ".join(texts)))
        for each in value.values():
            _collect(each, columns)
    elif isinstance(value, list):
        if texts := [each for each in value if isinstance(each, str)]:
            columns.append(" ".join(texts))
        groups = [each for each in value if isinstance(each, dict)]
        groups += [dict(enumerate(each)) for each in value if isinstance(each, list)]
        for key in dict.fromkeys(key for group in groups for key in group):
            texts = [group[key] for group in groups if isinstance(group.get(key), str)]
            if len(texts) > 1:
                columns.append(writing.undone(" ".join(texts)))
                columns.append(writing.undone("".join(texts)))
        for each in value:
            _collect(each, columns)


_A_NAME = 40
"""Letters of a first or last name that stands beside the other; longer ones are sentences."""


def _archive(data: bytes, where: str, depth: int, skip: Skip) -> Iterator[Carried]:
    for name, comment, inner in unpacking.members(data, MOST):
        within = _within(where, name) if name else where
        if name:
            yield from of_text(name, within, depth)
        if comment:
            yield from _guessed(comment, within)
        if inner and not skip(inner):
            yield from carried(inner, within, depth + 1, skip)


def _parts(parts: Iterator[tuple[str, str | bytes]], where: str, depth: int) -> Iterator[Carried]:
    for name, part in parts:
        within = _within(where, name)
        if isinstance(part, str):
            yield from of_text(part, within, depth)
            yield from _mistaken(part, within)
            if len(part) > _LEAST_FILE:
                yield from carried(seldom.unbased(part), within, depth + 1)
            continue
        # A camera puts a small picture beside what it says of the large one.
        first = part.find(pictures.JPEG, 1)
        if first > 0:
            yield from carried(part[first:], within, depth + 1)
        yield from carried(part, within, depth + 1)
        if not (pictures.is_picture(part) or sound.is_sound(part)):
            yield from _guessed(part[:first] if first > 0 else part, within)


def _mistaken(text: str, where: str) -> Iterator[Carried]:
    """Read a tag that says it is in Latin-1 in the encoding that it may really be in."""
    if not text.isascii() and len(text) < _MOST_MISTAKEN:
        try:
            yield from (Carried(where, said) for said in seldom.decodings(text.encode("latin-1")))
        except UnicodeEncodeError:
            return


def _guessed(data: bytes, where: str, most: int = 1 << 20) -> Iterator[Carried]:
    """Read bytes as whatever text they may be: a description says its encoding in many ways."""
    if len(data) > most:
        return
    if _is_mostly_text(data):
        texts = [data.decode("utf-8", "replace"), data.decode("latin-1")]
        texts += seldom.decodings(data) if len(data) <= _MOST_MISTAKEN else ()
    else:
        # Of numbers some look like letters, two of which are soon somebody's name.
        texts = [b"\n".join(_ROW.findall(data)).decode("utf-8", "replace")]
    for text in texts:
        yield from (Carried(where, view) for view in writing.views(text))
    for encoding in ("utf-16-le", "utf-16-be"):
        yield Carried(where, data.decode(encoding, "replace"))
        yield Carried(where, data[1:].decode(encoding, "replace"))


_ROW = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){8,}")
"""Characters of UTF-8, as many as numbers seldom look like."""

_LEAST_FILE = 64
_MOST_MISTAKEN = 1 << 16
"""Bytes that are read in each of the encodings of old, which takes a while."""

_MOST_TEXT = 1 << 24
"""Bytes of a text in another encoding, or a damaged one."""


def _text(data: bytes) -> str | None:
    """The bytes as a text; None when they are none."""
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    if b"\x00" in data[:_SAMPLE]:
        return _wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """The bytes as UTF-16 that does not say so: spaces and line ends have a zero on one side."""
    some = data[:_SAMPLE]
    zeros = [some[at::2].count(0) for at in (0, 1)]
    at_least = _SELDOM_IN_ASCII if some.isascii() else _SELDOM
    if len(data) % 2 or min(zeros) or at_least * max(zeros) < len(some):
        return None
    try:
        text = data.decode("utf-16-be" if zeros[0] else "utf-16-le")
    except UnicodeDecodeError:
        return None
    return text if all(map(_is_shown, text[:_SAMPLE])) else None


_SELDOM, _SELDOM_IN_ASCII = 32, 4
"""Bytes of which one is a zero, at least."""


def _is_mostly_text(data: bytes) -> bool:
    """Whether it is a text but for some bytes: one that is damaged, or in another encoding."""
    some = data[:_SAMPLE]
    return len(data) <= _MOST_TEXT and _MOSTLY * len(some) < len(some.translate(None, _CONTROLS))


_SAMPLE = 4096
_MOSTLY = 0.9
_CONTROLS = bytes({*range(32), *range(127, 160)} - {9, 10, 13})


def _within(where: str, name: str) -> str:
    return f"{where}: {name}" if where else name
