"""The commands for what people write: init, import, check, names."""

from __future__ import annotations

import contextlib
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from passage import console
from passage.cli import options


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--title", help="The show's title. Without it: the name of the folder.")
@options.as_json
def init(folder: Path, title: str | None, *, as_json: bool) -> None:
    """Start a show in DIR, with one short episode that builds as it is.

    Example: passage init our-stories --title "Our Stories"
    """
    from passage.pipeline import starting

    name = folder.resolve().name.replace("-", " ").title()
    wanted = name if title is None else title
    if not wanted.strip() or not wanted.isprintable():
        raise click.UsageError("--title needs words, on one line")
    written = starting.start(folder, wanted.strip(), options.this_morning())
    console.say(
        {"written": [path.as_posix() for path in written]},
        [*(f"written: {path}" for path in written), f"To build it: passage build -C {folder}"],
        as_json=as_json,
    )


@click.command(name="import")
@click.argument(
    "sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE..."
)
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="The show to make or to extend.",
)
@click.option(
    "--by",
    type=click.Choice(["stage", "narrator", "testimony"]),
    default="stage",
    show_default=True,
    help="What makes an episode.",
)
@click.option(
    "--consent",
    type=click.Choice(["pending", "granted"]),
    default="pending",
    show_default=True,
    help="What the narrators agreed to. Until it is granted, nothing is published.",
)
@click.option("--because", default="", metavar="TEXT", help="Who agreed, and where it is recorded.")
@click.option("--language", default="", help="The language of the pages. Without it: the show's.")
@click.option(
    "--encoding", default="", help="The encoding of pages that name none, or a wrong one."
)
@click.option("--dry-run", is_flag=True, help="Show what would be made; write nothing.")
@options.as_json
def import_(  # noqa: PLR0917 - as many as its command line
    sources: tuple[Path, ...],
    folder: Path,
    by: str,
    consent: str,
    because: str,
    language: str,
    encoding: str,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make scripts and episodes from published pages, word for word.

    SOURCE is a file of text, HTML or Markdown, or - for standard input.

    Example: passage import page.html --into our-stories
    """
    options.require_language(language)
    if consent == "granted" and not because.strip():
        raise click.UsageError('--consent granted needs --because "TEXT": who agreed, and how')
    from passage.importing import By
    from passage.model import Consent
    from passage.pipeline import adopting
    from passage.telling import imports as telling_imports

    options.protect(folder)
    adopted = adopting.adopt(
        sources,
        folder,
        consent=Consent(consent),
        because=because,
        latest=options.this_morning(),
        language=language,
        encoding=encoding,
        by=By(by),
        dry_run=dry_run,
    )
    said = {"--by": by if by != "stage" else "", "--language": language, "--encoding": encoding}
    if dry_run and because:
        said |= {"--consent": consent, "--because": because}
    given = [part for name, value in said.items() if value for part in (name, value)]
    again = shlex.join(["passage", "import", *map(str, sources), "--into", str(folder), *given])
    lines = telling_imports.adopted(adopted, again)
    console.say(telling_imports.adopted_json(adopted), lines, as_json=as_json)


@click.command()
@options.where
@click.option(
    "--feed",
    type=click.Path(dir_okay=False, allow_dash=True),
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Check a feed instead: the show's own, FILE, or - for standard input.",
)
@click.option(
    "--book",
    type=click.Path(dir_okay=False),
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Check a book (EPUB) instead: the show's own, or FILE.",
)
@click.option(
    "--profile",
    "profiles",
    type=click.Choice(["psp1", "apple", "namespace"]),
    multiple=True,
    help="Only this rule book, with --feed. Can be given again.",
)
@options.as_json
def check(
    folder: Path, feed: str | None, book: str | None, profiles: tuple[str, ...], *, as_json: bool
) -> None:
    """Look for mistakes in what people wrote, all of them at once.

    With --feed it reads a feed, ours or anyone's, against PSP-1, Apple's
    requirements and the podcast namespace, with the files beside it; the
    network is never used. It ends with 0 when there is no error, else with 2.

    With --book it does the same for a read-aloud book: is every sentence
    narrated once and in order, and does every clip exist? Where the show of
    the book lies, are words, languages and sound those of the episodes?
    """
    if feed is not None and book is not None:
        raise click.UsageError("check one of both: --feed or --book")
    if profiles and feed is None:
        raise click.UsageError("--profile needs --feed")
    if book is not None:
        _check_book(folder, book, as_json=as_json)
        return
    if feed is not None:
        _check_feed(folder, feed, profiles, as_json=as_json)
        return
    from passage.errors import InputProblems
    from passage.pipeline import minting, noting, planning
    from passage.pipeline.consent import guarding
    from passage.reading import folder as show_folder
    from passage.telling import checks as telling

    layout, library = options.read(folder)
    planning.check_voices(planning.plan(layout, minting.mint(library)))
    leaks = guarding.made(layout, show_folder.privacy_of(layout.folder))
    if leaks:
        raise InputProblems(leaks)
    changed = show_folder.read_protected(layout.folder).notes
    notes = (*changed, *noting.notes(library, layout.folder))
    lines = telling.library(library, notes)
    console.say(telling.library_json(library, notes), lines, as_json=as_json)


def _check_feed(folder: Path, feed: str, profiles: Sequence[str], *, as_json: bool) -> None:
    from passage.publishing import address
    from passage.telling import feed as telling_feed
    from passage.validating import checking
    from passage.validating.finding import Profile

    wanted = frozenset(map(Profile, profiles)) or frozenset(Profile)
    if feed == "-":
        shown, path, data = "standard input", None, sys.stdin.buffer.read()
    else:
        path = _given(feed) if feed else _own(folder, address.FEED, "feed")
        shown, data = feed or address.FEED, path.read_bytes()
    found = checking.check(data, shown, feed=path, profiles=wanted)
    told = telling_feed.json(found, shown)
    console.say(told, telling_feed.lines(found, shown), as_json=as_json)
    if checking.is_wrong(found):
        sys.exit(console.WRONG)


def _check_book(folder: Path, book: str, *, as_json: bool) -> None:
    from passage.pipeline.shelving import book_check
    from passage.publishing.book import names as book_names
    from passage.telling import feed as telling_feed
    from passage.validating import checking

    if book:
        path, shown = _given(book), book
    else:
        shown = book_names.path(options.read(folder)[1].show, narrated=True)
        path = _own(folder, shown, "book")
    found = book_check.check(path, shown, _shows(folder, path))
    told = telling_feed.json(found, shown, "book")
    console.say(told, telling_feed.lines(found, shown), as_json=as_json)
    if checking.is_wrong(found):
        sys.exit(console.WRONG)


def _shows(folder: Path, book: Path) -> list[Path]:
    """The folders in which the show of a book may lie: where it lies itself, and at hand."""
    from passage.errors import PassageError
    from passage.reading import folder as show_folder

    found = []
    for start in (book.resolve().parent, folder):
        with contextlib.suppress(PassageError):
            found.append(show_folder.find(start))
    return found


def _given(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise click.UsageError(f'there is no file "{path}"')
    return path


def _own(folder: Path, name: str, noun: str) -> Path:
    """A made file of the show."""
    from passage.errors import PassageError
    from passage.pipeline.layout import Layout
    from passage.reading import folder as show_folder

    path = Layout(show_folder.find(folder)).folder / name
    if not path.is_file():
        hint = f"to make it: {options.command(folder)}"
        raise PassageError(name, f"there is no {noun} yet", hint)
    return path


@click.command()
@options.where
@options.as_json
def names(folder: Path, *, as_json: bool) -> None:
    """List names and foreign words that nobody said how to say.

    How a word is said stands in scripts/lexicon.pls, or beside it: [word]{say="…"}.
    """
    from passage.narrating import names as narrated
    from passage.telling import names as telling_names

    _, library = options.read(folder)
    found = narrated.uncovered(library)
    console.say(telling_names.json(found), telling_names.lines(found), as_json=as_json)
