"""What is wrong in a line of a file, and how it is put in a line of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from passage.validating.finding import Level
from passage.validating.table import Rule, declare


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong in a line, counted from 1; 0 for the file as a whole."""

    rule: Rule
    line: int
    what: str
    hint: str


Checker = Callable[[bytes], Iterator[LineFault]]
"""Reads a file's bytes, and says what is wrong in them."""

NOT_UTF8 = declare(
    "file/utf-8",
    Level.ERROR,
    "https://www.w3.org/TR/webvtt1/#file-structure",
    "transcripts and chapters are UTF-8",
)


def decoded(data: bytes) -> str | LineFault:
    """A file's text without its byte order mark, or where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return LineFault(NOT_UTF8, line, "the file is not UTF-8", "save it as UTF-8")


LONGEST = 300
"""Characters of a text in a finding; more is cut off."""


def shortened(text: str) -> str:
    """A text of a stranger as one short line in which nothing can steer a terminal."""
    joiners = "\u200c\u200d"
    plain = "".join(sign if sign.isprintable() or sign in joiners else " " for sign in text)
    line = " ".join(plain.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
