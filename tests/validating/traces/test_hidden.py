"""Names hidden in ways that Passage never takes: an examiner's, a camera's, another program's."""

from __future__ import annotations

import base64
import binascii
import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import unicodedata
import uuid
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from mutagen import id3 as untyped_id3
from PIL import Image

from passage.spellings import Names
from passage.validating import traces
from passage.validating.traces import Wanted, carrying

id3: Any = untyped_id3  # mutagen has no types

NAME, KOREAN, RUSSIAN, GERMAN = "Anna Kowalczyk", "김소라", "Дмитрий Соколов", "Strauß"
WANTED = Wanted([NAME, KOREAN, RUSSIAN, GERMAN, "王小明"])
SOUND = (b"\xff\xfb\x90\x64" + bytes(413)) * 20


def _found(data: bytes) -> set[str]:
    return {name for _, name in traces.search_file(data, WANTED)}


def _entities(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


# ---- texts -----------------------------------------------------------------------------------

TEXTS = {
    "named cues": (
        "WEBVTT\n\none\n0:00.000 --> 0:01.000\nAnna\n\ntwo\n0:01.000 --> 0:02.000\nKowalczyk",
        NAME,
    ),
    "ruby": ("<ruby>王<rp>(</rp><rt>wang</rt><rp>)</rp>小<rt>x</rt>明</ruby>", "王小明"),
    "styled subtitles": ("1\n00:00:00,0 --> 00:00:01,0\n{\\an8}Anna {\\i1}Kowal{\\i0}czyk", NAME),
    "JSON in JSON": (json.dumps({"a": json.dumps({"b": KOREAN})}), KOREAN),
    "JSON in JSON in JSON": (json.dumps(json.dumps(json.dumps(KOREAN))), KOREAN),
    "two fields": (json.dumps({"first": "Anna", "last": "Kowalczyk"}), NAME),
    "words with times": (json.dumps({"w": [["Anna", 0.1], ["Kowalczyk", 0.4]]}), NAME),
    "lines of JSON": ('{"w":"Anna"}\n{"w":"Kowalczyk"}\n', NAME),
    "base64": (json.dumps({"w": base64.b64encode(NAME.encode()).decode()}), NAME),
    "base64 without padding": (base64.b64encode(f"{NAME}!".encode()).decode().rstrip("="), NAME),
    "base64 on lines": (
        base64.encodebytes(f"{'x y ' * 30}{NAME}{' y z' * 30}".encode()).decode(),
        NAME,
    ),
    "sixteens": (NAME.encode().hex(), NAME),
    "sixteens in UTF-16": (f"<{(chr(0xFEFF) + NAME).encode('utf-16-be').hex()}>", NAME),
    "a dump": (NAME.encode().hex(" "), NAME),
    "a comment within": ("<a>Anna Kowal<!-- x -->czyk</a>", NAME),
    "an instruction within": ("<a>Anna Kowal<?x y?>czyk</a>", NAME),
    "tags within a comment": ("<!-- <b>An</b>na Kowal<i>cz</i>yk -->", NAME),
    "an entity": ('<!DOCTYPE a [<!ENTITY n "Kowalczyk">]><a>Anna &n;</a>', NAME),
    "a page in an attribute": (
        '<iframe srcdoc="&lt;b&gt;An&lt;/b&gt;na &lt;i&gt;Kowalczyk">',
        NAME,
    ),
    "an address in base64's other alphabet": (
        "<img src='data:text/plain;base64,"
        + base64.urlsafe_b64encode(f"~~~???>>> {KOREAN}".encode()).decode().rstrip("=")
        + "'>",
        KOREAN,
    ),
    "a line that goes on": ('a::after { content: "Anna Kowal\\\nczyk" }', NAME),
    "texts added": ('const n = "Anna " + "Kowal"+\'czyk\'', NAME),
    "numbers of letters": (f"String.fromCharCode({','.join(str(ord(c)) for c in NAME)})", NAME),
    "bytes of Python": (repr(KOREAN.encode()), KOREAN),
    "octal": ('"\\101nna \\113owalczyk"', NAME),
    "eight digits": ('n: "\\U0000AE40\\uC18C\\uB77C"', KOREAN),
    "a domain": (f"http://{KOREAN.encode('idna').decode()}.example/", KOREAN),
    "a part of a domain": (f"http://www.{(KOREAN + '집').encode('idna').decode()}.kr/", KOREAN),
    "percent in Latin-1": ("Strau%DF", GERMAN),
    "percent in EUC-KR": (quote(KOREAN.encode("euc-kr")), KOREAN),
    "marks of direction": ("\u202aAn\u202cna\u2066 Kowalczyk\u2069", NAME),
    "variants": ("王\U000e0100小明", "王小明"),
    "letters of tags": ("An\U000e0061na Kowalczyk", NAME),
    "notes between lines": ("An\ufff9na Kowalczyk", NAME),
    "points": ("a.n.n.a k.o.w.a.l.c.z.y.k", NAME),
    "bold": ("**An**na *Kowal*czyk", NAME),
    "Han with spaces": ("王 小明", "王小明"),
}


@pytest.mark.parametrize("way", TEXTS)
def test_a_text_that_hides_a_name_is_seen_through(way: str) -> None:
    text, name = TEXTS[way]
    assert _found(text.encode()) == {name}


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (KOREAN, "euc-kr"),
        ("王小明", "gb18030"),
        (GERMAN, "latin-1"),
        (RUSSIAN, "utf-16-be"),
        (KOREAN, "utf-16-le"),
        (RUSSIAN, "utf-32"),
    ],
)
def test_a_text_in_another_encoding_is_read(name: str, encoding: str) -> None:
    assert _found(f"<p>then {name} came and went".encode(encoding)) == {name}


def test_a_text_with_bytes_that_are_none_is_read_as_html() -> None:
    assert _found("é é é <b>An</b>na Kowalczyk".encode("latin-1")) == {NAME}
    assert _found(b"<p>\0</p>" + _entities(KOREAN).encode()) == {KOREAN}
    assert _found(b"\xe9" + b"x y " * 270_000 + _entities(KOREAN).encode()) == {KOREAN}


# ---- archives --------------------------------------------------------------------------------


def _zip(name: str = "x.txt", comment: bytes = b"") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, f"told by {_entities(KOREAN)}")
        archive.comment = comment
    return data.getvalue()


def _tar() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        member = tarfile.TarInfo("x.html")
        member.size = len(_entities(KOREAN))
        archive.addfile(member, io.BytesIO(_entities(KOREAN).encode()))
    return data.getvalue()


PACKED: dict[str, Callable[[], bytes]] = {
    "behind a program": lambda: b"#!/bin/sh\n\0\1" + _zip(),
    "behind sound": lambda: SOUND + _zip(),
    "cut off": lambda: _zip()[:-30],
    "tar": _tar,
    "tar in gzip": lambda: gzip.compress(_tar()),
    "gzip twice in a row": lambda: gzip.compress(b"x") + gzip.compress(_entities(KOREAN).encode()),
    "cut gzip": lambda: gzip.compress(
        _entities(KOREAN).encode() + random.Random(1).randbytes(5000).hex().encode()  # noqa: S311
    )[:-400],
    "behind gzip": lambda: gzip.compress(b"nothing") + _entities(KOREAN).encode(),
    "bzip2": lambda: bz2.compress(_entities(KOREAN).encode()),
    "xz": lambda: lzma.compress(_entities(KOREAN).encode()),
}


@pytest.mark.parametrize("way", PACKED)
def test_what_is_packed_is_unpacked(way: str) -> None:
    assert _found(PACKED[way]()) == {KOREAN}


def test_the_comment_of_an_archive_may_be_in_any_encoding() -> None:
    assert _found(_zip(comment=RUSSIAN.encode("utf-16-le"))) == {KOREAN, RUSSIAN}


# ---- sound -----------------------------------------------------------------------------------


def _tag(frame: Any) -> bytes:
    data = io.BytesIO()
    tags = id3.ID3()
    tags.add(frame)
    tags.save(data)
    return data.getvalue()


PLAIN = _tag(id3.TIT2(encoding=3, text="nothing"))
SECRET = _tag(id3.TIT2(encoding=1, text=KOREAN))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(PLAIN + SECRET + SOUND, KOREAN, id="a second tag"),
        pytest.param(SOUND + SECRET, KOREAN, id="a tag at the end"),
        pytest.param(PLAIN + SOUND + SECRET + SOUND, KOREAN, id="a tag within"),
        pytest.param(
            _tag(id3.PRIV(owner="x", data=base64.b64encode(NAME.encode()))) + SOUND,
            NAME,
            id="base64 in a frame",
        ),
        pytest.param(
            _tag(id3.TPE1(encoding=0, text=RUSSIAN.encode("cp1251").decode("latin-1"))) + SOUND,
            RUSSIAN,
            id="a frame that says it is in Latin-1",
        ),
    ],
)
def test_every_tag_is_read(data: bytes, name: str) -> None:
    assert _found(data) == {name}


def test_a_frame_that_nobody_knows_and_that_is_packed_is_unpacked() -> None:
    packed = len(NAME).to_bytes(4, "big") + zlib.compress(NAME.encode())
    frame = b"XXZZ" + len(packed).to_bytes(4, "big") + b"\0\x80" + packed
    head = b"ID3\3\0\0" + bytes([0, 0, len(frame) >> 7, len(frame) & 0x7F])
    assert _found(head + frame + SOUND) == {NAME}


@pytest.mark.parametrize("name", [RUSSIAN, "Łukasz Wójcik"])
@pytest.mark.parametrize(
    "form", [str.upper, str.lower, lambda text: unicodedata.normalize("NFD", text)]
)
def test_a_name_among_bytes_is_found_in_capitals_and_taken_apart(
    name: str, form: Callable[[str], str]
) -> None:
    data = bytes(range(128, 256)) * 9 + f" {form(name)} ".encode() + bytes(range(128, 256)) * 8
    assert [each for _, each in traces.search_file(data, Wanted([name]))] == [name]


# ---- pictures --------------------------------------------------------------------------------


def _jpeg(*segments: tuple[int, bytes]) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "JPEG")
    written = [
        bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body
        for marker, body in segments
    ]
    return data.getvalue()[:2] + b"".join(written) + data.getvalue()[2:]


def _png(kind: bytes, body: bytes) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (4, 4)).save(data, "PNG")
    chunk = len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
    return data.getvalue()[:33] + chunk + data.getvalue()[33:]


def _profile(data: bytes) -> bytes:
    return f"\nexif\n    {len(data)}\n{binascii.hexlify(data).decode()}\n".encode()


_XMP = b"http://ns.adobe.com/xap/1.0/\0<x>"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(_jpeg((0xE1, _XMP + _entities(KOREAN).encode())), KOREAN, id="XMP"),
        pytest.param(_jpeg((0xFE, RUSSIAN.encode("cp1251"))), RUSSIAN, id="comment in cp1251"),
        pytest.param(_jpeg((0xFE, KOREAN.encode("euc-kr"))), KOREAN, id="comment in EUC-KR"),
        pytest.param(
            _jpeg((0xE1, b"Exif\0\0II*\0" + bytes(8) + _jpeg((0xFE, _entities(KOREAN).encode())))),
            KOREAN,
            id="the small picture in a picture",
        ),
        pytest.param(
            _png(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(_profile(NAME.encode()))),
            NAME,
            id="a profile in sixteens",
        ),
        pytest.param(
            _png(b"tEXt", b"Raw profile type iptc\0" + _profile(KOREAN.encode())),
            KOREAN,
            id="a profile that is not packed",
        ),
    ],
)
def test_what_is_written_in_a_picture_is_read(data: bytes, name: str) -> None:
    assert _found(data) == {name}


def _exif(tag: int, value: str | bytes, folder: int = 0) -> bytes:
    exif = Image.Exif()
    (exif.get_ifd(folder) if folder else exif)[tag] = value
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "JPEG", exif=exif)
    return data.getvalue()


_IPTC = b"\x1c\x02\x50\0\x02Bo"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_exif(0x013B, "Bo"), id="artist"),
        pytest.param(_exif(0x9C9D, "Bo\0".encode("utf-16-le")), id="author"),
        pytest.param(_exif(0x9286, b"ASCII\0\0\0Bo", 0x8769), id="comment"),
        pytest.param(
            _exif(0x9286, b"UNICODE\0" + "Bo".encode("utf-16-le"), 0x8769), id="wide comment"
        ),
        pytest.param(
            _jpeg((0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\0\0\0\x07" + _IPTC)), id="IPTC"
        ),
        pytest.param(_jpeg((0xFE, b"Bo")), id="a comment"),
    ],
)
def test_two_letters_in_a_field_of_their_own_are_a_name(data: bytes) -> None:
    assert [name for _, name in traces.search_file(data, Wanted(["Bo"]))][:1] == ["Bo"]


def test_numbers_that_look_like_two_letters_are_nobody() -> None:
    """A photograph's small picture and its table of colours would stop the build of any show."""
    short = ["Bo", "Li", "Jo", "Ed", "Al", "Cy", "Ana", "Ida", "Leo", "Tom", "박일", "王明", "Яна"]
    for seed in range(8):
        chance = random.Random(seed)  # noqa: S311 - no secret
        small = io.BytesIO()
        Image.frombytes("RGB", (160, 120), chance.randbytes(57_600)).save(small, "JPEG")
        exif = b"Exif\0\0II*\0\x08" + bytes(9) + small.getvalue()
        colours = b"ICC_PROFILE\0\1\1" + chance.randbytes(3000)
        assert traces.search_file(_jpeg((0xE1, exif), (0xE2, colours)), Wanted(short)) == []


# ---- names of files, and of people -----------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        f"{KOREAN.encode('idna').decode()}.txt",
        f"{base64.urlsafe_b64encode(KOREAN.encode()).decode()}.txt",
        f"a/{base64.b64encode(KOREAN.encode()).decode()}",
    ],
)
def test_the_name_of_a_file_may_be_packed(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("nothing")
    assert [trace.where for trace in traces.search(tmp_path, [tmp_path], WANTED).traces] == [
        "its name"
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Işıl Yılmaz", "IŞIL YILMAZ"),
        ("Işıl Yılmaz", "isil-yilmaz"),
        ("İlknur", "ILKNUR"),
        ("Łukasz Wójcik", "lukasz-wojcik"),
        ("Đặng Thị", "dang thi"),
        ("زینب", "زينب"),
        ("ნინო ბერიძე", "ნინო ბერიძემ"),
        ("ნინო ბერიძე", "ნინო ბერიძისთვის".replace("ძის", "ძეის")),
        ("Արամ Սարգսյան", "Արամ Սարգսյանը"),
        ("সালমা খাতুন", "সালমা খাতুনের"),
        ("लक्ष्मी", "लक्ष्मीजी"),
    ],
)
def test_a_name_is_found_in_other_letters_and_with_endings(name: str, written: str) -> None:
    found = Names([name]).find(f"x {written} y")
    assert [each.name for each in found] == [name]
    assert Names([name]).seen(f"x {written} y") == [name]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ნინო", "ნინოწმინდა"),
        ("Արամ", "Արամյան"),
        ("Bo T", "b, o. t"),
        ("علي", "على"),
        ("王明", "国王 明天"),
        ("Ida", "Id*a and I*da"),
    ],
)
def test_what_only_begins_like_a_name_is_another_word(name: str, text: str) -> None:
    assert Names([name]).find(text) == []
    assert Names([name]).seen(text) == []


def test_a_digest_is_nobody() -> None:
    """Made files, their names and their addresses have thousands of them."""
    chance = random.Random(2)  # noqa: S311 - no secret
    numbers = [chance.randbytes(size).hex() for _ in range(400) for size in (8, 16, 20, 32)]
    numbers += ["".join(numbers[:3]), "0ada1b2c", "1ed2ada3", "bea0fae1"]
    paths = [f"audio_out/one-0ada1b2c.mp3 audio_out/.cache/ed/{each}" for each in numbers]
    paths += [str(uuid.UUID(bytes=chance.randbytes(16))) for _ in range(400)]
    short = ["Ed", "Ada", "Bea", "Abe", "Dee", "Fa", "Deb", "Fae"]
    told = json.dumps([*numbers, *paths])
    assert traces.search_text(told, Wanted(short)) == []
    assert Names(short).find(told) == []
    for named in ("audio_out/ada-0ada1b2c.mp3", "ed 0ada1b2c", "0ada1b2c-ed", "feed/ed/ed.html"):
        assert traces.search_text(named, Wanted(short)) != []


def test_what_is_packed_in_a_word_is_no_name_by_chance() -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    words = [base64.b64encode(chance.randbytes(9)).decode() for _ in range(2000)]
    carried = [part.text for word in words for part in carrying.of_text(word)]
    assert len(carried) < len(words) + 20
