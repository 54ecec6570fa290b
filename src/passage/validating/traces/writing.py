"""The ways in which a text may be written down, undone: entities, escapes, tags, time stamps."""

from __future__ import annotations

import binascii
import html
import re
import sys
from collections.abc import Iterator
from urllib.parse import unquote

from passage.validating.traces import seldom

MOST_TIMES = 8
"""How often what is undone is looked at again: HTML in XML in JSON is three times."""

_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})|[uU]([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})"
    r"|([nrtbf]))"
)
_NO_ESCAPE = re.compile(r"\\(?:\r?\n|(?=[^\x00-\x7f]|\\))")
"""A line of a program that goes on, what is escaped twice, and what need not be escaped."""

_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")
_CSS_LONG = re.compile(r"\\([0-9a-fA-F]{4,6})[ \t\n]?")
"""Of four digits and more, before ``\\b77c`` is taken for JSON's ``\\b``."""

_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")
_PRINTABLE = re.compile(r"=[0-9A-F]{2}")
_TAG = re.compile(
    r"(</?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|section|article|header|footer|nav|main|"
    r"br|hr|blockquote|figure|figcaption|option|title|head|body|html|item|channel|script|style)"
    r"(?=[\s/>])[^<>]*>)|<!--|-->|<!\[CDATA\[|\]\]>|</?[A-Za-z0-9!?:][^<>]*>",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"""(?<=\s)[cdfr][xy]=(["'])-?[0-9.]+(?:em|px|%)?\1""")
"""A centre or radius in SVG: ``cy="350"`` is nobody called Cy, and holds no word."""

_TIMES = re.compile(
    r"(?:(?<=\n\n)[^\r\n]+\n|(?<=\r\n\r\n)[^\r\n]+\r\n)?"
    r"^[ \t]*(?:\d+[ \t]*\r?\n[ \t]*)?(?:\d+:)?\d+:\d+[.,]\d+[ \t]*-->.*$",
    re.MULTILINE,
)
"""When a cue is heard, and its name before that, if it has one."""

_ASIDE = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<rt\b[^<>]*>.*?</rt>|<rp\b[^<>]*>.*?</rp>", re.DOTALL | re.IGNORECASE
)
"""What stands between the letters of a word and is not read with them."""
_DATA = re.compile(r"data:[^,\s\"']{0,100};base64,([A-Za-z0-9+/_=%\s-]{8,})")


def views(text: str) -> Iterator[str]:
    """A text with all that hides letters undone: with its tags, without them, without times.

    What differs only in what stands between letters is told once.
    """
    plain = _NUMBERED.sub(" ", undone(text))
    yield plain
    if "<" in plain or "-->" in plain:
        yield from (bare for bare in _bare(plain) if bare != plain)
    for reading in seldom.readings(text):
        said = undone(reading)
        yield said
        yield _TAG.sub(_parted, said)


def _bare(plain: str) -> Iterator[str]:
    bare = _TIMES.sub(" ", plain)
    yield undone(_TAG.sub(_parted, bare))
    without = _ASIDE.sub("", bare)
    if without != bare:
        yield undone(_TAG.sub(_parted, without))


def _parted(tag: re.Match[str]) -> str:
    """A space for the tag of a block; nothing for one that stands within a line."""
    return " " if tag[1] else ""


def undone(text: str) -> str:
    """The text with entities, percent-encoding and escapes undone, until none is left."""
    for _ in range(MOST_TIMES):
        before = text
        if "&" in text:
            text = html.unescape(text)
        if "%" in text:
            text = _PERCENT_U.sub(_number, text)
            if _PERCENT.search(text):
                text = unquote(text, errors="replace")
        if "\\" in text:
            text = _CSS_LONG.sub(_number, text)
            text = _ESCAPE.sub(_unescaped, _surrogates(text))
            text = _NO_ESCAPE.sub("", _CSS_ESCAPE.sub(_number, text))
        if "xn--" in text:
            text = _ASCII_NAME.sub(_of_ascii, text)
        if text == before:
            break
    return text


_ASCII_NAME = re.compile(r"(?i:xn--)([a-zA-Z0-9-]+)")


def _of_ascii(name: re.Match[str]) -> str:
    """A part of a domain's name as it is shown (RFC 3492)."""
    try:
        return name[1].encode().decode("punycode")
    except UnicodeError:
        return name[1]


def unprinted(text: str) -> str:
    """The text with quoted-printable (RFC 2045, section 6.7) undone; as it is when it has none."""
    if not _PRINTABLE.search(text):
        return text
    return binascii.a2b_qp(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def enclosed(text: str) -> Iterator[bytes]:
    """Yield the files that stand in a text as ``data:`` addresses (RFC 2397)."""
    if ";base64," in text:
        for match in _DATA.finditer(text):
            yield seldom.unbased(unquote(match[1]))


def _surrogates(text: str) -> str:
    return _PAIR.sub(lambda pair: _joined(int(pair[1], 16), int(pair[2], 16)), text)


_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def _joined(high: int, low: int) -> str:
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _unescaped(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3] or match[4]
    return _character(digits) if digits else " "


def _number(match: re.Match[str]) -> str:
    return _character(match[1])


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= sys.maxunicode and number not in _SURROGATES else " "


_SURROGATES = range(0xD800, 0xE000)
