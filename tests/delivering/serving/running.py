"""`passage serve` as a process, and requests to it byte by byte."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

WAIT_S = 240
"""For what certainly comes, on a machine that is busy with other things."""


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Running:
    """A server that runs."""

    process: subprocess.Popen[str]
    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The answer to a request; ``if_range`` is the header If-Range."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_S)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            heads = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, heads, answer.read())
        finally:
            connection.close()

    def raw(self, sent: bytes) -> bytes:
        """All that comes back for these bytes, until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=WAIT_S) as connection:
            received = b""
            try:
                connection.sendall(sent)
                while piece := connection.recv(65_536):
                    received += piece
            except ConnectionError:
                # It may hang up before all is sent: what came until then is its answer.
                pass
            return received

    def end(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
        """End it; its status, and the rest of what it said on its output and its errors."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            out, err = self.process.communicate(timeout=WAIT_S)
        except subprocess.TimeoutExpired:
            # It troubles no other test.
            self.process.kill()
            self.process.communicate()
            raise
        return self.process.returncode, out, err


@contextmanager
def slowly(server: Running, path: str) -> Iterator[socket.socket]:
    """Somebody who asks and then takes nothing of the answer."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(WAIT_S)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert connection.recv(12) == b"HTTP/1.1 200"
        yield connection


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Begin to serve."""
    return subprocess.Popen(
        [sys.executable, "-m", "passage", "serve", "-C", str(folder), *arguments],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": ""},
    )


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[Running]:
    """Serve on a free port until the end of the block."""
    process = start(folder, "--port", "0", *arguments)
    running = Running(process, folder, 0)
    try:
        assert process.stdout
        told = process.stdout.readline()
        assert told.startswith("Listen: http://"), process.communicate(timeout=WAIT_S)
        running.port = int(told.split("/")[2].rpartition(":")[2])
        yield running
    finally:
        running.end()
