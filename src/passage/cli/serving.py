"""The command ``passage serve``: what is made, as others will hear and read it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from passage import console
from passage.cli import options

PORT = 8000


@click.command()
@options.where
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    metavar="N",
    help=f"The port to listen on; 0 for any that is free. Without it: {PORT}.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="HOST",
    help="The name or address to listen on. Without it: this machine only.",
)
@click.option(
    "--watch", is_flag=True, help="Build again when a file is saved, and refresh open pages."
)
@options.as_json
def serve(folder: Path, *, port: int, host: str, watch: bool, as_json: bool) -> None:
    """Serve what is made on this machine, to hear and read it as others will.

    Open the address in a browser, or subscribe to the feed in an app on this
    machine. Scripts, drafts and the cache are not served. ^C ends it.

    With --json the addresses and the show's folder are one line of JSON, which
    is printed when requests are answered.
    """
    from passage.delivering.serving import listening, server
    from passage.errors import PassageError
    from passage.pipeline import rebuilding
    from passage.pipeline.layout import Layout
    from passage.reading import folder as show_folder
    from passage.telling import serving as telling

    layout = Layout(show_folder.find(folder))
    if not watch and not (layout.feed / "feed.xml").is_file():
        what = "is not there: nothing is made yet"
        raise PassageError(layout.shown(layout.feed / "feed.xml"), what, options.command(folder))
    again = options.command(folder, "serve" + (" --watch" if watch else ""))
    with listening.listen(host, port, again) as listener:
        is_local = listening.is_loopback(listener)
        if not is_local:
            console.err([telling.open_to_others()])
        tell = lambda line: console.err([line])  # noqa: E731 - as short as it is
        try:
            server.run(
                server.Serving(layout.folder, host, local_only=is_local),
                listener,
                ready=lambda address: console.announce(
                    telling.ready_json(address, layout.folder),
                    telling.ready(address),
                    as_json=as_json,
                ),
                tell=tell,
                rebuild=partial(rebuilding.rebuild, layout.folder, tell) if watch else None,
            )
        except KeyboardInterrupt:
            # This is how a server is ended when it has done what it was asked for.
            console.err([telling.ended()])
