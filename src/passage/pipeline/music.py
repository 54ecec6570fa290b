"""The file of the show's music bed."""

from __future__ import annotations

from passage.errors import MixingFailed
from passage.model import Show
from passage.pipeline.layout import Layout


def read(layout: Layout, show: Show) -> bytes:
    """The file; empty when the show names none. Raises MixingFailed when it cannot be read."""
    name = show.sound.music
    if not name:
        return b""
    try:
        return (layout.folder / name).read_bytes()
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise MixingFailed(name, what, "see whether you may read it") from error
