"""The ID3 tag of an MP3, as a player reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from passage.validating.delivery.carriers import Chapters
from passage.validating.delivery.sound import Tag


def read(path: Path) -> Tag | None:
    """What the tag says; None where there is none, or none that can be read."""
    # Only who looks at sound waits for mutagen.
    from mutagen import MutagenError, id3  # noqa: PLC0415 - see the line above

    try:
        # mutagen says that it is typed, and is not.
        frames: Any = id3.ID3(path)  # type: ignore[no-untyped-call]
    except (MutagenError, OSError, ValueError, EOFError):
        return None
    chapters = sorted(frames.getall("CHAP"), key=lambda frame: frame.start_time)
    lyrics = frames.getall("USLT")
    guids = frames.getall("TGID")
    return Tag(
        guid=str(guids[0]).strip() if guids else "",
        lyrics=str(lyrics[0].text) if lyrics else "",
        chapters=_told(chapters),
        ids=tuple(str(frame.element_id) for frame in chapters),
        contents=tuple(_contents({f.element_id: f for f in frames.getall("CTOC")})),
    )


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
