"""`passage serve` on this machine, and what was asked of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple
from urllib.request import Request, urlopen

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from passage.delivering.serving import listening
from passage.delivering.serving.server import Server, Serving, application
from tests.delivering.serving.running import WAIT_S

_OURS = b"test-of-passage"
"""The user agent of what a test itself fetches."""


class Asked(NamedTuple):
    """A request, and how much of an answer there was."""

    path: str
    """Below the base address."""
    status: int


@dataclass
class Host:
    """Where a show is served, and what clients asked for."""

    address: str = ""
    """Where it is served, ending with a slash."""
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

    def served(self, path: str) -> bytes:
        """What is served at a path, without counting as asked for."""
        request = Request(self.address + path, headers={"User-Agent": _OURS.decode()})  # noqa: S310 - our own address
        with urlopen(request, timeout=WAIT_S) as answer:  # noqa: S310 - our own address
            content: bytes = answer.read()
        return content


class Remembering:
    """The real answers for the host's present folder, and a note of each."""

    def __init__(self, host: Host, serving: Serving) -> None:
        self._host, self._serving = host, serving
        self._answers: dict[Path, ASGIApp] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start" and not is_ours:
                self._host.asked.append(Asked(scope["path"][1:], message["status"]))
            await send(message)

        is_ours = (b"user-agent", _OURS) in scope["headers"]
        folder = self._host.folder
        if folder not in self._answers:
            self._answers[folder] = application(replace(self._serving, folder=folder), print)
        await self._answers[folder](scope, receive, noting)


@contextmanager
def hosting() -> Iterator[Host]:
    """Serve on a free port of this machine."""
    host, serving, is_ready = Host(), Serving(Path()), Event()

    def ready(address: str) -> None:
        host.address = address
        is_ready.set()

    server = Server(serving, ready=ready, tell=print)
    server.config.app = Remembering(host, serving)
    with listening.listen("127.0.0.1", 0) as listener:
        thread = Thread(target=lambda: asyncio.run(server.serve([listener])))
        thread.start()
        try:
            assert is_ready.wait(WAIT_S)
            yield host
        finally:
            server.should_exit = True
            thread.join()
