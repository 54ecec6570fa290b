"""A scheduler, workers and builds as processes of their own, on loopback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

LONGEST_S = 240
"""How long a test waits for what has to happen."""


def wait_until(happened: Callable[[], object], what: str) -> None:
    """Wait, and say in time what did not happen."""
    ends = time.monotonic() + LONGEST_S
    while not happened():
        if time.monotonic() > ends:
            raise TimeoutError(f"{what} within {LONGEST_S} s")
        time.sleep(0.02)


def _says(process: subprocess.Popen[bytes], log: Path, words: bytes) -> bool:
    """Whether a process has written this; one that ended instead has its log in the message."""
    told = log.read_bytes()
    if words not in told and process.poll() is not None:
        raise RuntimeError(told.decode())
    return words in told


class Farm:
    """Processes that end with the test."""

    def __init__(self, folder: Path, host: str = "127.0.0.1", prefix: Sequence[str] = ()) -> None:
        self.folder, self.host = folder, host
        self.prefix = list(prefix)
        """What stands before the command of a scheduler or worker."""
        self.signs = folder / "signs"
        self.signs.mkdir()
        self._started: list[subprocess.Popen[bytes]] = []
        self._port = _free_port()
        self.scheduler = self.start_scheduler()

    @property
    def address(self) -> str:
        return f"tcp://{self.host}:{self._port}"

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        """Start it, again on the same port, and wait until it listens."""
        where = ["--host", self.host, "--port", str(self._port), "--no-dashboard"]
        command = ["distributed.cli.dask_scheduler", *where]
        log = self.folder / f"scheduler-{len(self._started)}.log"
        started = self._start(command, log)
        wait_until(lambda: _says(started, log, b"Scheduler at"), "no scheduler listened")
        return started

    def start_worker(
        self, name: str, fault: str = "none", threads: int = 1
    ) -> subprocess.Popen[bytes]:
        """Start a worker with a name and a fault of `farm_faults`."""
        command = ["distributed.cli.dask_worker", self.address, "--name", name, "--no-nanny"]
        command += ["--nthreads", str(threads), "--no-dashboard", "--memory-limit", "0"]
        command += ["--preload", "tests.pipeline.farm_faults", "--host", self.host]
        faults = {"PASSAGE_TEST_FAULT": fault, "PASSAGE_TEST_SIGNS": str(self.signs)}
        log = self.folder / f"{name}.log"
        started = self._start(command, log, **faults)
        wait_until(lambda: _says(started, log, b"Registered to"), "the worker did not come")
        return started

    def build(self, show: Path, *more: str, patience: int = 60) -> Build:
        """Start a build on this farm."""
        return Build(show, "--on", self.address, "--patience", str(patience), *more)

    def has_begun(self, name: str) -> bool:
        """Whether a worker is at a segment, or was."""
        return (self.signs / f"begun-{name}").exists()

    def go_on(self) -> None:
        """Let those go on who wait."""
        (self.signs / "go").touch()

    def tasks(self) -> list[int]:
        """How many tasks the scheduler knows, and each of its workers."""
        code = (
            "import json, sys, distributed as d\n"
            "client = d.Client(sys.argv[1], timeout=30)\n"
            "mine = client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks))\n"
            "theirs = client.run(lambda dask_worker: len(dask_worker.state.tasks))\n"
            "print(json.dumps([mine, *theirs.values()]))\n"
        )
        asked = [sys.executable, "-c", code, self.address]
        told = subprocess.run(asked, capture_output=True, check=True, timeout=LONGEST_S)
        return list(json.loads(told.stdout))

    def end(self) -> None:
        for process in self._started:
            process.kill()
            process.wait()

    def _start(self, module: Sequence[str], log: Path, **more: str) -> subprocess.Popen[bytes]:
        with log.open("wb") as told:
            process = subprocess.Popen(
                [*self.prefix, sys.executable, "-m", *module],
                stdout=told,
                stderr=told,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **more},
                cwd=self.folder,
            )
        self._started.append(process)
        return process


class Build:
    """``passage build`` as a process."""

    def __init__(self, show: Path, *arguments: str, prefix: Sequence[str] = ()) -> None:
        self._told = show.parent / f"{show.name}-{time.monotonic_ns()}.log"
        with self._told.open("wb") as told:
            self.process = subprocess.Popen(
                [*prefix, sys.executable, "-m", "passage", "build", "-C", str(show), *arguments],
                stdout=told,
                stderr=told,
                cwd=show,
                start_new_session=True,
            )

    @property
    def told(self) -> str:
        """What it has said so far."""
        return self._told.read_text("utf-8")

    def status(self) -> int:
        """Wait for its end; its exit status."""
        return self.process.wait(timeout=LONGEST_S)

    def interrupt(self) -> None:
        """Press ^C."""
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> None:
        """End it, if it has not ended."""
        self.process.kill()
        self.process.wait()


@contextmanager
def started(folder: Path, host: str = "127.0.0.1", prefix: Sequence[str] = ()) -> Iterator[Farm]:
    """A farm with a scheduler and no workers."""
    farm = Farm(folder, host, prefix)
    try:
        yield farm
    finally:
        farm.end()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
