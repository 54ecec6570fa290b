"""How much may be asked for, and how much was."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

REDIRECTIONS = 5
AT_ONCE = 4
"""Requests that are under way at the same time: what a browser asks of a host, less a little."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of a run and of each request."""

    requests: int = 5000
    seconds: float = 1800
    """Of the whole run."""
    bytes: int = 8_000_000_000
    connecting: float = 10
    """Seconds for a connection, and for silence within an answer."""
    answering: float = 60
    """Seconds for a whole answer, whatever its size; longer ones have more, see `slowest`."""
    slowest: int = 20_000
    """Bytes a second that a large answer has to come with: a quarter more than its sound needs."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What was asked and what came."""

    requests: int
    bytes: int


class Budget:
    """Counts what is spent, from all threads."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._lock = threading.Lock()
        self._requests = self._bytes = 0
        self._late = time.monotonic() + bounds.seconds

    def take_request(self) -> str:
        """Count a request; what stands against it, or nothing."""
        with self._lock:
            if self._requests >= self.bounds.requests:
                return f"after {self._requests} requests no more are made"
            if self._bytes >= self.bounds.bytes:
                return f"after {self._bytes} bytes no more are fetched"
            if time.monotonic() >= self._late:
                return f"after {self.bounds.seconds / 60:.0f} minutes nothing more is asked"
            self._requests += 1
            return ""

    def add_bytes(self, number: int) -> bool:
        """Count bytes that came; whether more may come."""
        with self._lock:
            self._bytes += number
            return self._bytes <= self.bounds.bytes

    def time_for(self, most: int) -> float:
        """Seconds that an answer of at most so many bytes may take."""
        bounds = self.bounds
        wanted = bounds.answering + most / bounds.slowest
        return max(0.1, min(wanted, self._late - time.monotonic()))

    @property
    def spent(self) -> Spent:
        """What was spent so far."""
        with self._lock:
            return Spent(self._requests, self._bytes)
