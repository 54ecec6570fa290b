"""Dates in what people wrote, told by their year alone.

Only what is certainly a date of a day or a month with its year is touched. Known are English and
Korean, figures in any language and script, the year, month and day of Chinese and Japanese, and the
months of the languages in `months`; a day without its year is left, and told of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from passage.reading.months import MONTHS

_YEAR = r"(?P<year>(?:(?:1[89]|20)[0-9]{2}|[’'‘][0-9]{2}))(?![0-9])"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_WRITTEN_OUT = (
    rf"(?:(?:twenty|thirty)[-\s](?:{_UNITS})|{_UNITS}|tenth|eleventh|twelfth|twentieth|thirtieth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teenth)"
)
_DAY = rf"(?:(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])|{_WRITTEN_OUT})"
_DAYS = rf"(?:{_DAY}\s*(?:-|–|to|and|,)\s*)*{_DAY}"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?)?"
_THEN = r"(?:\s+|\s*[-–]\s*)"
_WITH_A_DAY = (
    rf"{_WEEKDAY}(?:the\s+)?{_DAYS}{_THEN}(?:of\s+)?{_MONTH}(?:,\s*|\s+of\s+|{_THEN}){_YEAR}",
    rf"{_WEEKDAY}{_MONTH}{_THEN}(?:the\s+)?{_DAYS}(?:,\s*|\s+of\s+|{_THEN}){_YEAR}",
)
_OF_A_MONTH = rf"{_MONTH}(?:,\s*|\s+of\s+|{_THEN}){_YEAR}"
_ON = r"\b(?P<on>(?i:on)\s+)?"
_ENGLISH = [
    *(re.compile(rf"{_ON}(?i:{form})") for form in _WITH_A_DAY),
    # In small letters "may" and "march" are other words, and so many people march 2000 miles.
    re.compile(rf"{_ON}(?!may\b|mar\b|march\b)(?i:{_OF_A_MONTH})"),
]
_FIRST = r"(?<![0-9.-])(?<![0-9]/)"
"""Where figures may begin: in an address, too, but not within a longer row of figures."""

_FIGURES = [
    re.compile(
        rf"{_FIRST}{_YEAR}([-/.])\s?(?:1[0-2]|0?[1-9])\2\s?(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
        # Korean has a point behind the day; elsewhere it ends the sentence.
        r"(?:\.(?=\s*[가-힣])|T[0-9][0-9:.+Z-]*|(?![A-Za-z]))"
    ),
    re.compile(
        rf"{_FIRST}(?:3[01]|[12][0-9]|0?[1-9])([./-])(?:1[0-2]|0?[1-9]|[12][0-9]|3[01])\1{_YEAR}(?![./-][0-9])"
    ),
]
_KOREAN = [
    re.compile(
        r"(?<![0-9])(?P<year>(?:1[89]|20)?[0-9]{2})년\s*(?:1[0-2]|0?[1-9])월"
        r"(?:\s*(?:3[01]|[12][0-9]|0?[1-9])일)?"
    ),
]
_HAN = [
    re.compile(
        r"(?<![0-9])(?P<year>(?:1[89]|20)[0-9]{2})\s*年\s*(?:1[0-2]|0?[1-9])\s*月"
        r"(?:\s*(?:3[01]|[12][0-9]|0?[1-9])\s*[日号號])?"
    ),
]
_SHORT = 5
_ELSEWHERE_NAMES = sorted({each for names in MONTHS.values() for each in names.split()})
_CERTAIN = "|".join(each for each in _ELSEWHERE_NAMES if len(each) > _SHORT)
"""Without a day, mars, mei or مه before a number may be anything."""

_BEFORE_A_MONTH = (
    r"(?<![0-9])(?:3[01]|[12][0-9]|0?[1-9])(?:\.|º|er|-?(?:го|е))?[\s\-]+(?:de\s+|di\s+)?"
)
_OF_A_YEAR = rf"\.?,?[\s\-]+(?:de[l]?\s+)?{_YEAR}"
_ELSEWHERE = [
    re.compile(rf"(?i){_BEFORE_A_MONTH}(?:{'|'.join(_ELSEWHERE_NAMES)}){_OF_A_YEAR}"),
    re.compile(rf"(?i)(?<!\w)(?:{_CERTAIN}){_OF_A_YEAR}"),
    re.compile(
        r"(?i)(?<!\w)(?:(?:ngày\s+)?(?:3[01]|[12][0-9]|0?[1-9])\s+)?tháng\s+"
        rf"(?:1[0-2]|0?[1-9])\s+năm\s+{_YEAR}"
    ),
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
    figures = _in_ascii(text)
    for form in _ENGLISH:
        for match in form.finditer(figures):
            yield Dated(match.start(), match.end(), _in(match["on"] or "") + _year(text, match))
    for form in _FIGURES:
        yield from (Dated(m.start(), m.end(), _year(text, m)) for m in form.finditer(figures))
    for form in (*_HAN, *_ELSEWHERE):
        yield from (Dated(m.start(), m.end(), _as_told(text, m)) for m in form.finditer(figures))
    for form in _KOREAN:
        for match in form.finditer(figures):
            yield Dated(match.start(), match.end(), f"{_year(text, match)}년")


def _year(text: str, match: re.Match[str]) -> str:
    return text[match.start("year") : match.end("year")]


def _as_told(text: str, match: re.Match[str]) -> str:
    return _year(text, match) + ("年" if "年" in match[0] else "")


def _in(on: str) -> str:
    """What is said before a year where "on" stood before a day."""
    if not on:
        return ""
    return "IN " if on.strip().isupper() else "In " if on.startswith("O") else "in "


def _in_ascii(text: str) -> str:
    """The text with the figures of other scripts as ours, character by character."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
