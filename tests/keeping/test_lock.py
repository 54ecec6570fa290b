from __future__ import annotations

import getpass
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from passage.errors import DeliveryFailed
from passage.keeping import lock

HOLD = """
import sys, time
from pathlib import Path
from passage.keeping import lock
with lock.held(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.readline()
"""


def _holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_free_lock_is_had_at_once_and_leaves_nobody_s_name(tmp_path: Path) -> None:
    told: list[str] = []
    for _ in range(2):
        with lock.held(tmp_path / "new" / "lock", told.append):
            pass
    assert told == []
    assert not list(tmp_path.rglob("*.holder"))


def test_one_who_waits_is_told_for_whom_and_goes_on_when_it_is_free(tmp_path: Path) -> None:
    told: list[str] = []
    with _holder(tmp_path / "lock") as other:

        def waiting(who: str) -> None:
            told.append(who)
            other.communicate("done\n")

        with lock.held(tmp_path / "lock", waiting):
            pass
    assert len(told) == 1
    assert told[0].startswith(f"process {other.pid} of {getpass.getuser()} on ")


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    with _holder(tmp_path / "lock") as other:
        os.kill(other.pid, signal.SIGKILL)
    told: list[str] = []
    with lock.held(tmp_path / "lock", told.append):
        pass
    assert told == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(DeliveryFailed, match="could not be written: "),
        lock.held(tmp_path / "file" / "lock", print),
    ):
        pass
