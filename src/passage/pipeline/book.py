"""The read-aloud book of what is published, and its text without the sound, beside the feed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from passage import fingerprint
from passage.keeping.store import Store
from passage.model import Library, Show
from passage.pipeline import artwork, cues
from passage.pipeline.artwork import Pictures
from passage.pipeline.beside import Written, heard
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.publishing import book
from passage.publishing.book import contents, names
from passage.publishing.book.names import BookFile
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
    store = Store(layout.cache)
    records = _in_order(library.show, kept)
    told = tuple(
        _book(layout, library, records, pictures, written, narrated=narrated)
        for narrated in ((True, False) if records else ())
    )
    _sweep(layout, {each.path for each in told})
    return told


def _in_order(show: Show, kept: Sequence[Record]) -> list[Record]:
    found = {record.episode.manifest.id: record for record in kept}
    ordered = contents.ordered(show, (record.episode.manifest for record in kept))
    return [found[manifest.id] for manifest in ordered]


def _book(  # noqa: PLR0913 - what a book is made of
    layout: Layout,
    library: Library,
    records: Sequence[Record],
    pictures: Pictures,
    written: Written,
    *,
    narrated: bool,
) -> BookFile:
    path = names.path(library.show, narrated=narrated)
    key = fingerprint.of(narrated, *_made_from(library, records, pictures))
    if not written.stands(path, key) and _write(
        layout, library, records, pictures, narrated=narrated
    ):
        written.note(path, key)
    return BookFile(
        path=path,
        title=names.title(library.show, narrated=narrated),
        narrated=narrated,
        size=(layout.folder / path).stat().st_size,
    )


def _made_from(
    library: Library, records: Sequence[Record], pictures: Pictures
) -> Iterator[object]:
    """Everything that the bytes of a book depend on, but for which of the two it is."""
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


def _write(
    layout: Layout,
    library: Library,
    records: Sequence[Record],
    pictures: Pictures,
    *,
    narrated: bool,
) -> bool:
    """Make a book; tell whether every episode is in it.

    An older version of an episode, which stays in its place while the new one fails, may have lost
    its cues. Without them nobody knows what is heard when, and it is left out until they are back.
    """
    # What writes a book is loaded when there is one to write: most builds change no word.
    from passage.pipeline import binding  # noqa: PLC0415
    from passage.publishing.book import documents  # noqa: PLC0415

    store, lacking = Store(layout.cache), list[Record]()

    def told() -> Iterator[Told]:
        for record in records:
            kept = cues.read(store, record)
            if kept:
                yield Told(record.episode, heard(library, record.episode), kept)
            else:
                lacking.append(record)

    show = library.show
    cover = documents.Cover(
        pictures.cover,
        # Passage describes what it draws in English; a show describes its own picture itself.
        show.language if show.artwork else "en",
        artwork.cover(layout, show, artwork.TAG_SIZE),
    )
    files = documents.documents(show, told(), cover, narrated=narrated)
    binding.bind(layout.folder / names.path(show, narrated=narrated), files, layout.audio)
    return not lacking


def _sweep(layout: Layout, named: Collection[str]) -> None:
    """Remove the books of what was published before, or of the name that the show had."""
    for path in layout.feed.glob("*.epub"):
        if layout.shown(path) not in named:
            path.unlink()
