"""The account of an import: every line of every source has exactly one fate."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from passage.importing import words
from passage.importing.source import Source

VERSION = 1
"""Of the JSON form. Goes up when a reader of an older account would misread a newer one."""


@dataclass(frozen=True, slots=True)
class Narrated:
    """The line is said in a script."""

    script: str
    paragraph: int
    """Counted from 1."""
    left_out: str = ""
    """What of the line is not said, such as a post's part number; it is kept as metadata."""
    last: int = 0
    """The last of its paragraphs, if it is said in several."""

    def __str__(self) -> str:
        return f"narrated {self.script} {self.paragraph}" + (f"-{self.last}" if self.last else "")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The line says something about a script, or about the show."""

    script: str
    """Empty for the show."""
    field: str
    """The key in the front matter of the script, or in ``passage.yml``."""

    def __str__(self) -> str:
        return f"metadata {self.script or 'show'} {self.field}"


@dataclass(frozen=True, slots=True)
class Repeated:
    """The line belongs to another printing of a story that is narrated once."""

    script: str
    """Which script tells it."""
    differs: str = ""
    """The words of the line that the script does not have, in order; stretches of them are
    parted by ``…``."""

    def __str__(self) -> str:
        return f"repeated {self.script}"


@dataclass(frozen=True, slots=True)
class Furniture:
    """The line is left out by a rule."""

    rule: str

    def __str__(self) -> str:
        return f"furniture {self.rule}"


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing can be seen on the line."""

    def __str__(self) -> str:
        return "blank"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Nobody knows what the line is for: a person has to look at it."""

    def __str__(self) -> str:
        return "unplaced"


Fate = Narrated | Metadata | Repeated | Furniture | Blank | Unplaced


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source and what became of it."""

    number: int
    """Counted from 1."""
    text: str
    """As it stands in the source, with its end."""
    fate: Fate


@dataclass(frozen=True, slots=True)
class Sheet:
    """The account of one source."""

    name: str
    """The name of the source."""
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The source again: its lines put back in order."""
        return "".join(line.text for line in self.lines)

    @property
    def unplaced(self) -> tuple[Line, ...]:
        """The lines that a person has to look at."""
        return tuple(line for line in self.lines if isinstance(line.fate, Unplaced))


@dataclass(frozen=True, slots=True)
class Account:
    """The account of all sources that were imported together."""

    sheets: tuple[Sheet, ...]

    @property
    def sums(self) -> dict[str, int]:
        """How many lines had each kind of fate, the kinds in a fixed order."""
        counted = Counter(_kind(line.fate) for sheet in self.sheets for line in sheet.lines)
        return {kind: counted[kind] for kind in map(_name, _FATES)}


_FATES = (Narrated, Metadata, Repeated, Furniture, Blank, Unplaced)


def sheet(source: Source, fates: Mapping[int, Fate]) -> Sheet:
    """The account of a source, from the fates of lines by their numbers.

    A line without one is blank if nothing can be seen on it, and else unplaced.
    """
    return Sheet(
        source.name,
        tuple(
            Line(number, text, fates.get(number) or _unsettled(text))
            for number, text in enumerate(source.lines, 1)
        ),
    )


def json_text(told: Sheet) -> str:
    """A sheet as JSON, one line of the source on each line of the file."""
    sums = Account((told,)).sums
    head = {"version": VERSION, "source": told.name, "sums": sums}
    opening = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    rows = ",\n".join("  " + _row(line) for line in told.lines)
    return f'{opening},\n "lines": [\n{rows}\n ]\n}}\n'


def _unsettled(text: str) -> Fate:
    return Unplaced() if words.visible(text) else Blank()


def _row(line: Line) -> str:
    # ASCII, so that no line end of the source is one in the file, and every editor shows it.
    return json.dumps({"line": line.number, **dict(_told(line.fate)), "text": line.text})


def _told(fate: Fate) -> Iterator[tuple[str, str | int]]:
    yield "fate", _kind(fate)
    match fate:
        case Narrated(script, paragraph, left_out, last):
            yield from (("script", script), ("paragraph", paragraph))
            if last:
                yield "last_paragraph", last
            if left_out:
                yield "left_out", left_out
        case Metadata(script, field):
            yield from (("script", script), ("field", field))
        case Repeated(script, differs):
            yield "of", script
            if differs:
                yield "differs", differs
        case Furniture(rule):
            yield "rule", rule
        case _:
            return


def _kind(fate: Fate) -> str:
    return _name(type(fate))


def _name(kind: type[Fate]) -> str:
    return kind.__name__.lower()
