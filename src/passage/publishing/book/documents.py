"""The files of a book's container, in their order: EPUB 3.3, written from templates.

The templates escape whatever they are given (Jinja's autoescape), and a name that they do not know
is an error. Text is thereby never markup, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from passage.model import Manifest, Milliseconds, Script, Show
from passage.publishing import characters, clock, direction
from passage.publishing.book import contents, names, package, parts
from passage.publishing.book import words as own
from passage.publishing.book.contents import Entry, Outline
from passage.publishing.book.parts import Part, Piece, Told, piece
from passage.publishing.published import Picture

FOLDER = "EPUB"
"""In the container; what is in it is named relative to it below."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file of the container and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sound:
    """A file of the container that is an episode's audio, byte for byte."""

    name: str
    file: str
    """Its name in ``audio_out/``."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture on the book."""

    picture: Picture
    """Its path is not looked at: in the book it has one of its own."""
    language: str
    """Of the words that describe it."""
    content: bytes

    @property
    def name(self) -> str:
        """Below the book's folder."""
        return "cover.jpg" if self.picture.media_type == "image/jpeg" else "cover.png"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the package's manifest."""

    ident: str
    href: str
    media_type: str
    properties: str = ""
    overlay: str = ""
    """The id of the overlay of a document."""
    duration: Milliseconds | None = None
    """Of an overlay."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A sentence and the stretch of audio in which it is heard."""

    target: str
    """The sentence, as the overlay names it."""
    audio: str
    """The same of the audio."""
    start: Milliseconds
    end: Milliseconds


def documents(
    show: Show, told: Iterable[Told], cover: Cover, *, narrated: bool
) -> Iterator[Text | Sound]:
    """Every file of a book, the ``mimetype`` first, in the order of the container.

    `told` are the episodes in the order of `order.ordered`, each with its cues; they are taken
    one at a time. Raises PassageError for a text that XML cannot carry, and ValueError when
    nothing is told.
    """
    characters.check_show(show)
    yield Text("mimetype", names.MEDIA_TYPE.encode())
    yield Text("META-INF/container.xml", _rendered("container.xml", folder=FOLDER))
    writer = _Writer(show, cover, narrated=narrated)
    for document in writer.files(told):
        name = f"{FOLDER}/{document.name}"
        if isinstance(document, Text):
            yield Text(name, document.content)
        else:
            yield Sound(name, document.file, document.size)


class _Writer:
    """Writes the files of one book, and remembers what the package has to say of them."""

    def __init__(self, show: Show, cover: Cover, *, narrated: bool) -> None:
        self._show, self._cover, self._narrated = show, cover, narrated
        self._words = own.of(show.language)
        self._items: list[Item] = []
        self._spine: list[str] = []
        self._outlines: list[tuple[Manifest, list[Outline]]] = []
        self._scripts: dict[str, Script] = {}
        self._languages: dict[str, None] = {show.language: None}

    def files(self, told: Iterable[Told]) -> Iterator[Text | Sound]:
        """Everything but the container's own two files; the package comes last."""
        style = self._rendered("book.css", active=package.ACTIVE)
        yield self._text(Item("css", "book.css", "text/css"), style)
        yield self._cover_picture()
        yield self._page("cover", "cover.xhtml", cover=self._cover)
        for each in told:
            yield from self._episode(each)
        if not self._narrated:
            yield self._page("sources", "sources.xhtml", texts=tuple(self._sources()))
        yield from self._contents()
        yield self._package()

    def _cover_picture(self) -> Text:
        kind = self._cover.picture.media_type
        item = Item("cover-image", self._cover.name, kind, properties="cover-image")
        return self._text(item, self._cover.content)

    def _episode(self, told: Told) -> Iterator[Text | Sound]:
        episode = told.episode
        shown = [cue.shown for cue in told.cues] + [cue.speaker for cue in told.cues]
        scripts = [part for script in told.scripts for part in (script.title, script.source)]
        characters.check_episode(
            episode.manifest, episode.chapters, text="".join(shown), scripts="".join(scripts)
        )
        outlines: list[Outline] = []
        for part in parts.parts(self._show, told):
            yield from self._part(part)
            outlines.append(contents.outline(part))
        self._outlines.append((episode.manifest, outlines))
        self._scripts |= {script.id: script for script in told.scripts}
        if self._narrated:
            name = _audio(episode.file)
            self._items.append(Item(f"a.{episode.file}", name, "audio/mpeg"))
            yield Sound(name, episode.file, episode.size)

    def _part(self, part: Part) -> Iterator[Text]:
        ident = part.path.replace("/", ".")
        self._languages |= {
            tongue: None
            for line in part.lines
            for tongue in (line.language, *(each.language for each in line.pieces))
            if tongue
        }
        href = f"{part.path}.xhtml"
        page = href.rpartition("/")[2]
        clips = [
            Clip(f"{page}#{line.ident}", f"../{_audio(part.audio)}", line.start, line.end)
            for line in part.lines
        ]
        overlay = f"o.{ident}" if self._narrated else ""
        written = self._rendered("part.xhtml", part=part, top="../")
        yield self._text(Item(f"t.{ident}", href, _XHTML, overlay=overlay), written)
        self._spine.append(f"t.{ident}")
        if overlay:
            yield self._overlay(f"{part.path}.smil", overlay, page, clips)

    def _contents(self) -> Iterator[Text]:
        entries = contents.entries(self._show, self._outlines)
        overlay = "o.nav" if self._narrated else ""
        page = self._rendered("nav.xhtml", entries=entries, top="")
        yield self._text(Item("nav", "nav.xhtml", _XHTML, "nav", overlay), page)
        if overlay:
            yield self._overlay("nav.smil", overlay, "nav.xhtml", list(_heard(entries)))

    def _overlay(self, href: str, ident: str, page: str, clips: Sequence[Clip]) -> Text:
        length = Milliseconds(sum(clip.end - clip.start for clip in clips))
        item = Item(ident, href, "application/smil+xml", duration=length)
        return self._text(item, _rendered("overlay.smil", page=page, clips=clips))

    def _page(self, name: str, template: str, **values: object) -> Text:
        self._spine.append(name)
        page = self._rendered(template, top="", **values)
        return self._text(Item(name, f"{name}.xhtml", _XHTML), page)

    def _text(self, item: Item, content: bytes) -> Text:
        self._items.append(item)
        return Text(item.href, content)

    def _sources(self) -> Iterator[tuple[Piece, str]]:
        """Each text's title, and where it comes from."""
        for script in self._scripts.values():
            title = " ".join(script.title.split())
            yield piece(title, script.language, self._show.language), script.source

    def _package(self) -> Text:
        show, words, narrated = self._show, self._words, self._narrated
        lengths = [item.duration for item in self._items if item.duration is not None]
        page = self._rendered(
            "package.opf",
            identifier=package.identifier(show, narrated=narrated),
            modified=package.modified(manifest for manifest, _ in self._outlines),
            languages=tuple(self._languages),
            sources=package.sources(self._scripts.values()),
            claims=package.accessibility(words, narrated=narrated),
            conforms_to=package.CONFORMS_TO,
            certifier=package.CERTIFIER,
            active=package.ACTIVE,
            items=self._items,
            spine=self._spine,
            duration=Milliseconds(sum(lengths)),
        )
        return Text("package.opf", page)

    def _rendered(self, template: str, **values: object) -> bytes:
        show, words = self._show, self._words
        return _rendered(
            template,
            show=show,
            narrated=self._narrated,
            language=show.language,
            direction=direction.of(show.language),
            words=words,
            own=lambda text: piece(text, words.language, show.language),
            title=names.title(show, narrated=self._narrated),
            **values,
        )


_XHTML = "application/xhtml+xml"


def _audio(file: str) -> str:
    return f"audio/{file}"


def _heard(entries: Sequence[Entry]) -> Iterator[Clip]:
    """What the table of contents says: the sentences alone, without the pauses behind them."""
    for entry in contents.walk(entries):
        for number, line in enumerate(entry.names, start=entry.number):
            cue = line.cue
            yield Clip(f"nav.xhtml#n{number}", _audio(entry.audio), cue.start, cue.end)


def _rendered(template: str, **values: object) -> bytes:
    return _template(template).render(values).encode()


@cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.jinja")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("passage.publishing.book"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["clock"] = clock.exact
    return environment
