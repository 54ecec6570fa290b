"""Which worker keeps to which processor."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from passage.pipeline import seating
from passage.pipeline.seating import NOWHERE, Place

affinity = pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity"), reason="this system pins nothing"
)


def _places(**machines: Place) -> dict[str, Place]:
    return machines


def test_workers_of_a_full_machine_have_a_processor_each() -> None:
    north, south = Place("north", (0, 1)), Place("south", (4, 6))
    assert seating.seats(_places(d=south, b=north, c=south, a=north)) == {
        "a": 0,
        "b": 1,
        "c": 4,
        "d": 6,
    }


@pytest.mark.parametrize(
    "places",
    [
        _places(a=Place("north", (0, 1))),
        _places(a=Place("north", (0,)), b=Place("north", (0,))),
        _places(a=Place("north", (0, 1)), b=Place("south", (0, 1))),
        _places(a=Place("", (0, 1)), b=Place("", (0, 1))),
        _places(a=NOWHERE, b=NOWHERE),
        _places(),
    ],
    ids=["fewer", "more", "elsewhere", "nameless", "nowhere", "nobody"],
)
def test_others_go_where_the_system_lets_them(places: dict[str, Place]) -> None:
    assert seating.seats(places) == {}


def test_those_whom_somebody_else_divided_stay_divided() -> None:
    first, second = Place("north", (0, 1)), Place("north", (2, 3))
    divided = _places(a=first, b=first, c=second)
    assert seating.seats(divided) == {"a": 0, "b": 1}


@affinity
def test_a_worker_with_several_threads_is_nowhere() -> None:
    assert seating.here(threads=2) == NOWHERE
    assert seating.here(threads=1).processors == seating.allowed()


@affinity
def test_a_thread_and_its_programs_keep_to_a_processor_for_a_while() -> None:
    before = seating.allowed()
    code = "import os; print(*os.sched_getaffinity(0))"
    with seating.kept_to(before[-1]):
        assert seating.allowed() == before[-1:]
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert told.stdout.split() == [str(before[-1]).encode()]
    assert seating.allowed() == before
    with pytest.raises(ZeroDivisionError), seating.kept_to(before[-1]):
        raise ZeroDivisionError
    assert seating.allowed() == before


@affinity
def test_other_threads_go_where_they_like() -> None:
    before, seen = seating.allowed(), list[tuple[int, ...]]()
    begun, told = threading.Event(), threading.Event()

    def other() -> None:
        begun.wait()
        seen.append(seating.allowed())
        told.set()

    thread = threading.Thread(target=other)
    thread.start()
    with seating.kept_to(before[0]):
        begun.set()
        told.wait()
    thread.join()
    assert seen == [before]


@affinity
@pytest.mark.parametrize("processor", [None, 100_000])
def test_without_such_a_processor_nothing_changes(processor: int | None) -> None:
    before = seating.allowed()
    with seating.kept_to(processor):
        assert seating.allowed() == before
