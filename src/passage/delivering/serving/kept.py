"""Answers that are made from files, kept while they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from passage import fingerprint

LIMIT = 32 * 1024 * 1024
"""Bytes. A feed of 300 episodes has about one million; each name of this machine makes one more."""


def tagged(content: bytes) -> tuple[bytes, str]:
    """An answer and its digest."""
    return content, fingerprint.of_bytes(content)


class Kept:
    """The most recent answers, up to `LIMIT`; each is made once, however many ask at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[bytes, str]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> tuple[bytes, str]:
        """What `make` makes for this key, or made before, and its digest."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            made = self._kept[key] = tagged(make())
            while len(self._kept) > 1 and sum(len(each) for each, _ in self._kept.values()) > LIMIT:
                self._kept.popitem(last=False)
            return made
