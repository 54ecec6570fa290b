"""The pages of an episode, and the light ones that belong to the whole site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from passage import fingerprint
from passage.model import Script, Show
from passage.publishing import address
from passage.publishing.published import Published
from passage.publishing.site import chapter_list, journey, links, lists, sheets, tongues, values
from passage.publishing.site.parts import Part, Section
from passage.publishing.site.rendering import Writer
from passage.publishing.site.sheets import Entry
from passage.publishing.site.tongues import Said
from passage.publishing.site.values import Shelf, Site

SEARCH = "feed/search.html"
GLOSSARY = "feed/glossary.html"
ACCESSIBILITY = "feed/accessibility.html"


@dataclass(frozen=True, slots=True)
class Document:
    """A page of the site, before it is written."""

    writer: Writer = field(repr=False)
    path: str
    """Below the show's folder, with forward slashes."""
    template: str
    told: Mapping[str, object] = field(repr=False)
    """All that the template is given, but for what all pages of the show have."""

    @property
    def key(self) -> str:
        """Of what this page tells, which it need not be written to know."""
        return fingerprint.of(self.path, self.template, self.told)

    @property
    def content(self) -> bytes:
        """The page as HTML, made anew each time that it is asked for."""
        return self.writer.write(self.template, self.path, **self.told)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The episodes before and after one."""

    before: Published | None = None
    after: Published | None = None


def writer(site: Site) -> Writer:
    """What writes the pages of a site."""
    glossary_ = ((GLOSSARY, "glossary"),) if site.has_glossary else ()
    nav = ((SEARCH, "search"), *glossary_, (ACCESSIBILITY, "accessibility"))
    return Writer(site.show, nav)


def _document(site: Site, path: str, template: str, **told: object) -> Document:
    return Document(writer(site), path, template, told)


_FILES = {
    ".vtt": "captions_vtt",
    ".srt": "captions_srt",
    ".txt": "text_file",
    ".json": "json_file",
    ".html": "html_file",
}
"""What a transcript's file is called, by its suffix."""


def episode(
    site: Site, published: Published, cut: Sequence[Part], neighbours: Neighbours
) -> Iterator[Document]:
    """The page of an episode, and those on which a long transcript goes on."""
    show, manifest = site.show, published.episode.manifest
    pages = [values.page(manifest.id, number) for number in range(1, len(cut) + 1)]
    scripts = {script.id: script for script in published.scripts}
    for number, (path, part) in enumerate(zip(pages, cut, strict=True), 1):
        yield _document(
            site,
            path,
            "episode.html",
            cover=site.cover,
            books=site.books,
            published=published,
            manifest=manifest,
            stage=values.stage_of(show, published),
            kind=values.kind_key(published),
            narrators=_narrators(show, published),
            notes=_notes(show, published),
            chapters=chapter_list.links(show, published, cut, number),
            sections=tuple(_sections(site, published, part, scripts)),
            files=tuple(_files(published)),
            pages=pages,
            number=number,
            beside=_beside(pages, cut, number),
            before=_neighbour(show, neighbours.before),
            after=_neighbour(show, neighbours.after),
            picture=_picture(show, published),
        )


def home(site: Site, shelf: Shelf) -> Document:
    """The show, its journey, and its episodes by stage."""
    show = site.show
    groups = lists.by_stage(show, shelf)
    return _document(
        site,
        address.HOME,
        "home.html",
        books=site.books,
        drawing=journey.draw(show) if show.stages else None,
        stops=tuple(lists.stops(show, shelf)),
        groups=tuple(lists.lightened(groups)),
        first=lists.first(show, shelf),
        subscribe=links.subscribe(show),
        give=_funding(show),
    )


def accessibility(site: Site) -> Document:
    """What was done so that everyone can use the site, what was tested, and what was not."""
    return _document(site, ACCESSIBILITY, "accessibility.html")


def glossary(site: Site) -> Iterator[Document]:
    """How names are said, on as many pages as it takes."""
    sounds = {(sound.language, sound.grapheme): sound.path for sound in site.sounds}
    lexemes = sorted(
        (lexeme for lexeme in site.lexicon if lexeme.graphemes),
        key=lambda lexeme: (lexeme.graphemes[0].casefold(), lexeme.graphemes, lexeme.language),
    )
    words = [(lexeme, sounds.get((lexeme.language, lexeme.graphemes[0]), "")) for lexeme in lexemes]
    for path, number, paths, some in sheets.paged("feed/glossary", words, sheets.weight_of_lexeme):
        yield _document(site, path, "glossary.html", words=some, number=number, pages=paths)


def listings(site: Site, shelf: Shelf) -> Iterator[Document]:
    """The pages by stage, place and narrator, and the index of everything."""
    for listing in lists.all_of(site.show, shelf):
        paged = sheets.paged(listing.path.removesuffix(".html"), listing.rows, sheets.weight)
        for path, number, paths, rows in paged:
            yield _document(
                site,
                path,
                "listing.html",
                # The rows of one page: what is on the others does not change it.
                listing=replace(listing, rows=()),
                rows=rows,
                number=number,
                pages=paths,
                is_search=listing.path == SEARCH,
            )


# ---- what an episode's page says ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """A section of the transcript, and what is known of the script that it reads."""

    section: Section
    stage: Entry | None = None
    place: Entry | None = None
    narrator: Said = ()
    source: Said = ()
    is_told: bool = False
    """Whether these are a narrator's or a reporter's words, and who agreed is to be said."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A page of the same transcript, and when the sentence is heard that is next to this page's."""

    path: str
    start: int
    """Milliseconds."""


def _beside(
    pages: Sequence[str], cut: Sequence[Part], number: int
) -> tuple[Beside | None, Beside | None]:
    """The pages before and after one; each part of a transcript on several has sentences."""
    before = after = None
    if number > 1:
        last = cut[number - 2][-1].blocks[-1].lines[-1]
        before = Beside(pages[number - 2], last.start)
    if number < len(pages):
        first = cut[number][0].blocks[0].lines[0]
        after = Beside(pages[number], first.start)
    return before, after


def _sections(
    site: Site, published: Published, part: Part, scripts: dict[str, Script]
) -> Iterator[Told]:
    show = site.show
    for section in part:
        chapter = published.episode.chapters[section.chapter - 1] if section.chapter else None
        script = scripts.get(chapter.script) if chapter and chapter.role == "testimony" else None
        if script is None:
            yield Told(section)
            continue
        own = script.language
        yield Told(
            section,
            stage=lists.stage_entry(show, script.stage),
            place=lists.place_entry(show, script),
            narrator=values.told_by(script, show.language),
            source=tongues.said(
                script.source, tongues.of_script(script.source, own, show.language)
            ),
            is_told=values.is_testimony(script),
        )


def _narrators(show: Show, published: Published) -> tuple[Entry, ...]:
    found = dict.fromkeys(
        values.told_by(script, show.language)
        for script in published.scripts
        if script.narrator and values.is_testimony(script)
    )
    return tuple(lists.narrator_entry(show, name) for name in found)


def _notes(show: Show, published: Published) -> tuple[Said, ...]:
    notes = dict.fromkeys(
        tongues.said(note, tongues.of_script(note, script.language, show.language))
        for script in published.scripts
        for note in script.content_notes
    )
    return tuple(notes)


def _files(published: Published) -> Iterator[tuple[str, str]]:
    for file in published.transcripts:
        suffix = file.path[file.path.rfind(".") :]
        if suffix in _FILES:
            yield file.path, _FILES[suffix]


def _neighbour(show: Show, published: Published | None) -> Entry | None:
    return lists.episode_entry(show, published) if published else None


def _picture(show: Show, published: Published) -> tuple[str, int, int]:
    """The name in the catalogue of what the drawn picture shows, its stops, and the marked one."""
    ids = [stage.id for stage in show.stages]
    season = published.episode.manifest.season
    if season in ids:
        return "picture", len(ids), ids.index(season) + 1
    return "picture_all", len(ids), 0


def _funding(show: Show) -> tuple[str, str] | None:
    return show.funding if show.funding and links.is_safe(show.funding[0]) else None


def shared(site: Site, shelf: Shelf) -> Iterator[Document]:
    """Every page that belongs to the whole show."""
    yield home(site, shelf)
    yield accessibility(site)
    if site.has_glossary:
        yield from glossary(site)
    yield from listings(site, shelf)
