"""Addresses on a page: relative to it, safe to follow, and those that open a podcast app."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from passage.model import Show
from passage.publishing import address

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_AFTER = ".,;:!?)]}'\"»”’…"
"""What ends a sentence around an address, and is not part of it."""


def relative(path: str, page: str) -> str:
    """The way from one made file to another; both lie below the show's folder."""
    target, hash_, anchor = path.partition("#")
    there, here = target.split("/"), page.split("/")[:-1]
    if target == page and anchor:
        return f"#{quote(anchor)}"
    shared = 0
    while shared < min(len(there) - 1, len(here)) and there[shared] == here[shared]:
        shared += 1
    way = "/".join([".."] * (len(here) - shared) + [quote(step) for step in there[shared:]])
    return f"{way}{hash_}{quote(anchor, safe='=.')}"


def is_safe(written: str) -> bool:
    """Whether an address leads to the web: nothing else becomes a link.

    Nor does one with a name or a password before its host, which hides where it leads (WHATWG URL,
    section 4.4, invalid-credentials).
    """
    if not _ADDRESS.fullmatch(written):
        return False
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """A text, piece by piece, each with whether it is an address to link."""
    position = 0
    for match in _ADDRESS.finditer(text):
        found = match[0].rstrip(_AFTER)
        if not is_safe(found):
            continue
        if text[position : match.start()]:
            yield text[position : match.start()], False
        yield found, True
        position = match.start() + len(found)
    if text[position:]:
        yield text[position:], False


def subscribe(show: Show) -> tuple[tuple[str, str], ...]:
    """Names of apps, and addresses that ask them for this feed. No directory has to know it.

    As the makers of the apps document them, or their sources have them: podcast: and castros: and
    pktc: take the feed without its scheme, Overcast takes all of it; AntennaPod and Podcast
    Addict have pages that open the app where it is installed, and say where to get it elsewhere.
    """
    feed = address.under(show, address.FEED)
    bare, whole = feed.partition("://")[2], quote(feed, safe="")
    return (
        ("Apple Podcasts", f"podcast://{bare}"),
        ("Overcast", f"overcast://x-callback-url/add?url={whole}"),
        ("Pocket Casts", f"pktc://subscribe/{bare}"),
        ("Castro", f"castros://subscribe/{bare}"),
        ("AntennaPod", f"https://antennapod.org/deeplink/subscribe?url={whole}"),
        ("Podcast Addict", f"https://podcastaddict.com/feed/{whole}"),
    )
