"""Asking for what is out there: a few requests at a time, bounded in every way, never with secrets.

::

    bounds   how much may be asked, and how much was
    hosts    who may be asked
    web      asks a server
    target   asks a folder or a storage (fsspec), as if it were a server
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from passage.model.answered import Answer


class Reader(Protocol):
    """Whoever answers: a server on the web, or a folder or storage as if it were one."""

    def head(self, address: str) -> Answer:
        """What is said of an address without giving it."""

    def as_app(self, address: str) -> Answer:
        """The same, of whoever calls itself as a common player does."""

    def part(self, address: str, first: int, last: int) -> Answer:
        """The bytes from `first` to `last`, both of them included."""

    def again(self, address: str, tag: str) -> Answer:
        """What is answered to who has it already."""

    def get(self, address: str, into: Path, most: int) -> Answer:
        """The whole, in a file: `into`, or where it lies already; at most so many bytes."""

    def paths(self) -> list[str]:
        """What is known to lie below the show's address."""
