"""The body of an answer, piece by piece: no answer is in memory as a whole for each who asks."""

from __future__ import annotations

import asyncio
from typing import BinaryIO

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from passage.delivering.serving.ranges import Span

PIECE = 65_536
"""Bytes; two of them for each who listens is what a server needs."""


class Sent(Response):
    """An answer with bytes of an open file, which is closed whatever happens."""

    def __init__(self, file: BinaryIO, span: Span, status: int, headers: dict[str, str]) -> None:
        super().__init__(None, status, headers)
        self._file, self._span = file, span
        self.headers["content-length"] = str(span.stop - span.start)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until all is sent or nobody listens any more (seeking is asking and hanging up)."""
        with self._file:
            sending = asyncio.create_task(self._send(send, head_only=scope["method"] == "HEAD"))
            leaving = asyncio.create_task(left(receive))
            try:
                await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                sending.cancel()
                leaving.cancel()
                await asyncio.wait({sending, leaving})
            if not sending.cancelled():
                sending.result()

    async def _send(self, send: Send, *, head_only: bool) -> None:
        await send(
            {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        )
        rest = 0 if head_only else self._span.stop - self._span.start
        if rest:
            await asyncio.to_thread(self._file.seek, self._span.start)
        while rest:
            piece = await asyncio.to_thread(self._file.read, min(PIECE, rest))
            if not piece:
                # Somebody shortened the file in place: better no end than a wrong one.
                raise EOFError
            rest -= len(piece)
            await send(_body(piece, more=rest > 0))
        if head_only or self._span.start == self._span.stop:
            await send(_body(b"", more=False))


async def left(receive: Receive) -> None:
    """Wait until whoever asked has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _body(piece: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": piece, "more_body": more}
