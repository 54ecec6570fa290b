"""Connections that come to an end: nobody holds a place who neither asks nor listens."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

AHEAD = 262_144
"""Bytes that are sent ahead of a reader. The system would take some megabytes, and whoever seeks
throws them away."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited for others, in seconds."""

    request: float = 10.0
    """For a whole request head, from the connection's beginning or the last answer's end."""
    stall: float = 60.0
    """For a reader who takes nothing: a player that is paused asks again when it goes on."""


PATIENCE = Patience()


def protocol(patience: Patience) -> type[H11Protocol]:
    """Uvicorn's connection, which by itself waits for a first request without end."""
    return type("PatientProtocol", (_PatientProtocol,), {"patience": patience})


class _PatientProtocol(H11Protocol):
    patience = PATIENCE

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **named)
        self._stalled: asyncio.TimerHandle | None = None
        self._waiting: asyncio.TimerHandle | None = None
        self._since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, AHEAD)
        self._since = self.loop.time()
        self._look_again(self.patience.request)

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._stalled, self._waiting):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        try:
            super().data_received(data)
        except h11.LocalProtocolError:
            # uvicorn cannot say that a request is bad when it is already answering another one.
            self.transport.abort()

    def on_response_complete(self) -> None:
        self._since = self.loop.time()
        super().on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(self.patience.stall, self.transport.abort)

    def resume_writing(self) -> None:
        if self._stalled:
            self._stalled.cancel()
        super().resume_writing()

    def _look_again(self, after: float) -> None:
        self._waiting = self.loop.call_later(after, self._look)

    def _look(self) -> None:
        """Whoever is answered may stay; whoever has not asked by now, or will not read, goes."""
        left = self._since + self.patience.request - self.loop.time()
        if self.cycle and not self.cycle.response_complete:
            self._look_again(self.patience.request)
        elif left > 0:
            self._look_again(left)
        else:
            self.transport.abort()
