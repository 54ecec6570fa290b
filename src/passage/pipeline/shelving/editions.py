"""The editions for thin connections, where the show asks for them: made once, then kept."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from passage import fingerprint
from passage.errors import MixingFailed, PassageError
from passage.keeping import files
from passage.keeping.store import Store
from passage.mixing import opus
from passage.model import Episode, Show
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.publishing.published import Edition

FOLDER = "editions"
"""In ``feed/``."""


def keys(show: Show, episodes: Sequence[Episode]) -> set[str]:
    """The names in the store of all editions of a show. Raises MixingFailed."""
    return {_key(episode) for episode in episodes} if show.editions else set()


@dataclass(frozen=True, slots=True)
class Editions:
    """What there is of the editions that the show asks for."""

    by_episode: Mapping[str, tuple[Edition, ...]]
    """By the episode's id."""
    failures: tuple[PassageError, ...] = ()
    """Why others could not be made. Their episodes are published without them."""


def publish(layout: Layout, show: Show, kept: Sequence[Record], *, encode: bool) -> Editions:
    """Write the editions of episodes, on each processor one.

    Without `encode` only those that are kept: what is withdrawn waits for no encoder. Raises
    DeliveryFailed when there is no room for them.
    """
    if not show.editions:
        return Editions({})
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(lambda record: _edition(layout, record.episode, encode=encode), kept))
    by_episode, failures = {}, []
    for record, edition in zip(kept, made, strict=True):
        if isinstance(edition, MixingFailed):
            failures.append(edition)
        elif edition:
            by_episode[record.episode.manifest.id] = (edition,)
    return Editions(by_episode, tuple(failures))


def sweep(layout: Layout, named: Collection[str]) -> None:
    """Remove the editions that the feed does not name."""
    for path in layout.feed.glob(f"{FOLDER}/*.opus"):
        if layout.shown(path) not in named:
            path.unlink()


def _edition(layout: Layout, episode: Episode, *, encode: bool) -> Edition | MixingFailed | None:
    try:
        data = _data(layout, episode, encode=encode)
    except MixingFailed as failure:
        return failure if encode else None
    if data is None:
        return None
    name = f"{episode.manifest.id}-{fingerprint.of_bytes(data)[:8]}.opus"
    path = layout.feed / FOLDER / name
    files.write_if_changed(path, data)
    digest = base64.b64encode(hashlib.sha384(data).digest()).decode()
    return Edition(
        path=layout.shown(path),
        media_type="audio/ogg",
        size=len(data),
        bitrate=opus.BITRATE,
        codecs="opus",
        title="Low bandwidth",
        integrity=f"sha384-{digest}",
    )


def _data(layout: Layout, episode: Episode, *, encode: bool) -> bytes | None:
    store, key = Store(layout.cache), _key(episode)
    data = store.get(key)
    if data is None and encode:
        data = opus.encode(layout.audio / episode.file)
        store.put(key, data)
    return data


def _key(episode: Episode) -> str:
    """The file's name tells what is in the file."""
    return fingerprint.of("edition", opus.version(), episode.file, episode.size)
