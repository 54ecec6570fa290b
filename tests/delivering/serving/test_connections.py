"""Nobody holds a connection who neither asks nor listens."""

from __future__ import annotations

import asyncio
import http.client
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from passage.delivering.serving import listening
from passage.delivering.serving.connections import Patience
from passage.delivering.serving.server import Server, Serving
from tests.delivering.serving.running import WAIT_S
from tests.pipeline.farming.farms import wait_until

LARGE = 16 * 1024 * 1024
"""Bytes: more than the system takes on the way to somebody who does not read."""
ASK = b"GET /audio_out/large-00000000.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[Server]:
    """A server that does not wait for long, with one large file."""
    with serving(tmp_path, Patience(request=0.3, stall=0.3)) as server:
        yield server


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Server]:
    """The same, for who is as quick as a busy machine lets them."""
    with serving(tmp_path, Patience(request=WAIT_S, stall=WAIT_S)) as server:
        yield server


@contextmanager
def serving(tmp_path: Path, patience: Patience) -> Iterator[Server]:
    path = tmp_path / "audio_out" / "large-00000000.mp3"
    path.parent.mkdir()
    path.write_bytes(b"\x00" * LARGE)
    is_ready = Event()
    asked = Serving(tmp_path, patience=patience)
    server = Server(asked, ready=lambda _: is_ready.set(), tell=print)
    with listening.listen("127.0.0.1", 0) as listener:
        thread = Thread(target=lambda: asyncio.run(server.serve([listener])))
        thread.start()
        try:
            assert is_ready.wait(WAIT_S)
            yield server
        finally:
            server.should_exit = True
            thread.join()


def address(server: Server) -> tuple[str, int]:
    """Where it listens."""
    found: tuple[str, int] = server.servers[0].sockets[0].getsockname()
    return found


def hung_up(connection: socket.socket) -> bool:
    try:
        return connection.recv(65_536) == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize("begun", [b"", b"GET /", ASK[:-2]])
def test_who_does_not_ask_is_hung_up_on(impatient: Server, begun: bytes) -> None:
    with socket.create_connection(address(impatient), timeout=WAIT_S) as connection:
        connection.sendall(begun)
        assert hung_up(connection)


def test_who_asks_letter_by_letter_is_hung_up_on(impatient: Server) -> None:
    with socket.create_connection(address(impatient), timeout=0.05) as connection:
        for _ in range(round(WAIT_S / 0.05)):
            try:
                connection.sendall(b"G")
                if connection.recv(1) == b"":
                    return
            except TimeoutError:
                continue
            except ConnectionError:
                return
    pytest.fail("it still waits for the rest of the request")


def test_who_takes_nothing_is_hung_up_on(impatient: Server) -> None:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(WAIT_S)
        connection.connect(address(impatient))
        connection.sendall(ASK)
        assert connection.recv(1) == b"H"
        # It hangs up while nobody takes anything.
        wait_until(lambda: not impatient.server_state.connections, "it still holds the connection")
        received = 1
        try:
            while piece := connection.recv(1 << 20):
                received += len(piece)
        except ConnectionError:
            pass
        assert received < LARGE


def test_who_takes_all_of_it_gets_all_of_it(patient: Server) -> None:
    with socket.create_connection(address(patient), timeout=WAIT_S) as connection:
        for _ in range(3):
            connection.sendall(ASK)
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            assert (answer.status, len(answer.read())) == (200, LARGE)
            answer.close()


def test_what_is_wrong_within_a_request_that_is_answered_ends_it(
    patient: Server, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_connection(address(patient), timeout=WAIT_S) as connection:
        connection.sendall(ASK[:-2] + b"Transfer-Encoding: chunked\r\n\r\n")
        received = len(connection.recv(1))
        connection.sendall(b"no chunk\r\n")
        try:
            while piece := connection.recv(1 << 20):
                received += len(piece)
        except ConnectionError:
            pass
    assert received < LARGE
    assert [record for record in caplog.records if record.name == "asyncio"] == []
