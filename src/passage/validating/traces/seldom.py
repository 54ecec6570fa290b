"""Ways of hiding a text that Passage never takes, and that somebody else's file may."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

_WINDOWS = tuple(f"cp{number}" for number in (*range(1250, 1257), 874, 932, 949))
ENCODINGS = (*_WINDOWS, "koi8_r", "gb18030", "big5")
"""What was usual before UTF-8, and still is in tags and pictures: one for each script."""

_BYTES = re.compile(r"(?:\\x[0-9a-fA-F]{2}|\\[0-3]?[0-7]{2})+")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_CONCATENATED = re.compile(r"([\"'`])\s*\+\s*[\"'`]")
_CODES = re.compile(r"fromC(?:har|ode)(?:Code|Point)\(([\s0-9a-fxA-F,]+)\)")
_STYLED = re.compile(r"\{\\[^{}]*\}")
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]+)\s+([\"'])(.*?)\2\s*>", re.DOTALL)

_BASE64 = re.compile(
    r"(?<![A-Za-z0-9+/_=-])(?:(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]+|[A-Za-z0-9+/_-]{12,})={0,2}"
    r"(?![A-Za-z0-9+/_=-])"
)
_HEX = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{2}(?:\s?[0-9a-fA-F]{2}){7,}(?![0-9A-Za-z])")


def readings(text: str) -> Iterator[str]:
    """Yield what a text says where it is read in a way that is seldom meant."""
    if "\\" in text:
        if _BYTES.search(text):
            yield _BYTES.sub(_from_bytes, text)
        if "{\\" in text:
            # Subtitles in SubRip may have the tags of another format.
            yield _STYLED.sub("", text)
    if "%" in text:
        yield from _percents(text)
    if _CONCATENATED.search(text):
        yield _CONCATENATED.sub("", text)
    for match in _CODES.finditer(text):
        yield _from_codes(match[1])
    if "<!ENTITY" in text:
        said = {match[1]: match[3] for match in _ENTITY.finditer(text)}
        yield re.sub(r"&([\w.-]+);", lambda match: said.get(match[1], match[0]), text)


def packed(text: str) -> Iterator[bytes]:
    """Yield the bytes that words of a text are in Base64 (RFC 4648) or in sixteens."""
    for match in _BASE64.finditer(text):
        yield unbased(match[0])
    for match in _HEX.finditer(text):
        yield bytes.fromhex(match[0])


def unbased(text: str) -> bytes:
    """What a text is in Base64, with either alphabet, padded or not; nothing when it is none."""
    plain = "".join(text.split()).rstrip("=").translate(_ALPHABET)
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


_ALPHABET = str.maketrans("-_", "+/")


def decodings(data: bytes) -> Iterator[str]:
    """Yield what a text says in each of the encodings that were usual once, where it can be one."""
    if data.isascii():
        return
    for encoding in ENCODINGS:
        try:
            yield data.decode(encoding)
        except UnicodeDecodeError:
            continue


def _from_bytes(match: re.Match[str]) -> str:
    data = bytes(
        int(each[1:], 16) if each[0] == "x" else int(each, 8) & 0xFF
        for each in match[0].split("\\")[1:]
    )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _percents(text: str) -> Iterator[str]:
    """An address whose bytes are no UTF-8, in whatever else they may be."""
    for match in _PERCENT.finditer(text):
        try:
            unquote_to_bytes(match[0]).decode("utf-8")
        except UnicodeDecodeError:
            yield from decodings(unquote_to_bytes(text))
            return


def _from_codes(listed: str) -> str:
    try:
        return "".join(chr(int(code, 0)) for code in listed.split(",") if code.strip())
    except (ValueError, OverflowError):
        return ""
