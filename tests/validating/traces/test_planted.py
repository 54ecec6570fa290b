"""Leaks that were planted, one in each kind of file and in each way of writing, are all found."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen import id3 as untyped_id3
from PIL import Image, PngImagePlugin

from passage.keeping.store import Store
from passage.spellings import Names, letters
from passage.validating import traces
from passage.validating.traces import Wanted

id3: Any = untyped_id3  # mutagen has no types

NAME = "Zora-Mai Vel"
KOREAN = "김소라"
SENTENCE = "Nobody had ever seen the sea freeze before, and everybody says so & smiles."


def _found(folder: Path) -> set[str]:
    wanted = Wanted([NAME, KOREAN], [SENTENCE])
    return {trace.wanted for trace in traces.search(folder, [folder], wanted).traces}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("name", "longer"), [("Kristin", "Kristina"), ("Тамара", "Тамарами")])
def test_a_longer_word_in_a_stored_archive_is_another(
    tmp_path: Path, name: str, longer: str, encoding: str
) -> None:
    wanted = Wanted([name])
    for word, found in ((longer, set()), (name, {name})):
        with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("page", f"then {word} came".encode(encoding))
        assert {each.wanted for each in traces.search(tmp_path, [tmp_path], wanted).traces} == found
        noise = b"\xff\x00\xfe\x01" + f" {word} ".encode(encoding) + b"\x00\xff\x00\xff"
        assert set(wanted.in_bytes(noise)) == found


# ---- ways of writing -----------------------------------------------------------------------

SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "small": str.lower,
    "capitals": str.upper,
    "spaces": lambda text: text.replace("-", " "),
    "hyphens": lambda text: text.replace(" ", "-"),
    "underscores": lambda text: text.replace(" ", "_").replace("-", "_"),
    "joined": lambda text: text.replace("-", "").replace(" ", ""),
    "soft hyphens": "\u00ad".join,
    "zero width": "\u200b".join,
    "no-break": lambda text: text.replace(" ", "\u00a0").replace("-", "\u2011"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "wide": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "percent": lambda text: quote(text, safe=""),
    "percent, all": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "percent twice": lambda text: quote(quote(text, safe=""), safe=""),
    "entities": html.escape,
    "entities by number": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "entities by number, in sixteens": lambda text: "".join(f"&#x{ord(c):x};" for c in text),
    "entities twice": lambda text: html.escape("".join(f"&#{ord(c)};" for c in text)),
    "escapes of JSON": lambda text: "".join(f"\\u{ord(c):04x}" for c in text),
    "escapes of CSS": lambda text: "".join(f"\\{ord(c):x} " for c in text),
    "inline tags": lambda text: (
        f"<b>{html.escape(text[:3])}</b><i class='x'>{html.escape(text[3:])}</i>"
    ),
    "lines": lambda text: text.replace(" ", "\n  "),
    "times of words": lambda text: " ".join(
        f"<00:00:0{i % 9}.000>{w}" for i, w in enumerate(text.split())
    ),
}


@pytest.mark.parametrize("wanted", [NAME, KOREAN, SENTENCE], ids=["name", "korean", "sentence"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_way_of_writing_is_found(tmp_path: Path, spelling: str, wanted: str) -> None:
    text = SPELLINGS[spelling](wanted)
    (tmp_path / "a.html").write_text(f"<p>Before it. {text}. After it.</p>", "utf-8")
    assert _found(tmp_path) == {wanted}


# ---- kinds of file -------------------------------------------------------------------------


def _json(text: str) -> bytes:
    return json.dumps({"episode": {"title": [text]}}).encode()


def _words(text: str) -> bytes:
    return json.dumps(
        {"words": [{"start": i, "text": w} for i, w in enumerate(text.split())]}
    ).encode()


def _captions(text: str) -> bytes:
    half = len(text) // 2
    first, second = text[:half], text[half:]
    return (
        f"WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000 align:start\n<v Somebody>{first}\n\n"
        f"2\n00:00:01.000 --> 00:00:02.000\n{second}\n"
    ).encode()


def _subrip(text: str) -> bytes:
    middle = text.index(" ") if " " in text else 2
    first, second = text[:middle], text[middle:]
    cues = f"1\n00:00:00,0 --> 00:00:01,0\n{first}\n\n2\n00:00:01,0 --> 00:00:02,0\n{second}"
    return cues.replace("\n", "\r\n").encode()


def _feed(text: str) -> bytes:
    inner = html.escape(f"<p>{html.escape(text)}</p>")
    return (
        f'<?xml version="1.0"?><rss><item><description>{inner}</description></item></rss>'.encode()
    )


def _cdata(text: str) -> bytes:
    return f"<rss><item><d><![CDATA[<p>{html.escape(text)}</p>]]></d></item></rss>".encode()


def _attribute(text: str) -> bytes:
    return f'<img alt="{html.escape(text)}" src="x.png"/>'.encode()


def _index(text: str) -> bytes:
    return f"const index = {json.dumps([['x', text]])}; // {text!a}".encode()


def _data_address(text: str) -> bytes:
    inside = base64.b64encode(f"<svg><title>{html.escape(text)}</title></svg>".encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{inside}">'.encode()


def _archive(text: str) -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OPS/page.xhtml", f"<p>{html.escape(text)}</p>")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("book.epub", inner.getvalue())
    return outer.getvalue()


def _member(text: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(f"OPS/{text.replace('/', '')}.xhtml", "nothing")
    return data.getvalue()


_FRAMES: dict[str, Callable[[str], Any]] = {
    "title": lambda text: id3.TIT2(encoding=1, text=text),
    "title in utf-8": lambda text: id3.TIT2(encoding=3, text=text),
    "comment": lambda text: id3.COMM(encoding=2, lang="eng", desc="", text=text),
    "lyrics": lambda text: id3.USLT(encoding=1, lang="eng", desc="", text=text),
    "lyrics' description": lambda text: id3.USLT(encoding=1, lang="eng", desc=text, text=""),
    "timed lyrics": lambda text: id3.SYLT(
        encoding=1,
        lang="eng",
        format=2,
        type=1,
        desc="",
        text=[(word, i * 10) for i, word in enumerate(text.split())],
    ),
    "user text": lambda text: id3.TXXX(encoding=3, desc=text, text="x"),
    "picture's description": lambda text: id3.APIC(
        encoding=1, mime="image/png", type=3, desc=text, data=b"x"
    ),
    "picture": lambda text: id3.APIC(
        encoding=0, mime="image/png", type=3, desc="", data=_png_itxt(text)
    ),
    "chapter": lambda text: id3.CHAP(
        element_id="ch1",
        start_time=0,
        end_time=1,
        start_offset=0,
        end_offset=0,
        sub_frames=[id3.TIT2(encoding=1, text=text)],
    ),
    "private": lambda text: id3.PRIV(owner="a", data=text.encode("utf-16-le")),
    "address": lambda text: id3.WXXX(encoding=3, desc="", url="https://e.org/" + quote(text)),
}


def _tagged(frame: Callable[[str], Any]) -> Callable[[str], bytes]:
    def make(text: str) -> bytes:
        data = io.BytesIO()
        tags = id3.ID3()
        tags.add(frame(text))
        tags.save(data)
        return data.getvalue() + b"\xff\xfb\x90\x64" + bytes(413)

    return make


def _png(**texts: str) -> bytes:
    written = PngImagePlugin.PngInfo()
    for kind, text in texts.items():
        if kind == "itxt":
            written.add_itxt("Comment", text, zip=True)
        elif kind == "itxt_plain":
            written.add_itxt("Comment", text)
        elif kind == "ztxt":
            written.add_text("Comment", text, zip=True)
    data = io.BytesIO()
    Image.new("RGB", (4, 4)).save(data, "PNG", pnginfo=written)
    return data.getvalue()


def _png_itxt(text: str) -> bytes:
    return _png(itxt=text)


def _exif(form: str) -> Callable[[str], bytes]:
    def make(text: str) -> bytes:
        exif = Image.Exif()
        exif[0x010E] = text
        exif[0x9C9B] = text.encode("utf-16-le")
        data = io.BytesIO()
        Image.new("RGB", (4, 4)).save(data, form, exif=exif)
        return data.getvalue()

    return make


def _comment(text: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (4, 4)).save(data, "JPEG", comment=text.encode())
    return data.getvalue()


def _vorbis(text: str) -> bytes:
    comment = f"TITLE={text}".encode()
    return (
        b"OggS"
        + bytes(40)
        + b"OpusTags"
        + len(comment).to_bytes(4, "little")
        + comment
        + bytes(400)
    )


def _store(text: str) -> bytes:
    head = json.dumps({"cues": [{"shown": text}]}).encode() + b"\n" + bytes(range(256)) * 8
    return b"passage-entry 0 0\n" + head


FILES: dict[str, Callable[[str], bytes]] = {
    "record.json": _json,
    "cues.json": _words,
    "page.vtt": _captions,
    "page.srt": _subrip,
    "page.txt": lambda text: text.encode(),
    "latin.txt": lambda text: b"\xe9 " * 3 + text.encode(),
    "wide.txt": lambda text: text.encode("utf-16"),
    "feed.xml": _feed,
    "cdata.xml": _cdata,
    "alt.html": _attribute,
    "comment.html": lambda text: f"<p><!-- {html.escape(text)} --></p>".encode(),
    "data.html": _data_address,
    "search.js": _index,
    "style.css": lambda text: f'a::after {{ content: "{text}" }}'.encode(),
    "book.epub": _archive,
    "member.epub": _member,
    "page.html.gz": lambda text: gzip.compress(text.encode()),
    "page.z": lambda text: zlib.compress(text.encode()),
    "itxt.png": _png_itxt,
    "plain.png": lambda text: _png(itxt_plain=text),
    "exif.png": _exif("PNG"),
    "exif.jpg": _exif("JPEG"),
    "exif.webp": _exif("WEBP"),
    "comment.jpg": _comment,
    "entry": _store,
    "raw.bin": lambda text: bytes(range(256)) * 9 + text.encode() + bytes(99),
    "raw16.bin": lambda text: bytes(range(256)) * 9 + text.encode("utf-16-le") + bytes(99),
    "edition.opus": _vorbis,
    **{f"{name}.mp3": _tagged(frame) for name, frame in _FRAMES.items()},
}


@pytest.mark.parametrize("wanted", [NAME, KOREAN, SENTENCE], ids=["name", "korean", "sentence"])
@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_is_looked_into(tmp_path: Path, name: str, wanted: str) -> None:
    if (name, wanted) == ("raw16.bin", KOREAN):
        return  # three syllables among bytes that are no text: as likely to be chance as anything
    (tmp_path / name).write_bytes(FILES[name]("nothing at all"))
    assert _found(tmp_path) == set()
    (tmp_path / name).write_bytes(FILES[name](wanted))
    assert _found(tmp_path) == {wanted}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "name", ["zora-mai-vel-0a1b2c3d.mp3", "ZoraMaiVel.txt", "김소라.txt", "zora%20mai%20vel"]
)
def test_names_of_files_and_of_folders_are_looked_at(
    tmp_path: Path, name: str, form: Literal["NFC", "NFD"]
) -> None:
    called = unicodedata.normalize(form, name)
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / called).write_text("nothing")
    (tmp_path / "two" / called).mkdir(parents=True)
    searched = traces.search(tmp_path, [tmp_path], Wanted([NAME, KOREAN]))
    assert {(t.path.split("/")[0], t.where) for t in searched.traces} == {
        ("one", "its name"),
        ("two", "its name"),
    }


def test_what_the_store_keeps_is_looked_at(tmp_path: Path) -> None:
    Store(tmp_path / ".cache").put("0a" * 16, _json(NAME))
    assert _found(tmp_path) == {NAME}


# ---- what is not found ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Isa", "This is a test."),
        ("Bo", "Both about the robot."),
        ("Han", "Hans and the chance."),
        ("Tobe", "to be or not to be"),
        ("Maria", "Mariana wrote."),
        ("소라", "속사포 로라"),
        ("Il Lyong", "il. They lyong"),
    ],
)
def test_other_words_are_not_taken_for_a_name(name: str, text: str) -> None:
    assert Names([name]).find(text) == []
    assert Names([name]).seen(text) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_name_is_found_between_any_texts_and_both_ways_agree(before: str, after: str) -> None:
    names = Names([NAME])
    text = f"{before} {NAME} {after}"
    assert any(found.name == NAME for found in names.find(text))
    assert names.seen(text) == [NAME]


@given(st.text(max_size=200))
def test_the_letters_of_a_text_are_those_of_its_characters(text: str) -> None:
    assert letters(text) == "".join(map(letters, text))
    assert letters(letters(text)) == letters(text)


def test_a_centre_in_svg_is_nobodys_name() -> None:
    wanted = Wanted(["Cy"])
    assert traces.search_text('<circle cx="70.0" cy="349.8" r="22"/>', wanted) == []
    for told in ('<circle cy="Cy"/>', "<p>Cy said it.</p>", '<p title="cy=">x</p>', "x cy=3"):
        assert traces.search_text(told, wanted) == ["Cy"], told


@pytest.mark.parametrize("at", [0, (1 << 18) - 5, 1 << 18, (1 << 18) + 3, 600_000])
def test_a_name_is_found_wherever_it_stands_among_many_bytes(tmp_path: Path, at: int) -> None:
    """Also where two of the blocks meet that are looked at one after the other."""
    noise = bytes(range(128, 256)) * 5000
    (tmp_path / "a.bin").write_bytes(noise[:at] + NAME.encode() + noise[at:])
    assert _found(tmp_path) == {NAME}


def test_the_same_audio_in_a_book_is_told_of_as_well(tmp_path: Path) -> None:
    """Only what is clean is not searched again."""
    sound = b"\xff\xfb\x90\x00" + bytes(range(256)) * 8 + NAME.encode() + bytes(range(256)) * 8
    (tmp_path / "a.mp3").write_bytes(sound)
    with zipfile.ZipFile(tmp_path / "b.epub", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("audio/a.mp3", sound)
        book.writestr("page.xhtml", f"<p>{SENTENCE}</p>")
    wanted = Wanted([NAME], [SENTENCE])
    found = traces.search(tmp_path, [tmp_path], wanted).traces
    assert [(trace.path, trace.where) for trace in found] == [
        ("a.mp3", ""),
        ("b.epub", "audio/a.mp3"),
        ("b.epub", "page.xhtml"),
    ]
