"""A show of invented people, built with its pages and its books: what is served."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests import shows
from tests.pipeline.building import build

_PENDING = """\
---
title: Waiting
stage: road
narrator: Di
consent: pending
---
Nobody has asked me yet.
"""
_DRAFT = """\
guid: 00000000-0000-4000-8000-000000000003
number: 3
season: road
title: The Third Part
summary: What will happen.
published: 2026-03-03T09:00:00+00:00
scripts: [waiting]
"""
BOOK, TEXT_BOOK = "feed/roads.epub", "feed/roads-text.epub"


def build_show(folder: Path, address: str) -> Path:
    """Build it twice, so that sound has a former name; `address` is where it will be served."""
    shows.write(folder)
    shows.edit(folder, "passage.yml", "https://example.org/roads/", address)
    shows.edit(folder, "passage.yml", "stages:", "editions: [opus]\nstages:")
    (folder / "scripts" / "waiting.md").write_text(_PENDING, "utf-8")
    (folder / "episodes" / "three.yml").write_text(_DRAFT, "utf-8")
    build(folder)
    shows.edit(folder, "scripts/walking.md", "We walked.", "We all walked.")
    build(folder)
    assert former(folder)
    return folder


def former(folder: Path) -> dict[str, str]:
    """The former names of sound, and the present ones."""
    found: dict[str, str] = json.loads((folder / "audio_out" / "names.json").read_text("utf-8"))
    return found


def sound(folder: Path, episode: str) -> str:
    """The path of an episode's sound."""
    (path,) = (folder / "audio_out").glob(f"{episode}-*.mp3")
    return f"audio_out/{path.name}"


def edition(folder: Path, episode: str) -> str:
    """The path of an episode's edition for thin connections."""
    (path,) = (folder / "feed" / "editions").glob(f"{episode}-*.opus")
    return f"feed/editions/{path.name}"


def cover(folder: Path) -> str:
    """The path of the show's artwork."""
    (path,) = (folder / "feed").glob("cover-*.png")
    return f"feed/{path.name}"


def said(folder: Path, episode: str) -> list[str]:
    """The sentences of an episode."""
    data = (folder / "feed" / "transcripts" / f"{episode}.json").read_text("utf-8")
    return [segment["body"] for segment in json.loads(data)["segments"]]


def picture(folder: Path, episode: str) -> str:
    """The path of an episode's own picture."""
    (path,) = (folder / "feed" / "pictures").glob(f"{episode}-*.png")
    return f"feed/{path.parent.name}/{path.name}"


def rebound(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]], *more: str) -> bytes:
    """A book in which some files, by the ends of their names, are others, and some are added."""
    changed, file = set[str](), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            for ending in [end for end in changes if entry.filename.endswith(end)]:
                before, content = content, changes[ending](content)
                assert content != before
                changed.add(ending)
            new.writestr(entry, content)
        for name in more:
            new.writestr(name, b"For the makers only.")
    assert changed == set(changes)
    return file.getvalue()
