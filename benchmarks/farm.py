"""What gives work to a farm: segments a second, memory, and whether more of them cost more each.

The workers sleep, 50 of them in two processes, and answer with clips of silence; scheduler and
workers are processes of their own on loopback. The jobs are as long as testimonies and are made
when they are asked for, as no machine holds a million of them.

Usage: python -m benchmarks.farm [--segments N] [--workers N] [--sleep S] [--clip S] [--words N]
"""

from __future__ import annotations

import contextlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import click

from benchmarks import shows
from passage.keeping.store import Store
from passage.model import Milliseconds, Phrase, Role, Segment, Sound, Utterance, Voice
from passage.pipeline import rendering
from passage.pipeline.farming import cluster
from passage.pipeline.farming.farm import Farm
from passage.pipeline.recipes import Job

PROCESSES = 2
WORDS_A_SENTENCE = 11


class Jobs(Sequence[Job]):
    """Many testimonies, made up one by one."""

    def __init__(self, count: int, words: int) -> None:
        chance = random.Random(1)  # noqa: S311 - the same sentences every time, not secrets
        told = (shows.sentence(chance) for _ in range(words // WORDS_A_SENTENCE))
        # In a build they are there, so what it takes to make them up is none of the farm's.
        self._utterances = tuple(map(_utterance, told))
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Job: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Job]: ...

    def __getitem__(self, at: int | slice) -> Job | Sequence[Job]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        said = (_utterance(f"{at}."), *self._utterances)
        return Job(f"{at:032x}", Segment(Role.TESTIMONY, f"Mile {at}", said), Sound())


def _utterance(text: str) -> Utterance:
    return Utterance((Phrase(text, text, "en"),), "en", Voice(), "Bo", Milliseconds(350))


@contextlib.contextmanager
def farm(workers: int, sleep: float, clip: float) -> Iterator[str]:
    """A scheduler and sleeping workers; yields the scheduler's address."""
    with contextlib.ExitStack() as started, tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "scheduler.json")
        here = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", *here]
        _start(started, [*scheduler, "--scheduler-file", str(told)])
        while not told.exists():
            time.sleep(0.05)
        address = str(json.loads(told.read_text())["address"])
        for number in range(PROCESSES):
            share = workers // PROCESSES + (number < workers % PROCESSES)
            figures = [address, str(share), str(sleep), str(clip)]
            _start(started, [sys.executable, "-m", "benchmarks.sleeping", *figures])
        yield address


def _start(started: contextlib.ExitStack, command: Sequence[str]) -> None:
    process = started.enter_context(subprocess.Popen(command, stdout=-3, stderr=-3))
    started.callback(process.kill)


@click.command()
@click.option("--segments", default=[1000, 10_000], multiple=True, help="How many; repeatable.")
@click.option("--workers", default=50)
@click.option("--sleep", default=0.1, help="Seconds that a segment takes.")
@click.option("--clip", default=5.0, help="Seconds of audio in a clip.")
@click.option("--words", default=200, help="Words in a testimony.")
def main(segments: tuple[int, ...], workers: int, sleep: float, clip: float, words: int) -> None:
    """Measure, and print a line for each number of segments."""
    with farm(workers, sleep, clip) as address:
        for count in segments:
            with tempfile.TemporaryDirectory(prefix="passage-bench-") as folder:
                _measure(address, workers, count, words, Store(Path(folder)))


def _measure(address: str, workers: int, count: int, words: int, store: Store) -> None:
    with cluster.crew(address) as crew:
        began, used = time.perf_counter(), time.process_time()
        failed = rendering.render_all(Jobs(count, words), store, 1, lambda _: None, farm=Farm(crew))
        seconds, used = time.perf_counter() - began, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    click.echo(
        f"{count} segments, {workers} workers: {count / seconds:.0f} a second, {seconds:.1f} s, "
        f"{used:.1f} s of processor here, peak {peak:.0f} MB, {len(failed)} failed"
    )


if __name__ == "__main__":
    main()
