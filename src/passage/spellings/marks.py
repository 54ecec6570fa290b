"""What may stand between the letters of a name, seen and unseen."""

from __future__ import annotations

import re

_HYPHENS = "\\-\u00ad\u058a\u05be\u1806\u2010-\u2015\u2043\u207b\u2212\ufe58\ufe63\uff0d_'’ʼ"
_POINTS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\ufe00-\ufe0f"
)
"""Accents, points and vowel signs that may as well be left out."""

_UNSEEN = (
    "\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Marks of direction and of joining, variants and tags, and controls."""

_NOTHING_SEEN = f"{_HYPHENS}{_POINTS}{_UNSEEN}"
IS_SEEN = re.compile(f"[^{_NOTHING_SEEN}]")
MARKS = re.compile(f"[^\\s{_NOTHING_SEEN}]")
JOINED = re.compile(f"[\u00ad\u2060\ufeff{_POINTS}]*")
"""What may stand between two letters of one word."""

DIGEST = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|(?=[a-f]*[0-9])[0-9a-f]{16,}"
    r"|(?=[0-9a-f]*(?:[0-9][a-f]+[0-9]|[a-f][0-9]+[a-f]))[0-9a-f]{8})(?![0-9A-Za-z])"
    r"|(?<=\.cache/)[0-9a-f]{2}(?=/)"
)
"""A digest, several that stand joined, a UUID or the folder of one in the store: in
sixteens, Ed and Ada are numbers. Eight of them with all the letters together, as in ada12345, may
be somebody."""


def without_digests(text: str) -> str:
    """The text with as many signs, and no letters, in the place of each digest."""
    return DIGEST.sub(lambda digest: "#" * len(digest[0]), text)
