"""Which processor a worker keeps to: one of its own, where there are as many workers as processors.

ffmpeg's threads hand every frame on to each other. Where they share a processor with the voice that
feeds them, a build takes a twelfth less time (measured on two). Where there are fewer workers than
processors the system does better than we: it knows what else is at work there.
"""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_STARTED = Path("/proc/sys/kernel/random/boot_id")
"""A name that a machine gives itself whenever it starts, the same in all of its containers: their
addresses differ, their processors do not (random(4))."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a worker is, as far as that is of use for giving it a processor."""

    machine: str = ""
    """What its machine calls itself; empty where it does not, or may not be pinned."""
    processors: tuple[int, ...] = ()
    """Those that it may use, by number."""


NOWHERE = Place()


def here(threads: int) -> Place:
    """Where a worker with so many threads is. One with several needs several processors."""
    processors = allowed()
    if threads != 1 or not processors:
        return NOWHERE
    try:
        return Place(_STARTED.read_text("ascii").strip(), processors)
    except OSError:
        return NOWHERE


def allowed() -> tuple[int, ...]:
    """The processors that this thread may use, by number; none where the system does not say."""
    return tuple(sorted(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else ()


def seats(places: Mapping[str, Place]) -> dict[str, int]:
    """The processor of each worker, both by the worker's address, of those that shall have one.

    Whoever is told of the same workers gives the same, so builds that share a farm do not quarrel.
    """
    neighbours = defaultdict[Place, list[str]](list)
    for address in sorted(places):
        neighbours[places[address]].append(address)
    return {
        address: processor
        for place, there in neighbours.items()
        if place.machine and len(there) == len(place.processors)
        for address, processor in zip(there, place.processors, strict=True)
    }


@contextmanager
def kept_to(processor: int | None) -> Iterator[None]:
    """Keep this thread, and the programs that it starts, to one processor for a while."""
    before = allowed()
    if processor is None or processor not in before:
        yield
        return
    # It may have been taken away from us in this moment: then the work is done wherever it is.
    with contextlib.suppress(OSError):
        os.sched_setaffinity(0, {processor})
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, before)
