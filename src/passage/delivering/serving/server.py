"""The server: its parts put together, started, and ended."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp

from passage.delivering.serving import connections, listening, watching
from passage.delivering.serving.answering import Answers
from passage.delivering.serving.connections import PATIENCE, Patience
from passage.delivering.serving.guarding import Guard
from passage.delivering.serving.news import News
from passage.delivering.serving.watching import Rebuild, Tell

AT_ONCE = 400
"""Connections: two open files each, and a process has 1,024 unless it is told otherwise. Those
beyond are answered 503."""
LONGEST_HEAD = 16 * 1024
"""Bytes of a request that are kept while its end has not come."""
GRACE_S = 1
"""Seconds for answers that are under way when the server is ended."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What is served, and to whom."""

    folder: Path
    """The show's."""
    host: str = "127.0.0.1"
    local_only: bool = True
    """Whether it answers only to names of this machine, and `host`."""
    patience: Patience = PATIENCE


def application(serving: Serving, tell: Tell, news: News | None = None) -> ASGIApp:
    """The answers to all requests; with `news`, pages keep themselves up to date."""
    answers = Answers(serving.folder, news.inject if news else None)
    routes = news.routes() if news else []
    routes.append(Route("/{path:path}", answers.answer, methods=["GET", "HEAD"]))
    names = (serving.host,) if serving.local_only else None
    return Guard(Starlette(routes=routes), names=names, tell=tell)


def run(
    serving: Serving,
    listener: socket.socket,
    *,
    ready: Tell,
    tell: Tell,
    rebuild: Rebuild | None = None,
) -> None:
    """Serve until the process is told to end; `ready` is given the address when it listens.

    With `rebuild` the show is built again whenever what people wrote changes. Raises
    KeyboardInterrupt when it was interrupted.
    """
    asyncio.run(Server(serving, ready=ready, tell=tell, rebuild=rebuild).serve([listener]))


class Server(uvicorn.Server):
    """uvicorn, with what begins and ends with it."""

    def __init__(
        self, serving: Serving, *, ready: Tell, tell: Tell, rebuild: Rebuild | None = None
    ) -> None:
        self._serving, self._ready, self._tell, self._rebuild = serving, ready, tell, rebuild
        self._news = News(serving.folder) if rebuild else None
        self._watching: asyncio.Task[None] | None = None
        super().__init__(
            uvicorn.Config(
                application(serving, tell, self._news),
                http=connections.protocol(serving.patience),
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                backlog=listening.BACKLOG,
                limit_concurrency=AT_ONCE,
                timeout_graceful_shutdown=GRACE_S,
                h11_max_incomplete_event_size=LONGEST_HEAD,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, say so, and begin to watch."""
        await super().startup(sockets)
        for listener in sockets or ():
            self._ready(listening.address(listener, self._serving.host))
        if self._news and self._rebuild:
            watch = watching.watch(self._serving.folder, self._rebuild, self._news, self._tell)
            self._watching = asyncio.create_task(watch)
            self._watching.add_done_callback(self._tell_end)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what has no end of its own, then all else."""
        if self._watching:
            self._watching.cancel()
            await asyncio.wait([self._watching])
        if self._news:
            self._news.close()
        await super().shutdown(sockets)

    def _tell_end(self, watch: asyncio.Task[None]) -> None:
        if not watch.cancelled() and (error := watch.exception()):
            self._tell(f"changes are no longer seen: {type(error).__name__}: {error}")
