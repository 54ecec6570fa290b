"""What stands on the shelf: the episodes that are published, and nothing that is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from passage.errors import PassageError
from passage.keeping import files
from passage.keeping.store import Store
from passage.model import Consent, Library
from passage.pipeline import (
    enclosures,
    former_names,
    records,
)
from passage.pipeline.former_names import Former
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.pipeline.shelving import artwork, beside, book, editions, site
from passage.publishing import address, feed, paging
from passage.publishing.book.names import BookFile
from passage.publishing.site import values


def standing(layout: Layout, library: Library) -> list[Record]:
    """The episodes to publish: whole, still in the show, and all who are heard in them agree.

    An older version stays in its place while the new one fails or waits for consent, unless
    one of those who are heard in it no longer agrees.
    """
    granted = {script.id for script in library.scripts if script.consent is Consent.GRANTED}
    wanted = {manifest.id for manifest in library.manifests}
    return [
        record
        for episode_id, record in sorted(records.read(layout.audio).items())
        if episode_id in wanted
        and record.scripts <= granted
        and enclosures.is_whole(layout.audio, record.episode)
    ]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands there."""

    feed: Path
    changed: bool
    """Whether the feed is another than before."""
    home: Path
    """The first of the pages."""
    books: tuple[BookFile, ...] = ()
    failures: tuple[PassageError, ...] = ()
    """Why something beside the episodes could not be made."""


def publish(
    layout: Layout, library: Library, kept: Sequence[Record], *, encode: bool = True
) -> Shelf:
    """Write the feed and all that it names.

    Without `encode`, editions and books that are not there are left out. Raises DeliveryFailed.
    """
    manifests = [record.episode.manifest for record in kept]
    pictures = artwork.publish(layout, library.show, manifests)
    smaller = editions.publish(layout, library.show, kept, encode=encode)
    lost = former_names.changed(layout)
    with beside.Written(layout) as written:
        told = [
            replace(
                beside.write(
                    layout,
                    library,
                    record,
                    pictures,
                    written,
                    is_changed=record.episode.manifest.guid in lost,
                ),
                editions=smaller.by_episode.get(record.episode.manifest.id, ()),
                page=values.page(record.episode.manifest.id),
            )
            for record in kept
        ]
        books = book.publish(layout, library, kept, pictures, written, bind=encode)
        shown = tuple(zip(kept, told, strict=True))
        linked = tuple(values.Book(b.path, b.narrated, b.media_type, b.size) for b in books.files)
        site.publish(layout, library, shown, pictures.cover, written, render=encode, books=linked)
    changed = False
    archive = {path.name for path in layout.feed.glob("archive-*.xml")}
    # The feed comes last: what it names is there when it is read.
    for document in reversed(list(feed.documents(library.show, told, artwork=pictures.cover))):
        changed |= files.write_if_changed(layout.feed / document.name, document.content)
        archive.discard(document.name)
    for stale in archive:
        (layout.feed / stale).unlink()
    beside.sweep(layout, told)
    editions.sweep(layout, {edition.path for each in told for edition in each.editions})
    failures = (*smaller.failures, *books.failures)
    home = layout.folder / address.HOME
    return Shelf(layout.feed / paging.FEED, changed, home, books.files, failures)


def tidy(layout: Layout, library: Library, kept: Sequence[Record], former: Former) -> None:
    """Remove what is no longer published, the drafts of what is, and what was left half-written."""
    Store(layout.cache).sweep()
    beside.sweep_unfinished(layout)
    # First, so that at no time an address that was published leads nowhere.
    former_names.write(layout, former, kept)
    _sweep(layout.audio, {record.episode.manifest.id: record.episode.file for record in kept})
    pending = {script.id for script in library.scripts if script.consent is Consent.PENDING}
    heard = pending | {s.id for s in library.scripts if s.consent is Consent.GRANTED}
    wanted = {m.id for m in library.manifests if pending & set(m.scripts)}
    _sweep(
        layout.drafts,
        {
            episode_id: record.episode.file
            for episode_id, record in records.read(layout.drafts).items()
            if episode_id in wanted and record.scripts <= heard
        },
    )


def _sweep(folder: Path, named: Mapping[str, str]) -> None:
    for episode_id in records.read(folder):
        if episode_id not in named:
            records.remove(folder, episode_id)
    enclosures.sweep(folder, set(named.values()))
