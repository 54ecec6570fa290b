"""What the made folders were made from: nothing is published that is older than what is written."""

from __future__ import annotations

from passage import fingerprint
from passage.keeping import files
from passage.model import Library
from passage.pipeline import music
from passage.pipeline.layout import Layout
from passage.pipeline.shelving import artwork

_FILE = "built-from"
"""In the cache: without it, the next build writes it and makes nothing else again."""


def write(layout: Layout, library: Library) -> None:
    """Keep in mind that everything there is was made from this. Raises DeliveryFailed.

    What could not be made stays as it was before, and is published so: the build told it.
    """
    files.write_if_changed(layout.cache / _FILE, _told(layout, library))


def is_current(layout: Layout, library: Library) -> bool:
    """Whether people wrote nothing since that the made folders do not know."""
    try:
        return (layout.cache / _FILE).read_bytes() == _told(layout, library)
    except OSError:
        return False


def _told(layout: Layout, library: Library) -> bytes:
    show = library.show
    heard = fingerprint.of_bytes(music.read(layout, show))
    return f"{fingerprint.of(library, artwork.fingerprint_of(layout, show), heard)}\n".encode()
