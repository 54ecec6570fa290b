"""What an earlier publication put at the target, told in a file there.

It saves reading everything back. It is believed only as far as the target's own listing bears it
out, and it makes nothing known that the feed does not: paths, sizes and digests.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from passage.delivering.uploading import content
from passage.delivering.uploading.content import Content
from passage.delivering.uploading.storage import Found, Storage

FILE = ".passage-published.json"
VERSION = 1


class Entry(msgspec.Struct, frozen=True):
    """An object that was sent and compared."""

    size: int
    digest: str
    mark: str
    """What the store told of it then."""


class _Told(msgspec.Struct, frozen=True):
    version: int
    objects: dict[str, Entry]


def read(storage: Storage) -> dict[str, Entry]:
    """What the target says; nothing where it says nothing that can be read."""
    try:
        told = msgspec.json.decode(storage.read(FILE) or b"", type=_Told)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return told.objects if told.version == VERSION else {}


def write(storage: Storage, entries: Mapping[str, Entry]) -> None:
    """Put it there. Raises DeliveryFailed."""
    told = _Told(VERSION, dict(sorted(entries.items())))
    data = msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"
    storage.write(FILE, content.of(data, "application/json"))


def entry(found: Found, sent: Content) -> Entry:
    """What to remember of an object that was sent and compared."""
    return Entry(found.size, sent.digest, found.mark)


def bears_out(told: Entry | None, found: Found, wanted: Content) -> bool:
    """Whether it and the listing agree that an object has the wanted bytes."""
    if told is None or not found.mark:
        return False
    is_told = (told.size, told.digest) == (wanted.size, wanted.digest)
    return is_told and (found.size, found.mark) == (told.size, told.mark)
