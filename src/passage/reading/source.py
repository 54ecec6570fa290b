"""The text of a file: UTF-8, with or without a byte order mark, and any kind of line ending."""

from __future__ import annotations

import codecs
import itertools
import re
from pathlib import Path

from passage.reading.report import WHOLE_FILE, Mark, Report

LINE_END = re.compile(r"\r\n?")
"""What other systems write for a line feed."""

INVISIBLE_BREAK = re.compile(r"[\u2028\u2029]")
"""Left behind by word processors, seen by nobody, and read as a space: for Markdown they end no
line, for ruamel's YAML they end one without counting it."""

UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Neither spoken nor shown: the controls but tab, line feed and carriage return, and what
XML forbids in a feed (Extensible Markup Language 1.0, section 2.2)."""

MOST = 20
"""Unspeakable characters that are told one by one: a picture named .md has thousands."""


def read(path: Path, report: Report) -> str | None:
    """The text of a file; None when it cannot be read, which is reported."""
    try:
        data = path.read_bytes()
    except OSError as error:
        what = f"this file cannot be read: {error.strerror or error}"
        report.add(WHOLE_FILE, what, "see whether it is there, and whether you may read it")
        return None
    return decode(data, report)


def decode(data: bytes, report: Report) -> str | None:
    """The bytes of a file as text with line feeds only; None when they are not UTF-8.

    Characters that can be neither spoken nor shown are reported, and stand in the text
    as U+FFFD so that everything else keeps its place.
    """
    text = _text(data.removeprefix(codecs.BOM_UTF8), report)
    return None if text is None else _without_controls(text, report)


def mark_of(text: str, offset: int) -> Mark:
    """Where in its text a character stands."""
    before = text.rfind("\n", 0, offset)
    return Mark(text.count("\n", 0, offset) + 1, offset - before)


def name_of(character: str) -> str:
    """The character's number as Unicode writes it, such as ``U+0007``."""
    return f"U+{ord(character):04X}"


def _text(data: bytes, report: Report) -> str | None:
    try:
        return INVISIBLE_BREAK.sub(" ", LINE_END.sub("\n", data.decode("utf-8")))
    except UnicodeDecodeError as error:
        before = LINE_END.sub("\n", data[: error.start].decode("utf-8"))
        mark = mark_of(before, len(before))
        what = f"the byte {data[error.start]:02X} here is not UTF-8"
        report.add(mark, what, "save the file again, with the encoding UTF-8")
        return None


def _without_controls(text: str, report: Report) -> str:
    if not UNSPEAKABLE.search(text):
        return text
    found = UNSPEAKABLE.finditer(text)
    for match in itertools.islice(found, MOST):
        what = f"{name_of(match[0])} is a character that can be neither spoken nor shown"
        report.add(mark_of(text, match.start()), what, "delete it")
    more = [mark_of(text, match.start()) for match in found]
    if more:
        what = f"{len(more)} more characters from here on can be neither spoken nor shown"
        report.add(more[0], what, "is this a text file? save it again, with the encoding UTF-8")
    return UNSPEAKABLE.sub("\ufffd", text)
