"""The books that a build puts beside the feed: whole, true to the cues, and no one's too many."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from passage.keeping.store import Store
from passage.model import Cue
from passage.pipeline import building, cues, planning, records, reporting
from passage.pipeline.layout import Layout
from passage.pipeline.shelving import book, book_check
from passage.publishing.book.names import BookFile
from passage.reading import folder as show_folder
from tests import shows
from tests.delivering.serving.running import WAIT_S
from tests.pipeline.building import build, stray_files

OPF = "{http://www.idpf.org/2007/opf}"
BOOKS = ("roads.epub", "roads-text.epub")


def texts(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The sentences of a book and their languages by their episode, in the order of reading."""
    found: dict[str, list[tuple[str, str]]] = {}
    with zipfile.ZipFile(path) as container:
        package = etree.fromstring(container.read("EPUB/package.opf"))
        names = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
        for item in package.iter(f"{OPF}itemref"):
            name = str(names[item.get("idref")])
            episode, _, part = name.partition("/")
            if part:
                root = etree.fromstring(container.read(f"EPUB/{name}"))
                spans = [e for e in root.iter("{*}span") if str(e.get("id", "")).startswith("c")]
                found.setdefault(episode, []).extend(
                    (str(span.get("id")), "".join(map(str, span.itertext()))) for span in spans
                )
    return found


def said(show: Path, name: str) -> tuple[Cue, ...]:
    layout = Layout(show)
    return cues.read(Store(layout.cache), records.read(layout.audio)[name])


OF_LISTENING = {
    "A note before you listen.",
    "The voices that you heard are synthetic.",
    "They are not the voices of the people whose stories they tell.",
}


@pytest.mark.parametrize("name", BOOKS)
def test_the_words_of_a_book_are_the_cues_sentence_for_sentence(show: Path, name: str) -> None:
    found = texts(show / "feed" / name)
    assert list(found) == ["one", "two"]
    left_out = OF_LISTENING if name == "roads-text.epub" else set()
    for episode, sentences in found.items():
        assert sentences == [
            (f"c{number}", " ".join(cue.shown.split()))
            for number, cue in enumerate(said(show, episode), start=1)
            if cue.shown.strip() not in left_out
        ]


def test_the_book_without_sound_speaks_of_no_listening(show: Path) -> None:
    with zipfile.ZipFile(show / "feed" / "roads-text.epub") as container:
        pages = [n for n in container.namelist() if n.endswith(".xhtml")]
        words = " ".join(container.read(name).decode() for name in pages)
        note = etree.fromstring(container.read("EPUB/one/opening.xhtml"))
    assert not re.search(r"\b(listen|hear|heard|voices?|audio)\b", words, re.IGNORECASE)
    told = ["".join(map(str, p.itertext())).strip() for p in note.iter("{*}p")]
    assert told[-1] == "This episode speaks of war."
    whole = " ".join(text for _, text in texts(show / "feed" / "roads.epub")["one"])
    assert all(sentence in whole for sentence in OF_LISTENING)


@pytest.mark.parametrize("name", BOOKS)
def test_every_testimony_with_consent_is_complete(show: Path, name: str) -> None:
    words = " ".join(text for told in texts(show / "feed" / name).values() for _, text in told)
    for script in show_folder.read(show).scripts:
        for paragraph in script.body:
            assert " ".join(paragraph.text.split()) in words


def test_the_sound_in_the_book_is_that_of_the_episodes(show: Path) -> None:
    with zipfile.ZipFile(show / "feed" / "roads.epub") as container:
        inside = {
            name.rpartition("/")[2]: container.read(name)
            for name in container.namelist()
            if name.endswith(".mp3")
        }
    assert inside == {path.name: path.read_bytes() for path in show.glob("audio_out/*.mp3")}
    with zipfile.ZipFile(show / "feed" / "roads-text.epub") as container:
        assert not [name for name in container.namelist() if name.endswith((".mp3", ".smil"))]


@pytest.mark.parametrize("name", BOOKS)
def test_in_a_book_that_was_built_nothing_is_found(show: Path, name: str) -> None:
    assert book_check.check(show / "feed" / name, name) == ()


@pytest.mark.parametrize("name", BOOKS)
def test_the_container_has_nothing_by_chance(show: Path, name: str) -> None:
    with zipfile.ZipFile(show / "feed" / name) as container:
        entries = container.infolist()
    assert entries[0].filename == "mimetype"
    for entry in entries:
        assert entry.compress_type == zipfile.ZIP_STORED
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert entry.extra == b""
        # Sizes stand before the data: readers that do not seek understand it.
        assert entry.flag_bits & 0x08 == 0


def test_no_sound_in_it_is_sudden(show: Path) -> None:
    """What the book claims of hazards: no three seconds are much louder than the whole."""
    for told in reporting.report(Layout(show), show_folder.read(show)).episodes:
        assert told.sound is not None
        assert max(told.sound.curve) - told.sound.loudness < 6
        assert told.sound.true_peak <= -0.9


def test_the_same_folder_elsewhere_makes_the_same_books(show: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(show, other, ignore=shutil.ignore_patterns("*.epub", "written.json"))
    build(other)
    for name in BOOKS:
        assert (other / "feed" / name).read_bytes() == (show / "feed" / name).read_bytes()


def test_books_that_stand_are_neither_made_nor_written(show: Path) -> None:
    before = {name: (show / "feed" / name).stat().st_mtime_ns for name in BOOKS}
    script = (
        "import sys; from passage.reading import folder; from passage.pipeline import building;"
        "from passage.pipeline.layout import Layout; from pathlib import Path;"
        "building.build(Layout(Path('.')), folder.read(Path('.')));"
        "assert not {'jinja2', 'passage.publishing.book.documents'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=show, check=True, timeout=WAIT_S)
    assert {name: (show / "feed" / name).stat().st_mtime_ns for name in BOOKS} == before


def test_a_book_that_is_lost_or_damaged_is_made_again(show: Path) -> None:
    before = {name: (show / "feed" / name).read_bytes() for name in BOOKS}
    (show / "feed" / "roads.epub").unlink()
    (show / "feed" / "roads-text.epub").write_bytes(b"damaged")
    build(show)
    assert {name: (show / "feed" / name).read_bytes() for name in BOOKS} == before


def test_a_sentence_that_changes_changes_the_books(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    build(show)
    for name in BOOKS:
        assert "We left on a Friday." in [text for _, text in texts(show / "feed" / name)["one"]]
        assert book_check.check(show / "feed" / name, name) == ()


def test_a_source_that_changes_changes_the_books(show: Path) -> None:
    shows.edit(show, "passage.yml", "author: Nobody", "author: Somebody")
    build(show)
    with zipfile.ZipFile(show / "feed" / "roads-text.epub") as container:
        assert b"<dc:creator>Somebody<" in container.read("EPUB/package.opf")


@pytest.mark.parametrize("consent", ["withdrawn", "pending"])
def test_who_does_not_agree_is_in_no_book(show: Path, consent: str) -> None:
    shows.edit(show, "scripts/leaving.md", "consent: granted", f"consent: {consent}")
    build(show)
    for name in BOOKS:
        data = (show / "feed" / name).read_bytes()
        for word in (b"Monday", b"Leaving", b"An invented book", b"one/"):
            assert word not in data
        assert list(texts(show / "feed" / name)) == ["two"]
        assert book_check.check(show / "feed" / name, name) == ()


def test_without_an_episode_there_is_no_book(show: Path) -> None:
    for script in ("leaving", "walking"):
        shows.edit(show, f"scripts/{script}.md", "consent: granted", "consent: withdrawn")
    build(show)
    assert list((show / "feed").glob("*.epub")) == []


def test_a_book_has_the_name_of_its_show_and_the_old_one_goes(show: Path) -> None:
    shows.edit(show, "passage.yml", "example.org/roads/", "example.org/ways/")
    build(show)
    found = {path.name for path in (show / "feed").glob("*.epub")}
    assert found == {"ways.epub", "ways-text.epub"}


def test_the_site_is_told_what_there_is(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BookFile] = []
    publish = book.publish

    def listening(*arguments: Any, **more: Any) -> book.Books:
        books = publish(*arguments, **more)
        told.extend(books.files)
        return books

    monkeypatch.setattr(book, "publish", listening)
    build(show)
    assert [(each.path, each.title, each.narrated, each.media_type) for each in told] == [
        ("feed/roads.epub", "Invented Roads", True, "application/epub+zip"),
        ("feed/roads-text.epub", "Invented Roads: text only", False, "application/epub+zip"),
    ]
    assert [each.size for each in told] == [(show / each.path).stat().st_size for each in told]


def test_a_full_disk_is_told_and_leaves_the_old_book(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (show / "feed" / "roads.epub").read_bytes()
    shows.edit(show, "passage.yml", "author: Nobody", "author: Somebody")
    full_for_books(monkeypatch)
    done = build(show)
    assert "roads.epub: could not be written: No space left" in str(done.failures[0])
    assert done.failed
    assert (show / "feed" / "roads.epub").read_bytes() == before
    assert stray_files(show) == []
    monkeypatch.undo()
    assert not build(show).failed
    assert (show / "feed" / "roads.epub").read_bytes() != before


def full_for_books(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be room for everything but books."""
    written = os.fsync

    def full(handle: int) -> None:
        if b"application/epub+zip" in os.pread(handle, 100, 0):
            raise OSError(28, "No space left on device")
        written(handle)

    monkeypatch.setattr(os, "fsync", full)


@pytest.mark.parametrize("consent", ["withdrawn", "pending"])
def test_who_does_not_agree_leaves_the_book_on_a_full_disk_too(
    show: Path, monkeypatch: pytest.MonkeyPatch, consent: str
) -> None:
    shows.edit(show, "scripts/leaving.md", "consent: granted", f"consent: {consent}")
    full_for_books(monkeypatch)
    assert build(show).failed
    assert list((show / "feed").glob("*.epub")) == []
    assert b"Leaving" not in (show / "feed" / "feed.xml").read_bytes()


def test_one_who_withdraws_from_an_episode_of_several_leaves_the_book_first(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows.edit(show, "episodes/one.yml", "[leaving]", "[leaving, walking]")
    build(show)
    shows.edit(show, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    # Before anything is voiced anew, or fails in it.
    monkeypatch.setattr(planning, "plan", None)
    with pytest.raises(TypeError):
        build(show)
    for name in BOOKS:
        path = show / "feed" / name
        assert not path.exists() or b"Monday" not in path.read_bytes()


def test_what_has_lost_its_cues_waits_for_them(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (show / "feed" / "roads.epub").read_bytes()
    read = cues.read

    def lost(store: Store, record: records.Record) -> tuple[Cue, ...]:
        return () if record.episode.manifest.id == "one" else read(store, record)

    shutil.rmtree(show / "feed")
    (Layout(show).cache / "written.json").unlink()
    monkeypatch.setattr(cues, "read", lost)
    build(show)
    assert list(texts(show / "feed" / "roads.epub")) == ["two"]
    monkeypatch.setattr(cues, "read", lambda *_: ())
    for name in BOOKS:
        (show / "feed" / name).unlink()
    build(show)
    assert list((show / "feed").glob("*.epub")) == []
    monkeypatch.setattr(cues, "read", read)
    build(show)
    assert (show / "feed" / "roads.epub").read_bytes() == before


def test_the_large_form_of_zip_is_taken_where_it_is_needed(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 20_000)
    (show / "feed" / "roads.epub").unlink()
    build(show)
    with zipfile.ZipFile(show / "feed" / "roads.epub") as container:
        assert container.testzip() is None
        large = {entry.filename for entry in container.infolist() if entry.extra}
    assert {name for name in large if name.endswith(".mp3")}
    assert "mimetype" not in large
    assert book_check.check(show / "feed" / "roads.epub", "roads.epub") == ()


def test_what_was_told_of_the_build_is_as_before(show: Path) -> None:
    done = building.build(Layout(show), show_folder.read(show))
    assert (done.feed_changed, done.rendered) == (False, 0)
