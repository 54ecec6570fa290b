"""A stable digest of values: the same on every machine, run and version of Python."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime

VERSION = 2
"""Goes up when the digest of an unchanged value changes; every key then changes with it."""

_DIGITS = 32
"""SHA-256 because processors have it in hardware: an hour of audio is read many times a day."""


def of(*values: object) -> str:
    """Digest dataclasses, text enums, tuples, mappings, days, moments, text, bytes and numbers.

    Returns 32 hexadecimal digits (the first 128 bits of SHA-256, FIPS 180-4). A dataclass is told
    by its name and its fields, so a field that is added or renamed changes the digest.

    Raises TypeError for a value whose digest would not be stable, such as a set or a function.
    """
    text = json.dumps(
        [VERSION, *values],
        default=_plain,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return of_bytes(text.encode("utf-8", "surrogatepass"))


def of_bytes(data: bytes) -> str:
    """Digest bytes as they are: 32 hexadecimal digits."""
    return Digest(data).hexdigest()


def tombstone(path: str) -> str:
    """What stands for an address that is gone: the SHA-256 of its path below the show's address.

    Whole, and of nothing but the path, so that whoever is asked for a path can look for it.
    """
    return hashlib.sha256(path.encode("utf-8")).hexdigest()


class Digest:
    """The digest of bytes that come piece by piece; that of all of them is `of_bytes`."""

    def __init__(self, data: bytes = b"") -> None:
        self._hash = hashlib.sha256(data)

    def update(self, data: bytes) -> None:
        """Take the next piece."""
        self._hash.update(data)

    def hexdigest(self) -> str:
        """The digest of the pieces so far."""
        return self._hash.hexdigest()[:_DIGITS]


def _plain(value: object) -> dict[str, object]:
    if isinstance(value, bytes):
        return {"bytes": of_bytes(value)}
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: getattr(value, field.name) for field in fields(value)}
        return {type(value).__name__: told}
    raise TypeError(f"a {type(value).__name__} has no stable fingerprint")
