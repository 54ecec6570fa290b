"""What a producer meets at midnight: a process killed, a disk full, a folder closed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from passage.errors import DeliveryFailed
from passage.keeping import files
from passage.keeping.store import Store
from passage.mixing import encoder
from passage.pipeline import rendering, reporting, workshop
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder
from tests import shows
from tests.delivering.serving.running import WAIT_S
from tests.pipeline.building import build, made_files, stray_files

KILLS = int(os.environ.get("PASSAGE_KILLS", "12"))
"""How many builds are killed; PASSAGE_KILLS=100 for an evening's run."""


def _start(show: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "passage", "build", "--jobs", "2"],
        cwd=show,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _wipe(show: Path) -> None:
    for made in ("audio_out", "feed", "drafts"):
        shutil.rmtree(show / made, ignore_errors=True)


def test_a_build_that_was_killed_at_any_moment_is_completed_by_the_next(tmp_path: Path) -> None:
    """Whatever is under a final name is whole, whenever the lights go out."""
    show = shows.write(tmp_path)
    shows.lengthen(show, scripts=3, sentences=12)
    began = time.monotonic()
    build(show)
    length = time.monotonic() - began
    undisturbed = made_files(show)
    chance = random.Random(7)  # noqa: S311 - the same moments every time, not secrets
    for number in range(KILLS):
        if number % 4 == 0:
            _wipe(show)
        process = _start(show)
        time.sleep(chance.uniform(0, 1.3 * length))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for name, data in made_files(show).items():
            if files.TEMPORARY not in name and not name.endswith(".json"):
                assert undisturbed.get(name, data) == data
        if number % 4 == 3:
            build(show)
            assert made_files(show) == undisturbed
            assert stray_files(show) == []


def test_whoever_is_killed_leaves_nobody_behind(tmp_path: Path) -> None:
    """Those who made segments would wait for more for ever, and hold the output meanwhile."""
    show = shows.write(tmp_path)
    shows.lengthen(show, scripts=3, sentences=40)
    command = [sys.executable, "-m", "passage", "build", "--jobs", "2"]
    with subprocess.Popen(command, cwd=show, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as one:
        assert one.stderr is not None
        assert one.stderr.readline().startswith(b"segment ")
        one.kill()
        # It ends when nobody is left who could write there.
        one.communicate(timeout=WAIT_S)
    assert not build(show).failed
    assert stray_files(show) == []


def _is_killed(*_: object) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


@pytest.mark.parametrize("killed", ["makeup", "render"])
def test_a_process_that_is_killed_at_its_work_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: str
) -> None:
    """As a system does that has no more memory."""
    show = shows.write(tmp_path)
    monkeypatch.setattr(rendering, "WORTH_A_PROCESS", 10)
    monkeypatch.setattr(workshop, killed, _is_killed)
    done = build(show, workers=2)
    assert {failure.hint for failure in done.failures} == {"passage build --jobs 1"}
    assert "a process that made segments was ended from outside" in str(done.failures[0])
    monkeypatch.undo()
    assert not build(show).failed


def test_a_full_disk_is_told_and_leaves_the_old_episodes(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made_files(show)
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeliveryFailed, match=r"could not be written: No space left on device"):
        build(show)
    monkeypatch.undo()
    assert made_files(show) == before
    assert stray_files(show) == []
    assert build(show).rendered == 1


def test_time_zone_locale_path_and_jobs_change_no_byte(show: Path, tmp_path: Path) -> None:
    there = Path(shutil.copytree(show, tmp_path / "elsewhere" / "with a space"))
    _wipe(there)
    environment = {**os.environ, "TZ": "Asia/Seoul", "LC_ALL": "C", "PYTHONHASHSEED": "5"}
    subprocess.run(
        [sys.executable, "-m", "passage", "build", "--jobs", "1"],
        cwd=there,
        env=environment,
        check=True,
        capture_output=True,
    )
    assert made_files(there) == made_files(show)


def _as_anyone(*command: str) -> list[str]:
    """A command without root's right to write where nobody may."""
    if os.geteuid():
        return list(command)
    return ["setpriv", "--inh-caps=-dac_override", "--bounding-set=-dac_override", *command]


def _passage(show: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _as_anyone(sys.executable, "-m", "passage", "build"),
        cwd=show,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("closed", ["audio_out", "audio_out/.cache", "feed"])
def test_a_folder_that_nobody_may_write_to_is_told_and_leaves_the_old_episodes(
    show: Path, closed: str
) -> None:
    before = made_files(show)
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    folders = [show / closed, *(path for path in (show / closed).rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        told = _passage(show)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert told.returncode in {1, 2}
    assert "Permission denied" in told.stderr
    assert "make the folder writable" in told.stderr
    kept = {name: data for name, data in made_files(show).items() if name in before}
    if closed != "feed":
        assert kept == before
    else:
        assert kept["feed/feed.xml"] == before["feed/feed.xml"]
    assert stray_files(show) == []
    assert _passage(show).returncode == 0
    assert build(show).rendered == 0


BROKEN = {
    "missing": None,
    "of another machine": b"\x7fELF\x02\x01\x01 and nothing else",
    "without success": b"#!/bin/sh\nexit 1\n",
    "ended while it works": (
        b'#!/bin/sh\ncase "$*" in *-version*) exec %s "$@";; esac\n'
        b"head -c 1000 /dev/zero\nkill -9 $$\n"
    ),
    "of no sound": b'#!/bin/sh\ncase "$*" in *-version*) exec %s "$@";; esac\nexit 0\n',
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_missing_or_broken_ffmpeg_is_told_and_leaves_the_old_episodes(
    show: Path, tmp_path: Path, how: str
) -> None:
    before = made_files(show)
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    broken = tmp_path / "ffmpeg"
    if (content := BROKEN[how]) is not None:
        real = encoder.program().encode()
        broken.write_bytes(content % real if b"%s" in content else content)
        broken.chmod(0o755)
    told = _passage(show, IMAGEIO_FFMPEG_EXE=str(broken))
    assert told.returncode in {1, 2}
    assert "ffmpeg" in told.stderr
    assert encoder.INSTALL in told.stderr
    assert "Traceback" not in told.stderr
    assert made_files(show) == before
    assert stray_files(show) == []
    assert build(show).rendered == 1


def test_a_bit_that_flips_in_anything_that_is_kept_is_found_and_made_again(show: Path) -> None:
    reporting.report(Layout(show), show_folder.read(show))
    before = made_files(show)
    kept = [path for path in (show / "audio_out" / ".cache").rglob("*") if path.is_file()]
    assert len(kept) > 11 + 3 + 2 + 2
    for path in kept:
        when = path.stat()
        data = bytearray(path.read_bytes())
        if not data:
            continue
        data[len(data) // 2] ^= 0x10
        path.write_bytes(data)
        os.utime(path, ns=(when.st_atime_ns, when.st_mtime_ns))
    for made in (show / "audio_out").glob("*.mp3"):
        made.unlink()
    shutil.rmtree(show / "feed")
    assert build(show).rendered == 11
    reporting.report(Layout(show), show_folder.read(show))
    assert made_files(show) == before
    store = Store(show / "audio_out" / ".cache")
    assert all(store.get(key) is not None for key, _ in store.entries())
