"""The kinds of one value that a field can have: what is expected, how it is read, its schema.

Each kind turns the text that somebody wrote into a value, or says what is wrong with it.
`passage.reading.fields` puts kinds together into lists and groups of keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from passage.reading import report, yaml
from passage.reading.report import Report, quoted

Value = Any
"""What a text stands for; which type it has, the kind knows."""

Schema = dict[str, Any]
"""JSON Schema, draft 2020-12."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no value of a kind."""

    hint: str = ""
    """A correction."""
    what: str = ""
    """What follows ``"title" is "…", ``; without it, what the kind expects is told."""


@dataclass(frozen=True, slots=True)
class One:
    """A kind of one value, written as one text."""

    expected: str
    """With its article, such as ``an email address``."""
    parse: Callable[[str], Value]
    """The value that a text stands for, or a `Fault`."""
    form: Schema
    names: str = ""
    """The noun of what the value is the id of: ``script`` or ``stage``."""

    def read(self, node: yaml.Node, told: str, said: Report) -> Value:
        """The value, told of as `told`; None when it is wrong, which is reported."""
        if not isinstance(node, yaml.Scalar):
            what = f"{told} is {yaml.shape(node)}, where {self.expected} is expected"
            said.add(node.mark, what, _BRACKETS if self.expected == "a text" else "")
            return None
        value = self.parse(node.text)
        if isinstance(value, Fault):
            what = value.what or f"where {self.expected} is expected"
            said.add(node.mark, f"{told} is {quoted(node.text)}, {what}", value.hint)
            return None
        if self.names:
            said.refer(node.mark, self.names, value)
        return value

    def schema(self) -> Schema:
        """What an editor needs to check the value while it is written."""
        return dict(self.form)


def choice(*words: str) -> One:
    """One of a few words."""

    def parse(text: str) -> str | Fault:
        return text if text in words else Fault(report.did_you_mean(text, words))

    return One(report.either(words), parse, {"type": "string", "enum": list(words)})


def whole(low: int, high: int) -> One:
    """A whole number between two bounds, both allowed."""

    def parse(text: str) -> int | Fault:
        if _WHOLE.fullmatch(text) and low <= int(text) <= high:
            return int(text)
        return _nearest(text, low, high, places=0)

    form = {"type": "integer", "minimum": low, "maximum": high}
    return One(f"a whole number from {low} to {high}", parse, form)


def number(low: float, high: float) -> One:
    """A number, with or without decimals, between two bounds, both allowed."""

    def parse(text: str) -> float | Fault:
        if _NUMBER.fullmatch(text) and low <= float(text) <= high:
            return float(text)
        return _nearest(text, low, high, places=9)

    form = {"type": "number", "minimum": low, "maximum": high}
    return One(f"a number from {low:g} to {high:g}", parse, form)


def reference(noun: str) -> One:
    """The id of something that is written elsewhere in the show."""
    return One(f"the id of a {noun}", _id, _ID_FORM, names=noun)


_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?")

_BRACKETS = "put the text in double quotes, brackets included, if this is one"

_EMAIL = re.compile(r"[^\s@<>:,;]+@[^\s@<>:,;]+\.[^\s@<>:,;]+")
"""Only so much that a slip is found: what an address may be is for its server to say."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
"""Fit for a file name on every system and for an address, and never a way out of a folder."""

_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}"  # language, extended language
    r"(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"  # script, region
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(-[0-9a-wyz](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",  # extensions, private use
    re.IGNORECASE | re.ASCII,
)
"""The shape of RFC 5646, section 2.1, without the grandfathered tags."""

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?) ?([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)
"""RFC 3339, section 5.6, without fractions of a second; the time and its zone may lack here."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_MOMENT_EXAMPLE = "such as 2026-11-01T09:00:00+01:00"

YEARS = range(1900, 3000)
"""Outside of these a slip is certain, and arithmetic with time zones is not."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

_ID_FORM: Schema = {"type": ["string", "integer"], "pattern": "^[A-Za-z0-9_-]{1,100}$"}
_TEXT_FORM: Schema = {"type": ["string", "number", "boolean"]}


def _text(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip()


def _nearest(text: str, low: float, high: float, *, places: int) -> Fault:
    written = text.replace(",", ".")
    if not _NUMBER.fullmatch(written):
        return Fault("write it in digits")
    return Fault(f"did you mean {round(min(max(float(written), low), high), places):g}?")


def _flag(text: str) -> bool | Fault:
    word = text.lower()
    if word in {"true", "false"}:
        return word == "true"
    meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(word)
    return Fault(f"did you mean {meant}?" if meant else "")


def _moment(text: str) -> datetime | Fault:
    match = _MOMENT.fullmatch(text)
    if not match:
        return Fault(_MOMENT_EXAMPLE)
    day, time, zone = match.groups()
    if not zone:
        lacking = "no time zone" if time else "no time and no time zone"
        told = f"write {day}T{time or '09:00:00'}Z, or your time zone, such as +01:00, for the Z"
        return Fault(told, f"which has {lacking}")
    try:
        moment = datetime.fromisoformat(f"{day}T{time}{zone.upper()}")
    except ValueError:
        return Fault(_MOMENT_EXAMPLE, "which is no time on any calendar or clock")
    return moment if moment.year in YEARS else Fault(_MOMENT_EXAMPLE, "which is an unlikely year")


def _day(text: str) -> date | Fault:
    if not _DAY.fullmatch(text):
        return Fault("such as 2026-05-03: the year, the month, the day")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Fault("such as 2026-05-03", "which is no day of any calendar")
    return day if day.year in YEARS else Fault("such as 2026-05-03", "which is an unlikely year")


def _id(text: str) -> str | Fault:
    if _ID.fullmatch(text):
        return text
    meant = as_id(text)
    hint = f'did you mean "{meant}"?' if meant else ""
    return Fault(hint, "where only letters, digits, - and _ are expected")


def as_id(text: str) -> str:
    """The nearest id to a text, such as a title or the path of a file; empty if there is none."""
    stem = re.sub(r"\.(md|ya?ml)$", "", re.split(r"[/\\]", text)[-1], flags=re.IGNORECASE)
    return re.sub(r"[^a-z0-9_]+", "-", stem.lower()).strip("-")[:100]


def is_id(text: str) -> bool:
    """Whether a text is an id: at most 100 letters, digits, hyphens and underscores."""
    return _ID.fullmatch(text) is not None


def _email(text: str) -> str | Fault:
    if _EMAIL.fullmatch(text):
        return text
    inside = _EMAIL.search(text)
    return Fault(f'did you mean "{inside[0]}"?' if inside else "such as owner@example.org")


def _language(text: str) -> str | Fault:
    if _LANGUAGE.fullmatch(text):
        return _cased(text)
    repaired = text.strip().replace("_", "-")
    if _LANGUAGE.fullmatch(repaired):
        return Fault(f'did you mean "{_cased(repaired)}"?')
    return Fault("such as en, ko or pt-BR")


def _cased(tag: str) -> str:
    # RFC 5646, section 2.1.1: the script begins with a capital, the region is in capitals.
    main, *rest = re.split(r"(?=-[0-9a-z]-)", tag.lower(), maxsplit=1)
    main = re.sub(r"-[a-z]{4}(?![a-z0-9])", lambda match: match[0].title(), main)
    main = re.sub(r"-[a-z]{2}(?![a-z0-9])", lambda match: match[0].upper(), main)
    return "".join([main, *rest])


def _uuid(text: str) -> str | Fault:
    if _UUID.fullmatch(text):
        return text.lower()
    return Fault("take the line away, and Passage mints one")


def _path(text: str) -> str | Fault:
    forward = text.replace("\\", "/")
    parts = forward.split("/")
    if forward.startswith(("/", "~")) or re.match("[A-Za-z]:", forward) or ".." in parts:
        hint = f"put the file into the folder, and write {quoted(parts[-1])}"
        return Fault(hint, "which leads out of the show's folder")
    if forward != text:
        return Fault(f"did you mean {quoted(forward)}?", 'where "/" is expected between folders')
    return "/".join(part for part in parts if part not in {"", "."}) or Fault("write its name")


TEXT = One("a text", _text, _TEXT_FORM)
"""On one line; line breaks are spaces."""

LINES = One("a text", str.strip, _TEXT_FORM)
"""On as many lines as it is written."""

FLAG = One("true or false", _flag, {"type": "boolean"})
MOMENT = One(
    "a date with its time and time zone", _moment, {"type": "string", "format": "date-time"}
)
DAY = One("a date", _day, {"type": "string", "format": "date"})
ID = One("letters, digits, - and _", _id, _ID_FORM)
EMAIL = One("an email address", _email, {"type": "string", "pattern": "^[^@]+@[^@]+[.][^@]+$"})
LANGUAGE = One(
    "a language (BCP 47)",
    _language,
    {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"},
)
UUID = One("a UUID", _uuid, {"type": "string", "format": "uuid"})
PATH = One(
    "a file in the show's folder",
    _path,
    {"type": "string", "pattern": r"^(?![/~])(?!(.*/)?\.\.(/|$))[^\\]+$"},
)
"""With forward slashes; whether it exists is for the caller to find out."""
