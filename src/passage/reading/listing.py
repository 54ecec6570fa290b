"""Which files of a show's folder are scripts, lexicons or episodes."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from passage.errors import Problem
from passage.model import Place
from passage.reading import kinds
from passage.reading.report import WHOLE_FILE, Report, printable, quoted

SCRIPTS = frozenset({".md"})
LEXICONS = frozenset({".pls"})
EPISODES = frozenset({".yml", ".yaml"})
"""What the names of files end with that are read, in small letters or capitals."""

COPY = "put a copy in the place of the link"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is to be read."""

    path: Path
    id: str
    """The stem of its name."""
    report: Report


@dataclass(slots=True)
class Listing:
    """The files of a kind, in order of their paths."""

    files: list[Found] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    """Of the files, and of links that are not followed."""
    problems: list[Problem] = field(default_factory=list)
    """Of links and folders; those of a file are in its report."""


def find(folder: Path, top: str, suffixes: frozenset[str]) -> Listing:
    """The files below the folder `top` of a show's folder, those in folders inside it too.

    What is hidden (its name begins with a point) is left out, and so are links to folders and
    links that lead out of the show's folder; those are problems. Others are names that are no
    ids, and ids that are there twice: capitals and small letters are the same here, as they
    are to many file systems.
    """
    search = _Search(folder.resolve(), suffixes)
    if (folder / top).is_dir():
        search.enter_folder(folder / top, top)
    search.report_twice()
    return search.listing


def obstacle(path: Path, root: Path) -> str:
    """Why a path that may be a link is not followed; empty when it is.

    `root` is the show's folder, resolved.
    """
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "this is a link that leads nowhere"
    return "" if target.is_relative_to(root) else "this is a link out of the show's folder"


class _Search:
    """Goes through a folder, and fills a listing."""

    def __init__(self, root: Path, suffixes: frozenset[str]) -> None:
        self.listing = Listing()
        self._root = root
        self._suffixes = suffixes

    def enter_folder(self, folder: Path, shown: str) -> None:
        if blocked := obstacle(folder, self._root):
            self._block(shown, blocked, COPY)
            return
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            what = f"this folder cannot be read: {error.strerror or error}"
            self._block(shown, what, "see whether you may read it")
            return
        for entry in entries:
            if not entry.name.startswith("."):
                self._enter(entry, f"{shown}/{printable(entry.name)}")

    def report_twice(self) -> None:
        """Sort the files, and report each whose id an earlier one has."""
        self.listing.files.sort(key=lambda found: found.report.path)
        first: dict[str, Found] = {}
        for found in self.listing.files:
            other = first.setdefault(found.id.casefold(), found)
            if other is not found:
                what = f"the name {quoted(found.id)} is taken by {other.report.path}"
                hint = "rename one: capitals, endings and folders do not tell names apart"
                found.report.add(WHOLE_FILE, what, hint)

    def _enter(self, entry: os.DirEntry[str], shown: str) -> None:
        path = Path(entry.path)
        if entry.is_symlink():
            self._enter_link(path, shown)
        elif entry.is_dir():
            self.enter_folder(path, shown)
        elif entry.is_file():
            self._enter_file(path, shown)

    def _enter_link(self, path: Path, shown: str) -> None:
        blocked = obstacle(path, self._root)
        if not blocked and path.is_dir():
            blocked = "this is a link to a folder"
        if not blocked:
            self._enter_file(path, shown)
        elif path.is_dir() or self._is_read(path):
            self.listing.ids.add(path.stem)
            self._block(shown, blocked, COPY)

    def _enter_file(self, path: Path, shown: str) -> None:
        if not self._is_read(path):
            return
        report = Report(shown)
        if not kinds.is_id(path.stem):
            what = f"the file name {quoted(path.stem)} has more than letters, digits, - and _"
            better = kinds.as_id(path.stem)
            report.add(WHOLE_FILE, what, f'rename it to "{better}{path.suffix}"' if better else "")
        self.listing.files.append(Found(path, path.stem, report))
        self.listing.ids.add(path.stem)

    def _is_read(self, path: Path) -> bool:
        return path.suffix.lower() in self._suffixes

    def _block(self, shown: str, what: str, hint: str = "") -> None:
        self.listing.problems.append(Problem(Place(shown), what, hint))
