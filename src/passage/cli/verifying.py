"""The command for what is out there: verify."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from passage import console
from passage.cli import options

if TYPE_CHECKING:
    from passage.delivering.verifying.bounds import Bounds
    from passage.model import Library
    from passage.pipeline.layout import Layout
    from passage.pipeline.verifying.opening import Opened


@click.command()
@click.argument("place", metavar="[TARGET|URL]", default="")
@options.where
@click.option(
    "--also",
    multiple=True,
    metavar="HOST",
    help="Another host that is yours, such as one for audio. Can be given again.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=5000,
    show_default=True,
    metavar="NUMBER",
    help="The most requests that are made.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(min=0, min_open=True),
    default=30,
    show_default=True,
    metavar="NUMBER",
    help="The longest that it may take.",
)
@options.as_json
def verify(
    place: str, folder: Path, also: tuple[str, ...], limit: int, minutes: float, *, as_json: bool
) -> None:
    """Look at what is out there, as an app sees it.

    It asks for all that the feed names, and compares it with the feed and
    with each other: sound, chapters, transcripts, pictures, pages, the book.
    Without an argument it looks at the show's own address; URL is that of a
    feed or of the folder above feed/; TARGET is a folder, or a storage as in
    s3://bucket/show. It writes nothing and sends no password.

    It ends with 0 when there is nothing but notes, with 1 when there is more,
    and with 2 when there is no feed.

    Example: passage verify https://example.org/show/
    """
    from passage.delivering.verifying.bounds import Bounds
    from passage.pipeline import verifying
    from passage.pipeline.verifying import knowledge
    from passage.telling import verifying as telling
    from passage.validating.finding import Level

    at_hand = _at_hand(place, folder)
    bounds = Bounds(requests=limit, seconds=minutes * 60)
    opened = _open(place, at_hand, bounds, also)
    known = knowledge.look(*at_hand) if at_hand else None
    verified = verifying.verify(
        opened.reader,
        opened.feed,
        known,
        is_shelf=_is_shelf(place, at_hand),
        begun=lambda name, count: console.err(filter(None, [telling.step(name, count)])),
    )
    spent = opened.budget.spent
    told = telling.json(verified, opened.shown, spent)
    console.say(told, telling.lines(verified, opened.shown, spent), as_json=as_json)
    if any(finding.level is not Level.NOTE for finding in verified.findings):
        sys.exit(console.FAILED)


def _at_hand(place: str, folder: Path) -> tuple[Layout, Library] | None:
    """The show that lies here, which is needed only where nothing else says what to look at."""
    from passage.errors import InputProblems, PassageError

    if not place:
        return options.read(folder)
    inside = Path(place) if "://" not in place and Path(place).is_dir() else None
    for start in (inside, folder):
        try:
            if start and (start != inside or (start / "passage.yml").is_file()):
                return options.read(start)
        except InputProblems as problems:
            told = f"The show here has {problems.problem}: what is out there is not compared"
            console.err([f"{told} with it. To see them: passage check"])
            return None
        except PassageError:
            continue
    return None


def _open(
    place: str, at_hand: tuple[Layout, Library] | None, bounds: Bounds, also: tuple[str, ...]
) -> Opened:
    from passage.pipeline.verifying import opening
    from passage.publishing import address

    show = at_hand[1].show if at_hand else None
    if not place and show:
        return opening.web(address.under(show, address.FEED), bounds, also)
    if place.startswith(("http://", "https://")):
        return opening.web(place, bounds, also)
    if also:
        raise click.UsageError("--also needs a URL: a folder has no hosts")
    known = address.plain(show.address) if show else ""
    return opening.target(place, bounds, known, is_shelf=_is_shelf(place, at_hand))


def _is_shelf(place: str, at_hand: tuple[Layout, Library] | None) -> bool:
    """Whether it is the folder in which the show is made, or the feed in it."""
    if not at_hand or not place or "://" in place:
        return False
    folder = at_hand[0].folder.resolve()
    return Path(place).resolve() in {folder, at_hand[0].feed.resolve() / "feed.xml"}
