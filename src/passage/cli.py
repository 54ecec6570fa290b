"""The command line: arguments in, exit status out. The one place where parts are chosen.

How a command ends, and what is printed where, is in `console`.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from passage import __version__, cli_voices, console

if TYPE_CHECKING:
    from passage.model import Library
    from passage.pipeline.layout import Layout
    from passage.pipeline.saying import Said
    from passage.pipeline.speech import Sending

_where = click.option(
    "-C",
    "--show",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    metavar="DIR",
    help="The show's folder, or one inside it. Without it: the present folder.",
)
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
_episodes = click.argument("episodes", nargs=-1, metavar="[EPISODE]...")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 79})
@click.version_option(__version__, prog_name="passage", message="%(prog)s %(version)s")
def passage() -> None:
    """Turn written testimonies into a podcast.

    A show is a folder: passage.yml says what it is, scripts/ what is said, and
    episodes/ what is published. Passage makes audio_out/ and feed/ from them.

    \b
    passage init my-show        start a show
    passage check               look for mistakes; with --feed, in a feed
    passage build               make what is missing, and nothing else
    passage status              what a build would make, and why
    passage names               names that nobody said how to say
    passage report              how the last build went, and how it sounds
    passage say "TEXT"          hear how words are said
    passage voices              who can speak here
    passage clean               drop from the cache what no episode uses
    passage import page.txt     make scripts from a published page
    """


@passage.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--title", help="The show's title. Without it: the name of the folder.")
@_as_json
def init(folder: Path, title: str | None, *, as_json: bool) -> None:
    """Start a show in DIR, with one short episode that builds as it is.

    Example: passage init our-stories --title "Our Stories"
    """
    from passage.pipeline import starting

    name = folder.resolve().name.replace("-", " ").title()
    wanted = name if title is None else title
    if not wanted.strip() or not wanted.isprintable():
        raise click.UsageError("--title needs words, on one line")
    written = starting.start(folder, wanted.strip(), _this_morning())
    console.say(
        {"written": [path.as_posix() for path in written]},
        [*(f"written: {path}" for path in written), f"To build it: passage build -C {folder}"],
        as_json=as_json,
    )


@passage.command(name="import")
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
@_as_json
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
    _require_language(language)
    if consent == "granted" and not because.strip():
        raise click.UsageError('--consent granted needs --because "TEXT": who agreed, and how')
    from passage.importing import By
    from passage.model import Consent
    from passage.pipeline import adopting
    from passage.telling import imports as telling_imports

    adopted = adopting.adopt(
        sources,
        folder,
        consent=Consent(consent),
        because=because,
        latest=_this_morning(),
        language=language,
        encoding=encoding,
        by=By(by),
        dry_run=dry_run,
    )
    said = {"--by": by if by != "stage" else "", "--language": language, "--encoding": encoding}
    if dry_run and because:
        said |= {"--consent": consent, "--because": because}
    options = [part for name, value in said.items() if value for part in (name, value)]
    again = shlex.join(["passage", "import", *map(str, sources), "--into", str(folder), *options])
    lines = telling_imports.adopted(adopted, again)
    console.say(telling_imports.adopted_json(adopted), lines, as_json=as_json)


@passage.command()
@_where
@click.option(
    "--feed",
    type=click.Path(dir_okay=False, allow_dash=True),
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Check a feed instead: the show's own, FILE, or - for standard input.",
)
@click.option(
    "--profile",
    "profiles",
    type=click.Choice(["psp1", "apple", "namespace"]),
    multiple=True,
    help="Only this rule book, with --feed. Can be given again.",
)
@_as_json
def check(folder: Path, feed: str | None, profiles: tuple[str, ...], *, as_json: bool) -> None:
    """Look for mistakes in what people wrote, all of them at once.

    With --feed it reads a feed, ours or anyone's, against PSP-1, Apple's
    requirements and the podcast namespace, with the files beside it; the
    network is never used. It ends with 0 when there is no error, else with 2.
    """
    if feed is not None:
        _check_feed(folder, feed, profiles, as_json=as_json)
        return
    if profiles:
        raise click.UsageError("--profile needs --feed")
    from passage.pipeline import minting, noting, planning
    from passage.telling import builds as telling

    layout, library = _read(folder)
    planning.check_voices(planning.plan(layout, minting.mint(library)))
    notes = noting.notes(library, layout.folder)
    lines = telling.library(library, notes)
    console.say(telling.library_json(library, notes), lines, as_json=as_json)


@passage.command()
@_episodes
@_where
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    metavar="N",
    help="How many segments to make at once. Without it: one for each processor.",
)
@click.option(
    "--budget",
    type=click.IntRange(0),
    metavar="N",
    help="Send at most N requests to online voices. Without it: as many as it takes.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be made and why; make nothing.")
@_as_json
def build(
    episodes: tuple[str, ...],
    folder: Path,
    jobs: int,
    budget: int | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make what is missing, and nothing else.

    Without EPISODE all episodes are looked at; with it, those with these ids.
    Progress is told on standard error, a line for each tenth of the work.
    """
    from passage.keeping import lock
    from passage.pipeline import building
    from passage.telling import builds as telling

    if dry_run:
        _tell_plan(folder, episodes, as_json=as_json)
        return
    layout, library = _read(folder)
    _require_known(episodes, library)
    with lock.held(layout.lock, lambda who: console.err([telling.waiting(who)])) as waited:
        if waited:
            layout, library = _read(folder)
        done = building.build(
            layout,
            library,
            only=episodes,
            workers=jobs,
            budget=budget,
            tell=lambda step: console.err([telling.progress(step)]),
        )
    console.say(
        telling.outcome_json(done, layout),
        telling.outcome(done, layout, _command(folder)),
        as_json=as_json,
    )
    if done.failed:
        console.err(telling.failures(done))
        sys.exit(console.FAILED)


@passage.command()
@_episodes
@_where
@_as_json
def status(episodes: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    """Say what a build would make, and why. Nothing is made."""
    _tell_plan(folder, episodes, as_json=as_json)


@passage.command()
@_where
@_as_json
def names(folder: Path, *, as_json: bool) -> None:
    """List names and foreign words that nobody said how to say.

    How a word is said stands in scripts/lexicon.pls, or beside it: [word]{say="…"}.
    """
    from passage.narrating import names as narrated
    from passage.telling import names as telling_names

    _, library = _read(folder)
    found = narrated.uncovered(library)
    console.say(telling_names.json(found), telling_names.lines(found), as_json=as_json)


@passage.command()
@_where
@click.option(
    "--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write a page, too."
)
@_as_json
def report(folder: Path, page: Path | None, *, as_json: bool) -> None:
    """Say how the last build went, and how its episodes sound.

    What is published is measured once, and again only when it changes.
    """
    from passage.keeping import lock
    from passage.pipeline import reporting
    from passage.telling import builds as telling
    from passage.telling import report as telling_report

    layout, library = _read(folder)
    with lock.held(layout.lock, lambda who: console.err([telling.waiting(who)])):
        told = reporting.report(layout, library)
    if page:
        reporting.write_page(page, told)
    console.say(telling_report.json(told, page), telling_report.lines(told, page), as_json=as_json)


@passage.command()
@click.argument("text", required=False, metavar="[TEXT]")
@_where
@click.option("--script", metavar="ID", help="Say this script, in place of TEXT.")
@click.option("--sentence", type=click.IntRange(1), metavar="N", help="Only its sentence N.")
@click.option("--as", "narrator", default="", metavar="NAME", help="Who says TEXT: a narrator.")
@click.option("--language", default="", metavar="TAG", help="The language of TEXT, such as ko.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.wav",
    help="Write what is said there. Without it, it is played.",
)
@_as_json
def say(
    text: str | None,
    folder: Path,
    *,
    script: str | None,
    sentence: int | None,
    narrator: str,
    language: str,
    out: Path | None,
    as_json: bool,
) -> None:
    """Say TEXT, a script, or one sentence of it, exactly as an episode will contain it.

    TEXT is written as in a script, and said by the host unless --as names a narrator.

    Example: passage say "She came from [Hamgyong]{lang=ko}." --as Haneul --out said.wav
    """
    from passage.keeping import files
    from passage.pipeline import playing, saying
    from passage.telling import builds as telling

    if (text is None) == (script is None) or (sentence and script is None):
        raise click.UsageError("say what: either TEXT, or --script ID and perhaps --sentence N")
    if script is not None and (narrator or language):
        raise click.UsageError("--as and --language are for TEXT; a script says both itself")
    _require_language(language)
    layout, library = _read(folder)
    if text is not None:
        if narrator:
            _require("narrator", narrator, saying.narrators(library))
        said = saying.words(layout, library, text, narrator, language, tell=_tell_sending)
    else:
        said = _script_said(layout, library, script or "", sentence)
    if out:
        files.write(out, said.wav)
    else:
        playing.play(said.wav)
    console.say(telling.said_json(said, out), telling.said(said, out), as_json=as_json)


@passage.command()
@_where
@click.option("--all", "everything", is_flag=True, help="Drop all; the next build makes it again.")
@_as_json
def clean(folder: Path, *, everything: bool, as_json: bool) -> None:
    """Drop from the cache what no episode uses.

    The episodes' audio and the feed stay as they are.
    """
    from passage.keeping import lock
    from passage.pipeline import cleaning, minting
    from passage.telling import builds as telling

    layout, library = _read(folder)
    with lock.held(layout.lock, lambda who: console.err([telling.waiting(who)])):
        if everything:
            done = cleaning.clean_all(layout)
        else:
            done = cleaning.clean(layout, minting.mint(library))
    console.say(telling.cleaned_json(done), telling.cleaned(done), as_json=as_json)


passage.add_command(cli_voices.voices)


def main() -> NoReturn:
    """Run the command line."""
    console.run(passage)


def _tell_sending(step: Sending) -> None:
    from passage.telling import builds as telling

    console.err([telling.sending(step)])


def _check_feed(folder: Path, feed: str, profiles: Sequence[str], *, as_json: bool) -> None:
    from passage.publishing import address
    from passage.telling import feed as telling_feed
    from passage.validating import checking
    from passage.validating.finding import Profile

    wanted = frozenset(map(Profile, profiles)) or frozenset(Profile)
    if feed == "-":
        shown, path, data = "standard input", None, sys.stdin.buffer.read()
    else:
        path = Path(feed) if feed else _own_feed(folder)
        if not path.is_file():
            raise click.UsageError(f'there is no file "{path}"')
        shown, data = feed or address.FEED, path.read_bytes()
    found = checking.check(data, shown, feed=path, profiles=wanted)
    told = telling_feed.json(found, shown)
    console.say(told, telling_feed.lines(found, shown), as_json=as_json)
    if checking.is_wrong(found):
        sys.exit(console.WRONG)


def _own_feed(folder: Path) -> Path:
    from passage.errors import PassageError
    from passage.pipeline.layout import Layout
    from passage.publishing import address
    from passage.reading import folder as show_folder

    layout = Layout(show_folder.find(folder))
    path = layout.folder / address.FEED
    if not path.is_file():
        raise PassageError(address.FEED, "there is no feed yet", f"to make it: {_command(folder)}")
    return path


def _read(folder: Path) -> tuple[Layout, Library]:
    from passage.pipeline.layout import Layout
    from passage.reading import folder as show_folder

    layout = Layout(show_folder.find(folder))
    return layout, show_folder.read(layout.folder)


def _script_said(layout: Layout, library: Library, script: str, sentence: int | None) -> Said:
    from passage.pipeline import saying

    _require("script", script, [each.id for each in library.scripts])
    try:
        return saying.script(layout, library, script, sentence, tell=_tell_sending)
    except LookupError as error:
        raise click.UsageError(f'the script "{script}" has {error.args[0]} sentences') from error


def _require_known(episodes: Sequence[str], library: Library) -> None:
    for episode in episodes:
        _require("episode", episode, [manifest.id for manifest in library.manifests])


def _require(noun: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known) or 'none'}"
        raise click.UsageError(f'there is no {noun} "{name}"; {hint}')


def _require_language(tag: str) -> None:
    if tag and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", tag):
        raise click.UsageError(f'"{tag}" is no language; write it as in en, ko or pt-BR')


def _tell_plan(folder: Path, episodes: Sequence[str], *, as_json: bool) -> None:
    from passage.keeping.store import Store
    from passage.pipeline import minting, planning, speech
    from passage.telling import builds as telling

    layout, library = _read(folder)
    _require_known(episodes, library)
    planned = planning.plan(layout, minting.mint(library), episodes)
    planning.check_voices(planned)
    store = Store(layout.cache)
    size, sending = store.size(), speech.sending(speech.missing(planned.jobs, store))
    lines = telling.plan(planned, size, sending, _command(folder))
    console.say(telling.plan_json(planned, size, sending), lines, as_json=as_json)


def _command(folder: Path) -> str:
    """How to build the same show again: what is typed where the shell finds us, and where not."""
    called = "passage" if shutil.which("passage") else sys.argv[0]
    return f"{called} build" + (f" -C {shlex.quote(str(folder))}" if folder != Path() else "")


def _this_morning() -> datetime:
    return datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
