"""Lists of what is told: by stage, by place, by narrator, and all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from passage.model import Milliseconds, Script, Show
from passage.publishing.published import Published
from passage.publishing.site import sheets, slugs, tongues, values
from passage.publishing.site.sheets import Entry, Facts, Row
from passage.publishing.site.tongues import Said
from passage.publishing.site.values import Shelf, Testimony


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists."""

    path: str
    kind: str
    """What it is a list of, a word of the catalogue: ``stage``, ``place`` …"""
    title: Said
    """Empty where the kind says it all."""
    rows: tuple[Row, ...]
    introduction: Said = ()
    numbers: tuple[int, int] = (0, 0)
    """Of a stage: its place on the journey, and how many there are."""


@dataclass(frozen=True, slots=True)
class Group:
    """A stage and its episodes; without a stage, those that belong to none."""

    path: str
    title: Said
    entries: tuple[Entry, ...]
    more: int = 0
    """Episodes that the home page leaves to the stage's own page."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage beside the map."""

    number: int
    entry: Entry
    episodes: int
    testimonies: int


# ---- the home page -----------------------------------------------------------------------


def stops(show: Show, shelf: Shelf) -> Iterator[Stop]:
    """The stages of the journey, in order."""
    for number, stage in enumerate(show.stages, 1):
        entry = stage_entry(show, stage.id)
        if entry:
            yield Stop(
                number,
                replace(entry, summary=tongues.said(stage.introduction, show.language)),
                sum(each.episode.manifest.season == stage.id for each in shelf.episodes),
                sum(each.script.stage == stage.id for each in _told(shelf)),
            )


def by_stage(show: Show, shelf: Shelf) -> tuple[Group, ...]:
    """The episodes: first those of no stage, then the stages that have any, in order."""
    found = []
    for stage_id in ("", *(stage.id for stage in show.stages)):
        known = {stage.id for stage in show.stages}
        own = tuple(
            episode_entry(show, each)
            for each in shelf.episodes
            if (each.episode.manifest.season if each.episode.manifest.season in known else "")
            == stage_id
        )
        entry = stage_entry(show, stage_id)
        if own:
            found.append(Group(entry.path if entry else "", entry.title if entry else (), own))
    return tuple(found)


def lightened(groups: Sequence[Group]) -> Iterator[Group]:
    """The same, so that all fit on one page: with their summaries or, if need be, fewer."""
    room = sheets.PAGE_BYTES // max(len(groups), 1)
    if (
        sum(sheets.weight(Row(entry=each)) for group in groups for each in group.entries)
        <= sheets.PAGE_BYTES
    ):
        yield from groups
        return
    for group in groups:
        shown: list[Entry] = []
        filled = 0
        for entry in (replace(each, summary=()) for each in group.entries):
            filled += sheets.weight(Row(entry=entry))
            if shown and filled > room:
                break
            shown.append(entry)
        yield replace(group, entries=tuple(shown), more=len(group.entries) - len(shown))


def first(show: Show, shelf: Shelf) -> Entry | None:
    """Where to begin: the first episode that is no trailer, or else the trailer."""
    usual = (each for each in shelf.episodes if not values.kind_key(each))
    found = next(usual, next(iter(shelf.episodes), None))
    return episode_entry(show, found) if found else None


# ---- entries -----------------------------------------------------------------------------


def episode_entry(show: Show, published: Published) -> Entry:
    """An episode."""
    manifest = published.episode.manifest
    return Entry(
        values.page(manifest.id),
        tongues.said(manifest.title, show.language),
        summary=tongues.said(published.summary, show.language),
        facts=Facts(
            manifest.kind,
            manifest.number,
            manifest.published,
            # As exactly as it is told: a page that would say the same need not be made.
            Milliseconds(1000 * round(published.episode.duration / 1000)),
        ),
    )


def testimony_entry(show: Show, testimony: Testimony) -> Entry:
    """A script in its episode: its title, who tells it, and where."""
    script = testimony.script
    details = (values.told_by(script, show.language), values.place_of(script, show.language))
    title = tongues.said(testimony.published.episode.manifest.title, show.language)
    return Entry(testimony.path, testimony.title, tuple(filter(None, details)), within=title)


def stage_entry(show: Show, stage_id: str) -> Entry | None:
    """A stage; None where the show has none with this id."""
    stage = show.stage(stage_id)
    if stage is None:
        return None
    return Entry(f"feed/stages/{stage.id}.html", tongues.said(stage.name, show.language))


def place_entry(show: Show, script: Script) -> Entry | None:
    """Where a script happened; None where it does not say."""
    place = values.place_of(script, show.language)
    return Entry(_path("places", script.place), place) if place else None


def narrator_entry(show: Show, name: Said) -> Entry:
    """Somebody who tells, by the name that the show gives."""
    del show
    return Entry(_path("narrators", tongues.plain(name)), name)


def _path(folder: str, name: str) -> str:
    return f"feed/{folder}/{slugs.slug(name)}.html"


# ---- the pages ---------------------------------------------------------------------------


def all_of(show: Show, shelf: Shelf) -> Iterator[Listing]:
    """Every page that lists."""
    yield from _stages(show, shelf)
    places = _grouped(shelf, lambda script: values.place_of(script, show.language))
    narrators = _grouped(
        shelf,
        lambda script: values.told_by(script, show.language) if values.is_testimony(script) else (),
    )
    for folder, kind, found in (
        ("places", "place", places),
        ("narrators", "narrator_page", narrators),
    ):
        for name, told in found.items():
            rows = tuple(Row(entry=_without(testimony_entry(show, each), name)) for each in told)
            yield Listing(_path(folder, tongues.plain(name)), kind, name, rows)
    yield Listing("feed/search.html", "search", (), tuple(_index(show, shelf, places, narrators)))


def _stages(show: Show, shelf: Shelf) -> Iterator[Listing]:
    for number, stage in enumerate(show.stages, 1):
        episodes = [e for e in shelf.episodes if e.episode.manifest.season == stage.id]
        told = [each for each in _told(shelf) if each.script.stage == stage.id]
        rows = [*_rows("episodes", (episode_entry(show, each) for each in episodes))]
        rows += _rows("testimonies", (testimony_entry(show, each) for each in told))
        yield Listing(
            f"feed/stages/{stage.id}.html",
            "stage",
            tongues.said(stage.name, show.language),
            tuple(rows),
            tongues.said(stage.introduction, show.language),
            (number, len(show.stages)),
        )


def _index(
    show: Show,
    shelf: Shelf,
    places: dict[Said, list[Testimony]],
    narrators: dict[Said, list[Testimony]],
) -> Iterator[Row]:
    yield from _rows("episodes", (episode_entry(show, each) for each in shelf.episodes), bare=True)
    yield from _rows("testimonies", (testimony_entry(show, each) for each in _told(shelf)))
    stages = (stage_entry(show, stage.id) for stage in show.stages)
    yield from _rows("journey", filter(None, stages))
    for heading, folder, found in (
        ("places", "places", places),
        ("narrators", "narrators", narrators),
    ):
        names = sorted(found, key=lambda name: tongues.plain(name).casefold())
        yield from _rows(
            heading, (Entry(_path(folder, tongues.plain(name)), name) for name in names)
        )


def _told(shelf: Shelf) -> list[Testimony]:
    """What narrators and reporters tell; the host's own words are found in their episodes."""
    return [each for each in shelf.testimonies if values.is_testimony(each.script)]


def _without(entry: Entry, name: Said) -> Entry:
    """An entry on a page whose heading is this name already."""
    kept = tuple(each for each in entry.details if tongues.plain(each) != tongues.plain(name))
    return replace(entry, details=kept)


def _rows(heading: str, entries: Iterable[Entry], *, bare: bool = False) -> Iterator[Row]:
    for place, entry in enumerate(entries):
        if not place:
            yield Row(heading)
        yield Row(entry=replace(entry, summary=()) if bare else entry)


def _grouped(shelf: Shelf, name: Callable[[Script], Said]) -> dict[Said, list[Testimony]]:
    """What is told under each name; a name is one whatever language it is taken for."""
    found: dict[str, tuple[Said, list[Testimony]]] = {}
    for testimony in shelf.testimonies:
        if words := name(testimony.script):
            found.setdefault(tongues.plain(words), (words, []))[1].append(testimony)
    return dict(found.values())
