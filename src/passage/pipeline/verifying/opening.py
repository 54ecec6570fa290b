"""From what somebody typed to a reader and the address of a feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from passage.delivering.verifying import Reader
from passage.delivering.verifying.bounds import Bounds, Budget
from passage.delivering.verifying.hosts import Hosts
from passage.delivering.verifying.target import Target, shown
from passage.delivering.verifying.web import Web
from passage.errors import PassageError
from passage.pipeline.verifying.feeds import LARGEST
from passage.publishing import address
from passage.validating import values
from passage.validating.delivery import answers, named
from passage.validating.document import Unreadable, parse

_MAKE = "to make it: passage build"
_NOWHERE = "https://show.invalid/"
"""The address of a folder whose feed says none (RFC 2606, 2)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A reader, the feed to begin with, and what is spent."""

    reader: Reader
    feed: str
    shown: str
    """What is told to be looked at."""
    budget: Budget


def web(place: str, bounds: Bounds, also: Sequence[str] = ()) -> Opened:
    """A feed on the web, or the folder above its folder. Raises PassageError."""
    parts = urlsplit(place)
    if parts.username is not None or parts.password is not None:
        raise PassageError(
            parts.hostname or "", "an address holds no name or password here", "leave them out"
        )
    if wrong := values.address(place):
        raise PassageError(place, f"this {wrong}", "write it whole: https://example.org/show/")
    budget = Budget(bounds)
    reader = Web(budget, Hosts(place, also))
    below = f"{place.rstrip('/')}/{address.FEED}"
    feed = place
    if not parts.path.endswith((".xml", ".rss")):
        # The address of a folder need not end with a slash, nor that of a feed in .xml.
        has_feed = place.endswith("/") or answers.is_good(reader.head(below))
        feed = below if has_feed else place
    return Opened(reader, feed, feed, budget)


def target(place: str, bounds: Bounds, otherwise: str = "", *, is_shelf: bool = False) -> Opened:
    """A folder or storage that has a feed. Raises PassageError.

    `otherwise` is the show's address, for a feed that cannot be read and so says none. `is_shelf`
    says that it is the folder in which the show is made.
    """
    if "://" not in place and Path(place).is_file():
        place = str(Path(place).absolute().parent.parent)
    budget = Budget(bounds)
    reader = Target(budget, place)
    reader.is_shelf = is_shelf
    data = reader.read(address.FEED, LARGEST)
    if data is None:
        what = f"there is no {address.FEED} in it"
        is_far = "://" in place
        hint = f"to send it: passage publish {shown(place)}" if is_far else _MAKE
        raise PassageError(shown(place), what, hint)
    try:
        said = named.self_link(parse(data).root)
    except Unreadable:
        said = ""
    feed = said if said and not values.address(said) else (otherwise or _NOWHERE) + address.FEED
    reader.base = named.base(feed)
    return Opened(reader, feed, shown(place), budget)
