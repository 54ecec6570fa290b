from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.errors import InputProblems
from passage.importing import source

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def problem(data: bytes) -> str:
    with pytest.raises(InputProblems) as caught:
        source.read("page.txt", data)
    return str(caught.value)


@settings(deadline=None)
@given(text.filter(lambda written: written.strip("\ufeff").strip()))
def test_the_lines_give_the_bytes_back(written: str) -> None:
    data = written.encode()
    assert source.read("page.txt", data).text.encode() == data


def test_a_line_ends_where_any_editor_ends_it() -> None:
    read = source.read("page.txt", "a\r\nb\rc\nd\x0ce\u2028f".encode())
    assert read.lines == ("a\r\n", "b\r", "c\n", "d\x0c", "e\u2028", "f")


def test_a_byte_order_mark_stays_on_the_first_line() -> None:
    assert source.read("page.txt", b"\xef\xbb\xbfOne\n").lines == ("\ufeffOne\n",)


@pytest.mark.parametrize(
    ("data", "what", "command"),
    [
        (b"%PDF-1.7\n\xe2\xe3", "is a PDF", "pdftotext"),
        (b"PK\x03\x04word/document.xml", "is a DOCX", "pandoc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "is an old Word file", "libreoffice"),
        (b"{\\rtf1\\ansi", "is rich text", "pandoc"),
        ("One".encode("utf-16"), "is UTF-16", "iconv -f UTF-16"),
    ],
)
def test_other_kinds_of_file_are_told_what_to_become(data: bytes, what: str, command: str) -> None:
    told = problem(data)
    assert told.startswith(f"page.txt: {what}")
    assert f"convert it first: {command}" in told
    assert "page.txt" in told.splitlines()[1]


def test_the_byte_that_is_not_utf_8_is_told_with_its_line() -> None:
    told = problem(b"One\nTwo\nCaf\xe9\n")
    assert told.startswith("page.txt:3: is not UTF-8: byte 0xe9")
    assert "iconv -f WINDOWS-1252 -t UTF-8 page.txt" in told


def test_binary_is_told_with_its_line() -> None:
    assert problem(b"One\n\x01\x00\x02").startswith("page.txt:2: is binary")


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_file_without_words_is_empty(data: bytes) -> None:
    assert problem(data).startswith("page.txt: is empty")
