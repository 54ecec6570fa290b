"""What screen readers say of a page, held against files; a changed page is a diff."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

FOLDER = Path(__file__).with_name("golden")

WRITE = "PASSAGE_WRITE_GOLDEN"
"""Set in the environment, it has what is said now written down. Read the diff before it lands."""

MEASURED = (
    (re.compile(r"\d+\s(hour|minute|second)s?\b"), r"N \1s"),
    (re.compile(r"\bmax value \d+"), "max value N"),
    (re.compile(r"\b\d\d:\d\d\b"), "NN:NN"),
    (re.compile(r"\b[\d.,]+\s([kM]?B)\b"), r"N \1"),
)
"""How long the audio is depends on the version of the voices, and not on the pages."""

KEPT = re.compile(r"\b(Back|Forward) 15 seconds")


def steady(phrase: str) -> str:
    """A phrase without what is measured of the audio."""
    if KEPT.search(phrase):
        return phrase
    for pattern, instead in MEASURED:
        phrase = pattern.sub(instead, phrase)
    return phrase


def known(name: str) -> list[str] | None:
    """The phrases of a golden file; None while it is to be written."""
    if os.environ.get(WRITE):
        return None
    return (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()


def compare(name: str, phrases: Iterable[str]) -> None:
    """Fail with a diff unless these phrases are those of the golden file."""
    path = FOLDER / f"{name}.txt"
    said = [steady(phrase) for phrase in phrases]
    if os.environ.get(WRITE):
        path.write_text("".join(f"{phrase}\n" for phrase in said), "utf-8")
    known = path.read_text("utf-8").splitlines()
    if said != known:
        diff = "\n".join(difflib.unified_diff(known, said, path.name, "said now", lineterm=""))
        pytest.fail(f"{diff}\nIf this is how it should be, run once with {WRITE}=1.", pytrace=False)
