"""What the command line says of what is out there: lines for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from passage.delivering.verifying.bounds import Spent
from passage.pipeline.verifying import Verified
from passage.publishing import words
from passage.telling import feed

_STEPS = {
    "feed": "Reading the feed.",
    "heads": "Asking for {}.",
    "texts": "Reading what belongs to {}.",
    "pages": "Following the links of pages.",
    "sounds": "Listening to {}.",
    "books": "Reading {}.",
}
_COUNTED = {"heads": "file", "texts": "episode", "sounds": "episode", "books": "book"}


def step(name: str, count: int) -> str:
    """What is done now; empty where there is nothing to do."""
    if not count:
        return ""
    return _STEPS[name].format(words.count(count, _COUNTED.get(name, "")))


def lines(verified: Verified, shown: str, spent: Spent) -> Iterator[str]:
    """Each finding in two lines, of one rule ten at most; then how much was looked at."""
    yield from feed.each(verified.findings)
    yield f"{shown}: {feed.total(verified.findings)}."
    yield (
        f"Looked at {words.count(verified.episodes, 'episode')} and "
        f"{words.count(verified.addresses, 'address', 'addresses')}, "
        f"with {words.count(spent.requests, 'request')} and {words.size(spent.bytes)}."
    )


def json(verified: Verified, shown: str, spent: Spent) -> Mapping[str, object]:
    """The same for programs."""
    told = feed.json(verified.findings, shown)
    return {
        **told,
        "episodes": verified.episodes,
        "addresses": verified.addresses,
        "requests": spent.requests,
        "bytes": spent.bytes,
    }
