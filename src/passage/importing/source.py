"""What was published, as it is: the lines of a page, with their ends."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from passage.errors import InputProblems, Problem
from passage.model import Place

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and what they mean (HTML Living Standard, 13.2.3.2)."""

BYTE_ORDER_MARK = "\ufeff"
"""Stays on the first line, so that the lines give the bytes back; it is no part of a word."""

FOREIGN = (
    (b"%PDF-", "a PDF", "pdftotext -enc UTF-8 {name} page.txt"),
    (b"PK\x03\x04", "a DOCX, ODT, EPUB or other zip file", "pandoc --to html -o page.html {name}"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word file",
        "libreoffice --convert-to html {name}",
    ),
    (b"{\\rtf", "rich text", "pandoc --from rtf --to html -o page.html {name}"),
)
"""First bytes, what they mean, and what turns such a file into one that can be read.

From ISO 32000-1 7.5.2 (PDF), APPNOTE.TXT 4.3.7 (zip), [MS-CFB] 2.2 (Word before 2007) and the Rich
Text Format Specification 1.9.1.
"""

_ZIPPED = (
    (b"mimetypeapplication/epub+zip", "an EPUB", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an ODT", "odt"),
    (b"word/", "a DOCX", "docx"),
)
"""What a zip file says of itself at its start (EPUB 3.3, 4.2; ODF 1.3 part 2, 3.3; ECMA-376-2)."""
_HEAD = 4096

_HTML = re.compile(r"\s*(?:<!--[^<>]{0,2000}-->\s*|<\?xml[^<>]{0,200}\?>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)  # fmt: skip  # noqa: E501
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".xht"})
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_ENDLESS = "<" * 1000


class Form(StrEnum):
    """How a page is written."""

    PLAIN = "text"
    HTML = "html"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Source:
    """A published page as lines of text. The lines, joined, are the text as it was read."""

    name: str
    """The name of the file, as it is told to people."""
    lines: tuple[str, ...]
    """Each with its line end. A line ends where :meth:`str.splitlines` says that it ends."""
    form: Form = Form.PLAIN
    encoding: str = "utf-8"
    """Python's name of it: the text, encoded so, is the file's bytes."""

    @property
    def text(self) -> str:
        """The whole text, byte order mark and line ends included."""
        return "".join(self.lines)


def read(name: str, data: bytes, encoding: str = "") -> Source:
    """Read a page of plain text, Markdown or HTML; what it is, its name and its beginning say.

    The encoding is that of a byte order mark, else `encoding` if it is given, else what an HTML
    page declares, else UTF-8. It is never guessed, for a wrong guess changes words.

    Raises InputProblems when the file is empty, binary, in another encoding, or of a kind that has
    to be converted first; the problem names the file and the hint is a command.
    """
    _refuse_foreign(name, data)
    marked = next((known for mark, known in MARKS if data.startswith(mark)), "")
    used = marked or _chosen(name, data, encoding)
    text = _decoded(name, data, used)
    _refuse_binary(name, text)
    if not text.strip(BYTE_ORDER_MARK).strip():
        raise _problem(name, "is empty", "save the text of the page in it")
    return from_text(name, text, used)


def from_text(name: str, text: str, encoding: str = "utf-8") -> Source:
    """The source that has this text."""
    return Source(name, tuple(text.splitlines(keepends=True)), form_of(name, text), encoding)


def form_of(name: str, text: str) -> Form:
    """How a page is written: its file's ending says so, and else the page's first words."""
    suffix = PurePath(name).suffix.casefold()
    if suffix in _HTML_NAMES or _HTML.match(text.removeprefix(BYTE_ORDER_MARK)[:_HEAD]):
        return Form.HTML
    return Form.MARKDOWN if suffix in _MARKDOWN_NAMES else Form.PLAIN


def _chosen(name: str, data: bytes, encoding: str) -> str:
    try:
        if encoding:
            return codecs.lookup(encoding).name
        start = data[:_HEAD].decode("latin-1")
        if form_of(name, start) is not Form.HTML:
            return "utf-8"
        # Loaded here, since it brings what reads HTML with it.
        from passage.importing import charset  # noqa: PLC0415

        return charset.declared(data) or "utf-8"
    except LookupError as error:
        hint = f"say which it is: passage import {name} --encoding utf-8"
        raise _problem(name, f"names no encoding that is known: {error}", hint) from error


def _decoded(name: str, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        said = "UTF-8" if encoding == "utf-8" else f"{encoding}, as it was said to be"
        what = f"is not {said}: byte 0x{data[error.start]:02x} cannot stand there"
        hint = f"say which encoding it is: passage import {name} --encoding windows-1252"
        raise _problem(name, what, hint, line) from error
    except (LookupError, ValueError) as error:
        raise _problem(name, f"{encoding} is no encoding of text", "try utf-8") from error
    if text.encode(encoding, "surrogatepass") != data:
        hint = f"iconv -f {encoding} -t UTF-8 {name} > page.txt"
        raise _problem(name, f"cannot be kept byte for byte in {encoding}", hint)
    return text


def _refuse_foreign(name: str, data: bytes) -> None:
    for beginning, kind, command in FOREIGN:
        if data.startswith(beginning):
            for inside, known, form in _ZIPPED if beginning.startswith(b"PK") else ():
                if inside in data[:_HEAD]:
                    kind = known  # noqa: PLW2901 - the same, said more exactly
                    command = f"pandoc --from {form} --to html -o page.html {{name}}"  # noqa: PLW2901
                    break
            hint = f"convert it first: {command.format(name=name)}"
            raise _problem(name, f"is {kind}, not text or HTML", hint)


def _refuse_binary(name: str, text: str) -> None:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        what = "is binary, not text: there is a NUL"
        raise _problem(name, what, "save the page as UTF-8 text or HTML", line)
    if _ENDLESS in text:
        line = text.count("\n", 0, text.index(_ENDLESS)) + 1
        what = f"has more than {len(_ENDLESS) - 1} signs < in a row, and no page has"
        raise _problem(name, what, "save the page again as text or HTML", line)


def _problem(name: str, what: str, hint: str, line: int = 0) -> InputProblems:
    return InputProblems([Problem(Place(name, line), what, hint)])
