"""Who may be asked: the feed's host, those that were named, and nobody's private network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from urllib.parse import SplitResult, urlsplit

from passage.model.answered import Trouble

PORTS = {"http": 80, "https": 443}

Resolve = Callable[[str, int], list[str]]
"""The numbers of a host, from its name and port. Raises OSError for a name that has none."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system, as every client does."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(number: str) -> bool:
    """Whether an address is one of the whole world: no loopback, no private or special one."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inside and not inside.is_global:
            return False
        # NAT64 (RFC 6052) holds an address of IPv4 in its last four bytes.
        if address in ipaddress.ip_network("64:ff9b::/96"):
            return ipaddress.IPv4Address(address.packed[-4:]).is_global
    return address.is_global and not address.is_multicast


class PrivateNetwork(OSError):
    """What the whole world can ask for leads into somebody's own network."""


class Hosts:
    """Decides for each address whether it may be asked, and at which number."""

    def __init__(self, feed: str, also: Iterable[str] = (), *, ask: Resolve = resolve) -> None:
        """`feed` is the address that was asked for; `also` hosts, perhaps with a port."""
        self._ask = ask
        parts = urlsplit(feed)
        self._known = {self._host(parts), *map(_written, also)}
        # Whoever asks for a feed on a private network is on that network.
        self._private = not all(map(is_public, self._numbers(parts)))

    def refusal(self, address: str) -> tuple[Trouble, str] | None:
        """Why an address is not asked, before its host is looked up; None where it may be."""
        try:
            parts = urlsplit(address)
            host = self._host(parts)
        except ValueError:
            return Trouble.FOREIGN, "this is no address"
        if parts.username is not None or parts.password is not None:
            return Trouble.CREDENTIALS, "the address holds a name or a password"
        if parts.scheme not in PORTS or not parts.hostname:
            return Trouble.FOREIGN, "this is no address of the web"
        if host not in self._known:
            return Trouble.FOREIGN, f"it lies on {parts.netloc}, which is not the feed's host"
        return None

    def numbers(self, parts: SplitResult) -> list[str]:
        """The numbers to connect to. Raises OSError; PrivateNetwork if one of them is private."""
        numbers = self._ask(parts.hostname or "", port(parts))
        if not numbers:
            raise OSError("the host has no address")
        if not self._private and not all(map(is_public, numbers)):
            raise PrivateNetwork("its host leads to a private network")
        return numbers

    def _numbers(self, parts: SplitResult) -> list[str]:
        try:
            return self._ask(parts.hostname or "", port(parts))
        except (OSError, UnicodeError):
            return []

    @staticmethod
    def _host(parts: SplitResult) -> tuple[str, int]:
        """Host and port; those of http and https are the same host."""
        number = port(parts)
        return (parts.hostname or "").lower(), 0 if number in PORTS.values() else number


def port(parts: SplitResult) -> int:
    """The port of an address. Raises ValueError for one that is none."""
    return parts.port or PORTS.get(parts.scheme, 0)


def _written(host: str) -> tuple[str, int]:
    parts = urlsplit(host if "://" in host else f"//{host}")
    number = parts.port or 0
    return (parts.hostname or "").lower(), 0 if number in PORTS.values() else number
