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
        (b"PK\x03\x04word/document.xml", "is a DOCX,", "pandoc --from docx"),
        (b"PK\x03\x04mimetypeapplication/epub+zip", "is an EPUB,", "pandoc --from epub"),
        (
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
            "is an ODT,",
            "pandoc --from odt",
        ),
        (b"PK\x03\x04else", "is a DOCX, ODT, EPUB or other zip file", "pandoc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "is an old Word file", "libreoffice"),
        (b"{\\rtf1\\ansi", "is rich text", "pandoc"),
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
    assert told.endswith("passage import page.txt --encoding windows-1252")


def test_binary_is_told_with_its_line() -> None:
    assert problem(b"One\n\x01\x00\x02").startswith("page.txt:2: is binary")


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_file_without_words_is_empty(data: bytes) -> None:
    assert problem(data).startswith("page.txt: is empty")


PAGE = "<!doctype html><meta {}><p>Caf\u00e9</p>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("\ufeffCaf\u00e9".encode(), "utf-8"),
        ("\ufeffCaf\u00e9".encode("utf-16-le"), "utf-16-le"),
        ("\ufeffCaf\u00e9".encode("utf-16-be"), "utf-16-be"),
        (PAGE.format("charset=latin1").encode("cp1252"), "cp1252"),
        (PAGE.format("charset=UTF-8").encode(), "utf-8"),
        (PAGE.format("charset=utf-16").encode(), "utf-8"),
        (
            PAGE.format('http-equiv="Content-Type" content="text/html; charset=iso-8859-9"').encode(
                "cp1254"
            ),
            "cp1254",
        ),
        (
            b'<?xml version="1.0" encoding="windows-1250"?>'
            + PAGE.format("name=a").encode("cp1250"),
            "cp1250",
        ),
        (PAGE.format("name=a").encode(), "utf-8"),
    ],
)
def test_the_encoding_is_what_the_page_says(data: bytes, encoding: str) -> None:
    read = source.read("page", data)
    assert read.encoding == encoding
    assert "Caf\u00e9" in read.text
    assert read.text.encode(read.encoding) == data


def test_what_is_said_on_the_command_line_comes_before_what_the_page_says() -> None:
    data = PAGE.format("charset=utf-8").encode("cp1252")
    assert "Caf\u00e9" in source.read("page.html", data, "windows-1252").text
    assert "Caf\u00e9" in source.read("page.txt", "Caf\u00e9".encode("latin-1"), "latin-1").text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (PAGE.format("charset=utf-8").encode("cp1252"), "page:1: is not UTF-8: byte 0xe9"),
        (PAGE.format("charset=klingon").encode(), "page: names no encoding that is known: "),
        (PAGE.format("charset=rot13").encode(), "page: rot-13 is no encoding of text"),
        (
            PAGE.format("charset=shift_jis").replace("\u00e9", "\u3042").encode(),
            "page:1: is not cp932, as it was said to be: byte 0x",
        ),
        (
            PAGE.format("charset=iso-2022-jp").encode("ascii", "ignore") + b"\x1b(B",
            "page: cannot be",
        ),
        (b"<!doctype html>" + b"<" * 2000, "page:1: has more than 999 signs < in a row"),
    ],
)
def test_an_encoding_that_is_wrong_is_told(data: bytes, told: str) -> None:
    with pytest.raises(InputProblems) as caught:
        source.read("page", data)
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("page.html", "I sang.", "html"),
        ("PAGE.HTM", "I sang.", "html"),
        ("page.txt", "\ufeff\n <!-- saved --><!DOCTYPE html><p>I sang.", "html"),
        ("-", "<HTML lang=en>", "html"),
        ("-", "<p>I sang.", "text"),
        ("page.txt", "I sang.", "text"),
        ("page.md", "I sang.", "markdown"),
        ("page", "I <b>sang</b>.", "text"),
    ],
)
def test_the_form_is_what_the_name_and_the_beginning_say(name: str, text: str, form: str) -> None:
    assert source.from_text(name, text).form == form


@settings(deadline=None)
@given(st.binary(), st.sampled_from(["page.txt", "page.html", "page.md"]))
def test_any_bytes_are_read_or_told(data: bytes, name: str) -> None:
    try:
        read = source.read(name, data)
    except InputProblems:
        return
    assert read.text.encode(read.encoding) == data
