"""Asks servers, as an app does that trusts none of them.

http.client, since here every connection goes to a number that was looked at before, every hop of a
redirection is looked at, and no proxy, cookie, password file or repetition may come in between.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from passage import __version__
from passage.delivering.verifying.bounds import REDIRECTIONS, Budget
from passage.delivering.verifying.hosts import Hosts, PrivateNetwork, port
from passage.model.answered import Answer, Trouble

_HEADS: Mapping[str, str] = {
    "Accept": "*/*",
    # As it lies there: lengths and parts are those of the file (RFC 9110, 12.5.3).
    "Accept-Encoding": "identity",
    "Connection": "close",
    # Some servers tell others that they may read only who says that they ask (Fetch, 3.2).
    "Origin": "https://player.invalid",
    "User-Agent": f"Passage/{__version__} (verify)",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PIECE = 1 << 16
_AN_APP = "AppleCoreMedia/1.0.0.21F90 (iPhone; U; CPU OS 17_5 like Mac OS X; en_us)"
"""As the player calls itself that most listeners have."""
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_KEPT = "%!#$&'()*+,/:;=?@[]~"
_LARGEST_PART = 1 << 16


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for at an address."""

    address: str
    method: str = "GET"
    heads: tuple[tuple[str, str], ...] = ()
    most: int = _LARGEST_PART
    """Bytes that may come."""
    into: Path | None = None


class Web:
    """A client."""

    def __init__(self, budget: Budget, hosts: Hosts) -> None:
        self._budget, self._hosts = budget, hosts
        self._secure = _context()

    def head(self, address: str) -> Answer:
        """What a server says of an address without giving it."""
        return self._follow(_Wish(address, "HEAD"))

    def part(self, address: str, first: int, last: int) -> Answer:
        """The bytes from `first` to `last`, both of them included (RFC 9110, 14.2)."""
        heads = (("Range", f"bytes={first}-{last}"),)
        return self._follow(_Wish(address, heads=heads, most=last - first + 1))

    def as_app(self, address: str) -> Answer:
        """The same, of whoever calls itself as a common player does."""
        return self._follow(_Wish(address, "HEAD", heads=(("User-Agent", _AN_APP),)))

    def again(self, address: str, tag: str) -> Answer:
        """What is answered to who has it already (RFC 9110, 13.1.2)."""
        return self._follow(_Wish(address, "HEAD", heads=(("If-None-Match", tag),)))

    def get(self, address: str, into: Path, most: int) -> Answer:
        """The whole, written into a file; reading stops after `most` bytes."""
        return self._follow(_Wish(address, most=most, into=into))

    def paths(self) -> list[str]:
        """Nobody can tell what all lies on a server."""
        return []

    def _follow(self, wish: _Wish) -> Answer:
        seen, here = set[str](), urldefrag(wish.address)[0]
        while True:
            if told := self._refused(here, seen):
                return Answer(wish.address, here, trouble=told[0], told=told[1])
            seen.add(here)
            answer, leads = self._ask(replace(wish, address=here))
            if not leads:
                return replace(answer, address=wish.address)
            try:
                onward = urldefrag(urljoin(here, leads))[0]
            except ValueError:
                told_so = "it is redirected to what is no address"
                return Answer(wish.address, here, trouble=Trouble.REDIRECTED, told=told_so)
            if here.startswith("https:") and onward.startswith("http:"):
                told_so = "it leads from https to http, which apps refuse"
                return Answer(wish.address, here, trouble=Trouble.INSECURE, told=told_so)
            here = onward

    def _refused(self, here: str, seen: set[str]) -> tuple[Trouble, str] | None:
        if here in seen:
            return Trouble.REDIRECTED, "its redirections go in a circle"
        if len(seen) > REDIRECTIONS:
            return Trouble.REDIRECTED, f"it is redirected more than {REDIRECTIONS} times"
        if refusal := self._hosts.refusal(here):
            trouble, told = refusal
            return trouble, f"a redirection leads on: {told}" if seen else told
        if spent := self._budget.take_request():
            return Trouble.SPENT, spent
        return None

    def _ask(self, wish: _Wish) -> tuple[Answer, str]:
        """One request; the answer, and where it leads on to, if it does."""
        late = threading.Event()
        try:
            with self._connected(urlsplit(wish.address), wish.most, late) as connection:
                parts = urlsplit(wish.address)
                path = quote(parts.path or "/", safe=_KEPT)
                query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
                heads = {**_HEADS, **dict(wish.heads)}
                connection.request(wish.method, path + query, headers=heads)
                with connection.getresponse() as response:
                    leads = response.headers.get("Location", "")
                    if response.status in _REDIRECTS and leads:
                        return Answer(wish.address), leads
                    return self._read(wish, response, late), ""
        except PrivateNetwork as error:
            return _troubled(wish, Trouble.PRIVATE, str(error)), ""
        except (OSError, http.client.HTTPException, ValueError) as error:
            return self._failed(wish, error, late=late.is_set()), ""

    def _failed(self, wish: _Wish, error: Exception, *, late: bool) -> Answer:
        if late or isinstance(error, TimeoutError):
            return _troubled(wish, Trouble.SLOW, "it is not answered in time")
        if isinstance(error, ssl.SSLCertVerificationError):
            told = f"its certificate is not to be trusted: {error.verify_message}"
        elif isinstance(error, (http.client.IncompleteRead, ConnectionResetError)):
            return _troubled(wish, Trouble.BROKEN_OFF, "the answer breaks off")
        elif isinstance(error, OSError):
            told = f"it cannot be reached: {error.strerror or error}"
        else:
            told = f"what answers there is no server of the web ({type(error).__name__})"
        return _troubled(wish, Trouble.UNREACHABLE, told)

    @contextlib.contextmanager
    def _connected(
        self, parts: SplitResult, most: int, late: threading.Event
    ) -> Iterator[http.client.HTTPConnection]:
        """A connection that is cut when its time is over, in whatever it is then."""
        host = parts.hostname or ""
        numbers, waiting = self._hosts.numbers(parts), self._budget.bounds.connecting
        plain = _dialled(numbers, port(parts), waiting)
        with plain.dup() as line:

            def cut() -> None:
                late.set()
                with contextlib.suppress(OSError):  # It may be over already.
                    line.shutdown(socket.SHUT_RDWR)

            timer = threading.Timer(self._budget.time_for(most), cut)
            timer.daemon = True
            timer.start()
            connection = http.client.HTTPConnection(host, port(parts), timeout=waiting)
            try:
                secure = parts.scheme == "https"
                connection.sock = (
                    self._secure.wrap_socket(plain, server_hostname=host) if secure else plain
                )
                yield connection
            finally:
                timer.cancel()
                connection.close()
                plain.close()

    def _read(
        self, wish: _Wish, response: http.client.HTTPResponse, late: threading.Event
    ) -> Answer:
        answer = _headed(wish.address, response)
        if wish.method == "HEAD":
            return answer
        if answer.encoding not in _PACKED | {""}:
            told = f"it is packed as {answer.encoding}, though nobody asked for that"
            return replace(answer, trouble=Trouble.BROKEN_OFF, told=told)
        part = bytearray()
        opened = wish.into.open("wb") if wish.into else None
        try:
            size, came, trouble = self._take(wish, response, answer.encoding, opened or part)
        finally:
            if opened:
                opened.close()
        if late.is_set():
            return _troubled(wish, Trouble.SLOW, f"after {came} bytes it was too slow to go on")
        answer = replace(answer, size=size, part=bytes(part), path=wish.into)
        if trouble:
            return replace(answer, trouble=trouble[0], told=trouble[1])
        if answer.length is not None and came < answer.length:
            told = f"{answer.length} bytes are announced, and {came} come"
            return replace(answer, trouble=Trouble.BROKEN_OFF, told=told)
        return answer

    def _take(
        self,
        wish: _Wish,
        response: http.client.HTTPResponse,
        encoding: str,
        to: BinaryIO | bytearray,
    ) -> tuple[int, int, tuple[Trouble, str] | None]:
        """Bytes unpacked, bytes that came, and what went wrong; never more than may come."""
        unpacker = zlib.decompressobj(47) if encoding in _PACKED else None
        size = came = 0
        while piece := response.read(_PIECE):
            came += len(piece)
            if not self._budget.add_bytes(len(piece)):
                return size, came, (Trouble.SPENT, "all bytes that may be fetched were fetched")
            try:
                # One byte more than there may be: a bomb is told from what just fits.
                told = unpacker.decompress(piece, wish.most - size + 1) if unpacker else piece
            except zlib.error:
                return size, came, (Trouble.BROKEN_OFF, f"it is no whole {encoding}")
            size += len(told)
            if size > wish.most:
                return size, came, (Trouble.LARGE, f"more than {wish.most} bytes come")
            if isinstance(to, bytearray):
                to += told
            else:
                to.write(told)
        return size, came, None


def _dialled(numbers: Sequence[str], port_number: int, waiting: float) -> socket.socket:
    """A connection to the first number that takes one. Raises OSError."""
    for number in numbers[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection((number, port_number), timeout=waiting)
    return socket.create_connection((numbers[-1], port_number), timeout=waiting)


def _headed(address: str, response: http.client.HTTPResponse) -> Answer:
    heads = response.headers
    encoding = heads.get("Content-Encoding", "").strip().lower()
    spanned, _, total = heads.get("Content-Range", "").rpartition("/")
    return Answer(
        address,
        at=address,
        status=response.status,
        media_type=heads.get("Content-Type", "").partition(";")[0].strip().lower(),
        charset=str(heads.get_content_charset("") or ""),
        is_saved=heads.get("Content-Disposition", "").strip().lower().startswith("attachment"),
        first=_number(spanned.strip().removeprefix("bytes ").partition("-")[0]),
        length=_number(heads.get("Content-Length", "")),
        total=_number(total),
        tag=heads.get("ETag", "").strip(),
        encoding="" if encoding == "identity" else encoding,
        is_shared=heads.get("Access-Control-Allow-Origin", "") in {"*", _HEADS["Origin"]},
    )


def _number(written: str) -> int | None:
    written = written.strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 20 else None  # noqa: PLR2004 - more than any disk


def _troubled(wish: _Wish, trouble: Trouble, told: str) -> Answer:
    return Answer(wish.address, wish.address, trouble=trouble, told=told)


def _context() -> ssl.SSLContext:
    """The certificates that this system trusts, or SSL_CERT_FILE names, and everybody's."""
    from requests.utils import DEFAULT_CA_BUNDLE_PATH  # noqa: PLC0415 - a tenth of a second that only those pay who ask

    context = ssl.create_default_context()
    context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    return context
