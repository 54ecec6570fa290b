"""Pages, chapters, tags and books as they come from strangers."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen import id3

from passage.validating import chapters
from passage.validating.delivery import book, carriers, named, pages, tag
from passage.validating.document import parse
from tests.publishing import texts

CHAPTERS = ((0, "A"), (4000, "B"), (9005, "C"))


def test_links_are_seen_from_where_the_page_lies() -> None:
    page = pages.read(
        '<base href="sub/"><a href="a.html#x">A</a><img src=b.png srcset="c.png 2x, d.png">'
        '<a href="http://[">no</a><link rel=preconnect href=z><video poster="p.jpg"></video>'
    )
    assert page.addresses("https://example.org/show/index.html") == [
        "https://example.org/show/sub/a.html#x",
        "https://example.org/show/sub/b.png",
        "https://example.org/show/sub/c.png",
        "https://example.org/show/sub/d.png",
        "https://example.org/show/sub/p.jpg",
    ]


def test_what_is_not_read_is_no_text() -> None:
    page = pages.read("<p id=a>One <b>two</b></p><script>three</script><a name=b></a><p>four")
    assert "".join(page.text).split() == ["One", "two", "four"]
    assert [text for text, *_ in page.paragraphs] == ["One two", "four"]
    assert page.anchors == {"a", "b"}


@given(st.text(alphabet="<>![]-abp/=\"' &#;\n", max_size=60) | texts.writable)
@settings(deadline=None)
def test_no_page_is_too_strange(text: str) -> None:
    pages.read(text)


def test_a_mark_that_the_parser_has_no_answer_to_ends_the_page() -> None:
    page = pages.read("<p id=a>One</p><![bogus[<p id=b>")
    assert "a" in page.anchors


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://example.org/show/feed/feed.xml", "https://example.org/show/"),
        ("https://example.org/feed/feed.xml", "https://example.org/"),
        ("https://example.org/feed.xml", "https://example.org/"),
        ("https://example.org", "https://example.org/"),
    ],
)
def test_the_base_is_the_folder_above_that_of_the_feed(address: str, base: str) -> None:
    assert named.base(address) == base


def test_the_carrier_that_differs_is_told() -> None:
    notes = tuple((start // 1000 * 1000, title) for start, title in CHAPTERS)
    late = (CHAPTERS[0], (4005, "B"), CHAPTERS[2])
    told = {
        carriers.FILE: ("file", CHAPTERS),
        carriers.FEED: ("feed", CHAPTERS),
        carriers.TAG: ("tag", CHAPTERS),
        carriers.NOTES: ("notes", notes),
    }
    assert list(carriers.compare(told)) == []
    for name, (address, right) in list(told.items()):
        wrong = ((0, "A"), (5000, "B"), (9000, "C")) if name == carriers.NOTES else late
        (found,) = carriers.compare(told | {name: (address, wrong)})
        assert (found.where, found.rule) == (address, carriers.AGREE)
        (found,) = carriers.compare(told | {name: (address, right[:2])})
        assert "2 chapters, not 3" in found.what
        (found,) = carriers.compare(told | {name: (address, ())})
        assert found.rule is carriers.MISSING
    assert list(carriers.compare({name: (name, ()) for name in told})) == []
    assert list(carriers.compare({carriers.NOTES: ("notes", notes)})) == []


def test_time_stamps_of_the_notes_are_read() -> None:
    item = parse(
        b'<item xmlns:content="http://purl.org/rss/1.0/modules/content/"><content:encoded>'
        b"&lt;ul&gt;&lt;li&gt;00:05 A &amp;amp; &lt;b&gt;B&lt;/b&gt;&lt;/li&gt;"
        b"&lt;li&gt;1:02:03 C&lt;/li&gt;&lt;li&gt;no&lt;/li&gt;</content:encoded></item>"
    ).root
    assert carriers.in_notes(item) == ((5000, "A & B"), (3_723_000, "C"))


def test_chapters_at_no_time_are_none() -> None:
    assert chapters.starts(b'{"version": "1", "chapters": [{"startTime": 1e999}]}') == ()


def test_chained_tables_of_contents_are_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    frames = id3.ID3()  # type: ignore[no-untyped-call]
    for name, children in (("t1", ["c1", "t2"]), ("t2", ["c2", "t1"])):
        flags = 3 if name == "t1" else 0
        frames.add(id3.CTOC(element_id=name, flags=flags, child_element_ids=children))  # type: ignore[no-untyped-call]
    for number in (2, 1):
        frames.add(id3.CHAP(element_id=f"c{number}", start_time=number, end_time=9))  # type: ignore[no-untyped-call]
    path.write_bytes(b"")
    frames.save(path)
    found = tag.read(path)
    assert found
    assert found.ids == ("c1", "c2")
    assert set(found.contents) <= {"c1", "c2"}


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_no_tag_is_too_strange(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    frames = id3.ID3()  # type: ignore[no-untyped-call]
    frames.add(id3.USLT(encoding=1, lang="eng", desc="", text="words " * 9))  # type: ignore[no-untyped-call]
    frames.add(id3.CHAP(element_id="c", start_time=1, end_time=2, sub_frames=[id3.TIT2(text="A")]))  # type: ignore[no-untyped-call]
    frames.add(id3.CTOC(element_id="t", flags=3, child_element_ids=["c"]))  # type: ignore[no-untyped-call]
    file = io.BytesIO()
    frames.save(file, v2_version=data.draw(st.sampled_from([3, 4])))
    changed = bytearray(file.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(3, 150))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "strange.mp3"
    path.write_bytes(changed)
    tag.read(path)


@pytest.mark.parametrize("version", [3, 4])
def test_titles_that_look_like_frames_are_titles(tmp_path: Path, version: int) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"")
    frames = id3.ID3()  # type: ignore[no-untyped-call]
    named = [id3.TIT2(encoding=1, text="TESTAMENTI\u8080 언니 TIT2TIT2TIT2\u0808")]  # type: ignore[no-untyped-call]
    frames.add(id3.CHAP(element_id="c", start_time=1, end_time=2, sub_frames=named))  # type: ignore[no-untyped-call]
    frames.add(id3.CTOC(element_id="t", flags=3, child_element_ids=["c"], sub_frames=named))  # type: ignore[no-untyped-call]
    frames.save(path, v2_version=version)
    found = tag.read(path)
    assert found
    assert found.contents == found.ids == ("c",)


@pytest.mark.parametrize("inner", [False, True])
def test_a_tag_that_would_grow_is_not_read(tmp_path: Path, inner: bool) -> None:  # noqa: FBT001 - a table
    packed = struct.pack(">I", 1001) + zlib.compress(b"\3" + b"a" * 1000)
    title = b"TIT2" + struct.pack(">IBB", len(packed), 0, 0x80) + packed
    if inner:
        chapter = b"c\0" + bytes(16) + title
        title = b"CHAP" + struct.pack(">IBB", len(chapter), 0, 0) + chapter
    size = bytes(len(title) >> shift & 0x7F for shift in (21, 14, 7, 0))
    path = tmp_path / "a.mp3"
    path.write_bytes(b"ID3\3\0\0" + size + title)
    assert id3.ID3(path)  # type: ignore[no-untyped-call]
    assert tag.read(path) is None


def test_a_book_that_would_grow_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "LARGEST_TEXT", 100_000)
    path = tmp_path / "a.epub"
    for name in ("META-INF/container.xml", "mimetype"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, bytes(200_000))
        with pytest.raises(book.Unopenable, match=r"unpacks to more|no whole EPUB"):
            book.read(path, 10)
    monkeypatch.setattr(book, "MOST_FILES", 0)
    with pytest.raises(book.Unopenable, match="more than 0 files"):
        book.read(path, 10)


@given(st.binary(max_size=100))
@settings(deadline=None, max_examples=30)
def test_no_book_is_too_strange(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "strange.epub"
    path.write_bytes(data)
    with pytest.raises(book.Unopenable):
        book.read(path, 10)
