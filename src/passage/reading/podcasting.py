"""Kinds of values for podcast apps: categories, where something happened, how often one comes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from passage.categories import CATEGORIES
from passage.reading import kinds, report, yaml
from passage.reading.fields import Field, Record, Sequence
from passage.reading.kinds import Fault, One, Schema
from passage.reading.report import Report, quoted

NORTH, EAST = 90, 180
"""Degrees: the most of latitude and of longitude."""
DESCRIPTION_BYTES = 4000
"""What PSP-1 allows a description, in UTF-8."""
DISPLAY_CHARACTERS = 32
"""What the podcast namespace allows a displayed number (tags/episode.md)."""


@dataclass(frozen=True, slots=True)
class Category:
    """Apple's category and, if there is one, its subcategory. Read as a tuple of one or two."""

    def read(self, node: yaml.Node, told: str, said: Report) -> tuple[str, ...] | None:
        """The names; None when Apple does not know them, and the nearest is then reported."""
        names = _NAMES.read(node, told, said)
        if names is None:
            return None
        name, *inside = names
        marks = [item.mark for item in node.items] if isinstance(node, yaml.Sequence) else []
        if name not in CATEGORIES:
            what = f"{told} is {quoted(name)}, which is none of Apple's categories"
            said.add(marks[0] if marks else node.mark, what, _nearest_category(name))
            return None
        if inside and inside[0] not in CATEGORIES[name]:
            what = f"{told} has {quoted(inside[0])}, which Apple does not know below {quoted(name)}"
            said.add(marks[1], what, _nearest_subcategory(inside[0], name))
            return None
        return tuple(names)

    def schema(self) -> Schema:
        """One name or two, each one that Apple knows."""
        form = _NAMES.schema()
        known = {*CATEGORIES, *(name for inside in CATEGORIES.values() for name in inside)}
        form["items"] = {"type": "string", "enum": sorted(known)}
        return form


def _nearest_category(name: str) -> str:
    known = {
        inside.casefold(): (each, inside) for each in CATEGORIES for inside in CATEGORIES[each]
    }
    if pair := known.get(name.casefold()):
        return f"write [{', '.join(pair)}]"
    return report.did_you_mean(name, CATEGORIES) or f"they are {', '.join(CATEGORIES)}"


def _nearest_subcategory(name: str, category: str) -> str:
    inside = CATEGORIES[category]
    elsewhere = [each for each in CATEGORIES if name in CATEGORIES[each]]
    if elsewhere:
        return f"write [{elsewhere[0]}, {name}], or leave it out"
    known = f"those it knows are {', '.join(inside)}" if inside else "leave it out"
    return report.did_you_mean(name, inside) or known


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


_NAMES = Sequence(kinds.TEXT, at_least=1, at_most=2, lone=True)
_NUMBER = r"-?[0-9]{1,3}(?:\.[0-9]{1,9})?"
_GEO = re.compile(rf"(?:geo:)?({_NUMBER}),\s*({_NUMBER})(?:;u=([0-9]{{1,7}}))?")
_PART = "[A-Z]+=[A-Z0-9+,:-]+"
_RULE = re.compile(f"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;{_PART})*")

CATEGORY = Category()
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
