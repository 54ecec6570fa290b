"""What open pages are told while somebody works on the show: that it changed, or what is wrong.

Only pages on this machine are told: a problem may quote words that nobody has agreed to publish.
"""

from __future__ import annotations

import asyncio
import html
import ipaddress
import json
import os
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from passage import fingerprint
from passage.delivering.serving import finding, guarding, words

SCRIPT, EVENTS = "/_passage/watch.js", "/_passage/events"
"""Where no made file can be: what is made lies in ``feed/`` and ``audio_out/``."""
BEAT_S = 20.0
"""Seconds after which a silent stream says that it is there, so that one who left is noticed."""

_END_OF_BODY = re.compile(rb"</body\s*>(?!.*</body\s*>)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of building again."""

    problems: tuple[str, ...] = ()
    """Each with its file and line where it has them; empty when nothing is wrong."""


class News:
    """The state of the show, for any number of open pages."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._build, self._problems = state(folder), tuple[str, ...]()
        self._listeners = set[asyncio.Event]()
        self._closed = False

    def tell(self, problems: tuple[str, ...], build: str) -> bool:
        """Tell all pages; say whether what is served is another than before."""
        changed = build != self._build
        self._problems, self._build = problems, build
        self._wake()
        return changed

    def close(self) -> None:
        """End all streams: the server ends."""
        self._closed = True
        self._wake()

    def inject(self, page: bytes, request: Request) -> bytes:
        """A page with the script that keeps it up to date."""
        if not _is_here(request):
            return page
        script = f'<script src="{SCRIPT}" data-build="{html.escape(self._build)}"></script>\n'
        found = _END_OF_BODY.search(page)
        end = found.start() if found else len(page)
        return page[:end] + script.encode() + page[end:]

    def routes(self) -> list[Route]:
        """Where the script and its news are."""
        return [Route(SCRIPT, self._script), Route(EVENTS, self._events)]

    async def _script(self, request: Request) -> Response:
        if not _is_here(request):
            return words.answer(request, 404, "There is nothing at this address.")
        return Response(
            _read_script(), headers={"Cache-Control": "no-cache"}, media_type="text/javascript"
        )

    async def _events(self, request: Request) -> Response:
        if not _is_here(request) or _is_of_another_site(request):
            return words.answer(request, 404, "There is nothing at this address.")
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._stream(), headers=headers, media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[str]:
        """As https://html.spec.whatwg.org/multipage/server-sent-events.html has it."""
        woken = asyncio.Event()
        self._listeners.add(woken)
        try:
            yield "retry: 1000\n\n"
            while not self._closed:
                told = {"build": self._build, "problems": self._problems}
                yield f"data: {json.dumps(told)}\n\n"
                while not await _happens(woken):
                    yield ": still here\n\n"
        finally:
            self._listeners.discard(woken)

    def _wake(self) -> None:
        for listener in self._listeners:
            listener.set()


def state(folder: Path) -> str:
    """Differs when anything that is served does."""
    return fingerprint.of(*sorted(_served(folder)))


def _served(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    for made in (finding.FEED, finding.AUDIO):
        for within, folders, names in os.walk(folder / made):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if not name.startswith("."):
                    path = Path(within, name)
                    try:
                        told = path.stat()
                    except OSError:
                        continue
                    yield (str(path), told.st_size, told.st_mtime_ns, told.st_ino)


async def _happens(woken: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(woken.wait(), BEAT_S)
    except TimeoutError:
        return False
    woken.clear()
    return True


def _is_here(request: Request) -> bool:
    """Whether whoever asks is on this machine, and not a page of another site in its browser."""
    client, name = request.client, request.url.hostname or ""
    if client is None or not guarding.is_local(name):
        return False
    return ipaddress.ip_address(client.host.partition("%")[0]).is_loopback


def _is_of_another_site(request: Request) -> bool:
    """Whether a page of another site had the browser ask: it could read nothing, but keep asking.

    Browsers say so themselves (Fetch, 3.2; Fetch Metadata, 2.4).
    """
    own = f"{request.url.scheme}://{request.url.netloc}"
    asked = request.headers
    return asked.get("origin", own) != own or "cross-site" in asked.get("sec-fetch-site", "")


@cache
def _read_script() -> bytes:
    return resources.files(__package__).joinpath("watch.js").read_bytes()
