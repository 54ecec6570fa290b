"""What is answered at an address: by a server, or by a folder as if it were one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Trouble(StrEnum):
    """Why there is no whole answer."""

    UNREACHABLE = "unreachable"
    """No connection, no such host, or a certificate that is not to be trusted."""
    SLOW = "slow"
    BROKEN_OFF = "broken off"
    LARGE = "large"
    """More bytes than there may be: reading was stopped."""
    REDIRECTED = "redirected"
    """In a circle, too often, or to no address."""
    INSECURE = "insecure"
    """From https to http."""
    FOREIGN = "foreign"
    """At a host that the feed does not lie on: nothing was asked there."""
    PRIVATE = "private"
    """At an address of somebody's own network: nothing was asked there."""
    CREDENTIALS = "credentials"
    """With a name or a password in the address: nothing was asked there."""
    SPENT = "spent"
    """After all that may be asked was asked: nothing was asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or why there is none."""

    address: str
    """The one that was asked for."""
    at: str = ""
    """The one that answered, after redirections."""
    status: int = 0
    """As HTTP has it (RFC 9110, 15); 0 where there is none."""
    media_type: str = ""
    """In small letters, without parameters; empty where a storage knows none."""
    length: int | None = None
    """Bytes, as they are announced."""
    total: int | None = None
    """Bytes of the whole, as an answer with a part of it tells (Content-Range)."""
    first: int | None = None
    """The first byte of a part, as an answer with it tells (Content-Range)."""
    charset: str = ""
    """In small letters; empty where none is told."""
    is_saved: bool = False
    """Whether browsers are told to save it and not to show it (Content-Disposition)."""
    tag: str = ""
    """The ETag as it is written."""
    encoding: str = ""
    """How the bytes were packed on the way; empty where they were not."""
    is_shared: bool = False
    """Whether pages of other hosts may read it (Access-Control-Allow-Origin)."""
    size: int = 0
    """Bytes that came, unpacked."""
    part: bytes = b""
    """What came, where a part was asked for."""
    path: Path | None = None
    """Where the bytes lie, where the whole was asked for."""
    trouble: Trouble | None = None
    told: str = ""
    """What the trouble is, as in "did not answer in time"."""
    is_stored: bool = False
    """Whether a folder or storage answered, which has no heads of its own."""
