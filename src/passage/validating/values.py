"""The forms of values: each takes a text, and gives what is wrong with it or nothing.

Where a form is wrong the answer says what is wanted, to go after "is", as in ``is not a UUID``.
"""

from __future__ import annotations

import base64
import re
import uuid
from collections.abc import Callable, Collection
from datetime import datetime
from difflib import get_close_matches
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from passage.validating import vocabulary

Form = Callable[[str], str]
"""What is wrong with a text; empty when it is right."""

_DATE = re.compile(
    r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d(?::\d\d)? "
    r"(?:[+-]\d{4}|GMT|UT|[ECMP][SD]T)"
)
_EMAIL = re.compile(r"[^@\s<>()]+@[^@\s<>()]+\.[^@\s<>().]+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{1,8})*")
_MIME = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")
_GEO = re.compile(
    r"geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?"
    r"(?:;crs=([A-Za-z0-9-]+))?(?:;u=\d+(?:\.\d+)?)?(?:;[A-Za-z0-9-]+(?:=[^;\s]*)?)*"
)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_RRULE = {
    "FREQ": r"SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d*",
    "COUNT": r"[1-9]\d*",
    # RFC 5545 has 20231231T000000Z; the podcast namespace's own examples have hyphens.
    "UNTIL": r"\d{4}-?\d\d-?\d\d(T[\d:.]+Z?)?",
    "BYDAY": r"[+-]?\d*(TH)?(MO|TU|WE|TH|FR|SA|SU)(,[+-]?\d*(MO|TU|WE|TH|FR|SA|SU))*|[+-]?\dTH",
    "WKST": r"MO|TU|WE|TH|FR|SA|SU",
}
_RRULE_NUMBERS = re.compile(
    r"BY(MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS|HOUR|MINUTE|SECOND)=[+-]?\d+(,[+-]?\d+)*"
)
_DIGEST_BYTES = {"sha256": 32, "sha384": 48, "sha512": 64}


def any_text(_text: str) -> str:
    """Whatever the author likes."""
    return ""


def filled(text: str) -> str:
    """Anything but nothing."""
    return "" if text else "is empty"


def address(text: str) -> str:
    """A whole http or https address in ASCII (RFC 3986)."""
    if not text:
        return "is empty"
    if not text.isascii() or re.search(r"[\s<>\"{}|\\^`]", text):
        return "has characters that an address cannot have"
    try:
        parts = urlsplit(text)
    except ValueError:
        return "is not an address"
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "is not a whole address that begins https://"
    return ""


def any_uri(text: str) -> str:
    """An address of any scheme, such as ``ipfs://`` (RFC 3986)."""
    return "" if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", text) else "is not a URI"


def guid(text: str) -> str:
    """A UUID, written with hyphens (RFC 9562)."""
    try:
        return "" if str(uuid.UUID(text)) == text.lower() else "is not a UUID"
    except ValueError:
        return "is not a UUID"


def whole(text: str) -> str:
    """An integer from 1 on, in digits."""
    return "" if re.fullmatch(r"[1-9]\d*", text, re.ASCII) else "is not a whole number from 1 on"


def count(text: str) -> str:
    """An integer from 0 on, in digits."""
    return "" if re.fullmatch(r"\d+", text, re.ASCII) else "is not a whole number"


def decimal(text: str) -> str:
    """A decimal number from 0 on."""
    right = re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII)
    return "" if right else "is not a decimal number"


def truth(text: str) -> str:
    """``true`` or ``false``."""
    return one_of(("true", "false"))(text)


def one_of(known: Collection[str]) -> Form:
    """One of a few words, letter for letter; the nearest is given."""

    def form(text: str) -> str:
        return "" if text in known else f"is not known: {nearest(text, known)}"

    return form


def one_of_folded(known: Collection[str]) -> Form:
    """The same where capitals and small letters are one."""
    folded = {word.casefold() for word in known}

    def form(text: str) -> str:
        known_well = text.casefold() in folded
        return "" if known_well else f"is not known: {nearest(text, known)}"

    return form


def nearest(text: str, known: Collection[str]) -> str:
    """A question that gives the nearest of the known words, or all of a few."""
    by_fold = {word.casefold(): word for word in known}
    near = get_close_matches(text.casefold(), by_fold, n=1, cutoff=0.5)
    if near:
        return f'did you mean "{by_fold[near[0]]}"?'
    shown = ", ".join(sorted(known)[:9])
    return f"there are: {shown}" + (" …" if len(known) > 9 else "")  # noqa: PLR2004 - a line's worth


def date(text: str) -> str:
    """A date of e-mail (RFC 2822, 3.3), with the day of the week that it was."""
    found = _DATE.fullmatch(text)
    if not found:
        return "is not a date like Sun, 01 Nov 2026 09:00:00 +0100"
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return "is a date that does not exist"
    day = _WEEKDAYS[when.weekday()]
    return f"was a {day}, not a {found[1]}" if found[1] and found[1] != day else ""


def iso_date(text: str) -> str:
    """A date, or a date and time, of ISO 8601."""
    try:
        exists = _ISO_DATE.fullmatch(text) and datetime.fromisoformat(text)
    except ValueError:
        exists = None
    return "" if exists else "is not a date like 2026-11-01T09:00:00Z"


def email(text: str) -> str:
    """One e-mail address, without a name."""
    return "" if _EMAIL.fullmatch(text) else "is not an e-mail address"


def language(text: str) -> str:
    """A language tag (BCP 47) that begins with a code of ISO 639."""
    found = _LANGUAGE.fullmatch(text)
    if not found:
        return "is not a language like en or pt-BR"
    code = found[1].lower()
    two = 2
    known = len(code) != two or code in vocabulary.LANGUAGES
    return "" if known else f'begins with "{code}", which is no language of ISO 639'


def mime(text: str) -> str:
    """A media type (RFC 6838)."""
    return "" if _MIME.fullmatch(text) else "is not a media type like audio/mpeg"


def geo(text: str) -> str:
    """A place on Earth (RFC 5870): ``geo:lat,lon``, with ``;u=`` metres of uncertainty."""
    found = _GEO.fullmatch(text)
    if not found:
        return "is not a place like geo:48.858,2.294;u=1000"
    latitude, longitude, crs = float(found[1]), float(found[2]), found[3]
    if (crs or "wgs84").lower() == "wgs84" and (abs(latitude) > 90 or abs(longitude) > 180):  # noqa: PLR2004 - degrees
        return "lies outside of the Earth: latitude comes first, to 90, then longitude, to 180"
    return ""


def osm(text: str) -> str:
    """A feature of OpenStreetMap: N, W or R and its number, perhaps with ``#revision``."""
    right = re.fullmatch(r"[NWR]\d+(#\d+)?", text, re.ASCII)
    return "" if right else "is not a feature of OpenStreetMap like R113314"


def country(text: str) -> str:
    """A code of ISO 3166-1 alpha-2, in capitals or not."""
    return "" if text.upper() in vocabulary.COUNTRIES else "is not a country of ISO 3166-1 like KR"


def seconds(text: str) -> str:
    """A time in seconds, with a point."""
    return "" if re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII) else "is not a number of seconds"


def ratio(text: str) -> str:
    """A ratio as CSS writes it: ``16/9``."""
    right = re.fullmatch(r"\d+(\.\d+)?( ?/ ?\d+(\.\d+)?)?", text, re.ASCII)
    return "" if right else "is not a ratio like 16/9"


def recurrence(text: str) -> str:
    """A recurrence rule (RFC 5545, 3.3.10) that begins with how often."""
    seen = set()
    for part in text.split(";"):
        name, _, value = part.partition("=")
        pattern = _RRULE.get(name)
        right = re.fullmatch(pattern, value) if pattern else _RRULE_NUMBERS.fullmatch(part)
        if not right or name in seen:
            return f'is not a recurrence: "{part}"'
        seen.add(name)
    return "" if "FREQ" in seen else "does not say FREQ="


def integrity(text: str) -> str:
    """Hashes as in Subresource Integrity: ``sha256-``, ``sha384-`` or ``sha512-`` and base64."""
    for written in text.split():
        algorithm, _, digest = written.partition("-")
        try:
            size = len(base64.b64decode(digest.partition("?")[0], validate=True))
        except ValueError:
            size = -1
        if _DIGEST_BYTES.get(algorithm) != size:
            return "is not a hash like sha256-… with 44 letters of base64"
    return "" if text.strip() else "is empty"
