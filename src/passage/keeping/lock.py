"""One build at a time in a folder; the others wait, and are told for whom."""

from __future__ import annotations

import getpass
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from passage.errors import DeliveryFailed

HEARTBEAT_S = 30.0
"""How often one who waits is told so: often enough to know that nothing hangs."""


@contextmanager
def held(path: Path, waiting: Callable[[str], None]) -> Iterator[bool]:
    """Hold the lock at `path`, waiting for whoever has it; `waiting` is told who that is.

    Yields whether it had to wait, since the folder may then be another than before. The system
    frees the lock of a process that died, so nothing is left to clear away by hand.
    Raises DeliveryFailed when the lock's folder cannot be written.
    """
    lock = filelock.FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        waited = _acquire(lock, path, waiting)
    except OSError as error:
        what = f"could not be written: {error.strerror or error}"
        hint = "make the folder writable, or choose another with -C"
        raise DeliveryFailed(str(path), what, hint) from error
    try:
        _who(path).write_text(_me(), "utf-8")
        yield waited
    finally:
        _who(path).unlink(missing_ok=True)
        lock.release()


def _acquire(lock: filelock.FileLock, path: Path, waiting: Callable[[str], None]) -> bool:
    patience = 0.0
    while True:
        try:
            lock.acquire(timeout=patience)
        except filelock.Timeout:
            waiting(_holder(path))
            patience = HEARTBEAT_S
        else:
            return patience > 0


def _holder(path: Path) -> str:
    try:
        return _who(path).read_text("utf-8")
    except OSError:
        return "another process"


def _me() -> str:
    return f"process {os.getpid()} of {getpass.getuser()} on {platform.node()}"


def _who(path: Path) -> Path:
    return path.with_name(f"{path.name}.holder")
