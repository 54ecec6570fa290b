"""Kinds of addresses on the web: with https, or podcast apps and directories refuse them."""

from __future__ import annotations

import re
import urllib.parse

from passage.reading.kinds import Fault, One

HERE = ("localhost", "127.0.0.1")
"""This machine, where a show is tried out: nobody listens in on the way to it."""


def _address(text: str) -> str | Fault:
    parts = _parts(text)
    if parts is None:
        repaired = "https://" + text.strip().removeprefix("//").replace(" ", "%20")
        meant = "://" not in text and "." in text and _parts(repaired)
        return Fault(f'did you mean "{repaired}"?' if meant else _EXAMPLE)
    if parts.scheme == "https" or parts.hostname in HERE:
        return text
    return Fault(f'did you mean "https{text[len("http") :]}"? podcast apps refuse http')


def _base(text: str) -> str | Fault:
    address = _address(text)
    if isinstance(address, str) and re.search(r"[?#]", address):
        meant = re.split(r"[?#]", address)[0]
        return Fault(f'did you mean "{meant}"?', 'where an address without "?" or "#" is expected')
    return address


def _parts(text: str) -> urllib.parse.SplitResult | None:
    if re.search(r"""[\s<>"\\^`{|}]""", text):
        return None
    try:
        parts = urllib.parse.urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.hostname else None


def _storage(text: str) -> str | Fault:
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*://[^\s?#]+", text):
        return Fault("such as s3://bucket/folder")
    if "@" in text.partition("://")[2].partition("/")[0]:
        return Fault("leave out name and password: they are taken from the environment")
    return text.rstrip("/")


_EXAMPLE = "such as https://example.org/show/"
_START = r"^(https://[^/?#]|http://(localhost|127\.0\.0\.1)([:/]|$))"

ADDRESS = One("an address with https://", _address, {"type": "string", "pattern": _START})
BASE = One("an address with https://", _base, {"type": "string", "pattern": _START + "[^?#]*$"})
"""An address below which others lie."""

_STORAGE = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*://[^\s?#/@]*(/[^\s?#]*)?$"}
STORAGE = One("an address of a storage", _storage, _STORAGE)
"""What fsspec knows how to reach, without anybody's name or password."""
