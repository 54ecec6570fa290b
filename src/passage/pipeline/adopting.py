"""Published pages become scripts and episodes of a show, which is begun or extended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from passage import importing
from passage.errors import InputProblems, Problem
from passage.importing import Import
from passage.model import Consent
from passage.pipeline import minting
from passage.reading import folder as show_folder


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an import made, and where."""

    made: Import
    consent: Consent
    folder: Path
    written: tuple[Path, ...]


def adopt(  # noqa: PLR0913 - what a producer says about the pages, each by its name
    paths: Sequence[Path],
    folder: Path,
    *,
    consent: Consent,
    because: str,
    latest: datetime,
    language: str,
) -> Adopted:
    """Import pages into the show in `folder`, or into a new one.

    Raises InputProblems with the problems of all pages; nothing is then written.
    """
    is_there = (folder / "passage.yml").exists()
    show = minting.mint(show_folder.read(folder)).show if is_there else None
    sources, problems = [], list[Problem]()
    for path in paths:
        try:
            sources.append(importing.read(path.name, path.read_bytes()))
        except InputProblems as found:
            problems += found.problems
    if problems:
        raise InputProblems(problems)
    made = importing.plan(
        sources, show=show, consent=consent, because=because, latest=latest, language=language
    )
    return Adopted(made, consent, folder, importing.write(made, folder))
