"""The words of a text, for comparing: case, punctuation and white space do not count."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ELLIPSIS = re.compile(r"\.{3,}|…")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""No letter and no sign: a script can hold none of them (reading refuses it), nor can a feed."""
_BREAK = re.compile(r"[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
"""Ends a line for :meth:`str.splitlines`, and is a space between words elsewhere."""
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"))


def listed(text: str) -> frozenset[str]:
    """The entries of a list of words that is written with blanks between them."""
    return frozenset(text.split())


def of(text: str) -> list[str]:
    """The words in order, folded for comparing."""
    folded = text.casefold()
    if len(folded) == len(text):
        return _WORD.findall(folded.replace("’", "'"))
    # A letter became more than one, and perhaps a sign that would end its word (Turkish İ).
    return [word.casefold().replace("’", "'") for word in written(text)]


def written(text: str) -> list[str]:
    """The words in order, as they are written."""
    return _WORD.findall(text)


def key(text: str) -> str:
    """Equal for texts that have the same words."""
    return " ".join(of(text))


def visible(text: str) -> str:
    """The text without controls and white space around it; empty when nothing can be seen."""
    stripped = _CONTROL.sub("", _BREAK.sub(" ", text.strip())).strip("\ufeff").strip()
    return stripped if stripped.translate(_INVISIBLE).strip() else ""


def stands_in(quote: str, text: str) -> bool:
    """Whether the words of a quote stand in a text, in one piece.

    Where the quote leaves something out (…), each piece must stand there.
    """
    within = f" {key(text)} "
    pieces = [key(piece) for piece in _ELLIPSIS.split(quote)]
    found = [f" {piece} " in within for piece in pieces if piece]
    return bool(found) and all(found)
