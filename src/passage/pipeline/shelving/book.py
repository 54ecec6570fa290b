"""The read-aloud book of what is published, and its text without the sound, beside the feed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

from passage import fingerprint
from passage.errors import PassageError
from passage.keeping.store import Store
from passage.model import Library, Show
from passage.narrating import phrasebook
from passage.pipeline import cues
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.pipeline.shelving import artwork
from passage.pipeline.shelving.artwork import Pictures
from passage.pipeline.shelving.beside import Written, heard
from passage.publishing import alt, book
from passage.publishing.book import names, order
from passage.publishing.book.names import BookFile

if TYPE_CHECKING:
    from passage.publishing.book.parts import Told


@dataclass(frozen=True, slots=True)
class Books:
    """What there is of the books."""

    files: tuple[BookFile, ...]
    """What the site tells of them."""
    failures: tuple[PassageError, ...] = ()
    """Why one could not be made. All else is published without it."""


def publish(  # noqa: PLR0913 - what a book is made of, and where it is noted
    layout: Layout,
    library: Library,
    kept: Sequence[Record],
    pictures: Pictures,
    written: Written,
    *,
    bind: bool = True,
) -> Books:
    """Write the books, those that changed. There is none while nothing is published.

    Without `bind` none is written: what is withdrawn does not wait for half a gigabyte. A book
    that is not written stays as it was, if everyone who is heard in it still agrees; else it goes.
    """
    binder = _Binder(layout, library, kept, pictures)
    found, failures = [], list[PassageError]()
    for narrated in (True, False):
        path = names.path(library.show, narrated=narrated)
        if not written.stands(path, binder.key):
            try:
                is_whole = bind and binder.bind(path, narrated=narrated)
            except PassageError as failure:
                failures.append(failure)
                is_whole = False
            if is_whole:
                written.note(path, binder.key)
            elif not binder.agrees(path):
                (layout.folder / path).unlink(missing_ok=True)
        if (layout.folder / path).exists():
            size = (layout.folder / path).stat().st_size
            title = names.title(library.show, narrated=narrated)
            found.append(BookFile(path, title, narrated, size))
    _sweep(layout, {each.path for each in found})
    return Books(tuple(found), tuple(failures))


class _Binder:
    """Makes the two books of what is published."""

    def __init__(
        self, layout: Layout, library: Library, kept: Sequence[Record], pictures: Pictures
    ) -> None:
        self._layout, self._library, self._pictures = layout, library, pictures
        self._records = _in_order(library.show, kept)
        self.key = fingerprint.of(*_made_from(library, self._records, pictures))

    def bind(self, path: str, *, narrated: bool) -> bool:
        """Write a book; tell whether all that is published is in it."""
        told = self._told(narrated=narrated)
        first = next(told, None)
        if first is None:
            return False
        return self._write(path, chain([first], told), narrated=narrated) == len(self._records)

    def agrees(self, path: str) -> bool:
        """Whether a book that is there tells of nobody but those who are published."""
        import zipfile  # noqa: PLC0415 - a book seldom fails

        try:
            with zipfile.ZipFile(self._layout.folder / path) as container:
                inside = [name.split("/") for name in container.namelist()]
        except (OSError, zipfile.BadZipFile):
            return False
        episodes = {record.episode.manifest.id: record.scripts for record in self._records}
        parts = [name[1:] for name in inside if len(name) == _PART and name[1] != "audio"]
        return all(
            episode in episodes
            and (not file.startswith(_TOLD) or _script(file) in episodes[episode])
            for episode, file in parts
        )

    def _told(self, *, narrated: bool) -> Iterator[Told]:
        """The episodes with their cues, one at a time.

        An older version of an episode, which stays in its place while the new one fails, may have
        lost its cues. Without them nobody knows what is heard when, and it is left out until they
        are back.
        """
        from passage.publishing.book.parts import Told  # noqa: PLC0415 - as in _write

        store = Store(self._layout.cache)
        language = self._library.show.language
        left_out = frozenset[str]() if narrated else phrasebook.of(language).of_listening
        for record in self._records:
            kept = cues.read(store, record)
            if kept:
                yield Told(record.episode, heard(self._library, record.episode), kept, left_out)

    def _write(self, path: str, told: Iterable[Told], *, narrated: bool) -> int:
        """Write a book; tell how many episodes are in it."""
        # What writes a book is loaded when there is one to write: most builds change no word.
        from passage.pipeline.shelving import binding  # noqa: PLC0415
        from passage.publishing.book import documents  # noqa: PLC0415

        layout, show = self._layout, self._library.show
        cover = documents.Cover(
            self._pictures.cover,
            alt.language(show),
            artwork.cover(layout, show, artwork.TAG_SIZE),
        )
        counted = count()
        counting = (each for each in told if next(counted) >= 0)
        files = documents.documents(show, counting, cover, narrated=narrated)
        binding.bind(layout.folder / path, files, layout.audio)
        return next(counted)


_PART = 3
"""Steps in the name of an episode's file in the container: ``EPUB/china/told-a-letter.xhtml``."""

_TOLD = "told-"


def _script(file: str) -> str:
    return file.removeprefix(_TOLD).partition(".")[0]


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
