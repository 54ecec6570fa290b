"""A server on this machine that serves a show as hosts do, and remembers what was asked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

BASE = "/roads/"
SERVED = ("audio_out", "feed")
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".vtt": "text/vtt",
    ".xml": "application/rss+xml",
}


class Asked(NamedTuple):
    """A request, and how much of an answer there was."""

    path: str
    """Below the base address."""
    status: int


@dataclass
class Host:
    """Where a show is served, and what clients asked for."""

    address: str = ""
    """The show's base address, ending with a slash."""
    folder: Path = Path()
    """The show's folder; tests put another one here."""
    asked: list[Asked] = field(default_factory=list)

    @property
    def feed(self) -> str:
        """The address that people subscribe to."""
        return f"{self.address}feed/feed.xml"

    def fetched(self, ending: str) -> list[str]:
        """The names of the files of a kind that went out, in the order of asking."""
        sent = [asked.path for asked in self.asked if asked.status in (200, 206)]
        return [path.rpartition("/")[2] for path in sent if path.endswith(ending)]

    def served(self, path: str) -> Path | None:
        """The file at a path of the server: only what a producer uploads is there."""
        parts = path.removeprefix(BASE).split("/")
        if not path.startswith(BASE) or parts[0] not in SERVED or set(parts) & {"", "..", ".cache"}:
            return None
        file = self.folder.joinpath(*parts)
        return file if file.is_file() else None


class Handler(BaseHTTPRequestHandler):
    host: Host

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        # A browser hangs up in the middle of a sound that it has enough of.
        with suppress(ConnectionError):
            self.wfile.write(self._answer())

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self) -> bytes:
        """Send the head of the answer; its body is what comes back."""
        file = self.host.served(self.path)
        if not file:
            return self._reply(404, b"", {})
        body = file.read_bytes()
        # No Last-Modified: it has whole seconds, tests build twice in one, and curl believes it.
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        kind = KINDS.get(file.suffix, "text/plain; charset=utf-8")
        heads = {"ETag": tag, "Content-Type": kind, "Accept-Ranges": "bytes"}
        if tag in self.headers.get("If-None-Match", ""):
            return self._reply(304, b"", heads)
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not wanted:
            return self._reply(200, body, heads)
        first, last = int(wanted[1]), min(int(wanted[2] or len(body)), len(body) - 1)
        heads["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
        return self._reply(206, body[first : last + 1], heads)

    def _reply(self, status: int, body: bytes, heads: dict[str, str]) -> bytes:
        self.host.asked.append(Asked(self.path.removeprefix(BASE), status))
        self.send_response(status)
        for name, value in heads.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return body


@contextmanager
def hosting() -> Iterator[Host]:
    """Serve on a free port of this machine."""
    host = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Hosting", (Handler,), {"host": host}))
    host.address = f"http://127.0.0.1:{server.server_address[1]}{BASE}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
