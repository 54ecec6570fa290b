"""The words of a text, for comparing: case, punctuation and white space do not count."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ELLIPSIS = re.compile(r"\.{3,}|…")
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"))


def listed(text: str) -> frozenset[str]:
    """The entries of a list of words that is written with blanks between them."""
    return frozenset(text.split())


def of(text: str) -> list[str]:
    """The words in order, folded for comparing."""
    return [word.casefold().replace("’", "'") for word in written(text)]


def written(text: str) -> list[str]:
    """The words in order, as they are written."""
    return _WORD.findall(text)


def key(text: str) -> str:
    """Equal for texts that have the same words."""
    return " ".join(of(text))


def visible(text: str) -> str:
    """The text without white space around it; empty when nothing of it can be seen."""
    stripped = text.strip().strip("\ufeff").strip()
    return stripped if stripped.translate(_INVISIBLE).strip() else ""


def stands_in(quote: str, text: str) -> bool:
    """Whether the words of a quote stand in a text, in one piece.

    Where the quote leaves something out (…), each piece must stand there.
    """
    within = f" {key(text)} "
    pieces = [key(piece) for piece in _ELLIPSIS.split(quote)]
    found = [f" {piece} " in within for piece in pieces if piece]
    return bool(found) and all(found)
