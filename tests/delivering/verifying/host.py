"""A server on this machine that serves a show as it should, or with one thing wrong."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLContext
from threading import Event, Thread
from urllib.parse import unquote

BASE = "/roads/"
KINDS = {
    ".css": "text/css",
    ".epub": "application/epub+zip",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt",
    ".xml": "application/rss+xml",
}


@dataclass
class Reply:
    """What is about to be answered."""

    status: int
    heads: dict[str, str]
    body: bytes
    announced: int | None = None
    """Bytes that are promised, where they are others than those that come."""
    dripping: bool = False
    """Whether it comes a byte at a time."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """The heads of the request."""
    raw: bytes = b""
    """What is sent in place of all of it, status line and heads included."""


Odd = Callable[[str, Reply], Reply]
"""What is wrong with a server, from the method and the right reply."""


@dataclass
class Host:
    """Where a show is served."""

    address: str = ""
    folder: Path = Path()
    files: dict[str, bytes | None] = field(default_factory=dict)
    """In place of what lies in the folder; None for what is not there."""
    former: dict[str, str] = field(default_factory=dict)
    """Former paths of sound, and the present ones."""
    odd: dict[str, Odd] = field(default_factory=dict)
    """What is wrong at a path; at all of them for an empty one."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    stopped: Event = field(default_factory=Event)

    def read(self, path: str) -> bytes:
        """A file as it is served."""
        data = self.files.get(path) if path in self.files else (self.folder / path).read_bytes()
        assert data is not None
        return data

    def edit(self, path: str, old: str | bytes, new: str | bytes) -> None:
        """Change bytes of a file, once."""
        old, new = (text.encode() if isinstance(text, str) else text for text in (old, new))
        data = self.read(path)
        assert old in data, (path, old)
        self.files[path] = data.replace(old, new, 1)

    def found(self, path: str) -> bytes | None:
        """What is answered at a path below the show's address; former names lead on."""
        path = unquote(path.partition("?")[0])
        path = self.former.get(path, path) if path not in self.files else path
        if path in self.files:
            return self.files[path]
        file = self.folder / path
        # Of the folder of the audio only the audio is published.
        public = path.startswith("feed/") or (path.startswith("audio_out/") and ".mp3" in path)
        return file.read_bytes() if public and ".cache" not in path and file.is_file() else None


class Handler(BaseHTTPRequestHandler):
    host: Host

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self) -> None:
        path = self.path.removeprefix(BASE)
        self.host.asked.append((self.command, path))
        self.host.heads.append(dict(self.headers.items()))
        reply = replace(self._reply(path), asked=dict(self.headers.items()))
        for odd in (self.host.odd.get(path), self.host.odd.get("")):
            reply = odd(self.command, reply) if odd else reply
        with suppress(ConnectionError):
            if reply.raw:
                self.wfile.write(reply.raw)
            else:
                self._send(reply)

    def _reply(self, path: str) -> Reply:
        body = self.host.found(path)
        if body is None or not self.path.startswith(BASE):
            return Reply(404, {}, b"")
        kind = KINDS.get(Path(path.partition("?")[0]).suffix, "")
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        heads = {"ETag": tag, "Content-Type": kind, "Access-Control-Allow-Origin": "*"}
        if tag in self.headers.get("If-None-Match", ""):
            return Reply(304, heads, b"")
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if not wanted:
            return Reply(200, heads, body)
        first, last = int(wanted[1]), min(int(wanted[2]), len(body) - 1)
        heads["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
        return Reply(206, heads, body[first : last + 1])

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.heads.items():
            self.send_header(name, value)
        announced = len(reply.body) if reply.announced is None else reply.announced
        if "Transfer-Encoding" not in reply.heads:
            self.send_header("Content-Length", str(announced))
        self.end_headers()
        if self.command == "HEAD":
            return
        if not reply.dripping:
            self.wfile.write(reply.body)
            return
        for byte in reply.body:
            if self.host.stopped.wait(0.05):
                return
            self.wfile.write(bytes([byte]))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass  # A client that does not want to hear more has hung up.


@contextmanager
def hosting(secure: SSLContext | None = None) -> Iterator[Host]:
    """Serve on a free port of this machine."""
    host = Host()
    server = _Server(("127.0.0.1", 0), type("Hosting", (Handler,), {"host": host}))
    if secure:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    scheme = "https" if secure else "http"
    host.address = f"{scheme}://127.0.0.1:{server.server_address[1]}{BASE}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield host
    finally:
        host.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
