"""A book that lies somewhere, checked with its sound, and with the show that it is of."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from mutagen import MutagenError
from mutagen.mp3 import MP3

from passage.errors import PassageError
from passage.keeping import files
from passage.model import Show
from passage.narrating import phrasebook
from passage.pipeline.layout import Layout
from passage.publishing.book import names
from passage.publishing.book import package as own
from passage.reading import folder as show_folder
from passage.validating.book import checking, frames, package, source
from passage.validating.book.container import Container, Unreadable
from passage.validating.book.source import Source
from passage.validating.finding import Finding


def check(path: Path, shown: str, shows: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Everything that is wrong in the book at `path`; `shown` is the name for its place.

    `shows` are folders in which its show may lie. If a book of the same identifier has been made
    in one, the words and the sound are compared with those that are published there.
    """
    known = next((_source(Layout(folder)) for folder in shows if _is_of(path, folder)), None)
    with path.open("rb") as file:
        return checking.check(file, shown, length, known)


def length(sound: BinaryIO) -> int | None:
    """How long an MP3 file is, in milliseconds; None if it does not say, or is not whole."""
    data = sound.read()
    if not frames.whole(data):
        return None
    try:
        found = MP3(BytesIO(data))  # type: ignore[no-untyped-call]  # mutagen gives it no types
        return round(1000 * float(found.info.length))  # type: ignore[attr-defined]  # the same
    except (MutagenError, OSError):
        return None


def _is_of(path: Path, folder: Path) -> bool:
    """Whether the show in a folder has made a book of the same name or identifier."""
    wanted = _identifier(path)
    return any(
        made.name == path.name or (wanted and _identifier(made) == wanted)
        for made in sorted(Layout(folder).feed.glob("*.epub"))
    )


def _identifier(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return package.identifier(Container(file))
    except (OSError, Unreadable, zipfile.BadZipFile):
        return ""


def _source(layout: Layout) -> Source:
    """What a show has published: read from the files that lie beside the feed."""
    try:
        show = show_folder.read(layout.folder).show
    except PassageError:
        show = None  # What is wrong with it `passage check` tells.
    return Source(
        transcripts={
            path.stem: source.sentences(path.read_text("utf-8"))
            for path in sorted((layout.feed / "transcripts").glob("*.html"))
        },
        sounds={path.name: files.sha256(path) for path in sorted(layout.audio.glob("*.mp3"))},
        narrated=_said(show, narrated=True) if show else {},
        alone=_said(show, narrated=False) if show else {},
        left_out=frozenset(phrasebook.of_listening()),
    )


def _said(show: Show, *, narrated: bool) -> dict[str, str]:
    """What the package of a book says of its show."""
    return {
        "dc:identifier": own.identifier(show, narrated=narrated),
        "dc:title": names.title(show, narrated=narrated),
        "dc:creator": show.author,
        "dc:description": show.description,
    }
