"""How a request is answered: RFC 9110, for whoever plays, resumes, and asks for changes.

There is no Last-Modified. It has whole seconds, audio carries the date of its episode, and newsboat
believes it more than an ETag: a changed episode would be taken for the one it was.
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from passage import fingerprint
from passage.delivering import kinds
from passage.delivering.serving import addressing, finding, ranges, words
from passage.delivering.serving.finding import Found, Gone, Moved
from passage.delivering.serving.kept import Kept, tagged
from passage.delivering.serving.ranges import Span, Unsatisfiable
from passage.delivering.serving.sending import Sent

Inject = Callable[[bytes, Request], bytes]

_TAG = re.compile(r'(?:W/)?("[^"]*")')
_READ_ELSEWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is sent for a file: its own bytes, or others that are made of them."""

    path: str
    """Relative to the show's folder."""
    file: BinaryIO
    size: int
    tag: str
    """Strong (RFC 9110, section 8.8.1): answers with the same tag are the same bytes."""


class Answers:
    """Answers for the show in a folder; pages are sent as `inject` gives them back."""

    def __init__(self, folder: Path, inject: Inject | None = None) -> None:
        self._folder, self._inject = folder, inject
        self._kept = Kept()

    async def answer(self, request: Request) -> Response:
        """Answer GET or HEAD. A former address is answered with the audio as it is now.

        Not with a redirect: apps that keep the first address they saw would keep asking there, and
        what resumes a download asks with a Range and an If-Range, which fit the answer only here.
        """
        path = request.scope["path"]
        found = await asyncio.to_thread(finding.find, self._folder, path)
        if isinstance(found, Found):
            try:
                shown = await asyncio.to_thread(self._shown, found, request)
                return _answer(request, shown)
            except BaseException:
                found.file.close()
                raise
        if isinstance(found, Moved):
            # A path that was found, and so begins with the name of a made folder: it leads to no
            # other host.
            return Response(status_code=307, headers={"Location": quote(found.path)})
        status, said = (
            (410, "This is no longer published.")
            if isinstance(found, Gone)
            else (404, "There is nothing at this address.")
        )
        return words.answer(request, status, said, self._inject)

    def _shown(self, found: Found, request: Request) -> Shown:
        if kinds.names_addresses(found.path):
            here, address = str(request.base_url), addressing.told(self._folder)
            with found.file as file:
                content, tag = self._kept.get(
                    (found.path, found.signature, address, here),
                    lambda: addressing.moved(file.read(), address, here),
                )
        elif self._inject and kinds.of(found.path) == kinds.HTML:
            with found.file as file:
                content, tag = tagged(self._inject(file.read(), request))
        else:
            tag = fingerprint.of(*found.signature)
            return Shown(found.path, found.file, found.status.st_size, f'"{tag}"')
        return Shown(found.path, io.BytesIO(content), len(content), f'"{tag}"')


def _answer(request: Request, shown: Shown) -> Response:
    headers = {"ETag": shown.tag, "Cache-Control": "no-cache", "Accept-Ranges": "bytes"}
    if kinds.is_read_elsewhere(shown.path):
        headers |= _READ_ELSEWHERE
    if f"/{shown.path}" != request.scope["path"]:
        headers["Content-Location"] = f"/{quote(shown.path)}"
    asked = request.headers
    if "if-match" in asked and not _names(asked["if-match"], shown.tag, weakly=False):
        return _nothing(shown, 412, headers)
    if _names(asked.get("if-none-match", ""), shown.tag, weakly=True):
        return _nothing(shown, 304, headers)
    headers["Content-Type"] = kinds.of(shown.path)
    try:
        span = _wanted(request.method, asked, shown)
    except Unsatisfiable:
        return _nothing(shown, 416, headers | {"Content-Range": f"bytes */{shown.size}"})
    if span is None:
        return Sent(shown.file, Span(0, shown.size), 200, headers)
    headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{shown.size}"
    return Sent(shown.file, span, 206, headers)


def _wanted(method: str, asked: Mapping[str, str], shown: Shown) -> Span | None:
    # Section 14.2: only GET has ranges. Section 13.1.5: another file than theirs is sent whole.
    if method != "GET" or asked.get("if-range", shown.tag) != shown.tag:
        return None
    return ranges.wanted(asked.get("range", ""), shown.size)


def _names(header: str, tag: str, *, weakly: bool) -> bool:
    """Whether a list of tags, or ``*``, has this one (section 13.1)."""
    if header.strip() == "*":
        return True
    return any(
        found[1] == tag and (weakly or not found[0].startswith("W/"))
        for found in _TAG.finditer(header)
    )


def _nothing(shown: Shown, status: int, headers: Mapping[str, str]) -> Response:
    shown.file.close()
    return Response(status_code=status, headers=dict(headers))
