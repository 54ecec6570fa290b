"""What several commands take, and what they ask of it."""

from __future__ import annotations

import difflib
import re
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from passage import console

if TYPE_CHECKING:
    from passage.model import Library
    from passage.pipeline.layout import Layout
    from passage.pipeline.speech import Sending


where = click.option(
    "-C",
    "--show",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    metavar="DIR",
    help="The show's folder, or one inside it. Without it: the present folder.",
)
wheres = click.option(
    "-C",
    "--show",
    "folders",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    multiple=True,
    default=[Path()],
    metavar="DIR",
    help="The show's folder, or one inside it. Without it: the present folder. "
    "Given several times: those shows, one after the other.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
episodes = click.argument("episodes", nargs=-1, metavar="[EPISODE]...")


def read(folder: Path) -> tuple[Layout, Library]:
    """The show that a folder lies in, and everything that people wrote in it."""
    from passage.pipeline.layout import Layout
    from passage.reading import folder as show_folder

    layout = Layout(show_folder.find(folder))
    protect(layout.folder)
    return layout, show_folder.read(layout.folder)


@contextmanager
def alone(layout: Layout) -> Iterator[bool]:
    """Hold the show's lock, and tell whom it waits for; yields whether it had to wait."""
    from passage.keeping import lock
    from passage.telling import builds as telling

    with lock.held(layout.lock, lambda who: console.err([telling.waiting(who)])) as waited:
        yield waited


def protect(folder: Path) -> None:
    """Let nothing be printed from here on that the show in this folder, if there is one, hides."""
    from passage.reading import folder as show_folder

    if (folder / "passage.yml").is_file() and (privacy := show_folder.privacy_of(folder)).names:
        console.protect(privacy.mask)


def require_known(episodes: Sequence[str], library: Library) -> None:
    """Raise UsageError for an episode that the show does not have."""
    for episode in episodes:
        require("episode", episode, [manifest.id for manifest in library.manifests])


def require(noun: str, name: str, known: Sequence[str]) -> None:
    """Raise UsageError for a name that is not known, with the nearest."""
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known) or 'none'}"
        raise click.UsageError(f'there is no {noun} "{name}"; {hint}')


def require_language(tag: str) -> None:
    """Raise UsageError for what is no language tag."""
    if tag and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", tag):
        raise click.UsageError(f'"{tag}" is no language; write it as in en, ko or pt-BR')


def command(folder: Path, verb: str = "build") -> str:
    """How to do something with the same show: what is typed where the shell finds us, or not."""
    return f"{_called()} {verb}" + (f" -C {shlex.quote(str(folder))}" if folder != Path() else "")


def _called() -> str:
    if shutil.which("passage"):
        return "passage"
    is_module = Path(sys.argv[0]).name == "__main__.py"
    return "python -m passage" if is_module else shlex.quote(sys.argv[0])


def place(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """Where a build is done: a scheduler's address, or so many workers of our own."""
    if given is None or re.fullmatch(r"(tcp|tls|ws|wss)://[^\s/]+:\d+|local:[1-9]\d{0,3}", given):
        return given
    raise click.BadParameter("write a scheduler's address as in tcp://HOST:8786, or local:N")


def this_morning() -> datetime:
    """When a new episode is published, unless its file says otherwise."""
    return datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)


def today() -> date:
    """The day on which a command is typed, where it is typed."""
    return datetime.now().astimezone().date()


def tell_sending(step: Sending) -> None:
    """Tell what goes to a service on the net, before it goes."""
    from passage.telling import builds as telling

    console.err([telling.sending(step)])
