"""How episodes sound: measured once, then kept with the clips."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec

from passage import fingerprint
from passage.keeping.store import Store
from passage.mixing import clips, measuring
from passage.model import Episode, EpisodeSound
from passage.pipeline import enclosures
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record


def key(episode: Episode) -> str:
    """The measurement's name in the store: the file's name tells what is in the file."""
    return fingerprint.of("sounding", measuring.VERSION, episode.file, episode.size)


def take(layout: Layout, made: Sequence[Record]) -> list[EpisodeSound | None]:
    """Measure episodes, on each processor one; None for one whose audio is not whole.

    Raises MixingFailed.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda record: _sound(layout, record), made))


# Made before there are threads: see mixing.clips.
_sounds = msgspec.json.Decoder(EpisodeSound)


def _sound(layout: Layout, record: Record) -> EpisodeSound | None:
    if not enclosures.is_whole(layout.audio, record.episode):
        return None
    store = Store(layout.cache)
    kept = _kept(store, record.episode)
    if kept is None:
        path = layout.audio / record.episode.file
        kept = measuring.measure(path, tuple(_segments(layout, store, record)))
        store.put(key(record.episode), msgspec.json.encode(kept))
    return kept


def _kept(store: Store, episode: Episode) -> EpisodeSound | None:
    data = store.get(key(episode))
    try:
        return _sounds.decode(data) if data else None
    except msgspec.DecodeError:
        return None


def _segments(layout: Layout, store: Store, record: Record) -> Iterator[float]:
    """What was measured when each clip was encoded; from the episode where a clip is gone."""
    path = layout.audio / record.episode.file
    for chapter, segment in zip(record.episode.chapters, record.segments, strict=True):
        clip = store.get(segment.recipe.key)
        yield clips.load(clip).loudness if clip else measuring.loudness(path, chapter)
