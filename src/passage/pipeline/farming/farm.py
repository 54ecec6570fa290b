"""A farm: the clips of a build, made by workers on other machines that come, go and fail.

The farm decides who gets which segment and knows nothing of how it travels: a `Crew` does that.
Each worker is checked before it gets work, has a few segments at a time and no more, and a time
in which it has to answer. What it does not finish, another does. A clip is used once, whoever
makes it; what comes late is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from passage.keeping.store import Store
from passage.pipeline.farming.parcels import Answers, Introduction, Needs, Parcel
from passage.pipeline.recipes import Job

PATIENCE_S = 120.0
"""How long a worker may say nothing beyond what the length of its segments explains, and how long
a build waits when no worker is there."""


class Crew(Protocol):
    """Those who may be given work, however they are reached."""

    def present(self) -> frozenset[str] | None:
        """The addresses of those who are there; None while nobody can tell."""

    def introduce(self, address: str, needs: Needs) -> Future[Introduction]:
        """Ask one for its name, and what and where it is."""

    def give(
        self, address: str, work: tuple[Parcel, ...], processor: int | None
    ) -> Future[Answers]:
        """Give one a few segments to make, one after the other, on a processor if it has one."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Workers that may take work from now on, by name."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A worker that gets no work, and why."""

    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A worker that went away or says nothing any more; what it had is given to others."""

    name: str
    silent: bool
    """Whether it is still there, and does not answer."""


@dataclass(frozen=True, slots=True)
class Unmanned:
    """Nobody is there who may take work; it is waited for somebody."""

    seconds: float
    """How long, at most."""


News = Joined | Refused | Lost | Unmanned
Made = tuple[Job, Callable[[], bytes], str]
"""A job, what gives its clip or raises why there is none, and the name of who made it."""


@dataclass(frozen=True, slots=True)
class Farm:
    """Makes clips by a crew; `tell` hears who joins, is refused, or is lost."""

    crew: Crew
    tell: Callable[[News], None] = lambda _: None
    patience: float = PATIENCE_S
    """In seconds."""

    def make(self, jobs: Iterator[Job], total: int, needs: Needs, store: Store) -> Iterator[Made]:
        """Make clips, in any order; `jobs`, so many in `total`, are drawn as workers are free.

        Raises FarmUnavailable when nobody at all may take work. Nothing is left to be done when
        the caller goes away.
        """
        # Loaded by builds on farms only.
        from passage.pipeline.farming.errands import Work  # noqa: PLC0415
        from passage.pipeline.farming.shift import Shift  # noqa: PLC0415

        shift = Shift(self, Work(jobs, total), needs, store)
        try:
            yield from shift.results()
        finally:
            shift.end()
