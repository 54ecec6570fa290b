"""Addresses that every client can fetch: plain ASCII, as RFC 3986 has them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from passage.errors import PassageError
from passage.model import Show
from passage.publishing.characters import SHOW_FILE

FEED = "feed/feed.xml"
"""Where the feed lies below the show's address."""

HOME = "feed/index.html"
"""The first of its pages. Not every server answers for the folder above it."""

_PLAIN = re.compile("[A-Za-z0-9._/-]*")

# What RFC 3986 section 2.2 reserves, and "%", which begins what is encoded already.
_KEPT = "%!#$&'()*+,/:;=?@[]~"


def under(show: Show, path: str) -> str:
    """The address of a made file; `path` is relative, with forward slashes.

    Raises PassageError when the show's address has a host that cannot be looked up.
    """
    # What needs no quoting is not looked at letter by letter: a feed has very many addresses.
    return plain(show.address) + (path if _PLAIN.fullmatch(path) else quote(path))


@lru_cache
def plain(written: str) -> str:
    """An address as it goes over the wire: RFC 3987 section 3.1, and IDNA for the host.

    An address that is plain already comes back as it is. Raises PassageError for a host that
    IDNA (RFC 3490) cannot express.
    """
    try:
        host = urlsplit(written).netloc
        if not host.isascii():
            written = written.replace(host, host.encode("idna").decode("ascii"), 1)
    except ValueError as error:
        raise PassageError(
            SHOW_FILE, f"{written} is not an address that can be looked up: {error}"
        ) from error
    return quote(written, safe=_KEPT)
