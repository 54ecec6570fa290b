"""Checksums of files are kept while nobody writes to them, and never longer."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from passage import fingerprint
from passage.keeping import sums
from passage.keeping.sums import Sum, Sums

pytestmark = pytest.mark.skipif(os.name != "posix", reason="nothing is believed elsewhere")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "audio.mp3"
    path.write_bytes(b"sound")
    return path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose bytes were read."""
    seen: list[str] = []
    really = sums.read

    def noted(path: Path) -> Sum:
        seen.append(path.name)
        return really(path)

    monkeypatch.setattr(sums, "read", noted)
    return seen


def _look(file: Path, *, later: bool = True) -> Sum:
    kept = file.parent / "sums.json"
    with Sums(kept, file.parent) as known:
        found = known.of(file)
    if later:
        # As if it had been written when the files were old.
        os.utime(kept, (time.time() + 60,) * 2)
    return found


def test_both_checksums_are_of_the_bytes(file: Path) -> None:
    found = _look(file)
    assert (found.size, found.digest) == (5, fingerprint.of_bytes(b"sound"))
    assert found.md5 == hashlib.md5(b"sound", usedforsecurity=False).hexdigest()


def test_what_nobody_wrote_to_is_not_read_again(file: Path, read: list[str]) -> None:
    assert _look(file) == _look(file) == _look(file)
    assert read == ["audio.mp3"]


def test_a_time_that_was_set_back_hides_nothing(file: Path) -> None:
    told = file.stat()
    _look(file)
    file.write_bytes(b"SOUND")
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert _look(file).digest == fingerprint.of_bytes(b"SOUND")


def test_a_file_that_took_its_place_is_read(file: Path, read: list[str]) -> None:
    _look(file)
    other = file.with_name("other")
    other.write_bytes(b"sound")
    other.replace(file)
    _look(file)
    assert read == ["audio.mp3", "audio.mp3"]


def test_one_that_is_as_young_as_the_account_of_it_is_read_again(
    file: Path, read: list[str]
) -> None:
    """Within one tick of the clock it may have been written twice."""
    _look(file, later=False)
    _look(file, later=False)
    assert read == ["audio.mp3", "audio.mp3"]


def test_no_name_of_a_file_is_kept(file: Path) -> None:
    """A page may be named after somebody who withdraws later."""
    _look(file)
    assert b"audio" not in (file.parent / "sums.json").read_bytes()


@pytest.mark.parametrize("told", [b"", b"[", b'{"audio.mp3": [5]}', b"\xff"])
def test_an_account_that_is_damaged_is_none(file: Path, told: bytes) -> None:
    (file.parent / "sums.json").write_bytes(told)
    assert _look(file).digest == fingerprint.of_bytes(b"sound")


def test_without_a_place_to_keep_them_they_are_told_all_the_same(file: Path) -> None:
    with Sums() as known:
        assert known.of(file).size == len(b"sound")
        assert not known.is_kept(file)
    with Sums(file / "no-folder" / "sums.json", file.parent) as known:
        assert known.of(file).size == len(b"sound")
