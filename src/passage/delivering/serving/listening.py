"""The socket on which is served, or who has it."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from errno import EACCES, EADDRINUSE
from pathlib import Path

from passage.errors import PassageError

BACKLOG = 512
_LISTENING = "0A"
"""The state of a socket in ``/proc/net/tcp`` (proc(5), tcp_states.h)."""


def listen(host: str, port: int, command: str = "passage serve") -> socket.socket:
    """A socket that listens; port 0 means any that is free.

    Raises PassageError when it cannot, with what to type instead: `command`, and where to listen.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        what = "is no name of this machine that can be looked up"
        raise PassageError(host, what, f"{command} --host 127.0.0.1") from error
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise _refused(host, port, error, command) from error
    return listening


def is_loopback(listening: socket.socket) -> bool:
    """Whether only this machine can reach it."""
    address: str = listening.getsockname()[0]
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def address(listening: socket.socket, host: str) -> str:
    """What to type in a browser, with a slash at its end."""
    bound, port = listening.getsockname()[:2]
    if ipaddress.ip_address(bound.partition("%")[0]).is_unspecified:
        host = socket.gethostname()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _refused(host: str, port: int, error: OSError, command: str) -> PassageError:
    if error.errno == EADDRINUSE:
        who = holder(port)
        what = f"is taken by {who}" if who else "is taken by another program"
        return PassageError(f"port {port}", what, f"{command} --port {port % 65535 + 1}")
    if error.errno == EACCES:
        what = "may not be used by you"
        return PassageError(f"port {port}", what, f"{command} --port 8000")
    what = f"cannot be served on: {error.strerror or error}"
    return PassageError(host, what, f"{command} --host 127.0.0.1")


def holder(port: int) -> str:
    """The process that listens on a port, as ``process 12 (python3)``; empty if nobody may know.

    Linux alone tells, and of other people's processes only to the administrator.
    """
    inodes = {f"socket:[{inode}]" for inode in _inodes(port)}
    if not inodes:
        return ""
    for handle in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            if str(handle.readlink()) in inodes:
                process = handle.parents[1]
                return f"process {process.name} ({_printable((process / 'comm').read_text())})"
    return ""


def _inodes(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            for line in Path("/proc/net", table).read_text("ascii").splitlines()[1:]:
                fields = line.split()
                if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                    yield fields[9]


def _printable(name: str) -> str:
    return re.sub(r"[^\x20-\x7e]", "", name)
