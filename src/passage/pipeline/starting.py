"""A new show's folder, with one short episode that builds as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from string import Template

from passage.errors import InputProblems, Problem
from passage.keeping import files
from passage.model import Place

_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
_GITIGNORE = (
    "# made by Passage, made again by Passage\n/audio_out/\n/feed/\n/drafts/\n"
    "\n# real names, if they are kept here (privacy: names: in passage.yml)\n/names.yml\n"
)


def start(folder: Path, title: str, published: datetime) -> tuple[Path, ...]:
    """Write a new show into `folder`; return the files that were written.

    Raises InputProblems when there is a show already: nothing is then written.
    """
    if (folder / "passage.yml").exists():
        place = Place(f"{folder}/passage.yml")
        raise InputProblems([Problem(place, "there is a show here already", "passage build")])
    filled = {
        # JSON's quoted text is YAML's, so no mark in a title is taken for more than a mark.
        "title": json.dumps(title, ensure_ascii=False),
        "slug": _NOT_IN_A_SLUG.sub("-", title.lower()).strip("-") or "show",
        "published": published.isoformat(timespec="seconds"),
    }
    package = resources.files("passage")
    texts = {
        folder / name: Template(file.read_text("utf-8")).safe_substitute(filled)
        for name, file in _below(package / "starter")
    }
    texts |= {
        folder / ".schemas" / name: file.read_text("utf-8")
        for name, file in _below(package / "reading" / "schemas")
    }
    texts[folder / ".gitignore"] = _GITIGNORE
    new = {path: text for path, text in texts.items() if not path.exists()}
    for path, text in new.items():
        files.write(path, text.encode("utf-8"))
    return tuple(new)


_HERE = PurePosixPath()


def _below(
    folder: Traversable, prefix: PurePosixPath = _HERE
) -> Iterator[tuple[PurePosixPath, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _below(entry, prefix / entry.name)
        elif not entry.name.endswith((".py", ".pyc")):
            yield prefix / entry.name, entry
