from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3

from passage.errors import PassageError
from passage.model import Chapter, Manifest, Show
from passage.publishing import tags

from . import texts
from .samples import COAST, SHOW, TRAILER, TRANSCRIPT, chapter, picture

PICTURE = picture()


def made(
    show: Show = SHOW,
    manifest: Manifest = COAST.manifest,
    chapters: Sequence[Chapter] = COAST.chapters,
    text: str = TRANSCRIPT,
    cover: bytes = PICTURE,
) -> bytes:
    return tags.tags(show, manifest, chapters, text, cover)


def frames(tag: bytes) -> Iterator[tuple[str, bytes]]:
    """Each frame's name and content, read byte by byte as ID3v2.3 says, sections 3.1 and 3.3."""
    assert tag[:6] == b"ID3\x03\x00\x00"
    assert all(byte < 0x80 for byte in tag[6:10])
    assert len(tag) - 10 == int("".join(f"{byte:07b}" for byte in tag[6:10]), 2)
    place = 10
    while place < len(tag):
        name, size, flags = struct.unpack_from(">4sIH", tag, place)
        assert flags == 0
        assert size > 0
        yield name.decode("ascii"), tag[place + 10 : place + 10 + size]
        place += 10 + size
    assert place == len(tag)


def read(tag: bytes) -> Any:
    tag_of = ID3()  # type: ignore[no-untyped-call]
    tag_of.load(BytesIO(tag), translate=False)
    return tag_of


def element_ids(tag: bytes, kind: str) -> list[str]:
    """The element ids of CHAP or CTOC frames in the order in which they are written."""
    return [data.split(b"\0")[0].decode("latin-1") for name, data in frames(tag) if name == kind]


def listed(tag: bytes, contents: str) -> list[str]:
    """The chapters of a table of contents, those of the tables that it names included."""
    tables = {table.element_id: table for table in read(tag).getall("CTOC")}
    names: list[str] = []
    for child in tables[contents].child_element_ids:
        names += listed(tag, child) if child in tables else [child]
    return names


# ---- what it says ------------------------------------------------------------------------


def test_the_tag_says_what_the_episode_is() -> None:
    tag = read(made())
    assert {name: str(tag[name]) for name in sorted(tag) if name.startswith(("T", "W"))} == {
        "TALB": "The Long Way",
        "TCAT": "Society & Culture",
        "TCON": "Podcast",
        "TDAT": "0111",
        "TDES": COAST.manifest.summary,
        "TGID": COAST.manifest.guid,
        "TIT2": "Salt & <wind>",
        "TLAN": "eng",
        "TPE1": "The Walking Club",
        "TPOS": "1/2",
        "TRCK": "1",
        "TYER": "2026",
        "WFED": "https://example.org/walks/feed/feed.xml",
    }
    assert tag["PCST"].value == 1
    assert tag["COMM::eng"].text == [COAST.manifest.summary]
    assert tag["USLT::eng"].text == TRANSCRIPT


def test_the_cover_is_told_by_its_bytes() -> None:
    for kind, media_type in (("PNG", "image/png"), ("JPEG", "image/jpeg")):
        (cover,) = read(made(cover=picture(kind))).getall("APIC")
        assert (cover.mime, cover.type, cover.data) == (media_type, 3, picture(kind))
        assert cover.desc == "The Long Way. A line over dark hills, with a stop for each…"


@pytest.mark.parametrize("cover", [b"", b"GIF89a", picture("BMP")])
def test_a_picture_of_another_kind_is_refused(cover: bytes) -> None:
    with pytest.raises(PassageError, match="the cover: is neither a PNG nor a JPEG"):
        made(cover=cover)
    with pytest.raises(PassageError, match=r"^art/me\.bmp: "):
        made(replace(SHOW, artwork="art/me.bmp"), cover=cover)


def test_the_description_of_the_cover_is_as_short_as_it_must_be() -> None:
    for title, told in (("가\n" * 500, "가 " * 31 + "가…"), ("가" * 500, "가" * 63 + "…")):
        (cover,) = read(made(replace(SHOW, title=title))).getall("APIC")
        assert cover.desc == told
    own = replace(SHOW, artwork="me.png", artwork_alt="A boat on the shore.")
    (cover,) = read(made(own)).getall("APIC")
    assert cover.desc == "A boat on the shore."


def test_what_an_episode_does_not_have_is_not_written() -> None:
    names = [name for name, _ in frames(made(manifest=TRAILER.manifest, chapters=(), text=""))]
    missing = {"TPOS", "TRCK", "TDES", "COMM", "USLT", "CTOC", "CHAP"}
    assert not missing & set(names)
    assert names[-1] == "APIC"


def test_plain_letters_take_one_byte_and_all_others_are_utf_16() -> None:
    plain, other = (dict(frames(made(text=text)))["USLT"] for text in ("Far.", "멀다."))
    assert plain == b"\0eng\0Far." + b"\0"
    assert other == b"\1eng" + "\ufeff\0\ufeff멀다.\0".encode("utf-16-le")


def test_the_same_arguments_give_the_same_bytes_without_padding() -> None:
    assert made() == made()
    assert made().endswith(PICTURE)


# ---- chapters ----------------------------------------------------------------------------


def test_chapters_are_written_in_order_of_time() -> None:
    sizes = (40, 1, 300, 2, 90, 0)
    chapters = [chapter(n * 1000, n * 1000 + 1000, "x" * size) for n, size in enumerate(sizes)]
    for order in (chapters, chapters[::-1]):
        tag = made(chapters=order)
        starts = [
            struct.unpack_from(">I", data, data.index(b"\0") + 1)[0]
            for name, data in frames(tag)
            if name == "CHAP"
        ]
        assert starts == [0, 1000, 2000, 3000, 4000, 5000]
        assert listed(tag, "contents1") == element_ids(tag, "CHAP")


def test_a_chapter_has_its_times_and_title_and_no_place_in_bytes() -> None:
    name, data = [frame for frame in frames(made()) if frame[0] == "CHAP"][1]
    ident, rest = data.split(b"\0", 1)
    assert (name, ident) == ("CHAP", b"chapter2")
    assert struct.unpack_from(">4I", rest) == (61_999, 3_600_000, 0xFFFFFFFF, 0xFFFFFFFF)
    assert rest[16:] == b"TIT2" + struct.pack(">IH", 6, 0) + b"\0Salt\0"


def test_the_table_of_contents_comes_first_and_is_ordered() -> None:
    tag = made()
    names = [name for name, _ in frames(tag)]
    assert names.index("CTOC") < names.index("CHAP")
    contents = dict(frames(tag))["CTOC"]
    assert contents == b"contents1\0\x03\x03chapter1\0chapter2\0chapter3\0"


@pytest.mark.parametrize("count", [1, 254, 255, 256, 508, 509, 510, 1000])
def test_there_may_be_more_chapters_than_a_table_can_count(count: int) -> None:
    tag = made(chapters=[chapter(n * 10, n * 10 + 10, f"{n}") for n in range(count)])
    names = element_ids(tag, "CHAP")
    assert len(names) == len(set(names)) == count
    assert listed(tag, "contents1") == names
    tables = [data for name, data in frames(tag) if name == "CTOC"]
    assert [data[data.index(b"\0") + 1] for data in tables] == [3] + [1] * (len(tables) - 1)
    assert len(tables) == max(1, -(-(count - 1) // 254))


# ---- any text at all ---------------------------------------------------------------------


def one_line(text: str) -> str:
    return " ".join(text.splitlines())


@given(title=texts.filled, summary=texts.filled, text=texts.filled, chapter_title=texts.filled)
@settings(deadline=None)
def test_every_text_comes_back(title: str, summary: str, text: str, chapter_title: str) -> None:
    manifest = replace(COAST.manifest, title=title, summary=summary)
    tag = read(made(manifest=manifest, chapters=[chapter(0, 1, chapter_title)], text=text))
    lines = {given: re.sub("\r\n?", "\n", given) for given in (summary, text)}
    assert tag["USLT::eng"].text == lines[text]
    assert tag["COMM::eng"].text == [lines[summary]]
    assert tag["TDES"].text == [lines[summary]]
    # A line that is only line breaks is empty, and mutagen leaves an empty frame out.
    assert [str(t) for t in tag.getall("TIT2")] == [one_line(title)] * bool(one_line(title))
    titles = tag["CHAP:chapter1"].sub_frames.getall("TIT2")
    assert [str(t) for t in titles] == [one_line(chapter_title)] * bool(one_line(chapter_title))


@given(character=texts.unwritable, before=st.text(alphabet="a가 ", max_size=3))
@settings(deadline=None)
def test_what_would_end_a_text_is_refused_by_the_name_of_its_field(
    character: str, before: str
) -> None:
    with pytest.raises(PassageError, match=r"^episodes/coast-1\.yml: transcript has the character"):
        made(text=before + character)
    with pytest.raises(PassageError, match=r"^episodes/coast-1\.yml: chapter 1 title has"):
        made(chapters=[chapter(0, 1, before + character)])
    with pytest.raises(PassageError, match=r"^passage\.yml: author has the character"):
        made(replace(SHOW, author=before + character))


def test_the_words_of_ten_hours_fit() -> None:
    text = "“Further than that?” " * 30_000
    tag = made(text=text)
    assert read(tag)["USLT::eng"].text == text
    assert len(tag) < 2 * len(text) + 2_000


def test_more_than_a_tag_can_hold_is_refused() -> None:
    with pytest.raises(PassageError, match=r"cover and transcript have 1342\d{5} bytes, and a tag"):
        made(cover=PICTURE + bytes(1 << 27))


# ---- in front of sound -------------------------------------------------------------------


@pytest.fixture(scope="module")
def sound() -> bytes:
    """Two seconds of MP3 without any tag."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=d=2"]
    bare = ["-f", "mp3", "-write_xing", "0", "-id3v2_version", "0", "-"]
    return subprocess.run([*command, *bare], capture_output=True, check=True).stdout


def told_by_ffmpeg(path: Path) -> str:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-i", str(path)]
    return subprocess.run(command, capture_output=True, check=False).stderr.decode("utf-8")


def test_ffmpeg_reads_the_tag_and_lists_the_chapters_in_order(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "episode.mp3"
    path.write_bytes(made() + sound)
    told = told_by_ffmpeg(path)
    for name, text in {
        "title": "Salt & <wind>",
        "album": "The Long Way",
        "artist": "The Walking Club",
        "track": "1",
        "disc": "1/2",
        "genre": "Podcast",
        "date": "2026-11-01",
        "lyrics-eng": "Salt",
        "TGID": COAST.manifest.guid,
    }.items():
        assert re.search(rf"^ +{name} +: {re.escape(text)}$", told, re.MULTILINE)
    assert re.findall(r"Chapter #0:\d: (.*)\n.*\n +title +: (.*)", told) == [
        ("start 0.000000, end 61.999000", "Opening"),
        ("start 61.999000, end 3600.000000", "Salt"),
        ("start 3600.000000, end 3725.500000", "Wind & “rain” ]]>"),
    ]
    assert re.search(r"Audio: mp3.*44100 Hz, mono", told)
    assert re.search(r"Video: png.* 8x8.*\(attached pic\)", told)


def test_ffmpeg_finds_every_one_of_three_hundred_chapters(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "episode.mp3"
    chapters = [chapter(n * 10, n * 10 + 10, f"{n} " + "x" * (n % 7)) for n in range(300)]
    path.write_bytes(made(chapters=chapters) + sound)
    titles = re.findall(r"Chapter #0.*\n.*\n +title +: (.*)", told_by_ffmpeg(path))
    assert [title.split()[0] for title in titles] == [str(n) for n in range(300)]


def test_the_sound_is_heard_as_without_the_tag(tmp_path: Path, sound: bytes) -> None:
    heard = []
    for tag in (b"", made()):
        path = tmp_path / "episode.mp3"
        path.write_bytes(tag + sound)
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(path)]
        raw = ["-map", "0:a", "-f", "s16le", "-"]
        heard.append(subprocess.run([*command, *raw], capture_output=True, check=True).stdout)
    assert heard[0] == heard[1]
    assert len(heard[0]) >= 2 * 2 * 44_100
