"""Processes of this machine that make segments: begun, seated, and never left behind."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.queues import SimpleQueue

from passage.errors import MixingFailed
from passage.pipeline import seating


@contextmanager
def pool(workers: int) -> Iterator[Executor]:
    """So many processes; what they have begun is finished before the block ends."""
    # A fork has all modules loaded; elsewhere it is not safe or not there.
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    places = context.SimpleQueue()
    for _, processor in zip(
        range(workers), itertools.cycle(seating.allowed() or (_ANYWHERE,)), strict=False
    ):
        places.put(processor)
    made = ProcessPoolExecutor(workers, mp_context=context, initializer=_settle, initargs=(places,))
    try:
        yield made
    finally:
        made.shutdown(cancel_futures=True)


def ended(error: BrokenProcessPool) -> MixingFailed:
    """What to say when one of them is no longer there; the others are ended with it."""
    what = "a process that made segments was ended from outside, perhaps for want of memory"
    failure = MixingFailed("passage", what, "passage build --jobs 1")
    failure.__cause__ = error
    return failure


_ANYWHERE = -1


def _settle(places: SimpleQueue[int]) -> None:
    # ^C reaches every process of the terminal; only the first one decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    # `seating` says why.
    if (processor := places.get()) != _ANYWHERE:
        os.sched_setaffinity(0, {processor})


def _end_with_the_first() -> None:
    """A first process that is killed cannot end the others, which would wait for work for ever.

    They would hold what it held: its output, for whose end whoever reads it waits as well.
    """
    if first := multiprocessing.parent_process():
        first.join()
        os._exit(1)
