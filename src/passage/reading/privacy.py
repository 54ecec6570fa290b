"""``privacy:`` in ``passage.yml``: names that are never shown, and how precise the rest is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from passage.errors import Problem
from passage.model import Place
from passage.reading import kinds, report, source, yaml
from passage.reading.fields import Field, NameMapping, Record, Values
from passage.reading.report import Mark, Report
from passage.spellings import Found, Names, letters

MADE = ("audio_out", "feed", "drafts")
"""Folders that are published or thrown away: what is secret has no place there."""

READ = ("scripts", "episodes")
"""Folders whose files are read as something else."""

COARSE = {"exact": 0, "district": 20, "province": 100, "country": 500}
"""Kilometres below which nothing is told, by how precise places are to be."""

REGION = Record(
    "a place",
    (
        Field("district", kinds.TEXT, "The district that it lies in.", "Hoeryong County"),
        Field("province", kinds.TEXT, "The province that it lies in.", "North Hamgyong"),
    ),
)


def _names_path(text: str) -> str | kinds.Fault:
    return text.strip() if text.strip() and "\0" not in text else kinds.Fault("write its path")


NAMES_FILE = kinds.One("the path of a file", _names_path, {"type": "string"})
"""From the show's folder; it may lie outside of it, which is safer."""

PRIVACY = Record(
    "the privacy",
    (
        Field("names", NAMES_FILE, "A file of real names and those shown instead.", "../names.yml"),
        Field(
            "places",
            kinds.choice(*COARSE),
            "How precisely places are told.",
            "province",
            default="exact",
        ),
        Field(
            "regions",
            NameMapping(REGION, keys=kinds.TEXT),
            "Where the places of scripts lie.",
            "{Hoeryong: {province: North Hamgyong}}",
            default=(),
        ),
        Field(
            "dates",
            kinds.choice("exact", "year"),
            "Whether dates are told by their year alone.",
            "year",
            default="exact",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Privacy:
    """What a show protects."""

    shown: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The name that is shown for each real one."""
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)
    """The line of each real name in its file."""
    file: str = ""
    """The file of the names, as ``passage.yml`` says it."""
    places: str = "exact"
    regions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """District and province by place."""
    by_year: bool = False
    """Whether dates are told by their year alone."""
    names: Names = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", Names(self.shown))

    def mask(self, text: str) -> str:
        """The text with every real name replaced by the one that is shown for it."""
        for _ in range(_MOST_TIMES):
            found = self.names.find(text)
            if not found:
                return text
            for each in reversed(found):
                told, end = self.told(text, each)
                text = text[: each.start] + told + text[end:]
        return _CANNOT if self.names.find(text) else text

    def told(self, text: str, found: Found) -> tuple[str, int]:
        """What is shown in the place of a name, and where what it stands for ends in the text.

        It is in capitals where the name is. A Korean particle behind it is the one that the last
        syllable of the shown name asks for.
        """
        shown, written = self.shown[found.name], text[found.start : found.end]
        if written.isupper() and not found.name.isupper() and len(letters(written)) > 1:
            shown = shown.upper()
        particle = _particle(shown, text[found.end : found.end + 2])
        return shown + particle, found.end + len(particle)


_MOST_TIMES = 8
_CANNOT = "…"
"""In the place of a text in which names that are put in make others; nobody has such names."""


def read(values: Values, folder: Path, said: Report) -> Privacy:
    """What ``passage.yml`` says of privacy; every problem is in the report, no name in any."""
    privacy = values.written("privacy")
    if privacy is None:
        return Privacy()
    pairs: dict[str, str] = {}
    lines: dict[str, int] = {}
    if path := privacy.written("names"):
        mark = privacy.marks["names"]
        file = _file(folder, path, mark, said)
        pairs, lines = _pairs(file, path, said) if file else ({}, {})
    return Privacy(
        shown=pairs,
        lines=lines,
        file=privacy["names"],
        places=privacy["places"],
        regions={
            place: (region["district"], region["province"])
            for place, region in privacy["regions"] or ()
        },
        by_year=privacy["dates"] == "year",
    )


def _file(folder: Path, path: str, mark: Mark, said: Report) -> Path | None:
    """Where the names are; None when they lie where they would be published or misread."""
    file = (folder / Path(path).expanduser()).resolve()
    for name in (*MADE, *READ):
        if file.is_relative_to((folder / name).resolve()):
            what = f"the file of real names lies in {name}/, which is no place for it"
            said.add(mark, what, "move it out of the show's folder, and write where it is")
            return None
    if not file.is_file():
        what = f"there is no file {report.quoted(path)}, and without it names cannot be protected"
        said.add(mark, what, "write where it is, from the show's folder")
        return None
    return file


def _pairs(file: Path, path: str, said: Report) -> tuple[dict[str, str], dict[str, int]]:
    """Real names with what is shown for them. Problems tell the line, and never the name."""
    inner = Report(path)
    text = source.read(file, inner)
    node = None if text is None else yaml.read(text, inner)
    # What these say may quote the file: only where it is wrong may be told.
    for problem in inner.problems:
        _tell(said, path, problem.place.line, "this cannot be read as names with names")
    if node is None or inner.problems:
        return {}, {}
    if yaml.is_missing(node):
        return {}, {}
    if not isinstance(node, yaml.Mapping):
        _tell(said, path, 1, "this is no list of names with names")
        return {}, {}
    return _entries(node, path, said)


def _entries(node: yaml.Mapping, path: str, said: Report) -> tuple[dict[str, str], dict[str, int]]:
    pairs: dict[str, str] = {}
    lines: dict[str, int] = {}
    seen: dict[str, int] = {}
    for real, (key, value) in node.entries.items():
        line = key.mark.line
        if not isinstance(value, yaml.Scalar) or not letters(value.text):
            _tell(said, path, line, "no name is given that is shown for this one")
        elif not letters(real):
            _tell(said, path, line, "this name has no letters")
        elif seen.setdefault(letters(real), line) != line:
            _tell(said, path, line, f"this is the name of line {seen[letters(real)]} once more")
        else:
            pairs[real], lines[real] = re.sub(r"\s+", " ", value.text).strip(), line
    names = Names(pairs)
    for real, shown in pairs.items():
        if names.find(shown):
            _tell(said, path, lines[real], "the name that is shown has a real one in it")
    return pairs, lines


def _tell(said: Report, path: str, line: int, what: str) -> None:
    hint = "write each line as in  Real Name: Shown Name"
    said.problems.append(Problem(Place(path, line), what, hint))


# ---- Korean particles ----------------------------------------------------------------------

_PARTICLES = {"은": "는", "이": "가", "을": "를", "과": "와", "아": "야"}
"""After a final consonant, and after a vowel."""

_AFTER = re.compile(rf"([{''.join([*_PARTICLES, *_PARTICLES.values()])}])(?![가-힣])")


def _particle(name: str, after: str) -> str:
    """The particle for a name in the place of one for another; empty when it may stay."""
    match = _AFTER.match(after)
    if not match or not "가" <= name[-1] <= "힣":
        return ""
    ends_in_consonant = (ord(name[-1]) - ord("가")) % 28 != 0
    forms = _OPENED if ends_in_consonant else _PARTICLES
    return forms.get(match[1], "")


_OPENED = {vowel: consonant for consonant, vowel in _PARTICLES.items()}
