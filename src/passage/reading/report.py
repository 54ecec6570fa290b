"""What is said about one file: its problems, and the other files that it names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from passage.errors import Problem
from passage.model import Place

LONGEST = 60
"""Characters of a text that a message quotes."""


class Mark(NamedTuple):
    """A place in a file, both numbers from 1, columns counted in characters."""

    line: int
    column: int


WHOLE_FILE = Mark(0, 0)


class Reference(NamedTuple):
    """A file names something by its id; whether it exists is known when all files are read."""

    noun: str
    """What is named: ``script`` or ``stage``."""
    id: str
    mark: Mark


@dataclass(slots=True)
class Report:
    """Collects what is found while one file is read."""

    path: str
    """Relative to the show's folder, with forward slashes."""
    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def add(self, mark: Mark, what: str, hint: str = "") -> None:
        """Tell of a problem and go on reading."""
        self.problems.append(Problem(self.place(mark), what, hint))

    def refer(self, mark: Mark, noun: str, name: str) -> None:
        """Note that the file names the script or stage `name`."""
        self.references.append(Reference(noun, name, mark))

    def place(self, mark: Mark) -> Place:
        """The mark as a place in the show's folder."""
        return Place(self.path, mark.line, mark.column)


def quoted(text: str) -> str:
    """The text in double quotes, on one line, shortened, fit for any terminal."""
    line = printable(re.sub(r"\s+", " ", text))
    return f'"{line[: LONGEST - 1]}…"' if len(line) > LONGEST else f'"{line}"'


def printable(text: str) -> str:
    r"""The text with whatever a terminal cannot show written as in ``\x07``."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def either(words: Iterable[str]) -> str:
    """The words as a choice: ``a``, ``a or b``, ``a, b or c``."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean "…"?`` with the nearest known word, or nothing when none is near."""
    by_letters = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_letters, n=1)
    return f'did you mean "{by_letters[near[0]]}"?' if near else ""
