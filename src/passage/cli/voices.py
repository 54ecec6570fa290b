"""The command ``passage voices``: what can speak here, and voices to fetch."""

from __future__ import annotations

from pathlib import Path

import click

from passage import console
from passage.cli import options


@click.group(invoke_without_command=True)
@click.option(
    "-C",
    "--show",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    metavar="DIR",
    help="Also look in a show's folder voices/. Without it: in the present folder.",
)
@click.option("--language", default="", metavar="TAG", help="Only voices for this language.")
@options.as_json
@click.pass_context
def voices(context: click.Context, folder: Path, language: str, *, as_json: bool) -> None:
    """Say which voices can speak here, and how to mend what cannot.

    Example: passage voices --language ko
    """
    if context.invoked_subcommand:
        return
    from passage.pipeline import voices as known
    from passage.telling import voices as telling_voices

    engines = known.engines(folder, language)
    told = telling_voices.lines(engines, language)
    console.say(telling_voices.json(engines), told, as_json=as_json)


@voices.command()
@click.argument("name")
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to put it, such as a show's folder voices. Without it: where all your shows look.",
)
@click.option(
    "--from",
    "address",
    metavar="ADDRESS",
    help="Where voices are published. Without it: where the makers of Piper do.",
)
@options.as_json
def fetch(name: str, folder: Path | None, address: str | None, *, as_json: bool) -> None:
    """Download a Piper voice, a file of about 60 MB, and check that it is whole.

    Nothing else in Passage downloads anything.

    Example: passage voices fetch en_GB-alba-medium
    """
    if address is not None and not address.lower().startswith(("https://", "http://")):
        raise click.UsageError("--from needs an address that begins with https:// or http://")
    from passage.pipeline import voices as known
    from passage.telling import voices as telling_voices

    paths = known.fetch(name, folder, address)
    told = {"name": name, "written": [path.as_posix() for path in paths]}
    console.say(told, telling_voices.fetched(name, paths), as_json=as_json)
