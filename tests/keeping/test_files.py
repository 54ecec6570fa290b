from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from passage import fingerprint
from passage.errors import DeliveryFailed
from passage.keeping import files


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    files.write(tmp_path / "a" / "b.txt", b"words")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"words"


def test_a_file_may_be_written_piece_by_piece_and_named_by_what_is_in_it(tmp_path: Path) -> None:
    path = files.write_named(tmp_path, iter([b"one ", b"two"]), lambda digest: digest[:8])
    assert path.name == fingerprint.of_bytes(b"one two")[:8]
    assert path.read_bytes() == b"one two"


def test_a_write_that_fails_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"new "
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "episode.mp3"
    path.write_bytes(b"old")
    with pytest.raises(DeliveryFailed) as failure:
        files.write(path, pieces())
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["episode.mp3"]
    assert str(failure.value) == (
        f"{path}: could not be written: No space left on device\n"
        "  make room or choose another folder with -C, then run the same command again"
    )


def test_an_interruption_leaves_nothing_behind(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "episode.mp3", pieces())
    assert _names(tmp_path) == []


def test_what_is_made_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    files.write(tmp_path / "feed.xml", b"")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "feed.xml").stat().st_mode) == 0o666 & ~mask


def test_no_thread_changes_what_others_may_read(tmp_path: Path) -> None:
    """To ask for the mask is to change it, for all threads of a process."""
    code = (
        "import os, sys, pathlib\n"
        "from passage.keeping import files\n"
        "os.umask = None\n"
        "files.write(pathlib.Path(sys.argv[1]), b'')\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "feed.xml")], check=True)


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    assert files.write_if_changed(path, b"one")
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert not files.write_if_changed(path, b"one")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert files.write_if_changed(path, b"two")
    assert path.read_bytes() == b"two"


def test_sweeping_removes_what_a_killed_process_left(tmp_path: Path) -> None:
    (tmp_path / f"{files.TEMPORARY}abc").write_bytes(b"half")
    (tmp_path / "kept.mp3").write_bytes(b"whole")
    files.sweep(tmp_path)
    assert _names(tmp_path) == ["kept.mp3"]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_may_be_sought_in_while_it_is_written(tmp_path: Path) -> None:
    def fill(file: BinaryIO) -> None:
        file.write(b"???? and an end")
        file.seek(0)
        file.write(b"size")

    files.write_by(tmp_path / "a" / "book.epub", fill)
    assert (tmp_path / "a" / "book.epub").read_bytes() == b"size and an end"


def test_what_cannot_be_filled_leaves_the_old_file(tmp_path: Path) -> None:
    def fill(file: BinaryIO) -> None:
        file.write(b"new")
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "book.epub"
    path.write_bytes(b"old")
    with pytest.raises(DeliveryFailed, match=r"book\.epub: could not be written: No space left"):
        files.write_by(path, fill)
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["book.epub"]
