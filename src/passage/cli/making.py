"""The commands for what Passage makes: build, status, report, clean."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from passage import console
from passage.cli import options

if TYPE_CHECKING:
    from passage.model import Library
    from passage.pipeline.farming.farm import Farm
    from passage.pipeline.layout import Layout


@click.command()
@options.episodes
@options.wheres
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    metavar="N",
    help="How many segments to make at once. Without it: one for each processor.",
)
@click.option(
    "--on",
    "place",
    callback=options.place,
    metavar="WHERE",
    help="Have them made by the workers of a Dask scheduler (tcp://HOST:8786), "
    "or by N processes that are started for it (local:N).",
)
@click.option(
    "--patience",
    type=click.FloatRange(1),
    default=120,
    metavar="S",
    help="With --on: seconds that a worker may be silent beyond what its text explains, "
    "and that a build without workers waits. Without it: 120.",
)
@click.option(
    "--budget",
    type=click.IntRange(0),
    metavar="N",
    help="Send at most N requests to online voices. Without it: as many as it takes.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be made and why; make nothing.")
@options.as_json
def build(
    episodes: tuple[str, ...],
    folders: tuple[Path, ...],
    *,
    jobs: int,
    place: str | None,
    patience: float,
    budget: int | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make what is missing, and nothing else.

    Without EPISODE all episodes are looked at; with it, those with these ids.
    Progress is told on standard error, a line for each tenth of the work.
    """
    if len(folders) > 1 and (episodes or as_json):
        raise click.UsageError("with several shows, neither EPISODE nor --json can be given")
    if dry_run:
        for folder in folders:
            _tell_plan(folder, episodes, as_json=as_json)
        return
    # All are read before the first is built: mistakes in the last are not told an hour later.
    shows = [(folder, *options.read(folder)) for folder in folders]
    for _, _, library in shows:
        options.require_known(episodes, library)
    with _farm(place, patience) as farm:
        failed = False
        for folder, layout, library in shows:
            if len(shows) > 1:
                console.err([f"{library.show.title}, in {folder}"])
            failed |= _build(
                folder,
                layout,
                library,
                episodes=episodes,
                jobs=jobs,
                budget=budget,
                farm=farm,
                as_json=as_json,
            )
    if failed:
        sys.exit(console.FAILED)


def _build(
    folder: Path,
    layout: Layout,
    library: Library,
    *,
    episodes: tuple[str, ...],
    jobs: int,
    budget: int | None,
    farm: Farm | None,
    as_json: bool,
) -> bool:
    """Build one show and tell what came of it; return whether something failed."""
    from passage.pipeline import building
    from passage.telling import builds as telling

    with options.alone(layout) as waited:
        if waited:
            layout, library = options.read(folder)
        done = building.build(
            layout,
            library,
            only=episodes,
            workers=jobs,
            budget=budget,
            farm=farm,
            tell=lambda step: console.err([telling.progress(step)]),
        )
    lines = (
        *telling.deleted(done.deleted, options.command(folder, "clean")),
        *telling.outcome(done, layout, options.command(folder), options.command(folder, "serve")),
    )
    console.say(telling.outcome_json(done, layout), lines, as_json=as_json)
    if done.failed:
        console.err(telling.failures(done))
    return done.failed


@contextmanager
def _farm(place: str | None, patience: float) -> Iterator[Farm | None]:
    if place is None:
        yield None
        return
    from passage.pipeline.farming import cluster, farm
    from passage.telling import farms as telling

    with cluster.crew(place) as crew:
        yield farm.Farm(crew, lambda step: console.err(telling.news(step)), patience)


def _tell_plan(folder: Path, episodes: Sequence[str], *, as_json: bool) -> None:
    from passage.keeping.store import Store
    from passage.pipeline import minting, planning, speech
    from passage.pipeline.consent import leftovers
    from passage.telling import builds as telling

    layout, library = options.read(folder)
    options.require_known(episodes, library)
    planned = planning.plan(layout, minting.mint(library), episodes)
    planning.check_voices(planned)
    store = Store(layout.cache)
    size, sending = store.size(), speech.sending(speech.missing(planned.jobs, store))
    gone = leftovers.deleted(layout, library)
    lines = (
        *telling.deleted(gone, options.command(folder, "clean")),
        *telling.plan(planned, size, sending, options.command(folder)),
    )
    told = {**telling.plan_json(planned, size, sending), "deleted_scripts": gone}
    console.say(told, lines, as_json=as_json)


@click.command()
@options.episodes
@options.where
@options.as_json
def status(episodes: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    """Say what a build would make, and why. Nothing is made."""
    _tell_plan(folder, episodes, as_json=as_json)


@click.command()
@options.where
@click.option(
    "--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write a page, too."
)
@options.as_json
def report(folder: Path, page: Path | None, *, as_json: bool) -> None:
    """Say how the last build went, and how its episodes sound.

    What is published is measured once, and again only when it changes.
    """
    from passage.pipeline import reporting
    from passage.telling import report as telling_report

    layout, library = options.read(folder)
    with options.alone(layout):
        told = reporting.report(layout, library)
    if page:
        reporting.write_page(layout, library, page, told)
    console.say(telling_report.json(told, page), telling_report.lines(told, page), as_json=as_json)


@click.command()
@options.where
@click.option("--all", "everything", is_flag=True, help="Drop all; the next build makes it again.")
@options.as_json
def clean(folder: Path, *, everything: bool, as_json: bool) -> None:
    """Drop from the cache, and from a shared store, what no episode uses.

    The episodes' audio and the feed stay as they are.
    """
    from passage.pipeline import cleaning, minting
    from passage.telling import builds as telling
    from passage.telling import stores

    layout, library = options.read(folder)
    with options.alone(layout):
        if everything:
            done = cleaning.clean_all(layout)
        else:
            done = cleaning.clean(layout, minting.mint(library))
        answered = cleaning.clean_shared(layout, minting.mint(library), everything=everything)
    console.say(telling.cleaned_json(done), telling.cleaned(done), as_json=as_json)
    if not answered:
        console.err([stores.not_cleaned(library.show.store)])
        sys.exit(console.FAILED)
