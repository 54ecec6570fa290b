"""An S3 server on this machine, and what can go wrong between it and us."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from moto.backends import get_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]
BUCKET = "invented"
CHANGES = ("PUT", "POST", "DELETE")


class Between:
    """Stands before the server; from the nth request of some methods on, something goes wrong."""

    def __init__(self, server: Application) -> None:
        self.server = server
        self.fault: Fault | None = None
        self.methods: tuple[str, ...] = CHANGES
        self.left = 0
        self.asked: list[str] = []
        self.released = Event()

    def __call__(self, asked: Environment, answer: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as a WSGI application."""
        self.asked.append(f"{asked['REQUEST_METHOD']} {asked['PATH_INFO']}")
        if self.fault and asked["REQUEST_METHOD"] in self.methods:
            self.left -= 1
            if self.left < 0:
                return self.fault(self, asked, answer)
        return self.server(asked, answer)

    def fail(self, fault: Fault | None, nth: int = 0, methods: tuple[str, ...] = CHANGES) -> None:
        """From the nth request of these methods on."""
        self.fault, self.left, self.methods = fault, nth, methods


Fault = Callable[[Between, Environment, Callable[..., Any]], Iterable[bytes]]


def _refusing(status: str, code: str) -> Fault:
    def fault(_: Between, asked: Environment, answer: Callable[..., Any]) -> Iterable[bytes]:
        asked["wsgi.input"].read(int(asked.get("CONTENT_LENGTH") or 0))
        body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{code}</Message></Error>"
        answer(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
        return [body.encode()]

    return fault


def _cut(_: Between, asked: Environment, answer: Callable[..., Any]) -> Iterable[bytes]:
    """The line goes dead in the middle of an object."""
    asked["wsgi.input"].read(int(asked.get("CONTENT_LENGTH") or 0) // 2)
    return _dead(asked, answer)


def _dead(asked: Environment, answer: Callable[..., Any]) -> Iterable[bytes]:
    answer("200 OK", [("Content-Length", "1000")])
    asked["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return []


def _unanswered(
    between: Between, asked: Environment, answer: Callable[..., Any]
) -> Iterable[bytes]:
    """It is done, and nobody learns of it."""
    b"".join(between.server(asked, lambda *_: None))
    return _dead(asked, answer)


def _silent(between: Between, asked: Environment, answer: Callable[..., Any]) -> Iterable[bytes]:
    """It says nothing until the test is over."""
    between.released.wait(600)
    return _dead(asked, answer)


def _damaged(between: Between, asked: Environment, answer: Callable[..., Any]) -> Iterable[bytes]:
    """Another byte arrives than was sent, and the server does not look."""
    data = bytearray(asked["wsgi.input"].read(int(asked.get("CONTENT_LENGTH") or 0)))
    if data and asked["REQUEST_METHOD"] == "PUT":
        data[len(data) // 2] ^= 1
    asked["wsgi.input"] = io.BytesIO(bytes(data))
    for name in [each for each in asked if "CHECKSUM" in each or "CONTENT_MD5" in each]:
        del asked[name]
    return between.server(asked, answer)


FAULTS: dict[str, Fault] = {
    "broken": _refusing("500 Internal Server Error", "InternalError"),
    "busy": _refusing("503 Service Unavailable", "SlowDown"),
    "read-only": _refusing("403 Forbidden", "AccessDenied"),
    "full": _refusing("507 Insufficient Storage", "QuotaExceeded"),
    "cut": _cut,
    "unanswered": _unanswered,
    "damaged": _damaged,
}
SILENT: Fault = _silent


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing: tests read what the command says."""


@contextmanager
def serving() -> Iterator[tuple[str, Between]]:
    """Serve; the address of the server, and what stands before it."""
    between = Between(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, between, threaded=True, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", between
    finally:
        between.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
        # It keeps what it has in this process, where the next server would find it.
        get_backend("s3").reset()
