"""The show's pictures: its cover, its own or drawn; one for each episode, a map for each stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Protocol

import PIL

from passage import fingerprint
from passage.keeping import files
from passage.keeping.store import Store
from passage.model import Consent, Library, Manifest, Show, Stage
from passage.pipeline.layout import Layout
from passage.publishing import ARTWORK_VERSION, alt, direction
from passage.publishing.published import Picture
from passage.reading import picture

FEED_SIZE = 3000
"""Pixels square: the most that Apple takes."""

TAG_SIZE = 1400
"""Pixels square in the audio file itself, where each kilobyte is downloaded by everyone."""

EPISODE_SIZE = 1400
"""Pixels square: the least that Apple takes."""

STAGE_SIZE = 600
"""Pixels square of what a player shows beside a chapter."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What the feed shows."""

    cover: Picture
    episodes: dict[str, Picture]
    """By the episode's id; none for a show with artwork of its own, which stands for them all."""
    stages: tuple[tuple[str, Picture], ...]
    """By the stage's id."""


def fingerprint_of(layout: Layout, show: Show) -> str:
    """Tell everything that the cover depends on, without drawing it."""
    if show.artwork:
        return fingerprint.of_bytes((layout.folder / show.artwork).read_bytes())
    return fingerprint.of(_drawn_with(show), show.title)


def cover(layout: Layout, show: Show, size: int) -> bytes:
    """The cover's bytes: drawn once, then kept."""
    if show.artwork:
        return (layout.folder / show.artwork).read_bytes()
    return _kept(layout, cover_key(layout, show, size), lambda: _artist().cover(show, size=size))


def draw(layout: Layout, library: Library) -> None:
    """See to it that every picture is there that the show needs."""
    show = library.show
    for size in (FEED_SIZE, TAG_SIZE):
        cover(layout, show, size)
    for manifest in _with_covers(library):
        _episode(layout, show, manifest)
    for stage in show.stages:
        _stage(layout, show, stage)


def cover_key(layout: Layout, show: Show, size: int) -> str:
    """The cover's name in the store."""
    return fingerprint.of("cover", fingerprint_of(layout, show), size)


def keys(layout: Layout, library: Library) -> Iterator[str]:
    """The names in the store of all pictures of a show."""
    show = library.show
    for size in (FEED_SIZE, TAG_SIZE):
        yield cover_key(layout, show, size)
    for manifest in _with_covers(library):
        yield _map_key(show, manifest.title, manifest.season, EPISODE_SIZE)
    for stage in show.stages:
        yield _map_key(show, stage.name, stage.id, STAGE_SIZE)


def publish(layout: Layout, show: Show, manifests: Iterable[Manifest]) -> Pictures:
    """Put the pictures beside the feed, under names that change when they do."""
    published = Pictures(
        _publish_cover(layout, show),
        {} if show.artwork else {m.id: _publish_episode(layout, show, m) for m in manifests},
        tuple((stage.id, _publish_stage(layout, show, stage)) for stage in show.stages),
    )
    _sweep(layout, published)
    return published


def _with_covers(library: Library) -> list[Manifest]:
    """The episodes that are drawn: none of those whose every script was withdrawn."""
    gone = {s.id for s in library.scripts if s.consent is Consent.WITHDRAWN}
    drawn = [manifest for manifest in library.manifests if not gone.issuperset(manifest.scripts)]
    return [] if library.show.artwork else drawn


def _publish_cover(layout: Layout, show: Show) -> Picture:
    data = cover(layout, show, FEED_SIZE)
    # Reading has refused a picture that is neither; what is drawn is a PNG.
    measured = picture.measure(data)
    size, media_type = (measured.width, measured.media_type) if measured else (0, "image/png")
    suffix = ".jpg" if media_type == "image/jpeg" else ".png"
    mark = cover_key(layout, show, FEED_SIZE)[:8]
    files.write_if_changed(layout.feed / f"cover-{mark}{suffix}", data)
    return Picture(f"feed/cover-{mark}{suffix}", alt.cover(show), size, media_type)


def _publish_episode(layout: Layout, show: Show, manifest: Manifest) -> Picture:
    key, data = _episode(layout, show, manifest)
    name = f"pictures/{manifest.id}-{key[:8]}.png"
    files.write_if_changed(layout.feed / name, data)
    return Picture(f"feed/{name}", alt.episode(show, manifest), EPISODE_SIZE)


def _publish_stage(layout: Layout, show: Show, stage: Stage) -> Picture:
    key, data = _stage(layout, show, stage)
    name = f"pictures/stage-{stage.id}-{key[:8]}.png"
    files.write_if_changed(layout.feed / name, data)
    return Picture(f"feed/{name}", alt.stage(show, stage), STAGE_SIZE)


def _episode(layout: Layout, show: Show, manifest: Manifest) -> tuple[str, bytes]:
    key = _map_key(show, manifest.title, manifest.season, EPISODE_SIZE)
    return key, _kept(layout, key, lambda: _artist().episode(show, manifest, size=EPISODE_SIZE))


def _stage(layout: Layout, show: Show, stage: Stage) -> tuple[str, bytes]:
    key = _map_key(show, stage.name, stage.id, STAGE_SIZE)
    return key, _kept(layout, key, lambda: _artist().stage(show, stage, size=STAGE_SIZE))


def _sweep(layout: Layout, published: Pictures) -> None:
    """Remove the pictures that are no longer shown."""
    stages = (shown for _, shown in published.stages)
    shown = {each.path for each in (published.cover, *published.episodes.values(), *stages)}
    for path in (
        *layout.feed.glob("cover-????????.*"),
        *layout.feed.glob("pictures/*-????????.png"),
    ):
        if layout.shown(path) not in shown:
            path.unlink()


def _map_key(show: Show, words: str, stage_id: str, size: int) -> str:
    return fingerprint.of("map", _drawn_with(show), words, stage_id, size)


def _drawn_with(show: Show) -> tuple[object, ...]:
    """What changes every picture of a show."""
    font = metadata.version("pymupdf-fonts")
    stages = [stage.id for stage in show.stages]
    # Only where it matters, so that no other picture has another name than it had.
    turned = ["rtl"] if direction.of(show.language) == "rtl" else []
    return (ARTWORK_VERSION, PIL.__version__, font, stages, *turned)


def _kept(layout: Layout, key: str, draw_it: Callable[[], bytes]) -> bytes:
    store = Store(layout.cache)
    kept = store.get(key)
    if kept is None:
        kept = draw_it()
        store.put(key, kept)
    return kept


class Artist(Protocol):
    """What draws."""

    def cover(self, show: Show, *, size: int) -> bytes:
        """Draw the show's cover."""
        ...

    def episode(self, show: Show, manifest: Manifest, *, size: int) -> bytes:
        """Draw an episode's cover."""
        ...

    def stage(self, show: Show, present: Stage, *, size: int) -> bytes:
        """Draw the map for a stage's chapters."""
        ...


def _artist() -> Artist:
    """What draws, loaded when there is something to draw: most builds change no picture."""
    from passage.publishing import artwork  # noqa: PLC0415

    return artwork
