"""The ID3 tag of an MP3, as a player reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from passage.validating import pictures
from passage.validating.delivery.carriers import Chapters
from passage.validating.delivery.sound import Tag


def read(path: Path) -> Tag | None:
    """What the tag says; None where there is none, or none that can be read."""
    # Only who looks at sound waits for mutagen.
    from mutagen import MutagenError, id3  # noqa: PLC0415 - see the line above

    try:
        # mutagen says that it is typed, and is not.
        raw: Any = id3.ID3(path, known_frames={}, translate=False)  # type: ignore[no-untyped-call]
        if any(_is_packed(frame, raw.version[1]) for frame in raw.unknown_frames):
            return None
        frames: Any = id3.ID3(path)  # type: ignore[no-untyped-call]
    except (MutagenError, OSError, ValueError, EOFError, LookupError, TypeError):
        return None
    chapters = sorted(frames.getall("CHAP"), key=lambda frame: frame.start_time)
    lyrics = frames.getall("USLT")
    guids = frames.getall("TGID")
    return Tag(
        title=_text(frames, "TIT2"),
        album=_text(frames, "TALB"),
        artist=_text(frames, "TPE1"),
        number=_text(frames, "TRCK").partition("/")[0],
        date=_text(frames, "TDRC")[:10],
        has_picture=any(pictures.read(frame.data) for frame in frames.getall("APIC")),
        ends=tuple(int(frame.end_time) for frame in chapters),
        guid=str(guids[0]).strip() if guids else "",
        lyrics=str(lyrics[0].text) if lyrics else "",
        chapters=_told(chapters),
        ids=tuple(str(frame.element_id) for frame in chapters),
        contents=tuple(_contents({f.element_id: f for f in frames.getall("CTOC")})),
    )


def _text(frames: Any, name: str) -> str:  # noqa: ANN401 - see above
    found = frames.getall(name)
    return " ".join(str(found[0]).split()) if found else ""


_HEADER = 10
"""Bytes: a name, a size, two of flags."""


def _is_packed(frame: bytes, version: int) -> bool:
    """Whether a frame, or one within it, is compressed: unpacked it could be of any size.

    Sections 3.3.1 of ID3v2.3 and 4.1.2 of ID3v2.4.0. Podcasts have no use for it.
    """
    bit = 0x80 if version == 3 else 0x08  # noqa: PLR2004 - ID3v2.3
    if len(frame) < _HEADER or frame[_HEADER - 1] & bit:
        return len(frame) >= _HEADER
    inside = _inside(frame)
    while len(inside) >= _HEADER:
        if inside[_HEADER - 1] & bit:
            return True
        size = int.from_bytes(inside[4:8])
        if version > 3:  # noqa: PLR2004 - seven bits of each byte count from ID3v2.4 on
            size = sum(
                (byte & 0x7F) << shift
                for byte, shift in zip(inside[4:8], (21, 14, 7, 0), strict=True)
            )
        inside = inside[_HEADER + size :]
    return False


def _inside(frame: bytes) -> bytes:
    """The frames within a chapter or a table of contents (chapters 1.0, sections 3.1 and 3.2)."""
    _, _, rest = frame[_HEADER:].partition(b"\0")
    if frame.startswith(b"CHAP"):
        return rest[16:]
    if not frame.startswith(b"CTOC") or len(rest) < 2:  # noqa: PLR2004 - flags and a count
        return b""
    return rest[2:].split(b"\0", rest[1])[-1]


def _told(chapters: list[Any]) -> Chapters:
    return tuple(
        (int(frame.start_time), " ".join(str(frame.sub_frames.get("TIT2", "")).split()))
        for frame in chapters
    )


def _contents(tables: dict[str, Any]) -> list[str]:
    """The chapters in the order of the tables, which may be chained (chapters 1.0, section 3.2)."""
    listed: list[str] = []
    named = {child for table in tables.values() for child in table.child_element_ids}
    todo, seen = [name for name in tables if name not in named], set[str]()
    while todo:
        name = todo.pop(0)
        if name in tables and name not in seen:
            seen.add(name)
            todo = [*tables[name].child_element_ids, *todo]
        elif name not in tables:
            listed.append(str(name))
    return listed
