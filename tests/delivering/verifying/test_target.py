"""A folder or a storage, looked at as if it were answered on the web."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from passage.delivering.verifying.bounds import Budget
from passage.delivering.verifying.target import Target, shown
from passage.errors import PassageError
from passage.model.answered import Trouble
from passage.pipeline import former_names, verifying
from passage.pipeline.layout import Layout
from passage.pipeline.verifying import Verified, knowledge, opening
from passage.reading import folder as show_folder
from tests.delivering.verifying import published, running
from tests.delivering.verifying.host import Host
from tests.delivering.verifying.running import BOUNDS


def verify(host: Host, target: str, *, is_shelf: bool = False) -> Verified:
    opened = opening.target(target, BOUNDS, host.address, is_shelf=is_shelf)
    known = knowledge.look(Layout(host.folder), show_folder.read(host.folder))
    return verifying.verify(opened.reader, opened.feed, known, is_shelf=is_shelf)


def test_the_folder_of_a_show_is_looked_at(host: Host) -> None:
    assert verify(host, str(host.folder), is_shelf=True).findings == ()
    assert verify(host, str(host.folder / "feed" / "feed.xml"), is_shelf=True).findings == ()
    assert host.asked == []


def test_a_copy_is_looked_at_as_the_world_would(host: Host, copy: Path) -> None:
    assert verify(host, str(copy)).findings == ()


def test_a_storage_is_looked_at(host: Host, copy: Path) -> None:
    files = fsspec.filesystem("memory")
    files.put(str(copy), "/bucket", recursive=True)
    try:
        assert verify(host, "memory://bucket").findings == ()
        sound = published.sound(host.folder, "one")
        files.pipe_file(f"/bucket/{sound}", b"ID3")
        found = running.rules(verify(host, "memory://bucket"))
        assert {"answer/length", "answer/bytes", "sound/name", "sound/damaged"} <= found
        with files.open(f"/bucket/{sound}", "wb") as file:
            file.write((copy / sound).read_bytes() * 2)
        found = running.rules(verify(host, "memory://bucket"))
        assert {"answer/length", "answer/large"} <= found
    finally:
        files.rm("/bucket", recursive=True)


def test_faults_in_a_folder_are_found(host: Host, copy: Path) -> None:
    (copy / "feed" / "transcripts" / "one.srt").unlink()
    (copy / "scripts").mkdir()
    (copy / "scripts" / "waiting.md").write_text("x", "utf-8")
    (copy / next(iter(host.former))).unlink()
    wanted = {"answer/status", "former/lost", "page/link", "withdrawn/answers"}
    assert running.rules(verify(host, str(copy))) == wanted


def test_addresses_that_are_not_encrypted_are_told(host: Host, copy: Path) -> None:
    feed = copy / "feed" / "feed.xml"
    text = feed.read_text("utf-8").replace(host.address, "https://example.org/roads/")
    feed.write_text(text, "utf-8")
    # Chapters say in their files, too, where their pictures are.
    for path in (copy / "feed" / "chapters").iterdir():
        moved = path.read_text("utf-8").replace(host.address, "https://example.org/roads/")
        path.write_text(moved, "utf-8")
    opened = opening.target(str(copy), BOUNDS)
    assert verifying.verify(opened.reader, opened.feed).findings == ()
    sound = published.sound(host.folder, "one")
    old = f'enclosure url="https://example.org/roads/{sound}'
    assert old in text
    feed.write_text(text.replace(old, old.replace("https", "http")), "utf-8")
    opened = opening.target(str(copy), BOUNDS)
    found = verifying.verify(opened.reader, opened.feed)
    assert running.rules(found) == {"apple/https"}


def test_a_feed_that_cannot_be_read_is_told(host: Host, copy: Path) -> None:
    (copy / "feed" / "feed.xml").write_text("<rss", "utf-8")
    assert running.rules(verify(host, str(copy))) == {"xml/well-formed"}


def test_a_folder_without_a_feed_is_told(tmp_path: Path) -> None:
    with pytest.raises(PassageError, match=r"there is no feed/feed\.xml in it"):
        opening.target(str(tmp_path), BOUNDS)
    with pytest.raises(PassageError, match="knows no storage"):
        opening.target("nothing://bucket", BOUNDS)


def test_no_path_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", "utf-8")
    top = tmp_path / "show"
    top.mkdir()
    (top / "link").symlink_to(tmp_path / "secret")
    (top / "folder").mkdir()
    target = Target(Budget(BOUNDS), str(top))
    target.base = "https://example.org/show/"
    for path in ("../secret", "..%2Fsecret", "%2E%2E/secret", "%00", "/etc/hostname"):
        answer = target.head(f"https://example.org/show/{path}")
        assert answer.trouble is Trouble.FOREIGN, path
    for path in ("link", "folder", "folder/", "nothing"):
        assert target.head(f"https://example.org/show/{path}").status == 404, path
    assert target.head("https://example.org/other/x").trouble is Trouble.FOREIGN


def test_a_pipe_is_not_waited_for(host: Host, copy: Path) -> None:
    (copy / "feed" / "transcripts" / "one.srt").unlink()
    os.mkfifo(copy / "feed" / "transcripts" / "one.srt")
    assert running.rules(verify(host, str(copy))) == {"answer/status", "page/link"}
    (copy / "feed" / "feed.xml").unlink()
    os.mkfifo(copy / "feed" / "feed.xml")
    with pytest.raises(PassageError, match=r"there is no feed/feed\.xml in it"):
        opening.target(str(copy), BOUNDS)


def test_a_password_in_a_target_is_not_printed() -> None:
    assert shown("sftp://me:secret@example.org/show") == "sftp://example.org/show"
    assert shown("/a/b") == "/a/b"


def test_faults_in_pages_and_books_of_the_own_folder_are_found(host: Host, tmp_path: Path) -> None:
    for name in ("feed", "audio_out"):
        shutil.copytree(host.folder / name, tmp_path / name)
    (tmp_path / "audio_out" / "names.json").unlink()
    # It is not the folder in which the show is made: former names are asked for.
    assert running.rules(verify(host, str(tmp_path))) == {"former/lost"}
    assert verify(host, str(tmp_path), is_shelf=True).findings == ()
    (tmp_path / "feed" / "stages" / "home.html").unlink()
    assert running.rules(verify(host, str(tmp_path), is_shelf=True)) == {"page/link"}
    book = tmp_path / published.BOOK
    book.write_bytes(published.rebound(book.read_bytes(), {}, "EPUB/notes.txt"))
    found = running.rules(verify(host, str(tmp_path), is_shelf=True))
    assert found == {"page/link", "book/unlisted"}


def test_what_is_ours_alone_and_lies_there_is_told(host: Host, copy: Path) -> None:
    """Whoever copies the folders by hand copies digests of what was withdrawn as well."""
    shutil.copy(host.folder / "audio_out" / "names.json", copy / "audio_out")
    (found,) = verify(host, str(copy)).findings
    assert (found.rule, found.place.path) == ("withdrawn/answers", "audio_out/names.json")


def test_what_was_withdrawn_and_lies_there_still_is_told(host: Host, copy: Path) -> None:
    known = knowledge.look(Layout(host.folder), show_folder.read(host.folder))
    tombstone = hashlib.sha256(b"feed/narrators/di.html").hexdigest()
    known = replace(known, tombstones=frozenset([tombstone]))
    opened = opening.target(str(copy), BOUNDS)
    assert verifying.verify(opened.reader, opened.feed, known).findings == ()
    (copy / "feed" / "narrators").mkdir(exist_ok=True)
    (copy / "feed" / "narrators" / "di.html").write_text("x", "utf-8")
    opened = opening.target(str(copy), BOUNDS)
    (found,) = verifying.verify(opened.reader, opened.feed, known).findings
    assert (found.rule, found.place.path) == ("withdrawn/answers", "feed/narrators/di.html")


def test_what_was_withdrawn_is_known_by_its_tombstone(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.audio.mkdir()
    path = layout.audio / "names.json"
    assert former_names.told(layout).gone == frozenset()
    path.write_text(f'{{"gone": ["{"ab" * 32}"], "one-00000000.mp3": "one-11111111.mp3"}}', "utf-8")
    assert former_names.told(layout).gone == {"ab" * 32}
    path.write_text("[", "utf-8")
    assert former_names.told(layout).gone == frozenset()
