"""Faults of every kind that an examiner could think of, one at a time."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zipfile
from collections.abc import Callable

import pytest

from passage.mixing import frames as ours
from passage.validating.book import checking, frames, source
from passage.validating.book.source import Source
from tests.validating.book import made, planted
from tests.validating.book.test_mutations import broken

TOLD, OPF, NAV = planted.TOLD, planted.OPF, planted.NAV
SOUND = "EPUB/audio/one-0123abcd.mp3"


@pytest.mark.parametrize(("name", "old", "new", "expected"), planted.FAULTS)
def test_a_planted_fault_is_found(name: str, old: str, new: str, expected: str) -> None:
    book = made.changed(made.files(), name, old, new)
    assert broken(made.check(made.packed(book))) == set(expected.split())


def test_heading_levels_are_those_of_the_contents() -> None:
    for wrong, files in (("h4", [TOLD]), ("h1", [TOLD])):
        book = made.files()
        for name in files:
            text = book[name].decode().replace("<h2 ", f"<{wrong} ").replace("</h2>", f"</{wrong}>")
            book[name] = text.encode()
        assert broken(made.check(made.packed(book))) == {"headings"}


def test_a_heading_that_is_a_paragraph_is_found() -> None:
    book = made.files()
    book[TOLD] = book[TOLD].replace(b"<h2 ", b"<p ").replace(b"</h2>", b"</p>")
    assert broken(made.check(made.packed(book))) == {"headings"}


def test_episodes_in_another_order_than_the_contents_are_found() -> None:
    book = made.files()
    text = book[OPF].decode()
    one, two = text.index('<itemref idref="t.one.opening"'), text.index('<itemref idref="t.two')
    end = text.index("</spine>")
    book[OPF] = (text[:one] + text[two:end] + text[one:two] + text[end:]).encode()
    assert broken(made.check(made.packed(book))) == {"contents"}


def test_a_chapter_without_a_line_in_the_contents_is_found() -> None:
    book = made.files()
    text, clips = book[NAV].decode(), book["EPUB/nav.smil"].decode()
    line = text[
        text.index('<li><a href="one/told-report') : text.index("</li>\n</ol>\n\n</li>\n</ol>")
    ]
    book[NAV] = text.replace(line + "</li>", "").encode()
    for ident in ("p7", "p8"):
        start = clips.index(f'<par id="{ident}"')
        clips = clips[:start] + clips[clips.index("</par>", start) + 6 :]
    book["EPUB/nav.smil"] = clips.encode()
    assert broken(made.check(made.packed(made.retimed(book)))) == {"contents"}


def test_a_sound_that_goes_on_after_its_last_clip_is_found() -> None:
    book = made.files() | {SOUND: b"ID3 99000"}
    assert broken(made.check(made.packed(book))) == {"clip-gap"}


def test_a_book_that_says_it_is_unlocked_and_is_not_is_found() -> None:
    book = made.files() | {"META-INF/encryption.xml": b"<encryption/>"}
    assert broken(made.check(made.packed(book))) == {"claims"}


def test_what_lies_beside_the_package_is_told() -> None:
    book = made.files() | {"META-INF/notes.txt": b"Their real names."}
    assert broken(made.check(made.packed(book))) == {"meta-inf"}


@pytest.mark.parametrize(
    "name",
    ["../evil", "/evil", "META-INF/../../evil", "META-INF/C:evil", 'META-INF/a"b', "META-INF/a."],
)
def test_names_that_lead_out_of_the_book_are_found(name: str) -> None:
    book = made.files() | {name: b"x"}
    assert "names" in broken(made.check(made.packed(book)))


@pytest.mark.parametrize("name", ["EPUB/BOOK.css", "EPUB/Book.CSS", "EPUB/book.css"])
def test_names_that_are_one_name_elsewhere_are_found(name: str) -> None:
    file = made.packed(made.files())
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as container:
        warnings.simplefilter("ignore")
        container.writestr(zipfile.ZipInfo(name), b"p {}")
    assert "names" in broken(made.check(file))


def test_a_link_to_another_file_is_found() -> None:
    file, entry = made.packed(made.files()), zipfile.ZipInfo("META-INF/rights.xml")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(file, "a") as container:
        container.writestr(entry, "/etc/passwd")
    assert "zip" in broken(made.check(file))


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_readers_need_not_know_is_found(kind: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        for name, data in made.files().items():
            packed = kind if name == TOLD else zipfile.ZIP_STORED
            container.writestr(zipfile.ZipInfo(name), data, compress_type=packed)
    assert broken(made.check(file)) == {"zip"}


@pytest.mark.parametrize("name", [TOLD, planted.CSS, "EPUB/cover.png", SOUND])
def test_damage_is_told_wherever_it_is(name: str) -> None:
    data = bytearray(made.packed(made.files()).getvalue())
    at = data.index(made.files()[name], 100)
    data[at + 2] ^= 0x55
    assert "zip" in broken(made.check(io.BytesIO(bytes(data))))


def test_a_flag_that_says_encrypted_is_found() -> None:
    data = bytearray(made.packed(made.files()).getvalue())
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(SOUND.encode()))
    struct.pack_into("<H", data, at + 8, 1)
    assert "zip" in broken(made.check(io.BytesIO(bytes(data))))


def _extra(data: bytes) -> bytes:
    """An extra field of the mimetype that only the local header has."""
    return data[:28] + b"\x04\0" + data[30:38] + b"\x99\x99\0\0" + data[38:]


@pytest.mark.parametrize("change", [_extra, lambda data: b"JUNK" + data])
def test_the_first_bytes_are_looked_at_and_not_the_directory(
    change: Callable[[bytes], bytes],
) -> None:
    data = change(made.packed(made.files()).getvalue())
    assert "mimetype" in broken(made.check(io.BytesIO(data)))


@pytest.mark.parametrize(
    "css", ["/*" * 400_000, "a" * 900_000, "{" * 900_000, "p{content:'" * 90_000]
)
def test_a_style_sheet_takes_no_time_whatever_is_in_it(css: str) -> None:
    book = made.files()
    made.check(made.packed(book | {planted.CSS: book[planted.CSS] + css.encode()}))
    large = book[planted.CSS] + b" " * 1_100_000
    assert "style" in broken(made.check(made.packed(book | {planted.CSS: large})))


def test_what_unpacks_to_more_than_a_disk_holds_is_not_unpacked() -> None:
    data = bytearray(made.packed({"a": b"x" * 1000}, deflated=("a",)).getvalue())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 2 << 30)
    assert broken(made.check(io.BytesIO(bytes(data)))) == {"zip"}


def test_files_that_lie_upon_each_other_are_not_unpacked() -> None:
    data = bytearray(made.packed({"a": b"x" * 1000}).getvalue())
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<II", data, at + 20, 1 << 30, 1 << 30)
    assert broken(made.check(io.BytesIO(bytes(data)))) == {"zip"}


FRAME = ours.info(1, 0)[:4].ljust(len(ours.info(1, 0)), b"\0")
WHOLE = ours.info(9, 9 * len(FRAME)) + FRAME * 9


def test_a_whole_sound_is_known() -> None:
    tag = b"ID3\x04\0\0\0\0\0\x05" + bytes(5)
    for data in (WHOLE, tag + WHOLE, FRAME * 9, WHOLE + b"TAG".ljust(128, b"\0")):
        assert frames.whole(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ID3",
        b"<html>",
        WHOLE[:-1],
        WHOLE[: -len(FRAME)],
        WHOLE + FRAME,
        WHOLE + b"<html>",
        WHOLE[:1000] + bytes(1000) + WHOLE[2000:],
        ours.info(10, 10 * len(FRAME)) + FRAME * 9,
    ],
)
def test_a_sound_that_is_not_whole_is_known(data: bytes) -> None:
    assert not frames.whole(data)


TRANSCRIPT = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body>
<p><span id="c6">Lower Town.</span> <span id="c7">Bo, left in 1999.</span></p>
<p><span id="c8">We left on a Monday.</span> <span id="c9">Nobody saw us go.</span>
<span id="c10">Come back soon, she said.</span>
<span id="c11">In the city they say <span lang="ko">안녕</span> to strangers.</span></p>
</body></html>
"""
_EIGHT, _NINE = (
    '<span id="c8">We left on a Monday.</span>',
    '<span id="c9">Nobody saw us go.</span>',
)


def beside(book: dict[str, bytes], *, same_sound: bool = True) -> set[str]:
    digest = hashlib.sha256(made.files()[SOUND]).hexdigest() if same_sound else "a1"
    known = Source({"one": source.sentences(TRANSCRIPT)}, {"one-0123abcd.mp3": digest})
    return broken(checking.check(made.packed(book), "book.epub", made.length, known))


def test_a_book_beside_its_show_has_its_words() -> None:
    assert beside(made.files()) == set()
    for old, new in (
        ("Nobody saw us go.", "Somebody saw us go."),
        ("Nobody saw us go.", "Nobody saw us go. Nobody saw us go."),
        (f"{_EIGHT} {_NINE}", _EIGHT.replace("Monday.", "Monday. Nobody") + " "
         + _NINE.replace("Nobody ", "")),
        (' lang="ko" xml:lang="ko">안녕</span>', ">안녕</span>"),
    ):  # fmt: skip
        assert "told" in beside(made.changed(made.files(), TOLD, old, new)), new


def test_a_sentence_that_goes_with_its_clip_is_missed() -> None:
    book = made.changed(made.files(), TOLD, f" {_NINE}", "")
    start = (smil := book[planted.SMIL].decode()).index('<par id="p4"')
    smil = smil[:start] + smil[smil.index("<par", start + 4) :]
    smil = smil.replace('clipEnd="00:00:12.800"', 'clipEnd="00:00:14.300"')
    book = made.retimed(book | {planted.SMIL: smil.encode()})
    assert broken(made.check(made.packed(book))) == set()
    assert "told" in beside(book)


@pytest.mark.parametrize(
    ("name", "value"), [("dc:title", "Other Roads"), ("dc:creator", "Somebody"), ("dc:rights", "")]
)
def test_a_book_beside_its_show_is_called_as_that(name: str, value: str) -> None:
    known = Source({}, narrated={"dc:title": "Invented Roads", name: value})
    told = checking.check(made.packed(made.files()), "book.epub", made.length, known)
    assert broken(told) == {"told"}
    known = Source({}, narrated={"dc:title": "Invented Roads"}, alone={name: value})
    assert checking.check(made.packed(made.files()), "book.epub", made.length, known) == ()


def test_another_sound_of_the_same_length_is_found() -> None:
    assert beside(made.files(), same_sound=False) == {"heard"}
