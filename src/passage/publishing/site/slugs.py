"""Names of pages: plain ASCII, one for each name of a place or a person, in any script."""

from __future__ import annotations

import re
import unicodedata

from passage import fingerprint

_LONGEST = 60
_KEPT_BY_SYSTEMS = frozenset(
    ["aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
"""Names that no file may have on Windows."""


def slug(name: str) -> str:
    """A name as small letters, digits and hyphens, which no other name shares.

    ``Lower Town`` is ``lower-town``. Every name that is written otherwise than as such words with
    capitals, in whatever script, has a digest of itself at the end: so nobody's page ever moves
    because a name like it comes into the show.
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", letters)
    short = "-".join(words)[:_LONGEST].strip("-")
    is_plain = name == " ".join(map(str.capitalize, words)) and len(name) <= _LONGEST
    if is_plain and short and short not in _KEPT_BY_SYSTEMS:
        return short
    digest = fingerprint.of("slug", name)[:8]
    return f"{short}-{digest}" if short else digest
