"""Published pages become scripts and episodes of a show, which is begun or extended."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from passage import importing
from passage.errors import InputProblems, Problem
from passage.importing import By, Earlier, Import, Source, Write
from passage.model import Consent, Place
from passage.pipeline import minting
from passage.reading import folder as show_folder

STANDARD_INPUT = Path("-")
_ITS_NAME = "standard-input"


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an import made, and where."""

    made: Import
    consent: Consent
    folder: Path
    changes: tuple[Write, ...]
    """What was written, or what a dry run would write."""
    removed: tuple[str, ...]
    """Scripts and episodes of an earlier import which the pages give no more; they stay."""
    is_dry: bool = False

    @property
    def written(self) -> tuple[Path, ...]:
        """The paths that were written."""
        return () if self.is_dry else tuple(self.folder / each.path for each in self.changes)


def adopt(  # noqa: PLR0913 - what a producer says about the pages, each by its name
    paths: Sequence[Path],
    folder: Path,
    *,
    consent: Consent,
    because: str,
    latest: datetime,
    language: str = "",
    encoding: str = "",
    by: By = By.STAGE,
    dry_run: bool = False,
) -> Adopted:
    """Import pages into the show in `folder`, or into a new one; with `dry_run`, write nothing.

    A path ``-`` is standard input. `language` is that of the pages, and without it the show's;
    `encoding` is that of pages that do not name theirs.

    Raises InputProblems with the problems of all pages; nothing is then written.
    """
    is_there = (folder / "passage.yml").exists()
    library = minting.mint(show_folder.read(folder)) if is_there else None
    sources = _read(paths, encoding)
    names = [source.name for source in sources]
    before = importing.recorded(folder).made(names)
    mask = show_folder.privacy_of(folder).mask if is_there else str
    made = importing.plan(
        sources,
        show=library.show if library else None,
        consent=consent,
        because=because,
        latest=latest,
        language=language or (library.show.language if library else "en"),
        by=by,
        earlier=Earlier(library.scripts, library.manifests, before, mask) if library else Earlier(),
    )
    changes, removed = importing.changes(made, folder), importing.removed(made, folder)
    if not dry_run:
        importing.write(changes, folder)
    return Adopted(made, consent, folder, changes, removed, is_dry=dry_run)


def _read(paths: Sequence[Path], encoding: str) -> list[Source]:
    sources, problems = [], list[Problem]()
    uses = Counter(path.name for path in paths)
    for path in paths:
        # Errors name the path, so that their hints can be typed; accounts name the file.
        name = _ITS_NAME if path == STANDARD_INPUT else str(path)
        known = name if uses[path.name] > 1 else Path(name).name
        try:
            source = importing.read(name, _bytes(path), encoding)
            sources.append(replace(source, name=known))
        except InputProblems as found:
            problems += found.problems
        except OSError as error:
            problems.append(_unread(path, name, error))
    if problems:
        raise InputProblems(problems)
    return sources


def _bytes(path: Path) -> bytes:
    return sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()


def _unread(path: Path, name: str, error: OSError) -> Problem:
    if path.is_dir():
        return Problem(Place(name), "is a folder, not a page", f"name its pages: {name}/*.html")
    what = f"cannot be read: {error.strerror or error}"
    return Problem(Place(name), what, "see whether it is there, and whether you may read it")
