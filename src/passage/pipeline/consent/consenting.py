"""What narrators decided: who agreed to be published, who no longer does, when and why."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from passage.errors import PassageError
from passage.model import Consent, Library, Script
from passage.pipeline.consent import front_matter
from passage.pipeline.layout import Layout

ORDER = (Consent.PENDING, Consent.WITHDRAWN, Consent.GRANTED)
"""What waits for somebody comes first."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Scripts that somebody named."""

    scripts: tuple[Script, ...]
    narrators: tuple[str, ...] = ()
    """The narrators who were named: all of their scripts are among them."""


def choose(library: Library, folder: Path, wanted: Sequence[str]) -> Chosen:
    """The scripts with these ids, paths or narrators, each once, in the order of the show.

    Raises PassageError for what none of them is, with the nearest that there is, and for a word
    that is the id of one script and the name of who tells another.
    """
    scripts: set[str] = set()
    narrators: list[str] = []
    for word in wanted:
        found = _by_path(library, folder, word) or _by_id(library, word)
        if not found:
            found = _by_narrator(library, word)
            narrators += [found[0].narrator] if found else []
        if not found:
            raise _unknown(library, word)
        scripts |= {script.id for script in found}
    return Chosen(
        tuple(script for script in library.scripts if script.id in scripts),
        tuple(dict.fromkeys(narrators)),
    )


def listed(library: Library) -> tuple[Script, ...]:
    """Every script of a show, those that wait for an answer first."""
    return tuple(sorted(library.scripts, key=lambda each: (ORDER.index(each.consent), each.id)))


def decide(
    layout: Layout, scripts: Iterable[Script], consent: Consent, because: str, day: date
) -> tuple[str, ...]:
    """Write a decision into scripts, into all or none; return the paths that changed.

    Raises InputProblems or DeliveryFailed.
    """
    values = {"consent": consent.value, "because": because, "decided": day.isoformat()}
    return front_matter.write(layout.folder, {script.path: values for script in scripts})


def _by_path(library: Library, folder: Path, word: str) -> list[Script]:
    named = Path(word)
    at = {p.resolve() for p in (folder / named, named)}
    if not word.lower().endswith(".md"):
        return []
    return [script for script in library.scripts if (folder / script.path).resolve() in at]


def _by_id(library: Library, word: str) -> list[Script]:
    found = [script for script in library.scripts if script.id == word]
    theirs = _by_narrator(library, word)
    if found and any(script not in found for script in theirs):
        what = f"is the id of {found[0].path}, and {theirs[0].narrator} tells other scripts as well"
        paths = " ".join(dict.fromkeys(script.path for script in (*found, *theirs)))
        raise PassageError(f'"{word}"', what, f"name the files: {paths}")
    return found


def _by_narrator(library: Library, word: str) -> list[Script]:
    wanted = _folded(word)
    return [s for s in library.scripts if s.narrator and _folded(s.narrator) == wanted]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _unknown(library: Library, word: str) -> PassageError:
    known = {_folded(script.id): script.id for script in library.scripts}
    known |= {_folded(s.narrator): s.narrator for s in library.scripts if s.narrator}
    near = difflib.get_close_matches(_folded(word), known, n=3, cutoff=0.5)
    hint = f"the nearest are: {', '.join(known[each] for each in near)}" if near else _ALL
    return PassageError(f'"{word}"', "is no script's id, path or narrator here", hint)


_ALL = "to see all of them: passage consent status"
