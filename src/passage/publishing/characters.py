"""Characters that a feed and a tag can carry.

XML 1.0 has no way to write most control characters, not even escaped, and in an ID3 tag U+0000
ends a text. Reading refuses them in files that people write; here nothing is taken on trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass

from passage.errors import PassageError
from passage.model import Chapter, Manifest, Show

SHOW_FILE = "passage.yml"
"""The file that a person edits to change what the show says."""

UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no way to write: all but the production Char, https://www.w3.org/TR/xml/#charsets"""


def check_show(show: Show) -> None:
    """Refuse a show any of whose texts has a character that no feed or tag can carry.

    Raises PassageError, which names the field and the character.
    """
    _check(SHOW_FILE, "", show)


def check_episode(manifest: Manifest, chapters: Sequence[Chapter], **others: str) -> None:
    """The same for what an episode says: its manifest, chapters, and texts by their names."""
    subject = manifest_file(manifest)
    _check(subject, "", manifest)
    _check(subject, "chapter", tuple(chapters))
    for name, text in others.items():
        _check(subject, name, text)


def manifest_file(manifest: Manifest) -> str:
    """The file that a person edits to change what an episode says."""
    return manifest.path or f"episodes/{manifest.id}.yml"


def _check(subject: str, field: str, value: object) -> None:
    if not UNWRITABLE.search("".join(_texts(value))):
        return
    for name, text in _named(value, field):
        found = UNWRITABLE.search(text)
        if found:
            raise PassageError(
                subject,
                f"{name} has the character U+{ord(found.group()):04X}, "
                "which neither a feed nor a tag can carry",
                "remove that character, then run the same command again",
            )


def _texts(value: object) -> Iterator[str]:
    """Every text in a value. Ten thousand episodes are looked through for each feed."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    else:
        for name in getattr(value, "__dataclass_fields__", ()):
            yield from _texts(getattr(value, name))


def _named(value: object, field: str) -> Iterator[tuple[str, str]]:
    """The same, each with where it stands."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from _named(item, f"{field} {number}".strip())
    elif is_dataclass(value):
        for name in value.__dataclass_fields__:
            yield from _named(getattr(value, name), f"{field} {name}".strip())
