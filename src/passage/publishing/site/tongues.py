"""Words and the language that each is in: what every page is made of."""

from __future__ import annotations

from functools import lru_cache

from passage import writing

Said = tuple[tuple[str, str], ...]
"""Text and language (BCP 47), piece by piece."""


def said(text: str, language: str) -> Said:
    """A text in one language; nothing for no text."""
    return ((text, language),) if text else ()


def plain(words: Said) -> str:
    """The text without its languages."""
    return "".join(text for text, _ in words)


@lru_cache(4096)
def of_script(text: str, script: str, show: str) -> str:
    """The language of what a script says about itself, such as its title or its place.

    It stands in the script's language or in the show's, and the letters decide which. Where both
    are written alike, it is the script's.
    """
    if script == show:
        return show
    letters = writing.systems(text)
    if writing.suits(script, letters):
        return script
    return show if writing.suits(show, letters) or letters <= {"Latn"} else script
