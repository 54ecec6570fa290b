"""A server on this machine that plays Google Translate, well or badly."""

from __future__ import annotations

import base64
import functools
import json
import ssl
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import NamedTuple

from passage import ffmpeg
from passage.voicing.sending import Manners

CALL = "jQ1olc"

QUICK = Manners(
    pause=0, connecting=60, silence=60, answering=60, attempts=3, first_wait=0.01, longest_wait=5
)
"""Quick to ask again. How long is waited for an answer says a test that is about that: on a busy
machine a server may take seconds."""


class Asked(NamedTuple):
    """What a request said."""

    text: str
    language: str
    when: float


Answer = Callable[["Handler"], None]
"""What the server does about a request, once it is read."""


@dataclass
class Google:
    """What was asked of the server, and how it is to answer."""

    address: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    """For the next requests, in order; after them it speaks."""
    closing: Event = field(default_factory=Event)

    @property
    def texts(self) -> list[str]:
        return [asked.text for asked in self.asked]


class Handler(BaseHTTPRequestHandler):
    google: Google

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        text, language = read(body)
        self.google.asked.append(Asked(text, language, time.monotonic()))
        answer = self.google.answers.pop(0) if self.google.answers else speak
        answer(self)

    def log_message(self, *_: object) -> None:
        pass

    def reply(self, body: bytes, *, missing: int = 0, kind: str = "application/json") -> None:
        """Answer 200; `missing` bytes are promised and do not come."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) + missing))
        self.end_headers()
        self.wfile.write(body)


def read(body: str) -> tuple[str, str]:
    """The text and the language in a request's body."""
    call = json.loads(urllib.parse.parse_qs(body)["f.req"][0])[0][0]
    assert call[0] == CALL
    text, language, slow, _ = json.loads(call[1])
    assert slow is None
    return text, language


@functools.cache
def mp3(length: float = 0.6, volume: float = 0.3, *, whole: bool = True) -> bytes:
    """A tone between two silences, as MP3 like Google's: 24 kHz, mono."""
    tone = f"sine=f=330:r=24000:d={length},volume={volume},adelay=200,apad=pad_dur=0.3"
    form = ["-ac", "1", "-c:a", "libmp3lame", "-b:a", "32k", "-write_xing", "0"]
    made, _ = ffmpeg.run(
        ["-f", "lavfi", "-i", tone, *form, "-id3v2_version", "0", "-f", "mp3", "pipe:1"], b""
    )
    return made if whole else made[:-10]


def envelope(payload: object) -> bytes:
    """Google's answer with this result of the call."""
    rows = [["wrb.fr", CALL, payload, None, None, None, "generic"], ["di", 87], ["e"]]
    told = json.dumps(rows, separators=(",", ":"))
    return f')]}}\'\n\n{len(told)}\n{told}\n25\n[["e",4,null,null,132]]\n'.encode()


def sound(data: bytes) -> bytes:
    """Google's answer with this sound; it writes its equals signs as an escape."""
    payload = json.dumps([base64.b64encode(data).decode()]).replace("=", "\\u003d")
    return envelope(payload)


def speak(handler: Handler) -> None:
    """Answer as Google does."""
    handler.reply(sound(mp3()))


def says(body: bytes, kind: str = "application/json") -> Answer:
    """Answer with something else."""
    return lambda handler: handler.reply(body, kind=kind)


def refuses(status: int, **headers: str) -> Answer:
    """Answer with a status and nothing more."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def breaks_off(handler: Handler) -> None:
    """Promise a whole answer, and send half of it."""
    body = sound(mp3())
    handler.reply(body[: len(body) // 2], missing=len(body) - len(body) // 2)


def is_silent(handler: Handler) -> None:
    """Send nothing, until somebody closes."""
    handler.google.closing.wait(600)


def drips(handler: Handler) -> None:
    """Send an answer that never ends, a little at a time."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.google.closing.wait(0.02):
        try:
            handler.wfile.write(b"." * 64)
        except OSError:
            return


@contextmanager
def playing(context: ssl.SSLContext | None = None) -> Iterator[Google]:
    """Play Google on a port of this machine, over TLS with a `context`."""
    google = Google()
    kind = type("Playing", (Handler,), {"google": google})
    server = _Server(("127.0.0.1", 0), kind)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if context else "http"
    google.address = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield google
    finally:
        google.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are what these tests are about."""
