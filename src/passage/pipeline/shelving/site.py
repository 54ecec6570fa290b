"""The listening site beside the feed: the pages that changed, and none of what is not published."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING

from passage import fingerprint
from passage.keeping import files
from passage.keeping.store import Store
from passage.model import Library
from passage.pipeline import cues
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.pipeline.shelving.beside import Written
from passage.publishing.published import Picture, Published
from passage.publishing.site import VERSION, values
from passage.publishing.site.values import Book, Shelf, Site, Testimony

if TYPE_CHECKING:
    # Only a type here: builds that change no page load no templates.
    from passage.publishing.site.pages import Document

_PACKAGE = "passage.publishing.site"
_FOLDERS = ("episodes", "stages", "places", "narrators")
_SHARED = "feed/site/search.json"
"""Written last of what belongs to all: while it stands, so does the rest."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """An episode on the site."""

    record: Record
    published: Published
    key: str
    """Of everything that its pages depend on."""


def publish(  # noqa: PLR0913 - what is published, where it is noted, and the books beside it
    layout: Layout,
    library: Library,
    shown: Sequence[tuple[Record, Published]],
    cover: Picture,
    written: Written,
    *,
    books: Sequence[Book] = (),
    render: bool = True,
) -> None:
    """Write the pages that changed, and remove those of what is not published.

    `shown` has each episode's record and what is published of it. Nothing is read or loaded for
    pages that stand. Without `render`, words of the glossary whose sound is not kept have none.
    Raises DeliveryFailed.
    """
    site = Site(library.show, cover, books=tuple(books), has_glossary=bool(library.lexicon))
    _Builder(layout, library, site, shown, written).build(render=render)


class _Builder:
    def __init__(
        self,
        layout: Layout,
        library: Library,
        site: Site,
        shown: Sequence[tuple[Record, Published]],
        written: Written,
    ) -> None:
        self._layout, self._library, self._site = layout, library, site
        self._written = written
        self._store = Store(layout.cache)
        self._static = dict(_package("static"))
        templates = [text for _, text in sorted(_package("templates"))]
        self._frame = fingerprint.of(VERSION, templates, _framed(site))
        # Of episodes' pages, which do not tell how large a book is.
        self._books = [(each.path, each.narrated, each.media_type) for each in site.books]
        records = {record.episode.manifest.id: record for record, _ in shown}
        episodes = values.in_order([published for _, published in shown])
        self._shown = [
            self._show(records[each.episode.manifest.id], place, episodes)
            for place, each in enumerate(episodes)
        ]

    def _show(self, record: Record, place: int, episodes: Sequence[Published]) -> _Shown:
        near = (episodes[place - 1 : place] if place else (), episodes[place + 1 : place + 2])
        titles = [
            [(e.episode.manifest.id, e.episode.manifest.title) for e in some] for some in near
        ]
        bare = _bare(episodes[place])
        key = fingerprint.of(self._frame, self._books, cues.key(record), bare, titles)
        return _Shown(record, episodes[place], key)

    def build(self, *, render: bool) -> None:
        made = {f"feed/site/{name}": text for name, text in self._static.items()}
        for path, text in made.items():
            self._write(path, text, fingerprint.of_bytes(text))
        show, keys = self._library.show, [each.key for each in self._shown]
        spoken = (self._library.lexicon, show.cast.host, show.cast.languages, show.sound)
        shared = fingerprint.of("shared", self._frame, self._site.books, keys, spoken)
        stale = {each.key for each in self._shown if not self._written.group(each.key)}
        if stale or not self._written.group(shared):
            self._make(stale, shared, render=render)
        named = {*made} | {path for key in (shared, *keys) for path in self._written.group(key)}
        self._sweep(named)

    def _make(self, stale: set[str], shared: str, *, render: bool) -> None:
        # Loaded when there is a page to make: most builds change none.
        from passage.pipeline.shelving import glossary  # noqa: PLC0415
        from passage.publishing.site import pages, parts, search  # noqa: PLC0415

        language = self._library.show.language
        told: list[Testimony] = []
        between: dict[str, str] = {}
        spellings = set[str]()
        episodes = [each.published for each in self._shown]
        for place, shown in enumerate(self._shown):
            heard = cues.read(self._store, shown.record)
            cut = parts.parts(shown.published, language, heard)
            told += values.testimonies(shown.published, language, heard, cut)
            between[shown.record.episode.manifest.id] = values.between(heard)
            spellings |= glossary.entries(heard)
            if shown.key in stale:
                near = pages.Neighbours(
                    episodes[place - 1] if place else None,
                    episodes[place + 1] if place + 1 < len(episodes) else None,
                )
                for page in pages.episode(self._site, shown.published, cut, near):
                    self._page(page, shown.key, shown.key)
        sounds = glossary.publish(self._layout, self._library, spellings, render=render)
        for sound in sounds:
            self._written.note(sound.path, shared)
        words = glossary.heard(self._library, spellings)
        site = replace(self._site, lexicon=words, sounds=sounds)
        shelf = Shelf(tuple(episodes), tuple(told), between)
        for page in pages.shared(site, shelf):
            self._page(page, fingerprint.of(self._frame, page.key), shared)
        self._write(_SHARED, search.index(site.show, shelf), shared)

    def _page(self, page: Document, key: str, group: str) -> None:
        """Write a page and note its group; one that would tell the same is not made."""
        if not self._written.stands(page.path, key):
            files.write_if_changed(self._layout.folder / page.path, page.content)
        self._written.note(page.path, key, group)

    def _write(self, path: str, content: bytes, key: str) -> None:
        if not self._written.stands(path, key):
            files.write_if_changed(self._layout.folder / path, content)
            self._written.note(path, key)

    def _sweep(self, named: Collection[str]) -> None:
        feed = self._layout.feed
        found = [*feed.glob("*.html"), *feed.glob("site/*"), *feed.glob("glossary/*.mp3")]
        found += [path for name in _FOLDERS for path in feed.glob(f"{name}/*.html")]
        for path in found:
            if self._layout.shown(path) not in named:
                path.unlink()


def _framed(site: Site) -> Site:
    """What the pages depend on, without what only the sound or the feed does."""
    show = site.show
    plain = type(show.cast)(host_name=show.cast.host_name)
    bare = replace(show, cast=plain, sound=type(show.sound)(), furniture=())
    return replace(site, show=bare, books=())


def _bare(published: Published) -> Published:
    """An episode without the bodies of its scripts: its cues have the words."""
    scripts = tuple(replace(script, body=()) for script in published.scripts)
    return replace(published, scripts=scripts, soundbite=None)


def _package(folder: str) -> Iterator[tuple[str, bytes]]:
    """The files of a folder of the package that makes the pages, by name."""
    for file in (resources.files(_PACKAGE) / folder).iterdir():
        if file.is_file():
            yield file.name, file.read_bytes()
