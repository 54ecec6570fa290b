"""A store that several machines share: a folder, and S3 as moto's server plays it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from fsspec.registry import known_implementations

from passage.keeping import shared, store
from passage.keeping.shared import Trouble
from passage.pipeline import building, cleaning, minting
from passage.pipeline.building import News, Outcome, Unreached
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import made_files
from tests.pipeline.farming.farms import wait_until


def _build(show: Path) -> tuple[Outcome, list[News]]:
    told: list[News] = []
    done = building.build(Layout(show), show_folder.read(show), tell=told.append)
    return done, told


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "store").mkdir()
    return tmp_path / "store"


@pytest.fixture
def first(tmp_path: Path, place: Path) -> Path:
    """A show with a shared store, on one machine."""
    return _show(tmp_path / "first", f"file://{place}")


@pytest.fixture
def second(first: Path, tmp_path: Path) -> Path:
    """The same show on another."""
    return Path(shutil.copytree(first, tmp_path / "second"))


def _show(folder: Path, address: str) -> Path:
    folder.mkdir()
    show = shows.write(folder)
    shows.edit(show, "passage.yml", "cast:", f"store: {address}\ncast:")
    return show


def _entries(place: Path) -> list[Path]:
    return sorted(p for p in place.rglob("*") if p.is_file() and p.name != shared.MARK)


def _whose(place: Path) -> set[str]:
    return {path.parent.name for path in _entries(place)}


def test_what_one_machine_made_another_does_not_make(
    first: Path, second: Path, place: Path
) -> None:
    made, _ = _build(first)
    assert made.rendered
    again, told = _build(second)
    assert again.rendered == 0
    assert again.reused == made.rendered
    assert told == []
    assert made_files(second) == made_files(first)
    assert not [path for path in _entries(place) if path.suffix]


def test_damaged_and_cut_and_foreign_entries_are_misses(
    first: Path, second: Path, place: Path
) -> None:
    _build(first)
    flipped, cut, empty, foreign, *_ = entries = _entries(place)
    data = flipped.read_bytes()
    flipped.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    cut.write_bytes(cut.read_bytes()[:-7])
    empty.write_bytes(b"")
    foreign.write_bytes(store.sealed(b"{}\nno clip"))
    again, _ = _build(second)
    assert again.rendered == 4
    assert again.reused == len(entries) - 4
    assert made_files(second) == made_files(first)


def test_nothing_that_is_pending_is_put_there(first: Path, place: Path) -> None:
    shows.edit(first, "scripts/leaving.md", "consent: granted", "consent: pending")
    _build(first)
    assert _whose(place) == {"walking", "two"}


@pytest.mark.parametrize("consent", ["withdrawn", "pending"])
def test_words_that_are_not_granted_any_more_leave_it(
    first: Path, second: Path, place: Path, consent: str
) -> None:
    """Also those that another machine put there, and those of former versions."""
    _build(first)
    shows.edit(second, "scripts/leaving.md", "Monday", "Friday")
    _build(second)
    assert "leaving" in _whose(place)
    shows.edit(first, "scripts/leaving.md", "consent: granted", f"consent: {consent}")
    _build(first)
    assert _whose(place) == {"walking", "two"}


def test_clean_removes_what_is_not_used_and_all_of_it(first: Path, place: Path) -> None:
    _build(first)
    used = _entries(place)
    shows.edit(first, "scripts/leaving.md", "Monday", "Friday")
    _build(first)
    assert set(_entries(place)) > set(used)
    library = minting.mint(show_folder.read(first))
    assert cleaning.clean_shared(Layout(first), library, everything=False)
    assert len(_entries(place)) == len(used)
    assert cleaning.clean_shared(Layout(first), library, everything=True)
    assert _entries(place) == []


def test_a_store_that_is_down_is_told_once_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "ANSWER_S", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/store"
        show = _show(tmp_path / "show", address)
        shows.edit(show, "scripts/walking.md", "consent: granted", "consent: withdrawn")
        done, told = _build(show)
    assert not done.failed
    assert [type(step) for step in told if not hasattr(step, "percent")] == [Trouble, Unreached]


def test_the_time_for_an_answer_is_not_spent_on_loading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What speaks with a storage may be large, and the machine busy."""
    (tmp_path / "slowly.py").write_text(
        "import threading\n"
        "from fsspec.implementations.memory import MemoryFileSystem\n"
        "class Slowly(MemoryFileSystem):\n"
        "    is_hurried = threading.current_thread().daemon\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    known = {"class": "slowly.Slowly", "err": ""}
    monkeypatch.setitem(known_implementations, "slowly", known)
    show = _show(tmp_path / "show", "slowly://roads")
    library = minting.mint(show_folder.read(show))
    assert cleaning.clean_shared(Layout(show), library, everything=True)
    assert not fsspec.get_filesystem_class("slowly").is_hurried


@pytest.mark.parametrize("empty", [False, True], ids=["no folder", "an empty folder in its place"])
def test_a_disk_that_is_not_connected_is_no_empty_store(
    first: Path, place: Path, *, empty: bool
) -> None:
    """It is told in a line, nothing is put in its place, and words on it are not forgotten."""
    _build(first)
    away = place.rename(place.with_name("unplugged"))
    if empty:
        place.mkdir()
    shows.edit(first, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    done, told = _build(first)
    assert not done.failed
    address = f"file://{place}"
    assert [step for step in told if not hasattr(step, "percent")] == [
        Trouble(address),
        Unreached(address),
    ]
    assert not place.exists() or list(place.iterdir()) == []
    if empty:
        place.rmdir()
    assert "leaving" in _whose(away)
    away.rename(place)
    _, told = _build(first)
    assert [step for step in told if not hasattr(step, "percent")] == []
    assert "leaving" not in _whose(place)


def test_a_store_of_which_nobody_knows_must_be_a_folder_that_is_there(tmp_path: Path) -> None:
    show = _show(tmp_path / "show", f"file://{tmp_path}/media/disk/store")
    done, told = _build(show)
    assert not done.failed
    assert Trouble(f"file://{tmp_path}/media/disk/store") in told
    assert not (tmp_path / "media").exists()


def test_a_store_that_may_only_be_read_is_read(
    first: Path, second: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(first)
    (place / shared.MARK).unlink()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("fsspec.implementations.local.LocalFileSystem.pipe_file", refuse)
    done, _ = _build(second)
    assert done.rendered == 0


def test_a_store_without_an_answer_cleans_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "ANSWER_S", 0.2)
    show = _show(tmp_path / "show", "nosuchkind://bucket")
    library = minting.mint(show_folder.read(show))
    assert not cleaning.clean_shared(Layout(show), library, everything=True)


_LISTENS = re.compile(rb"Running on (http://127\.0\.0\.1:[1-9]\d*)\s")


@pytest.fixture
def s3(tmp_path: Path) -> Iterator[str]:
    """The address of an S3 server, a process of its own, that has an empty bucket."""
    log = tmp_path / "s3.log"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with log.open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told)
    try:
        wait_until(lambda: _LISTENS.search(log.read_bytes()), "S3 did not start")
        found = _LISTENS.search(log.read_bytes())
        assert found
        yield found[1].decode()
    finally:
        process.kill()
        process.wait()


def test_s3_with_credentials_of_the_environment_that_nobody_tells(s3: str, tmp_path: Path) -> None:
    first = _show(tmp_path / "first", "s3://shared/roads")
    second = Path(shutil.copytree(first, tmp_path / "second"))
    secret = "not-to-be-told"  # noqa: S105 - of no account
    environment = {
        **os.environ,
        "AWS_ENDPOINT_URL": s3,
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    bucket = "import s3fs; s3fs.S3FileSystem().mkdir('shared')"
    subprocess.run([sys.executable, "-c", bucket], env=environment, check=True)

    def build(show: Path) -> str:
        command = [sys.executable, "-m", "passage", "build", "-C", str(show)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout + done.stderr

    told = build(first)
    assert "0 reused." in told
    again = build(second)
    assert "0 segments rendered" in again
    assert made_files(second) == made_files(first)
    assert secret not in told + again
    shows.edit(second, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    build(second)
    listing = "import s3fs; print(s3fs.S3FileSystem().find('shared'))"
    left = subprocess.run(
        [sys.executable, "-c", listing], env=environment, capture_output=True, text=True, check=True
    )
    assert "scripts/walking" in left.stdout
    assert "leaving" not in left.stdout
    assert "episodes/one" not in left.stdout
