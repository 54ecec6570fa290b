"""The command ``passage say``: what an episode will contain, for the ear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from passage import console
from passage.cli import options

if TYPE_CHECKING:
    from passage.model import Library
    from passage.pipeline.layout import Layout
    from passage.pipeline.saying import Said


@click.command()
@click.argument("text", required=False, metavar="[TEXT]")
@options.where
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
@options.as_json
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
    options.require_language(language)
    layout, library = options.read(folder)
    if text is not None:
        if narrator:
            options.require("narrator", narrator, saying.narrators(library))
        said = saying.words(layout, library, text, narrator, language, tell=options.tell_sending)
    else:
        said = _script_said(layout, library, script or "", sentence)
    if out:
        files.write(out, said.wav)
    else:
        playing.play(said.wav)
    console.say(telling.said_json(said, out), telling.said(said, out), as_json=as_json)


def _script_said(layout: Layout, library: Library, script: str, sentence: int | None) -> Said:
    from passage.pipeline import saying

    options.require("script", script, [each.id for each in library.scripts])
    try:
        return saying.script(layout, library, script, sentence, tell=options.tell_sending)
    except LookupError as error:
        raise click.UsageError(f'the script "{script}" has {error.args[0]} sentences') from error
