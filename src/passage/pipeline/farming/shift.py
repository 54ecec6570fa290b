"""One stretch of a farm's work: who is there, who has what and since when, and what comes of it."""

from __future__ import annotations

import itertools
import queue
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from passage.errors import FarmUnavailable, MixingFailed, PassageError
from passage.keeping.store import Store
from passage.pipeline import seating
from passage.pipeline.farming import parcels
from passage.pipeline.farming.errands import IN_FLIGHT, Flight, State, Work, Worker
from passage.pipeline.farming.farm import Farm, Joined, Lost, Made, Refused, Unmanned
from passage.pipeline.farming.parcels import Answer, Introduction, Needs, Standing
from passage.pipeline.recipes import Job

ATTEMPTS = 4
"""How many workers may be lost over a segment, or send it damaged, before it is given up."""

TRIES = 2
"""How many workers may say that it cannot be made, before that is believed."""

STRIKES = 3
"""Damaged clips, or failures at what others could do, after which a worker gets no more work."""

ANSWER_S = 60.0
"""How long a worker may take to say what it is: it makes a clip for that, and may be busy."""

_LOOK_S = 0.5
"""How often it is looked who is there."""

_HINT = "start workers as docs/scaling.md says, then run the same command again"


class Shift:
    """One call of `Farm.make`."""

    def __init__(self, farm: Farm, work: Work, needs: Needs, store: Store) -> None:
        self._farm, self._work, self._needs, self._store = farm, work, needs, store
        self._workers: dict[str, Worker] = {}
        self._flights: dict[int, Flight] = {}
        self._out = 0
        """Segments of the flights."""
        self._questions: dict[str, Future[Introduction]] = {}
        """What workers were asked, by their address."""
        self._numbers = itertools.count()
        self._landed = queue.SimpleQueue[int | None]()
        self._done = deque[Made]()
        self._looked, self._manned = 0.0, time.monotonic()
        self._began = self._warned = False

    def results(self) -> Iterator[Made]:
        """Give out work and yield what comes of it, until all is done."""
        with ThreadPoolExecutor(1) as aside:
            # Found out while the workers find out the same about themselves. And aside, for a
            # voice that is interrupted by ^C in this thread would lose it.
            ours = aside.submit(parcels.standing, self._needs)
            ours.add_done_callback(lambda _: self._landed.put(None))
            while self._work.left:
                self._look()
                if ours.done():
                    self._hear(ours.result())
                self._hand_out()
                for ticket in self._landings():
                    self._land(ticket)
                while self._done:
                    yield self._done.popleft()

    def end(self) -> None:
        """Let nobody begin with what nobody waits for any more."""
        for question in self._questions.values():
            question.cancel()
        for flight in self._flights.values():
            flight.future.cancel()
        self._flights.clear()
        self._questions.clear()

    # ---- who is there ------------------------------------------------------------------------

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked < _LOOK_S:
            return
        self._looked = now
        present = self._farm.crew.present()
        if present is not None:
            for address in sorted(present - self._workers.keys()):
                self._ask(Worker(address, address))
            for address in sorted(self._workers.keys() - present):
                self._lose(self._workers.pop(address), silent=False)
        for worker in [each for each in self._workers.values() if self._is_overdue(each, now)]:
            self._lose(worker, silent=True)
            # Should it ever speak again, it may have work again.
            self._ask(worker)
        self._seat()
        if present is not None and any(w.state is State.READY for w in self._workers.values()):
            self._manned, self._warned = now, False
        else:
            self._wait(now)

    def _ask(self, worker: Worker) -> None:
        worker.state, worker.since = State.ASKED, time.monotonic()
        self._workers[worker.address] = worker
        question = self._farm.crew.introduce(worker.address, self._needs)
        self._questions[worker.address] = question
        question.add_done_callback(lambda _: self._landed.put(None))

    def _hear(self, ours: Standing) -> None:
        """Judge those who have said what they are."""
        joined = []
        for address in [a for a, question in self._questions.items() if question.done()]:
            question, worker = self._questions.pop(address), self._workers.get(address)
            if worker is None or question.cancelled():
                continue
            if (error := question.exception()) is not None:
                self._refuse(worker, (_unasked(error),))
                continue
            told = question.result()
            worker.name, worker.place = told.name, told.place
            if reasons := parcels.differences(ours, told.standing):
                self._refuse(worker, reasons)
            else:
                worker.state, self._began = State.READY, True
                joined.append(worker.name)
        if joined:
            self._seat()
            self._farm.tell(Joined(tuple(sorted(joined))))

    def _refuse(self, worker: Worker, reasons: tuple[str, ...]) -> None:
        worker.state = State.REFUSED
        self._take_back(worker)
        self._farm.tell(Refused(worker.name, reasons))

    def _is_overdue(self, worker: Worker, now: float) -> bool:
        needed = [self._flights[ticket].seconds for ticket in worker.tickets]
        return bool(needed) and now - worker.since > self._farm.patience + max(needed)

    def _lose(self, worker: Worker, *, silent: bool) -> None:
        if question := self._questions.pop(worker.address, None):
            question.cancel()
        if worker.tickets:
            # What it worked at may have been too much for it; the rest only stood in line.
            for job in self._flights[worker.tickets[0]].jobs:
                self._work.attempts[job.key] += 1
        self._take_back(worker)
        if worker.state is State.READY:
            self._farm.tell(Lost(worker.name, silent))

    def _seat(self) -> None:
        """Say which processor each keeps to from now on."""
        ready = [each for each in self._workers.values() if each.state is State.READY]
        processors = seating.seats({each.address: each.place for each in ready})
        for worker in ready:
            worker.processor = processors.get(worker.address)

    def _take_back(self, worker: Worker) -> None:
        for ticket in worker.tickets:
            flight = self._flights.pop(ticket)
            flight.future.cancel()
            self._return(flight)
        worker.tickets.clear()

    def _wait(self, now: float) -> None:
        """Nobody may take work: wait for a while, unless it is certain that nobody will."""
        asked = [each for each in self._workers.values() if each.state is State.ASKED]
        if self._workers and not asked and not self._began:
            raise FarmUnavailable("the farm", "no worker there may take work", _HINT)
        if any(now - each.since < ANSWER_S for each in asked):
            self._manned = now
        waited = now - self._manned
        if waited > self._farm.patience:
            gone = FarmUnavailable("the farm", "no worker is there that may take work", _HINT)
            if not self._began:
                raise gone
            for worker in self._workers.values():
                self._take_back(worker)
            for job in self._work.rest():
                self._finish(job, gone)
        elif waited > _LOOK_S and not asked and not self._warned:
            self._warned = True
            self._farm.tell(Unmanned(self._farm.patience))

    # ---- who has what ------------------------------------------------------------------------

    def _hand_out(self) -> None:
        """Give each the same number of errands, and fewer as the work comes to its end."""
        ready = [each for each in self._workers.values() if each.state is State.READY]
        for level in range(IN_FLIGHT):
            for worker in ready:
                share = (self._work.left - self._out - len(self._done)) // (2 * len(ready))
                if len(worker.tickets) == level and level <= share:
                    jobs = tuple(self._work.errand(worker, share, alone=len(ready) == 1))
                    if jobs:
                        self._give(worker, jobs)

    def _give(self, worker: Worker, jobs: tuple[Job, ...]) -> None:
        ticket = next(self._numbers)
        packed = tuple(parcels.pack(job, self._store) for job in jobs)
        future = self._farm.crew.give(worker.address, packed, worker.processor)
        self._flights[ticket] = Flight(worker, jobs, future)
        self._out += len(jobs)
        if not worker.tickets:
            worker.since = time.monotonic()
        worker.tickets.append(ticket)
        future.add_done_callback(lambda _: self._landed.put(ticket))

    def _landings(self) -> Iterator[int]:
        """What has come, all of it at once; nothing when nothing comes for a moment."""
        try:
            if self._done:
                return
            first = self._landed.get(timeout=_LOOK_S)
            landed = [first] + [self._landed.get_nowait() for _ in range(self._landed.qsize())]
        except queue.Empty:
            return
        yield from (ticket for ticket in landed if ticket is not None)

    # ---- what comes of it --------------------------------------------------------------------

    def _land(self, ticket: int) -> None:
        flight = self._flights.pop(ticket, None)
        if flight is None:
            return
        worker = flight.worker
        worker.tickets.remove(ticket)
        worker.since = time.monotonic()
        if flight.future.cancelled() or flight.future.exception() is not None:
            # The connection or the worker went away, of which more is heard when we look.
            self._return(flight)
            return
        told = flight.future.result()
        self._out -= len(flight.jobs)
        self._work.took(flight.weight, told.seconds)
        for job, answer in zip(flight.jobs, told.answers, strict=True):
            self._judge(worker, job, answer)

    def _return(self, flight: Flight) -> None:
        self._out -= len(flight.jobs)
        for job in flight.jobs:
            self._again(job)

    def _judge(self, worker: Worker, job: Job, answer: Answer) -> None:
        try:
            clip = parcels.opened(answer, job)
        except ValueError as damage:
            self._work.attempts[job.key] += 1
            self._strike(worker, f"its clips come damaged: {damage}")
            self._again(job)
        except MixingFailed as failure:
            self._doubt(worker, job, failure)
        except PassageError as failure:
            self._finish(job, failure, worker.name)
        else:
            for other in self._work.blamed.get(job.key, ()):
                self._strike(other, "it fails at what other workers can do")
            self._work.forget(job)
            self._done.append((job, lambda: clip, worker.name))

    def _doubt(self, worker: Worker, job: Job, failure: MixingFailed) -> None:
        """It could be the worker's disk or the segment's sound: let another try."""
        blamed = self._work.blamed[job.key]
        blamed.append(worker)
        others = sum(each.state is State.READY for each in self._workers.values()) > 1
        if len(blamed) >= TRIES or not others:
            self._finish(job, failure, worker.name)
        else:
            self._work.give_back(job)

    def _strike(self, worker: Worker, reason: str) -> None:
        worker.strikes += 1
        if worker.strikes >= STRIKES and worker.state is State.READY:
            self._refuse(worker, (reason,))

    def _again(self, job: Job) -> None:
        if self._work.attempts[job.key] < ATTEMPTS:
            self._work.give_back(job)
            return
        what = f"{ATTEMPTS} workers were lost over it, or sent it damaged"
        self._finish(job, MixingFailed(job.segment.title, what, _HINT))

    def _finish(self, job: Job, failure: PassageError, name: str = "") -> None:
        self._work.forget(job)
        self._done.append((job, partial(_raise, failure), name))


def _raise(failure: PassageError) -> bytes:
    raise failure


def _unasked(error: BaseException) -> str:
    if isinstance(error, ImportError | AttributeError):
        return "it has no Passage, or one that knows no farms"
    return f"it could not say what it is: {type(error).__name__}"
