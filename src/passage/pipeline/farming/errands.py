"""What a farm has to remember: the work that nobody has, who is there, and who has what."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import Enum

from passage.pipeline.farming.parcels import Answers
from passage.pipeline.recipes import Job
from passage.pipeline.seating import NOWHERE, Place

IN_FLIGHT = 3
"""Errands that a worker has at most: the one it does, and two that have arrived meanwhile."""

ERRAND_S = 1.0
"""How much work goes on one errand, at the pace that was seen so far: what takes a blink goes with
others, for each trip costs the farm the same."""

MOST = 16
"""Segments of an errand."""

CHARACTERS_A_SECOND = 20
"""That the slowest worker speaks: a neural voice about as fast as speech."""


class Work:
    """The jobs that nobody has: new ones, drawn when asked for, and those that came back."""

    def __init__(self, jobs: Iterator[Job], total: int) -> None:
        self._jobs, self._returned = jobs, deque[Job]()
        self.left = total
        """Jobs that are not finished, wherever they are."""
        self.attempts = Counter[str]()
        self.blamed = defaultdict[str, list[Worker]](list)
        """Those who said that a job cannot be done, by its key."""
        self._characters, self._seconds = 0, 0.0
        """What workers have done, and how long it took them."""

    def take(self, worker: Worker, *, alone: bool) -> Job | None:
        """The next one for a worker, and not one at which it failed unless it is alone."""
        for job in self._returned:
            if alone or worker not in self.blamed.get(job.key, ()):
                self._returned.remove(job)
                return job
        return next(self._jobs, None)

    def errand(self, worker: Worker, share: int, *, alone: bool) -> Iterator[Job]:
        """What one trip to a worker is worth, and no more of it than a share of the rest."""
        room = ERRAND_S * self._characters / self._seconds if self._seconds else 0
        for _ in range(max(1, min(share, MOST))):
            job = self.take(worker, alone=alone)
            if job is None:
                return
            yield job
            room -= job.weight
            if room <= 0:
                return

    def took(self, characters: int, seconds: float) -> None:
        """Hear how long a worker was at so many characters."""
        self._characters += characters
        self._seconds += seconds

    def give_back(self, job: Job) -> None:
        """Let somebody else do it."""
        self._returned.append(job)

    def rest(self) -> Iterator[Job]:
        """All that nobody has."""
        while self._returned:
            yield self._returned.popleft()
        yield from self._jobs

    def forget(self, job: Job) -> None:
        """It is finished."""
        self.left -= 1
        self.attempts.pop(job.key, None)
        self.blamed.pop(job.key, None)


class State(Enum):
    """Whether a worker may have work."""

    ASKED = "asked what it is"
    READY = "may have work"
    REFUSED = "gets none"


@dataclass(slots=True, eq=False)
class Worker:
    """Somebody who may be given work, and what is in its hands."""

    address: str
    name: str
    state: State = State.ASKED
    tickets: list[int] = field(default_factory=list)
    since: float = 0.0
    """When it began with what it does now."""
    strikes: int = 0
    place: Place = NOWHERE
    processor: int | None = None
    """The one that it keeps to, if it shall."""


@dataclass(slots=True)
class Flight:
    """Segments that are on their way to a worker, with it, or on their way back."""

    worker: Worker
    jobs: tuple[Job, ...]
    future: Future[Answers]

    @property
    def weight(self) -> int:
        """How much work it is, in characters to speak."""
        return sum(job.weight for job in self.jobs)

    @property
    def seconds(self) -> float:
        """How long the slowest worker takes for it."""
        return self.weight / CHARACTERS_A_SECOND
