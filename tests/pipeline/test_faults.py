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
from tests import shows
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
