"""The command line: arguments in, exit status out. The one place where parts are chosen.

Exit status: 0 done · 1 some episodes failed, the rest were made · 2 wrong input or usage, nothing
was made · 3 a bug · 130 interrupted. Results go to standard output, progress and errors to
standard error, the errors last.
"""

from __future__ import annotations

import difflib
import json
import os
import shutil
import sys
import traceback
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from passage import __version__

if TYPE_CHECKING:
    from passage import telling
    from passage.errors import PassageError
    from passage.model import Library
    from passage.pipeline.layout import Layout

FAILED, WRONG, BUG, INTERRUPTED = 1, 2, 3, 130
REPORT = Path("passage-bug-report.txt")

_where = click.option(
    "-C",
    "--show",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
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
    passage check               look for mistakes
    passage build               make what is missing, and nothing else
    passage status              what a build would make, and why
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
    written = starting.start(folder, title or name, _this_morning())
    _say(
        {"written": [path.as_posix() for path in written]},
        [*(f"written: {path}" for path in written), f"To build it: passage build -C {folder}"],
        as_json=as_json,
    )


@passage.command(name="import")
@click.argument(
    "sources",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="SOURCE...",
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
    "--consent",
    type=click.Choice(["pending", "granted"]),
    default="pending",
    show_default=True,
    help="What the narrators agreed to. Until it is granted, nothing is published.",
)
@click.option("--because", default="", metavar="TEXT", help="Who agreed, and where it is recorded.")
@click.option("--language", default="en", show_default=True, help="The language of the pages.")
@_as_json
def import_(
    sources: tuple[Path, ...],
    folder: Path,
    consent: str,
    because: str,
    language: str,
    *,
    as_json: bool,
) -> None:
    """Make scripts and episodes from published pages, word for word.

    Example: passage import page.txt --into our-stories
    """
    if consent == "granted" and not because:
        raise click.UsageError('--consent granted needs --because "TEXT": who agreed, and how')
    from passage import telling
    from passage.model import Consent
    from passage.pipeline import adopting

    adopted = adopting.adopt(
        sources,
        folder,
        consent=Consent(consent),
        because=because,
        latest=_this_morning(),
        language=language,
    )
    _say(telling.adopted_json(adopted), telling.adopted(adopted), as_json=as_json)


@passage.command()
@_where
@_as_json
def check(folder: Path, *, as_json: bool) -> None:
    """Look for mistakes in what people wrote, all of them at once."""
    from passage import telling

    _, library = _read(folder)
    told = {"scripts": len(library.scripts), "episodes": len(library.manifests), "problems": []}
    _say(told, telling.library(library), as_json=as_json)


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
@click.option("--dry-run", is_flag=True, help="Say what would be made and why; make nothing.")
@_as_json
def build(
    episodes: tuple[str, ...], folder: Path, jobs: int, *, dry_run: bool, as_json: bool
) -> None:
    """Make what is missing, and nothing else.

    Without EPISODE all episodes are looked at; with it, those with these ids.
    Progress is told on standard error, one line for each finished segment.
    """
    from passage import telling
    from passage.keeping import lock
    from passage.pipeline import building, minting

    layout, library = _read(folder)
    _require_known(episodes, library)
    if dry_run:
        _tell_plan(layout, library, episodes, as_json=as_json)
        return
    with lock.held(layout.lock, lambda who: _err([telling.waiting(who)])) as waited:
        if waited:
            layout, library = _read(folder)
        minted = minting.mint(library)
        for path in minting.write(layout.folder, library, minted):
            _err([f"{path}: a guid was written into it, once and for all"])
        done = building.build(
            layout,
            minted,
            only=episodes,
            workers=jobs,
            tell=lambda step: _err([telling.progress(step)]),
        )
    _say(
        telling.outcome_json(done, layout),
        telling.outcome(done, layout, _command()),
        as_json=as_json,
    )
    if done.failed:
        _err(telling.failures(done))
        sys.exit(FAILED)


@passage.command()
@_episodes
@_where
@_as_json
def status(episodes: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    """Say what a build would make, and why. Nothing is made."""
    layout, library = _read(folder)
    _require_known(episodes, library)
    _tell_plan(layout, library, episodes, as_json=as_json)


@passage.command()
@_where
@click.option("--all", "everything", is_flag=True, help="Drop all; the next build makes it again.")
@_as_json
def clean(folder: Path, *, everything: bool, as_json: bool) -> None:
    """Drop from the cache what no episode uses.

    The episodes' audio and the feed stay as they are.
    """
    from passage import telling
    from passage.keeping import lock
    from passage.pipeline import cleaning, minting

    layout, library = _read(folder)
    with lock.held(layout.lock, lambda who: _err([telling.waiting(who)])):
        if everything:
            done = cleaning.clean_all(layout)
        else:
            done = cleaning.clean(layout, minting.mint(library))
    _say(telling.cleaned_json(done), telling.cleaned(done), as_json=as_json)


def main() -> NoReturn:
    """Run the command line; turn whatever is raised into an exit status, here and nowhere else."""
    from passage.errors import DeliveryFailed, PassageError

    try:
        passage(prog_name="passage", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(WRONG)
    except (KeyboardInterrupt, click.Abort):
        _err(["interrupted; what is finished is kept. To go on: run the same command again"])
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has heard enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except PassageError as error:
        _tell_error(error)
        sys.exit(FAILED if isinstance(error, DeliveryFailed) else WRONG)
    except Exception as error:  # noqa: BLE001 - the last resort, so that no one sees a traceback
        _report(error)
        sys.exit(BUG)
    sys.exit(0)


def _read(folder: Path) -> tuple[Layout, Library]:
    from passage.pipeline.layout import Layout
    from passage.reading import folder as show_folder

    layout = Layout(show_folder.find(folder))
    return layout, show_folder.read(layout.folder)


def _require_known(episodes: Sequence[str], library: Library) -> None:
    known = [manifest.id for manifest in library.manifests]
    for episode in episodes:
        if episode not in known:
            near = difflib.get_close_matches(episode, known, n=1)
            hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known)}"
            raise click.UsageError(f'there is no episode "{episode}"; {hint}')


def _tell_plan(layout: Layout, library: Library, episodes: Sequence[str], *, as_json: bool) -> None:
    from passage import telling
    from passage.pipeline import minting, planning

    planned = planning.plan(layout, minting.mint(library), episodes)
    _say(telling.plan_json(planned), telling.plan(planned), as_json=as_json)


def _command() -> str:
    """How Passage is called here: by its name where the shell finds it, else as it was typed."""
    return "passage" if shutil.which("passage") else sys.argv[0]


def _say(told: telling.Json, lines: Iterable[str], *, as_json: bool) -> None:
    """Print the result on standard output, for programs or for people."""
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
    else:
        for line in lines:
            click.echo(line)


def _err(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def _tell_error(error: PassageError) -> None:
    from passage import telling

    if "--json" in sys.argv[1:]:
        _say(telling.error_json(error), (), as_json=True)
    _err(telling.error(error))


def _report(error: Exception) -> None:
    """Write down where a bug struck, and nothing of what was being said there."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    told = [f"passage {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    told += [f"command: {sys.argv[1] if len(sys.argv) > 1 else ''}", type(error).__name__, *where]
    REPORT.write_text("\n".join(told) + "\n", "utf-8")
    _err([f"This is a bug of Passage ({type(error).__name__}), not a mistake of yours."])
    _err([f"Please send the file {REPORT}: it holds no word of any testimony."])


def _this_morning() -> datetime:
    return datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
