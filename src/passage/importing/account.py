"""The account of an import: every line of every source has exactly one fate."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
class Piece:
    """One of the things that stand on a line, and what became of it."""

    text: str
    """The words of the whole block, of which a part may stand on other lines."""
    fate: Fate


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source and what became of it."""

    number: int
    """Counted from 1."""
    text: str
    """As it stands in the source, with its end."""
    fate: Fate
    """That of its pieces which tells most: see `TELLING`."""
    pieces: tuple[Piece, ...] = ()
    """What stands on it, from left to right, if that is more than one thing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The account of one source."""

    name: str
    """The name of the source."""
    lines: tuple[Line, ...]
    encoding: str = "utf-8"
    """Python's name of it: the text, encoded so, is the source byte for byte."""

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

TELLING = (Unplaced, Narrated, Metadata, Repeated, Furniture, Blank)
"""Which fate a line with several pieces has: the first of these that one of them has.

As long as something on it is unplaced, a person has to look at the line.
"""


def sheet(source: Source, pieces: Mapping[int, Sequence[Piece]]) -> Sheet:
    """The account of a source, from what stands on its lines, by their numbers.

    A line of which nothing is known is blank if nothing can be seen on it, and else unplaced.
    """
    lines = tuple(
        _line(number, text, pieces.get(number, ())) for number, text in enumerate(source.lines, 1)
    )
    return Sheet(source.name, lines, source.encoding)


def unplaced(line: Line) -> tuple[str, ...]:
    """The words of a line that nobody knows a place for."""
    own = [piece.text for piece in line.pieces if isinstance(piece.fate, Unplaced)]
    return tuple(own) or (line.text.strip(),)


def json_text(told: Sheet) -> str:
    """A sheet as JSON, one line of the source on each line of the file."""
    sums = Account((told,)).sums
    head = {"version": VERSION, "source": told.name, "encoding": told.encoding, "sums": sums}
    opening = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    rows = ",\n".join("  " + _row(line) for line in told.lines)
    return f'{opening},\n "lines": [\n{rows}\n ]\n}}\n'


def _line(number: int, text: str, pieces: Sequence[Piece]) -> Line:
    if not words.visible(text):
        return Line(number, text, Blank())
    if not pieces:
        return Line(number, text, Unplaced())
    telling = min(pieces, key=lambda piece: TELLING.index(type(piece.fate)))
    return Line(number, text, telling.fate, tuple(pieces) if len(pieces) > 1 else ())


def _row(line: Line) -> str:
    # ASCII, so that no line end of the source is one in the file, and every editor shows it.
    row: dict[str, object] = {"line": line.number, **dict(_told(line.fate))}
    if line.pieces:
        row["pieces"] = [{**dict(_told(piece.fate)), "text": piece.text} for piece in line.pieces]
    return json.dumps({**row, "text": line.text})


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
