"""Answers that are only words: what is not there, and what is refused."""

from __future__ import annotations

import html
from collections.abc import Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response


def answer(
    request: Request,
    status: int,
    said: str,
    inject: Callable[[bytes, Request], bytes] | None = None,
) -> Response:
    """A sentence, as a page for whoever reads pages."""
    headers = {"Cache-Control": "no-store"}
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{said}\n", status, headers)
    page = _page(HTTPStatus(status).phrase, said).encode()
    return HTMLResponse(inject(page, request) if inject else page, status, headers)


def _page(title: str, said: str) -> str:
    title, said = html.escape(title), html.escape(said)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{said}</p>\n"
        '<p><a href="/">The show</a></p>\n</main>\n</body>\n</html>\n'
    )
