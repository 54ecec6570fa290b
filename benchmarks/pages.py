"""Published pages of any length, of invented sentences, the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.shows import WORDS

STAGES = ("Northland", "The Border", "Westland", "Southland")
STORY = 10
"""Lines of a story."""


def write(path: Path, lines: int) -> None:
    """Write a page of so many lines, as text or, if the name says so, as HTML.

    A tenth of its stories are printed twice.
    """
    text = _html(lines) if path.suffix == ".html" else _text(lines)
    path.write_text("\n".join(text) + "\n", "utf-8")


def _text(lines: int) -> Iterator[str]:
    yield from ("The Longest Way", "", "Nobody on this page exists.", "")
    for number, story in enumerate(_stories(lines)):
        if number % max(1, lines // STORY // len(STAGES)) == 0:
            yield from (STAGES[number * STORY * len(STAGES) // lines % len(STAGES)], "")
        yield from story


def _html(lines: int) -> Iterator[str]:
    yield "<!doctype html><title>The Longest Way</title><main><h1>The Longest Way</h1>"
    for line in _text(lines):
        yield f"<p>{line}</p>" if line else ""


def _stories(lines: int) -> Iterator[list[str]]:
    chance = random.Random(1)  # noqa: S311 - the same sentences every time, not secrets
    last: list[str] = []
    for number in range(lines // STORY):
        if number % 10 or not last:
            last = [f"PLACE {_name(number)}", f"“{_sentence(chance)}”"]
            last += [f"I went on. {_sentence(chance)} {_sentence(chance)}" for _ in range(5)]
            last += ["", f"— {_name(number % 997)}, escaped Northland in 2008", ""]
        yield last


def _name(number: int) -> str:
    letters = ""
    while number or len(letters) < 3:  # noqa: PLR2004 - the shortest name
        number, letter = divmod(number, 26)
        letters += "abcdefghijklmnopqrstuvwxyz"[letter]
    return letters.capitalize()


def _sentence(chance: random.Random) -> str:
    said = " ".join(chance.choice(WORDS) for _ in range(chance.randint(6, 16)))
    return f"{said[0].upper()}{said[1:]}."
