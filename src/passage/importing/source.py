"""What was published, as it is: the lines of a plain text file, with their ends."""

from __future__ import annotations

from dataclasses import dataclass

from passage.errors import InputProblems, Problem
from passage.model import Place

BYTE_ORDER_MARK = "\ufeff"
"""Stays on the first line, so that the lines give the bytes back; it is no part of a word."""

FOREIGN = (
    (b"%PDF-", "a PDF", "pdftotext -enc UTF-8 {name} page.txt"),
    (b"PK\x03\x04", "a DOCX, EPUB or other zip file", "pandoc --to plain -o page.txt {name}"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word file",
        "libreoffice --convert-to txt {name}",
    ),
    (b"{\\rtf", "rich text", "pandoc --from rtf --to plain -o page.txt {name}"),
    (b"\xff\xfe", "UTF-16 text", "iconv -f UTF-16 -t UTF-8 {name} > page.txt"),
    (b"\xfe\xff", "UTF-16 text", "iconv -f UTF-16 -t UTF-8 {name} > page.txt"),
)
"""First bytes, what they mean, and what turns such a file into one that can be read.

From ISO 32000-1 7.5.2 (PDF), APPNOTE.TXT 4.3.7 (zip), [MS-CFB] 2.2 (Word before 2007), the Rich
Text Format Specification 1.9.1, and RFC 2781 section 3.2 (UTF-16).
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A published page as lines of text. The lines, joined, are the text as it was read."""

    name: str
    """The name of the file, as it is told to people."""
    lines: tuple[str, ...]
    """Each with its line end. A line ends where :meth:`str.splitlines` says that it ends."""

    @property
    def text(self) -> str:
        """The whole text, byte order mark and line ends included."""
        return "".join(self.lines)


def read(name: str, data: bytes) -> Source:
    """Read UTF-8 text, with or without a byte order mark.

    Raises InputProblems when the file is empty, binary, not UTF-8, or of a kind that has to be
    converted first; the problem names the file and the hint is a command.
    """
    _refuse_foreign(name, data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8: byte 0x{data[error.start]:02x} cannot stand there"
        hint = f"iconv -f WINDOWS-1252 -t UTF-8 {name} > page.txt"
        raise _problem(name, what, hint, line) from error
    if not text.strip(BYTE_ORDER_MARK).strip():
        raise _problem(name, "is empty", "save the text of the page in it")
    return from_text(name, text)


def from_text(name: str, text: str) -> Source:
    """The source that has this text."""
    return Source(name, tuple(text.splitlines(keepends=True)))


def _refuse_foreign(name: str, data: bytes) -> None:
    for beginning, kind, command in FOREIGN:
        if data.startswith(beginning):
            what = f"is {kind}, not plain text"
            raise _problem(name, what, f"convert it first: {command.format(name=name)}")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise _problem(name, "is binary, not plain text", "save the page as UTF-8 text", line)


def _problem(name: str, what: str, hint: str, line: int = 0) -> InputProblems:
    return InputProblems([Problem(Place(name, line), what, hint)])
