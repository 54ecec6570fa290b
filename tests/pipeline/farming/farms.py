"""A scheduler, workers and builds as processes of their own, on loopback."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_log = logging.getLogger(__name__)

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


def faulty(signs: Path, fault: str) -> dict[str, str]:
    """The environment of a worker with a fault of `farm_faults`, which has to be preloaded."""
    return {
        "PASSAGE_TEST_FAULT": fault,
        "PASSAGE_TEST_SIGNS": str(signs),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


class Farm:
    """Processes that end with the test."""

    def __init__(self, folder: Path, host: str = "127.0.0.1", prefix: Sequence[str] = ()) -> None:
        self.folder, self.host = folder, host
        self.prefix = list(prefix)
        """What stands before the command of a scheduler or worker."""
        self.signs = folder / "signs"
        self.signs.mkdir()
        self._started: list[subprocess.Popen[bytes]] = []
        self._port = 0
        self.scheduler = self.start_scheduler()

    @property
    def address(self) -> str:
        return f"tcp://{self.host}:{self._port}"

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        """Start it on a free port, again on the same one, and wait until it listens."""
        where = ["--host", self.host, "--port", str(self._port), "--no-dashboard"]
        command = ["distributed.cli.dask_scheduler", *where]
        log = self.folder / f"scheduler-{len(self._started)}.log"
        started = self._start(command, log)
        wait_until(lambda: _says(started, log, b"Scheduler at"), "no scheduler listened")
        told = re.search(rb"Scheduler at:\s+\S+:(\d+)\s", log.read_bytes())
        assert told, "it does not say where"
        self._port = int(told[1])
        return started

    def start_worker(
        self, name: str, fault: str = "none", threads: int = 1
    ) -> subprocess.Popen[bytes]:
        """Start a worker with a name and a fault of `farm_faults`."""
        command = ["distributed.cli.dask_worker", self.address, "--name", name, "--no-nanny"]
        command += ["--nthreads", str(threads), "--no-dashboard", "--memory-limit", "0"]
        command += ["--preload", "tests.pipeline.farming.farm_faults", "--host", self.host]
        log = self.folder / f"{name}.log"
        started = self._start(command, log, **faulty(self.signs, fault))
        wait_until(lambda: _says(started, log, b"Registered to"), "the worker did not come")
        return started

    def build(self, show: Path, *more: str, patience: int = 60, by: Cable | None = None) -> Build:
        """Start a build on this farm, by a cable if there is one."""
        address = by.address if by else self.address
        return Build(show, "--on", address, "--patience", str(patience), *more)

    @contextmanager
    def cable(self) -> Iterator[Cable]:
        """A cable to the scheduler, for as long as it is needed."""
        laid = Cable(self.host, self._port)
        try:
            yield laid
        finally:
            laid.end()

    def has_begun(self, name: str) -> bool:
        """Whether a worker is at a segment, or was."""
        return (self.signs / f"begun-{name}").exists()

    def processors(self, name: str) -> list[tuple[int, ...]]:
        """Those that a worker might use for each segment, one after the other."""
        lines = (self.signs / f"begun-{name}").read_text().splitlines()
        return [tuple(map(int, line.split())) for line in lines]

    def go_on(self) -> None:
        """Let those go on who wait."""
        (self.signs / "go").touch()

    def tasks(self) -> dict[str, list[str]]:
        """The states of the tasks that the scheduler knows, and each of its workers."""
        code = (
            "import json, sys, distributed as d\n"
            "states = lambda known: [task.state for task in known.tasks.values()]\n"
            "client = d.Client(sys.argv[1], timeout=120)\n"
            "mine = client.run_on_scheduler(lambda dask_scheduler: states(dask_scheduler))\n"
            "told = lambda dask_worker: (dask_worker.name, states(dask_worker.state))\n"
            "theirs = client.run(told)\n"
            "print(json.dumps({'scheduler': mine, **dict(theirs.values())}))\n"
        )
        asked = [sys.executable, "-c", code, self.address]
        told = subprocess.run(asked, capture_output=True, check=True, timeout=LONGEST_S)
        _log.warning("tasks: %s", told.stdout.decode())
        return dict(json.loads(told.stdout))

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
                env={**os.environ, **more},
                cwd=self.folder,
            )
        self._started.append(process)
        return process


class Cable:
    """What lies between a build and a scheduler: it may be cut, and it may only fall silent."""

    def __init__(self, host: str, port: int) -> None:
        self._to = (host, port)
        self._open = threading.Event()
        self._ends = list[socket.socket]()
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._listen, daemon=True).start()
        self.join()

    @property
    def address(self) -> str:
        """Where a build finds the scheduler."""
        return f"tcp://127.0.0.1:{self._listening.getsockname()[1]}"

    def silence(self) -> None:
        """Let nothing through any more, in either direction, and tell nobody."""
        self._open.clear()

    def join(self) -> None:
        """Let through what waits and what comes."""
        self._open.set()

    def cut(self) -> None:
        """Break all connections; new ones may be made."""
        while self._ends:
            end = self._ends.pop()
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """Be gone."""
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.join()
        self.cut()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                self._open.wait()
                far = socket.create_connection(self._to)
                self._ends += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with source, contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                self._open.wait()
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)


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
