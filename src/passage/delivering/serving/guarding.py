"""Who may ask, and how: before anything is looked for.

A page of any site can make a browser ask a server on the same machine. If that site's name is made
to lead here (DNS rebinding), the browser lets it read the answers. So a server that is for this
machine only answers to names of this machine only.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = "GET, HEAD, OPTIONS"
LONGEST_TARGET = 4_096
LONGEST_HEAD = 32_768
MOST_HEADERS = 200
"""Bytes and headers: more than any client sends."""
LOCAL_NAMES = frozenset({"localhost"})

_AUTHORITY = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_ABSOLUTE = re.compile(r"https?://([^/?#]*)(/.*)?", re.IGNORECASE)


class Guard:
    """Lets pass what may be asked; `tell` hears of what should never happen."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        names: Collection[str] | None,
        tell: Callable[[str], None],
    ) -> None:
        """`names` are those that the server answers to beside this machine's; None: to any."""
        self._app, self._tell = app, tell
        self._names = None if names is None else LOCAL_NAMES | {name.lower() for name in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or have the application answer."""
        if scope["type"] != "http":
            return
        scope = _in_origin_form(scope)
        headers = Headers(scope=scope)
        has_body = "transfer-encoding" in headers or headers.get("content-length", "0") != "0"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(raw=message.setdefault("headers", []))
                told["X-Content-Type-Options"] = "nosniff"
                if has_body:
                    # What may be the next request, or the rest of a body that nobody reads, is
                    # never guessed at (RFC 9112, section 11.2).
                    told["Connection"] = "close"
            await send(message)

        answer: ASGIApp = self._refused(scope, headers) or self._app
        try:
            await answer(scope, receive, sending)
        except EOFError:
            raise
        except Exception as error:
            self._tell(f"a bug of Passage ({type(error).__name__}) in answering {scope['path']}")
            raise

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to what is not to be asked; None for all else."""
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_TARGET:
            return _words(414, "The address is too long.")
        length = sum(len(name) + len(value) for name, value in scope["headers"])
        if length > LONGEST_HEAD or len(scope["headers"]) > MOST_HEADERS:
            return _words(431, "The request has too many headers.")
        host = _AUTHORITY.fullmatch(headers.get("host", ""))
        if not host:
            return _words(400, "The request does not say which host it is for.")
        if self._names is not None and not is_local(host[1], self._names):
            said = "This server is for this machine only. passage serve --host NAME changes that."
            return _words(421, said)
        return _other_method(scope["method"])


def is_local(host: str, names: Collection[str] = LOCAL_NAMES) -> bool:
    """Whether a name is one of this machine's, which no other site can have."""
    host = host.lower()
    if host in names:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _other_method(method: str) -> Response | None:
    """The answer to all but GET and HEAD."""
    if method == "OPTIONS":
        allowed = {
            "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range",
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Origin": "*",
        }
        return Response(status_code=204, headers={"Allow": METHODS, **allowed})
    if method not in ("GET", "HEAD"):
        return _words(405, "Only GET and HEAD are answered.", {"Allow": METHODS})
    return None


def _in_origin_form(scope: Scope) -> Scope:
    """A target in absolute form says the host itself, and that counts (RFC 9112, section 3.2.2)."""
    found = _ABSOLUTE.fullmatch(scope["path"])
    if not found and any(name == b"host" for name, _ in scope["headers"]):
        return scope
    if found:
        host = found[1].encode()
    else:
        # HTTP/1.0 names no host: whoever connects means the address that answers.
        address, port = scope["server"]
        host = (f"[{address}]:{port}" if ":" in address else f"{address}:{port}").encode()
    rest = [(name, value) for name, value in scope["headers"] if name != b"host"]
    path = (found[2] or "/") if found else scope["path"]
    return {**scope, "path": path, "headers": [*rest, (b"host", host)]}


def _words(status: int, said: str, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{said}\n", status, headers)
