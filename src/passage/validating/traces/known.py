"""What an earlier search found clean, and whether it may be believed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata, resources

from passage import fingerprint


@cache
def version() -> str:
    """Differs when a search may find more than before: ours, Python's or the reader of tags."""
    ours = ("passage.validating.traces", "passage.spellings")
    sources = (each for package in ours for each in resources.files(package).iterdir())
    told = [fingerprint.of_bytes(each.read_bytes()) for each in sources if each.name[-3:] == ".py"]
    return fingerprint.of(sorted(told), sys.version, metadata.version("mutagen"))


class Clean:
    """Files in which nothing of what is wanted is, known by their bytes and by nothing else.

    So a file that was changed is searched, whatever its time of change says; and the same audio in
    an episode and in a book is searched once.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = set(known)
        self._seen = set[str]()

    @property
    def seen(self) -> frozenset[str]:
        """The digests of those that this search came upon."""
        return frozenset(self._seen)

    def has(self, digest: str) -> bool:
        """Whether a file with this digest is known to be clean."""
        if digest in self._known:
            self._seen.add(digest)
        return digest in self._known

    def add(self, digest: str) -> None:
        """Remember a file in which nothing was found."""
        self._known.add(digest)
        self._seen.add(digest)
