"""The read-aloud book of what is published, and its text without the sound, beside the feed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, count
from typing import TYPE_CHECKING

from passage import fingerprint
from passage.keeping.store import Store
from passage.model import Library, Show
from passage.pipeline import artwork, cues
from passage.pipeline.artwork import Pictures
from passage.pipeline.beside import Written, heard
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.publishing import book
from passage.publishing.book import names, order
from passage.publishing.book.names import BookFile

if TYPE_CHECKING:
    from passage.publishing.book.parts import Told


def publish(
    layout: Layout,
    library: Library,
    kept: Sequence[Record],
    pictures: Pictures,
    written: Written,
) -> tuple[BookFile, ...]:
    """Write the books, those that changed; return what the site tells of them.

    There is none while nothing is published. Raises DeliveryFailed when a book cannot be written,
    and PassageError for a text that it cannot carry.
    """
    binder = _Binder(layout, library, kept, pictures)
    told = tuple(
        book
        for narrated in (True, False)
        if (book := binder.book(written, narrated=narrated)) is not None
    )
    _sweep(layout, {each.path for each in told})
    return told


class _Binder:
    """Makes the two books of what is published."""

    def __init__(
        self, layout: Layout, library: Library, kept: Sequence[Record], pictures: Pictures
    ) -> None:
        self._layout, self._library, self._pictures = layout, library, pictures
        self._records = _in_order(library.show, kept)
        self._key = fingerprint.of(*_made_from(library, self._records, pictures))

    def book(self, written: Written, *, narrated: bool) -> BookFile | None:
        """One of the books, made if it does not stand; None if there is nothing to tell."""
        show = self._library.show
        path = names.path(show, narrated=narrated)
        if not written.stands(path, self._key):
            told = self._told()
            first = next(told, None)
            if first is None:
                return None
            episodes = self._write(path, chain([first], told), narrated=narrated)
            if episodes == len(self._records):
                written.note(path, self._key)
        return BookFile(
            path=path,
            title=names.title(show, narrated=narrated),
            narrated=narrated,
            size=(self._layout.folder / path).stat().st_size,
        )

    def _told(self) -> Iterator[Told]:
        """The episodes with their cues, one at a time.

        An older version of an episode, which stays in its place while the new one fails, may have
        lost its cues. Without them nobody knows what is heard when, and it is left out until they
        are back.
        """
        from passage.publishing.book.parts import Told  # noqa: PLC0415 - as in _write

        store = Store(self._layout.cache)
        for record in self._records:
            kept = cues.read(store, record)
            if kept:
                yield Told(record.episode, heard(self._library, record.episode), kept)

    def _write(self, path: str, told: Iterable[Told], *, narrated: bool) -> int:
        """Write a book; tell how many episodes are in it."""
        # What writes a book is loaded when there is one to write: most builds change no word.
        from passage.pipeline import binding  # noqa: PLC0415
        from passage.publishing.book import documents  # noqa: PLC0415

        layout, show = self._layout, self._library.show
        cover = documents.Cover(
            self._pictures.cover,
            # Passage describes what it draws in English; a show describes its own picture itself.
            show.language if show.artwork else "en",
            artwork.cover(layout, show, artwork.TAG_SIZE),
        )
        counted = count()
        counting = (each for each in told if next(counted) >= 0)
        files = documents.documents(show, counting, cover, narrated=narrated)
        binding.bind(layout.folder / path, files, layout.audio)
        return next(counted)


def _in_order(show: Show, kept: Sequence[Record]) -> list[Record]:
    found = {record.episode.manifest.id: record for record in kept}
    ordered = order.ordered(show, (record.episode.manifest for record in kept))
    return [found[manifest.id] for manifest in ordered]


def _made_from(library: Library, records: Sequence[Record], pictures: Pictures) -> Iterator[object]:
    """Everything that the bytes of a book depend on, but for its name: which of the two it is."""
    show = library.show
    yield book.VERSION
    yield from (show.title, show.description, show.language, show.address, show.guid)
    yield from (show.author, show.category, show.licence, pictures.cover)
    yield from ((stage.id, stage.name) for stage in show.stages)
    for record in records:
        yield cues.key(record)
        yield record.episode.manifest
        yield from (record.episode.file, record.episode.duration)
        for script in heard(library, record.episode):
            yield from (script.id, script.title, script.language, script.stage, script.source)


def _sweep(layout: Layout, named: Collection[str]) -> None:
    """Remove the books of what was published before, or of the name that the show had."""
    for path in layout.feed.glob("*.epub"):
        if layout.shown(path) not in named:
            path.unlink()
