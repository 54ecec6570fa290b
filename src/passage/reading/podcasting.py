"""Kinds of values for podcast apps: where something happened, how often an episode comes."""

from __future__ import annotations

import re

from passage.reading import kinds
from passage.reading.fields import Field, Record
from passage.reading.kinds import Fault, One

NORTH, EAST = 90, 180
"""Degrees: the most of latitude and of longitude."""
DESCRIPTION_BYTES = 4000
"""What PSP-1 allows a description, in UTF-8."""
DISPLAY_CHARACTERS = 32
"""What the podcast namespace allows a displayed number (tags/episode.md)."""


def _geo(text: str) -> str | Fault:
    match = _GEO.fullmatch(text.strip())
    if not match:
        return Fault("such as geo:40.3,127.5 or geo:40.3,127.5;u=200000")
    latitude, longitude, uncertain = match.groups()
    if abs(float(latitude)) > NORTH:
        swapped = f"geo:{longitude},{latitude}" if abs(float(longitude)) <= NORTH else ""
        hint = f'the latitude comes first; did you mean "{swapped}"?' if swapped else ""
        return Fault(hint, "whose latitude is not between -90 and 90")
    if abs(float(longitude)) > EAST:
        return Fault(what="whose longitude is not between -180 and 180")
    return f"geo:{latitude},{longitude}" + (f";u={uncertain}" if uncertain else "")


def _country(text: str) -> str | Fault:
    if re.fullmatch("[A-Z]{2}", text):
        return text
    return Fault(
        f"did you mean {text.upper()}?" if re.fullmatch("[a-z]{2}", text) else "such as KP"
    )


def _display(text: str) -> str | Fault:
    line = " ".join(text.split())
    shorter = line[:DISPLAY_CHARACTERS].strip()
    return line if line == shorter else Fault(f'did you mean "{shorter}"?')


def _rule(text: str) -> str | Fault:
    if _RULE.fullmatch(text):
        return text
    return Fault("such as FREQ=WEEKLY or FREQ=MONTHLY;INTERVAL=2")


def _description(text: str) -> str | Fault:
    stripped = text.strip()
    size = len(stripped.encode())
    if size <= DESCRIPTION_BYTES:
        return stripped
    return Fault("make it shorter", f"which has {size} bytes, where podcast apps take 4000")


_NUMBER = r"-?[0-9]{1,3}(?:\.[0-9]{1,9})?"
_GEO = re.compile(rf"(?:geo:)?({_NUMBER}),\s*({_NUMBER})(?:;u=([0-9]{{1,7}}))?")
_PART = "[A-Z]+=[A-Z0-9+,:-]+"
_RULE = re.compile(f"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;{_PART})*")

GEO = One(
    "a latitude and a longitude (RFC 5870)",
    _geo,
    {"type": "string", "pattern": r"^\s*(geo:)?-?[0-9.]+,\s*-?[0-9.]+(;u=[0-9]+)?\s*$"},
)
COUNTRY = One(
    "a country in two capital letters (ISO 3166-1)",
    _country,
    {"type": "string", "pattern": "^[A-Z]{2}$"},
)
DISPLAY = One(
    "a text of at most 32 characters",
    _display,
    {"type": ["string", "number", "boolean"], "maxLength": DISPLAY_CHARACTERS},
)
RULE = One(
    "a recurrence rule (RFC 5545)", _rule, {"type": "string", "pattern": f"^{_RULE.pattern}$"}
)
DESCRIPTION = One(
    "a text of at most 4000 bytes", _description, {"type": ["string", "number", "boolean"]}
)
"""On as many lines as it is written."""

FREQUENCY = Record(
    "the frequency",
    (
        Field("text", kinds.TEXT, "How often an episode comes.", "Every Sunday", required=True),
        Field(
            "rule",
            RULE,
            "The same for apps, as a recurrence rule (RFC 5545).",
            "FREQ=WEEKLY;BYDAY=SU",
        ),
    ),
)
