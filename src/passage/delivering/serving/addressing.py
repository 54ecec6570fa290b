"""The show's address, as it is where it is served: so that a client here fetches all of it here."""

from __future__ import annotations

import html
import re
from pathlib import Path

_SELF = re.compile(rb'<atom:link href="([^"<>]+/)feed/feed\.xml" rel="self"')
_HEAD = 65_536
"""Bytes of a feed that certainly hold its own address."""


def told(folder: Path) -> str:
    """The address with which the feed was made; empty when there is no feed.

    It is read from the feed and not from ``passage.yml``, which may have changed since.
    """
    try:
        with (folder / "feed" / "feed.xml").open("rb") as feed:
            found = _SELF.search(feed.read(_HEAD))
    except OSError:
        return ""
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def moved(content: bytes, address: str, here: str) -> bytes:
    """`content`, with `here` wherever `address` begins an address; both end with a slash.

    It begins one at the beginning of an attribute, an element or a string. Where it stands in
    words, or inside of another address, it stays: words are not ours to change.
    """
    if not address:
        return content
    for written in {address, html.escape(address)}:
        begins = rb"(?:(?<=[\"'>])|(?<=&quot;))" + re.escape(written.encode())
        content = re.sub(begins, here.encode().replace(b"\\", rb"\\"), content)
    return content
