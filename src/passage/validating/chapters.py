"""JSON chapters 1.2.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from passage.validating import values
from passage.validating.captions import is_number
from passage.validating.finding import Level
from passage.validating.lines import LineFault, decoded
from passage.validating.table import declare

_PAGE = (
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/"
    "jsonChapters.md"
)
FORM = declare(
    "chapters/form", Level.ERROR, f"{_PAGE}#chapters-object", "a version, and chapters in a list"
)
CHAPTER = declare(
    "chapters/chapter",
    Level.ERROR,
    f"{_PAGE}#the-chapter-object",
    "startTime in seconds, the other fields of their types",
)
ORDER = declare(
    "chapters/order", Level.ERROR, f"{_PAGE}#json-chapters-format", "chapters go forward in time"
)
ADDRESS = declare(
    "chapters/address", Level.ERROR, f"{_PAGE}#the-chapter-object", "img and url are addresses"
)
LOCATION = declare(
    "chapters/location", Level.ERROR, f"{_PAGE}#the-location-object", "a place has name and geo"
)
TITLE = declare(
    "chapters/title",
    Level.WARNING,
    f"{_PAGE}#the-chapter-object",
    "a chapter of the table of contents has a title",
)
BOUNDS = declare(
    "chapters/bounds",
    Level.ERROR,
    f"{_PAGE}#the-chapter-object",
    "chapters lie inside the episode",
)
AGREE = declare(
    "chapters/agree",
    Level.WARNING,
    "https://podlove.org/simple-chapters/",
    "the chapters in the feed and those in the file agree to the millisecond",
)
_TYPES: Mapping[str, type] = {"title": str, "img": str, "url": str, "toc": bool, "location": dict}


@dataclass(frozen=True, slots=True)
class Listed:
    """A chapter beside its start and title."""

    end: int | None
    """Milliseconds."""
    picture: str
    link: str


def check(data: bytes) -> Iterator[LineFault]:
    """What is wrong in a file of chapters."""
    text = decoded(data)
    if isinstance(text, LineFault):
        yield text
        return
    if data.startswith(codecs.BOM_UTF8):
        yield LineFault(FORM, 1, "the file begins with a byte order mark", "save it without one")
    told = _load(text)
    if isinstance(told, LineFault):
        yield told
        return
    last = -1.0
    for number, chapter in enumerate(told, start=1):
        start = chapter.get("startTime") if isinstance(chapter, dict) else None
        if not isinstance(chapter, dict) or not is_number(start):
            hint = 'write "startTime" in seconds'
            yield LineFault(CHAPTER, 0, f"chapter {number} has no startTime", hint)
            continue
        if start <= last:
            told_so = f"chapter {number} does not begin after the one before"
            yield LineFault(ORDER, 0, told_so, "sort them")
        last = start
        yield from _chapter(number, chapter)


def starts(data: bytes) -> tuple[tuple[int, str], ...]:
    """The milliseconds and titles of chapters in the table of contents; none of a broken file."""
    text = decoded(data)
    told = _load(text) if isinstance(text, str) else ()
    if isinstance(told, LineFault):
        return ()
    return tuple(
        (round(chapter["startTime"] * 1000), str(chapter.get("title", "")))
        for chapter in told
        if isinstance(chapter, dict)
        and is_number(chapter.get("startTime"))
        and chapter.get("toc") is not False
    )


def pictures(data: bytes) -> tuple[str, ...]:
    """The addresses of the pictures of chapters; none of a broken file."""
    text = decoded(data)
    told = _load(text) if isinstance(text, str) else ()
    if isinstance(told, LineFault):
        return ()
    found = (chapter.get("img") for chapter in told if isinstance(chapter, dict))
    return tuple(img for img in found if isinstance(img, str) and not values.address(img))


def listed(data: bytes) -> tuple[Listed, ...]:
    """What a file says of each chapter in the table of contents; nothing of a broken file."""
    text = decoded(data)
    told = _load(text) if isinstance(text, str) else ()
    if isinstance(told, LineFault):
        return ()
    return tuple(
        Listed(
            round(end * 1000) if is_number(end := chapter.get("endTime")) else None,
            str(chapter.get("img", "")),
            str(chapter.get("url", "")),
        )
        for chapter in told
        if isinstance(chapter, dict) and chapter.get("toc") is not False
    )


def about(data: bytes) -> Mapping[str, str]:
    """What a file says of the episode: the texts beside its chapters."""
    text = decoded(data)
    try:
        told = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return {}
    said = told.items() if isinstance(told, dict) else ()
    return {name: value for name, value in said if isinstance(value, str)}


def _load(text: str) -> Sequence[object] | LineFault:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        return LineFault(FORM, line, "this is no JSON", "make the file anew")
    chapters = told.get("chapters") if isinstance(told, dict) else None
    if not isinstance(chapters, list) or not isinstance(told.get("version"), str):
        hint = 'write {"version": "1.2.0", "chapters": […]}'
        return LineFault(FORM, 1, "the file has no version or no chapters", hint)
    if not isinstance(told.get("waypoints", False), bool):
        return LineFault(FORM, 1, "waypoints is neither true nor false", "write true")
    return chapters


def _chapter(number: int, chapter: Mapping[str, object]) -> Iterator[LineFault]:
    for name, kind in _TYPES.items():
        if name in chapter and not isinstance(chapter[name], kind):
            told = f"{name} of chapter {number} is of a wrong type"
            yield LineFault(CHAPTER, 0, told, f"write a {kind.__name__}")
    end, start = chapter.get("endTime"), chapter["startTime"]
    if end is not None and not (is_number(end) and float(str(end)) > float(str(start))):
        told = f"chapter {number} ends before it has begun"
        yield LineFault(CHAPTER, 0, told, 'write a later "endTime"')
    if chapter.get("toc") is not False and not chapter.get("title"):
        yield LineFault(
            TITLE, 0, f"chapter {number} has no title", 'write "toc": false, or a title'
        )
    for name in ("img", "url"):
        written = chapter.get(name)
        wrong = values.address(written) if isinstance(written, str) else ""
        if wrong:
            yield LineFault(ADDRESS, 0, f"{name} of chapter {number} {wrong}", "write it whole")
    place = chapter.get("location")
    if isinstance(place, dict):
        yield from _location(number, place)


def _location(number: int, place: Mapping[str, object]) -> Iterator[LineFault]:
    geo, name, osm = place.get("geo"), place.get("name"), place.get("osm")
    if not name or not isinstance(name, str):
        yield LineFault(LOCATION, 0, f"the place of chapter {number} has no name", "add it")
    wrong = values.geo(geo) if isinstance(geo, str) else "is missing"
    if wrong:
        yield LineFault(LOCATION, 0, f"geo of chapter {number} {wrong}", "write geo:lat,lon")
    if osm is not None and (not isinstance(osm, str) or values.osm(osm)):
        told = f"osm of chapter {number} is not a feature of OpenStreetMap"
        yield LineFault(LOCATION, 0, told, "write it as in R113314")
