"""What the site is made of: values that the pipeline fills in and the pages show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from passage.model import Cue, EpisodeKind, Lexeme, Role, Script, ScriptKind, Show, Stage
from passage.publishing.published import Picture, Published
from passage.publishing.site import tongues
from passage.publishing.site.tongues import Said

if TYPE_CHECKING:
    # Only a type here: builds that change no page need not load what cuts them.
    from passage.publishing.site.parts import Part

EPISODES = "feed/episodes"
"""The folder of the episodes' pages."""


@dataclass(frozen=True, slots=True)
class Book:
    """The show as a book."""

    path: str
    narrated: bool
    """Whether it reads itself aloud; else it is text alone."""
    media_type: str
    size: int
    """Bytes."""

    @property
    def name(self) -> str:
        """What the catalogue calls it."""
        return "book_narrated" if self.narrated else "book_text"


@dataclass(frozen=True, slots=True)
class Sound:
    """How a word of the glossary sounds."""

    grapheme: str
    language: str
    path: str


@dataclass(frozen=True, slots=True)
class Site:
    """The show and what is the same for all of its pages."""

    show: Show
    cover: Picture
    lexicon: tuple[Lexeme, ...] = ()
    """The words of the glossary."""
    sounds: tuple[Sound, ...] = ()
    books: tuple[Book, ...] = ()
    has_glossary: bool = False
    """Whether there is a page for it, also while nobody says one of its words."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """A script in an episode, as lists and the search know it."""

    published: Published
    script: Script
    path: str
    """Of the chapter in which it is read."""
    title: Said
    text: str = field(repr=False, default="")
    """All its words."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The published episodes, in the order of publication, with what is told in each."""

    episodes: tuple[Published, ...]
    testimonies: tuple[Testimony, ...]
    between: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What is told of the stages, by the id of the episode."""


def page(episode_id: str, number: int = 1) -> str:
    """The path of an episode's page; a long transcript goes on on further ones.

    A full stop stands in no id, so that no page of one episode has the name of another's.
    """
    return (
        f"{EPISODES}/{episode_id}.html" if number == 1 else f"{EPISODES}/{episode_id}.{number}.html"
    )


def in_order(episodes: Sequence[Published]) -> tuple[Published, ...]:
    """Episodes from the first to the newest."""
    return tuple(sorted(episodes, key=_age))


def _age(published: Published) -> tuple[float, int, str]:
    manifest = published.episode.manifest
    return manifest.published.timestamp(), manifest.number, manifest.id


def between(cues: Sequence[Cue]) -> str:
    """What an episode tells of the stages, and no script does.

    The rest of what a host says is the same in every episode, or in what is told of a testimony.
    """
    told = (cue for cue in cues if cue.role is Role.STAGE_INTRO)
    return " ".join(" ".join(cue.shown.split()) for cue in told)


def testimonies(
    published: Published, language: str, cues: Sequence[Cue], cut: Sequence[Part]
) -> Iterator[Testimony]:
    """What an episode tells, script by script, and where its page has it."""
    where: dict[str, tuple[str, Said]] = {}
    chapters = published.episode.chapters
    for number, part in enumerate(cut, 1):
        for section in part:
            if not section.chapter or section.continued:
                continue
            chapter = chapters[section.chapter - 1]
            place = f"{page(published.episode.manifest.id, number)}#{section.anchor}"
            if chapter.script and (chapter.role == "testimony" or chapter.script not in where):
                where[chapter.script] = (place, section.title)
    for script in published.scripts:
        own = " ".join(" ".join(cue.shown.split()) for cue in cues if cue.script == script.id)
        path, _ = where.get(script.id, (page(published.episode.manifest.id), ()))
        title = tongues.said(
            script.title, tongues.of_script(script.title, script.language, language)
        )
        yield Testimony(published, script, path, title, own)


def told_by(script: Script, language: str) -> Said:
    """Who tells a script, by the name that the show gives; nothing where it gives none."""
    own = tongues.of_script(script.narrator, script.language, language)
    return tongues.said(script.narrator, own)


def place_of(script: Script, language: str) -> Said:
    """Where it happened, in the words of the script."""
    return tongues.said(script.place, tongues.of_script(script.place, script.language, language))


def is_testimony(script: Script) -> bool:
    """Whether it is a narrator's."""
    return script.kind is not ScriptKind.HOST


def stage_of(show: Show, published: Published) -> Stage | None:
    """The stage that an episode belongs to."""
    return show.stage(published.episode.manifest.season)


def kind_key(published: Published) -> str:
    """What kind of episode it is, as the catalogue has it; empty for a usual one."""
    kind = published.episode.manifest.kind
    return {EpisodeKind.TRAILER: "trailer", EpisodeKind.BONUS: "bonus"}.get(kind, "")
