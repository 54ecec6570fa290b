"""The command ``passage publish``: what is made goes to where listeners fetch it."""

from __future__ import annotations

from pathlib import Path

import click

from passage import console
from passage.cli import options


@click.command()
@click.argument("target")
@options.where
@click.option("--dry-run", is_flag=True, help="Say what subscribers will notice; send nothing.")
@click.option(
    "--former-names/--no-former-names",
    default=True,
    help="Let the addresses that audio had before answer with the audio of now, or remove them.",
)
@click.option(
    "--as-built",
    is_flag=True,
    help="Send what was built, though something changed since. Consent is asked all the same.",
)
@options.as_json
def publish(
    target: str, folder: Path, *, dry_run: bool, former_names: bool, as_built: bool, as_json: bool
) -> None:
    """Send what is made to TARGET, so that listeners can fetch it.

    TARGET is a folder, sftp://user@host/folder, s3://bucket/folder, or another
    address that fsspec knows. It belongs to the show's address in passage.yml.

    What is there already is not sent again. The feed comes last, so that it
    never names what is not there. Keys and passwords come from the environment.
    """
    from contextlib import closing

    from passage.delivering.uploading import carrying
    from passage.delivering.uploading import target as targets
    from passage.keeping.sums import Sums
    from passage.pipeline import minting, outgoing
    from passage.telling import uploads

    layout, library = options.read(folder)
    outgoing.require_elsewhere(layout, target)
    with options.alone(layout) as waited:
        if waited:
            layout, library = options.read(folder)
        library = minting.mint(library)
        outbox = outgoing.outbox(layout, library, former_names=former_names, as_built=as_built)
        kept = Sums(layout.cache / "sums.json", layout.folder)
        with kept, closing(targets.opened(target)) as store:
            publication = carrying.Publication(outbox, store, kept)
            if dry_run:
                intent = publication.intent()
                console.say(uploads.intent_json(intent), uploads.intent(intent), as_json=as_json)
                return
            done = publication.carry_out(lambda step: console.err(uploads.progress(step)))
    console.say(uploads.done_json(done), uploads.done(done), as_json=as_json)
