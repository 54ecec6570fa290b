"""The commands for what narrators decide: consent grant, consent withdraw, consent status."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from passage import console
from passage.cli import options

if TYPE_CHECKING:
    from passage.pipeline.consent.consenting import Chosen
    from passage.pipeline.layout import Layout


@click.group()
def consent() -> None:
    """Write down who agreed to be published, and who no longer does.

    \b
    passage consent status
    passage consent grant leaving --because "She signed the form."
    passage consent withdraw leaving --because "She asked for it."

    SCRIPT is a script's id, its path, or a narrator's name: that means all
    that they tell. The decision is kept in the front matter of the script.
    """


_scripts = click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT...")
_because = click.option(
    "--because", required=True, metavar="TEXT", help="Who decided, how, and where it is recorded."
)
_day = click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of the decision. Without it: today.",
)


@consent.command()
@_scripts
@_because
@_day
@options.where
@options.as_json
def grant(
    scripts: tuple[str, ...], because: str, day: datetime | None, folder: Path, *, as_json: bool
) -> None:
    """Write down that narrators agreed to be published.

    Nothing is published by this; the next build does that.
    """
    from passage.model import Consent
    from passage.pipeline.consent import consenting
    from passage.telling import consent as telling

    _require_reason(because)
    layout, _ = options.read(folder)
    with options.alone(layout):
        found = _chosen(layout, scripts)
        on = _date(day)
        written = consenting.decide(layout, found.scripts, Consent.GRANTED, because.strip(), on)
    console.say(
        telling.granted_json(found.scripts, written),
        telling.granted(found.scripts, written, options.command(folder)),
        as_json=as_json,
    )


@consent.command()
@_scripts
@_because
@_day
@options.where
@options.as_json
def withdraw(
    scripts: tuple[str, ...], because: str, day: datetime | None, folder: Path, *, as_json: bool
) -> None:
    """Take out what narrators no longer agree to, at once, and prove it.

    Audio, feed, transcripts, pages, cache and drafts are made again without
    it. Then every made file is searched. It ends with 1 if anything is found.
    """
    from passage.pipeline.consent import withdrawing
    from passage.telling import builds
    from passage.telling import consent as telling

    _require_reason(because)
    layout, _ = options.read(folder)
    with options.alone(layout):
        done = withdrawing.withdraw(
            layout,
            _chosen(layout, scripts).scripts,
            because.strip(),
            _date(day),
            workers=os.cpu_count() or 1,
            tell=lambda step: console.err([builds.progress(step)]),
        )
    console.say(telling.withdrawn_json(done), telling.withdrawn(done), as_json=as_json)
    if not done.holds:
        console.err(telling.failure(done, folder))
        if done.outcome:
            console.err(builds.failures(done.outcome))
        sys.exit(console.FAILED)


@consent.command()
@options.where
@options.as_json
def status(folder: Path, *, as_json: bool) -> None:
    """List who agreed, when and why; those not asked yet come first."""
    from passage.pipeline.consent import consenting
    from passage.telling import consent as telling

    _, library = options.read(folder)
    found = consenting.listed(library)
    console.say(telling.status_json(found), telling.status(found), as_json=as_json)


def _chosen(layout: Layout, scripts: tuple[str, ...]) -> Chosen:
    """The scripts that are meant, told before anything is done with them."""
    from passage.pipeline.consent import consenting
    from passage.reading import folder as show_folder
    from passage.telling import consent as telling

    _, library = options.read(layout.folder)
    # Who is known by another name may be named by the real one, which nothing else knows.
    known = tuple(map(show_folder.privacy_of(layout.folder).mask, scripts))
    found = consenting.choose(library, layout.folder, known)
    console.err(telling.chosen(found))
    return found


def _require_reason(because: str) -> None:
    if not because.strip():
        raise click.UsageError("--because needs words: who decided, and where it is recorded")


def _date(day: datetime | None) -> date:
    """The day that was named, or today, where the command is typed."""
    return day.date() if day else options.today()
