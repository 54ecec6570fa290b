"""Dates in what people wrote, told by their year alone.

Only what is certainly a date of a day or a month with its year is touched. English and Korean are
known, and figures in any language; a day without its year is left, and told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LANGUAGES = ("en", "ko")
"""Those whose months are known by name."""

_YEAR = r"(?P<year>(?:1[89]|20)[0-9]{2})(?![0-9])"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_DAYS = rf"(?:{_DAY}\s*(?:-|–|to|and|,)\s*)*{_DAY}"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?)?"
_WRITTEN = (
    rf"{_WEEKDAY}(?:the\s+)?{_DAYS}\s+(?:of\s+)?{_MONTH}(?:,|\s+of)?\s+{_YEAR}",
    rf"{_WEEKDAY}{_MONTH}\s+(?:the\s+)?{_DAYS}(?:,|\s+of)?\s+{_YEAR}",
    rf"{_MONTH}(?:,|\s+of)?\s+{_YEAR}",
)
_ENGLISH = [
    re.compile(rf"\b(?P<on>[Oo]n\s+)?{form.replace('(?P<year>', '(?P<year>')}") for form in _WRITTEN
]
_FIGURES = [
    re.compile(
        rf"(?<![0-9./-]){_YEAR}([-/.])\s?(?:1[0-2]|0?[1-9])\2\s?(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])\.?(?=\s|\W|$)"
    ),
    re.compile(
        rf"(?<![0-9./-])(?:3[01]|[12][0-9]|0?[1-9])([./-])(?:1[0-2]|0?[1-9]|[12][0-9]|3[01])\1{_YEAR}(?![./-][0-9])"
    ),
]
_KOREAN = [
    re.compile(rf"{_YEAR}년\s*(?:1[0-2]|0?[1-9])월(?:\s*(?:3[01]|[12][0-9]|0?[1-9])일)?"),
]
_WITHOUT_A_YEAR = [
    re.compile(
        rf"\b(?:{_DAY}\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+{_DAY})(?![0-9])(?!,?\s+(?:of\s+)?{_YEAR})"
    ),
    re.compile(r"(?<!년)(?<!년 )(?<![0-9])(?:1[0-2]|[1-9])월\s*(?:3[01]|[12][0-9]|[1-9])일"),
]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, and what is told in its place."""

    start: int
    end: int
    told: str


def find(text: str) -> list[Dated]:
    """The dates of a text that are told by their year, in order, without overlap."""
    found = sorted(_all(text), key=lambda each: (each.start, -each.end))
    kept: list[Dated] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def without_year(text: str) -> list[str]:
    """Days of a text that stand without a year, and are left as they are."""
    return [match[0] for form in _WITHOUT_A_YEAR for match in form.finditer(text)]


def _all(text: str) -> Iterator[Dated]:
    for form in _ENGLISH:
        for match in form.finditer(text):
            on = match["on"] or ""
            within = "In " if on.startswith("O") else "in " if on else ""
            yield Dated(match.start(), match.end(), within + match["year"])
    for form in _FIGURES:
        yield from (Dated(m.start(), m.end(), m["year"]) for m in form.finditer(text))
    for form in _KOREAN:
        yield from (Dated(m.start(), m.end(), f"{m['year']}년") for m in form.finditer(text))
