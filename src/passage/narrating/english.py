"""What English says for marks and short forms that engines stumble over.

Only what an engine says wrongly is here: eSpeak NG takes "Mr." for the end of a sentence, says
"dollar five", "one slash three" and "hash", and spells the address of a page letter by letter.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_CAPITAL = r"[^\W\da-z_]"
"""A letter that is no small Latin one."""

_TITLES = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Prof": "Professor",
    "St": "Saint", "Rev": "Reverend", "Gen": "General", "Col": "Colonel", "Capt": "Captain",
    "Lt": "Lieutenant", "Sgt": "Sergeant", "Gov": "Governor", "Sen": "Senator",
}  # fmt: skip
"""Before a name. After one, "St." is a street, and eSpeak says so."""

_GENERATIONS = {"Jr": " Junior", "Sr": " Senior"}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
CAPITALISED = (
    frozenset(_MONTHS)
    | {*_TITLES, *_GENERATIONS, *string.ascii_uppercase}
    | {
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("I'm", "I've", "I'd", "I'll"),
    }
)
"""What English writes with a capital, and is no name; letters alone are initials."""

_SHORT_MONTHS = {name[:3]: name for name in _MONTHS} | {"Sept": "September"}

_MONEY = {"$": "dollar", "€": "euro", "£": "pound", "₩": "won", "¥": "yen"}
_UNCHANGED = frozenset({"won", "yen"})
_SMALL_MONEY = {"$": "cents", "€": "cents", "£": "pence"}

_PARTS = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_SIGNS = {
    ".": "dot", "/": "slash", "-": "dash", "_": "underscore", "?": "question mark", "=": "equals",
    "&": "and", "#": "hash", "%": "percent", "~": "tilde", "+": "plus", "@": "at", ":": "colon",
}  # fmt: skip


def is_for(language: str) -> bool:
    """Whether a language is English, of whichever country."""
    return language.partition("-")[0].lower() == "en"


def spoken(text: str) -> str:
    """Write out what an engine would say wrongly; everything else stays as it is."""
    if not _SUSPECT.search(text):
        return text
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


_SUSPECT = re.compile(
    r"[$€£₩¥/#@~–]|\d[:-]\d|\w\.\w|[A-Z][a-z]{0,4}\.|\b(?:vs|approx|km|cm|kg|Jr|Sr)\b|\d[kc][mg]"
)
"""Every text to which a rule applies has one of these, and most texts have none."""


def _address(match: re.Match[str]) -> str:
    """``https://www.example.org/help/`` as one tells it on the telephone."""
    words = re.split(r"([^\w]|_)", match[1].rstrip("/"))
    return " ".join(_SIGNS.get(word, word) for word in words if word)


def _date(match: re.Match[str]) -> str:
    return f"{_MONTHS[int(match[2]) - 1]} {int(match[3])}, {match[1]}"


def _money(match: re.Match[str]) -> str:
    sign, amount, cents, great = match.groups()
    noun = _MONEY[sign]
    if sign not in _SMALL_MONEY and cents:
        amount, cents = f"{amount}.{cents}", ""
    if great and cents:
        amount, cents = f"{amount}.{cents}", ""
    many = "" if noun in _UNCHANGED or (amount == "1" and not great) else "s"
    told = f"{amount}{great or ''} {noun}{many}"
    return f"{told} and {int(cents)} {_SMALL_MONEY[sign]}" if cents and int(cents) else told


def _fraction(match: re.Match[str]) -> str:
    """``2/3`` as "two thirds", and after a whole number "and two thirds"."""
    whole, top, bottom = match[1] or "", int(match[2]), int(match[3])
    if top >= bottom:
        return match[0]
    part = _PARTS[bottom - 2] + ("" if top == 1 else "s")
    if whole:
        return f"{whole}and {'a' if top == 1 else _NUMBERS[top - 1]} {part}"
    return f"{_NUMBERS[top - 1]} {part}"


def _oclock(match: re.Match[str]) -> str:
    hour, minutes, half = match.groups()
    if minutes != "00":
        return f"{hour} oh {minutes[1]}{half or ''}" if minutes[0] == "0" else match[0]
    return f"{hour}{half}" if half else f"{hour} o'clock"


_ALTERNATIVE_TITLES = "|".join(_TITLES)
_ALTERNATIVE_MONTHS = "|".join(_SHORT_MONTHS)

_RULES: tuple[Rule, ...] = (
    # Addresses first, whole: nothing in them is a date or a fraction.
    (re.compile(r"\b(?:https?://(?:www\.)?|www\.)(?=\w)([^\s<>\"“”()\[\]]*[\w/])", re.IGNORECASE),
     _address),
    (re.compile(r"(?<![\w@.])((?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|io|kr|uk)"
                r"(?:/[\w/.-]*\w)?)\b(?![@\w])", re.IGNORECASE), _address),
    (re.compile(r"(?<!\S)([\w.+-]+@[\w-]+(?:\.[\w-]+)+)"), _address),
    (re.compile(r"#(?=\d)"), "number "),
    (re.compile(r"#(?=[^\W\d])"), "hashtag "),
    # Numbers
    (re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b"), _date),
    (re.compile(r"([$€£₩¥])\s?(\d[\d,]*)(?:\.(\d\d?))?"
                r"( (?:hundred|thousand|million|billion|trillion))?\b"), _money),
    (re.compile(r"(?<=\()(\d+)/(\d+)(?=\))"), r"\1 of \2"),
    (re.compile(r"(?<![\d/.,])(\d+ )?\b([1-9])/([2-9]|10)(?![\d/])"), _fraction),
    (re.compile(r"(?<!\d)(\d\d?):(0\d)(\s?[ap]\.?m\b)?(?![\d:])"), _oclock),
    (re.compile(r"(?<=\d)\s?[–—]\s?(?=\d)|(?<=\b\d{4})-(?=\d{4}\b)"), " to "),
    (re.compile(r"(?<=\d)-(?=\d)"), " "),
    (re.compile(r"(?<!\w)~\s?(?=\d)"), "about "),
    (re.compile(r"(?<=\d)\s?km/h\b"), " kilometres an hour"),
    (re.compile(r"(?<=\d)\s?km\b"), " kilometres"),
    (re.compile(r"(?<=\d)\s?kg\b"), " kilograms"),
    (re.compile(r"(?<=\d)\s?cm\b"), " centimetres"),
    # Short forms; their full stop would be heard as the end of a sentence.
    (re.compile(r"\bNo\.\s?(?=\d)"), "number "),
    (re.compile(rf"\b({_ALTERNATIVE_TITLES})\.\s*(?={_CAPITAL})"), lambda m: _TITLES[m[1]] + " "),
    (re.compile(rf"\b({_ALTERNATIVE_MONTHS})\.(?=\s*\d)"), lambda m: _SHORT_MONTHS[m[1]]),
    (re.compile(r",? \b([JS]r)\.(?=\s+\w|[,;:])"), lambda m: _GENERATIONS[m[1]]),
    (re.compile(r",? \b([JS]r)\b"), lambda m: _GENERATIONS[m[1]]),
    (re.compile(r"\bvs\.?(?=\s)"), "versus"),
    (re.compile(r"\bapprox\."), "approximately"),
    (re.compile(rf"(?<![\w.])(?!I\.\s+[A-Z][a-z])((?:[B-Z]\.\s?){{1,5}})(?={_CAPITAL}\w*[^\W_])"),
     lambda m: " ".join(re.findall(r"\w", m[1])) + " "),
)  # fmt: skip
