"""The show's cover: its own picture, or the one that Passage draws, and where it is kept."""

from __future__ import annotations

from pathlib import Path

import PIL

from passage import fingerprint
from passage.keeping import files
from passage.keeping.store import Store
from passage.model import Show
from passage.pipeline.layout import Layout
from passage.publishing import ARTWORK_VERSION

FEED_SIZE = 3000
"""Pixels square: the most that Apple takes."""

TAG_SIZE = 1400
"""Pixels square in the audio file itself, where each kilobyte is downloaded by everyone."""


def fingerprint_of(layout: Layout, show: Show) -> str:
    """Tell everything that the cover depends on, without drawing it."""
    if show.artwork:
        return fingerprint.of_bytes((layout.folder / show.artwork).read_bytes())
    stages = [stage.name for stage in show.stages]
    return fingerprint.of(ARTWORK_VERSION, PIL.__version__, show.title, show.author, stages)


def cover(layout: Layout, show: Show, size: int) -> bytes:
    """The cover's bytes: drawn once, then kept."""
    if show.artwork:
        return (layout.folder / show.artwork).read_bytes()
    store = Store(layout.cache)
    key = cover_key(layout, show, size)
    kept = store.get(key)
    if kept is None:
        # Drawing is loaded when there is something to draw: most builds change no cover.
        from passage.publishing import artwork  # noqa: PLC0415

        kept = artwork.cover(show, size=size)
        store.put(key, kept)
    return kept


def draw(layout: Layout, show: Show) -> None:
    """See to it that the cover is there in each of its sizes."""
    for size in (FEED_SIZE, TAG_SIZE):
        cover(layout, show, size)


def cover_key(layout: Layout, show: Show, size: int) -> str:
    """The cover's name in the store."""
    return fingerprint.of("cover", fingerprint_of(layout, show), size)


def publish(layout: Layout, show: Show) -> Path:
    """Put the cover beside the feed under a name that changes when the picture does."""
    suffix = Path(show.artwork).suffix.lower() or ".png"
    mark = cover_key(layout, show, FEED_SIZE)[:8]
    path = layout.feed / f"cover-{mark}{suffix}"
    files.write_if_changed(path, cover(layout, show, FEED_SIZE))
    for stale in layout.feed.glob("cover-????????.*"):
        if stale != path:
            stale.unlink()
    return path
