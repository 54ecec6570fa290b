"""The clips that a plan asks for, made on as many processors as there is work for."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from passage.errors import MixingFailed, PassageError
from passage.keeping.store import Store
from passage.mixing import clips, stitching
from passage.model import Milliseconds, Segment, Sound, Voice
from passage.pipeline import interrupts, processes, recipes
from passage.pipeline.recipes import Job

if TYPE_CHECKING:
    # Only a type here: what travels is loaded when something does.
    from passage.pipeline.farming.parcels import Needs

WORTH_A_PROCESS = 4000
"""Characters to speak for which it pays to start one more process (about half a second's work)."""

WRITERS = 8
"""Clips that are being written at once when they come from a farm."""

_A_TENTH = 10
"""Per cent."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A clip is finished: what it was, how far the work is, and how long it still takes."""

    segment: Segment
    duration: Milliseconds
    done: int
    total: int
    percent: int
    seconds_left: float
    worker: str = ""
    """Who made it, by name, where that was another machine."""


class Farm(Protocol):
    """Makes clips elsewhere, as `passage.pipeline.farming.farm.Farm` does."""

    def make(self, jobs: Iterator[Job], total: int, needs: Needs, store: Store) -> Iterator[Made]:
        """Yield each job with what gives its clip, or raises, and who made it."""


Made = tuple[Job, Callable[[], bytes], str]


def render_all(  # noqa: PLR0913, PLR0917 - what to make, where, by whom, and who hears of it
    jobs: Sequence[Job],
    store: Store,
    workers: int,
    tell: Callable[[Progress], None],
    meanwhile: Callable[[], object] = lambda: None,
    farm: Farm | None = None,
) -> dict[str, PassageError]:
    """Make clips, the longest first, and keep each as soon as it is finished.

    Progress is told with each tenth of the work: a line for each clip is a flood to listen to.
    `meanwhile` is done in this process while the others are at work. With a `farm`, that makes
    them; then jobs may be a sequence that makes its items when they are asked for. Returns the
    failures by the key of the clip; the others are not held up by them.
    """
    # Of each only its place: jobs that are made when they are asked for stay unmade.
    weights = [job.weight for job in jobs]
    order = sorted(range(len(jobs)), key=lambda at: (-weights[at], jobs[at].key))
    weight = sum(weights)
    watch = _Watch(weight, len(jobs))
    failures, told = {}, 0
    if farm:
        results = _farmed(jobs, order, store, farm, meanwhile)
    else:
        workers = min(workers, 1 + weight // WORTH_A_PROCESS)
        results = _results([jobs[at] for at in order], store, workers, meanwhile)
    for job, made, worker in results:
        try:
            clip = made()
        except PassageError as failure:
            failures[job.key] = failure
            watch.finished(job)
            continue
        if not farm:
            store.put(job.key, clip)
        length = stitching.milliseconds(clips.load(clip).frame_count)
        step = watch.finished(job, length)
        if step.percent // _A_TENTH > told:
            told = step.percent // _A_TENTH
            tell(replace(step, worker=worker))
    return failures


def _farmed(
    jobs: Sequence[Job],
    order: Sequence[int],
    store: Store,
    farm: Farm,
    meanwhile: Callable[[], object],
) -> Iterator[Made]:
    if not jobs:
        return
    from passage.pipeline.farming import parcels  # noqa: PLC0415 - as in `_results`

    # The farm would have nothing to do while we learn and draw, were it not for the thread.
    with ThreadPoolExecutor(1) as aside:
        learnt = aside.submit(_makeups, dict.fromkeys(map(_voice, jobs)), store, map)
        drawn = aside.submit(meanwhile)
        ready = (
            replace(job, makeup=learnt.result()[_voice(job)])
            for job in map(jobs.__getitem__, order)
        )
        yield from _kept(farm.make(ready, len(jobs), parcels.needs(jobs), store), store)
        drawn.result()


def _kept(results: Iterator[Made], store: Store) -> Iterator[Made]:
    """Keep clips, several at once: a disk takes longer to be sure of one than a farm to send it."""
    waiting = deque[tuple[Made, Future[None] | None]]()
    with ThreadPoolExecutor(WRITERS) as writers:
        for job, made, worker in results:
            try:
                keeping = writers.submit(store.put, job.key, made())
            except PassageError:
                keeping = None
            waiting.append(((job, made, worker), keeping))
            if len(waiting) > WRITERS:
                yield _when_kept(*waiting.popleft())
        while waiting:
            yield _when_kept(*waiting.popleft())


def _when_kept(made: Made, keeping: Future[None] | None) -> Made:
    if keeping is not None:
        keeping.result()
    return made


def _results(
    jobs: Sequence[Job], store: Store, workers: int, meanwhile: Callable[[], object]
) -> Iterator[Made]:
    if not jobs:
        return
    # Loaded before the processes are forked, and only when there is something to make.
    from passage.pipeline.workshop import render  # noqa: PLC0415

    if workers <= 1:
        yield from ((job, partial(render, job), "") for job in _calibrated(jobs, store, map))
        return
    with processes.pool(workers) as pool:
        try:
            with interrupts.held():
                ready = _calibrated(jobs, store, pool.map)
                futures: dict[Future[bytes], Job] = {pool.submit(render, job): job for job in ready}
        except BrokenProcessPool as error:
            yield from ((job, partial(_raise, processes.ended(error)), "") for job in jobs)
            return
        meanwhile()
        for future in as_completed(futures):
            # Let go of, or the clips of the whole show would stay in memory.
            yield futures.pop(future), partial(_result, future), ""


def _calibrated(jobs: Sequence[Job], store: Store, each: _Map) -> Iterator[Job]:
    """Tell each job what mastering takes from its voice."""
    makeups = _makeups(dict.fromkeys(map(_voice, jobs)), store, each)
    for job in jobs:
        yield replace(job, makeup=makeups[_voice(job)], keep=store.folder)


def _voice(job: Job) -> _Voice:
    return *recipes.main_voice(job.segment), job.sound


def _makeups(voices: Iterable[_Voice], store: Store, each: _Map) -> dict[_Voice, float | None]:
    """What mastering takes from voices: learnt once, then kept. None where it cannot be learnt."""
    keys = {voice: recipes.makeup_key(*voice) for voice in voices}
    known = {voice: kept for voice, key in keys.items() if (kept := store.get(key))}
    unknown = [voice for voice in keys if voice not in known]
    for voice, learnt in zip(unknown, each(_learn, unknown), strict=True):
        if learnt:
            known[voice] = learnt
            store.put(keys[voice], learnt)
    return {voice: float(known[voice]) if voice in known else None for voice in keys}


_Voice = tuple[Voice, str, Sound]
_Map = Callable[
    [Callable[[_Voice], bytes], Sequence[_Voice]],
    Iterable[bytes],
]


def _learn(voice: _Voice) -> bytes:
    from passage.pipeline import workshop  # noqa: PLC0415 - as above

    try:
        return repr(workshop.makeup(*voice)).encode()
    except PassageError:
        # What is wrong with this voice is told of the first sentence that it should say.
        return b""


def _result(future: Future[bytes]) -> bytes:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise processes.ended(error) from error


def _raise(failure: MixingFailed) -> bytes:
    raise failure


_NO_SOUND = Milliseconds(0)


class _Watch:
    """How far the work is, and from its pace how long it still takes."""

    def __init__(self, weight: int, total: int) -> None:
        self._began = time.monotonic()
        self._weight, self._total = max(weight, 1), total
        self._weight_done, self._done = 0, 0

    def finished(self, job: Job, duration: Milliseconds = _NO_SOUND) -> Progress:
        self._done += 1
        self._weight_done += job.weight
        share = self._weight_done / self._weight
        passed = time.monotonic() - self._began
        return Progress(
            segment=job.segment,
            duration=duration,
            done=self._done,
            total=self._total,
            percent=int(100 * share),
            seconds_left=passed / share - passed if share else 0.0,
        )
