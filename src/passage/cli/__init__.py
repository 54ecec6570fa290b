"""The command line: arguments in, exit status out. The one place where parts are chosen.

How a command ends, and what is printed where, is in `console`.
"""

from __future__ import annotations

from typing import NoReturn

import click

from passage import __version__, console
from passage.cli import (
    consenting,
    hearing,
    making,
    serving,
    uploading,
    verifying,
    voices,
    writing,
)


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
    passage consent             who agreed to be heard, and who withdrew
    passage names               names that nobody said how to say
    passage report              how the last build went, and how it sounds
    passage say "TEXT"          hear how words are said
    passage voices              who can speak here
    passage clean               drop from the cache what no episode uses
    passage import page.txt     make scripts from a published page
    passage serve               hear and read the show as others will
    passage publish TARGET      send what is made to where listeners fetch it
    passage verify              what is out there, as an app sees it
    """


for _command in (
    *(writing.init, writing.import_, writing.check, writing.names),
    *(making.build, making.status, making.report, making.clean),
    *(hearing.say, voices.voices),
    *(consenting.consent, serving.serve, uploading.publish, verifying.verify),
):
    passage.add_command(_command)


def main() -> NoReturn:
    """Run the command line."""
    console.run(passage)
