"""Builds on a real Dask scheduler with real workers, and what becomes of them when those fail."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests import shows
from tests.pipeline.building import build, made_files
from tests.pipeline.farming import farms
from tests.pipeline.farming.farms import Build, Cable, Farm, wait_until


@pytest.fixture(scope="session")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build without a farm makes."""
    show = _written(tmp_path_factory.mktemp("local"))
    build(show)
    return made_files(show)


@pytest.fixture
def long_show(tmp_path: Path) -> Path:
    return _written(tmp_path / "show")


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[Farm]:
    (tmp_path / "farm").mkdir()
    with farms.started(tmp_path / "farm") as started:
        yield started


def _written(folder: Path, scripts: int = 5, sentences: int = 8) -> Path:
    folder.mkdir(exist_ok=True)
    show = shows.write(folder)
    shows.lengthen(show, scripts=scripts, sentences=sentences)
    return show


def _is_complete(show: Path, expected: dict[str, bytes], first: Build) -> bool:
    """The promise: complete with the same bytes, now or after a second run."""
    if first.status() == 1:
        build(show)
    else:
        assert first.status() == 0, first.told
    return made_files(show) == expected


def test_a_farm_makes_the_same_bytes_and_says_who_made_them(
    farm: Farm, long_show: Path, expected: dict[str, bytes]
) -> None:
    farm.start_worker("anna")
    farm.start_worker("bela", threads=2)
    done = farm.build(long_show)
    assert done.status() == 0, done.told
    assert made_files(long_show) == expected
    assert "worker joined: anna" in done.told or "workers joined: anna" in done.told
    assert "made by " in done.told
    wait_until(
        lambda: farm.tasks() == {"scheduler": [], "anna": [], "bela": []},
        "the tasks were not forgotten",
    )


@pytest.fixture
def processors() -> Iterator[tuple[int, ...]]:
    """Two of them at most, which are all that this test and its programs may use."""
    before = os.sched_getaffinity(0)
    few = tuple(sorted(before))[:2]
    os.sched_setaffinity(0, few)
    yield few
    os.sched_setaffinity(0, before)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system pins nothing")
def test_workers_of_a_full_machine_keep_to_a_processor_each(
    processors: tuple[int, ...], farm: Farm, long_show: Path, expected: dict[str, bytes]
) -> None:
    names = [f"worker {number}" for number in processors]
    for name in names:
        farm.start_worker(name)
    done = farm.build(long_show)
    assert done.status() == 0, done.told
    assert made_files(long_show) == expected
    # Whoever came first had a segment before it was known how many there are.
    last = {farm.processors(name)[-1] for name in names}
    assert last == {(processor,) for processor in processors}


def test_threads_of_one_worker_share_its_voice_in_peace(
    farm: Farm, long_show: Path, expected: dict[str, bytes]
) -> None:
    farm.start_worker("twofold", threads=2)
    done = farm.build(long_show)
    assert done.status() == 0, done.told
    assert made_files(long_show) == expected


def test_what_a_killed_worker_had_is_made_by_another(
    farm: Farm, long_show: Path, expected: dict[str, bytes]
) -> None:
    doomed = farm.start_worker("doomed", "waits")
    farm.start_worker("other")
    running = farm.build(long_show)
    wait_until(lambda: farm.has_begun("doomed"), "the worker got nothing to do")
    doomed.send_signal(signal.SIGKILL)
    assert running.status() == 0, running.told
    assert made_files(long_show) == expected
    assert "worker doomed went away; others do what it had" in running.told


def test_half_of_the_workers_may_be_killed(
    farm: Farm, long_show: Path, expected: dict[str, bytes]
) -> None:
    doomed = [farm.start_worker(name, "waits") for name in ("one", "two")]
    for name in ("three", "four"):
        farm.start_worker(name)
    running = farm.build(long_show)
    wait_until(lambda: farm.has_begun("one") and farm.has_begun("two"), "they got nothing to do")
    for process in doomed:
        process.send_signal(signal.SIGKILL)
    assert running.status() == 0, running.told
    assert made_files(long_show) == expected


def test_a_scheduler_may_be_restarted(
    farm: Farm, long_show: Path, expected: dict[str, bytes]
) -> None:
    farm.start_worker("before", "waits")
    running = farm.build(long_show)
    wait_until(lambda: farm.has_begun("before"), "the worker got nothing to do")
    farm.scheduler.send_signal(signal.SIGKILL)
    farm.scheduler.wait()
    farm.start_scheduler()
    farm.start_worker("after")
    assert _is_complete(long_show, expected, running)
    assert "worker before went away" in running.told


def test_a_worker_that_hangs_is_not_waited_for(
    farm: Farm, long_show: Path, expected: dict[str, bytes]
) -> None:
    farm.start_worker("asleep", "waits")
    farm.start_worker("awake")
    running = farm.build(long_show, patience=5)
    assert running.status() == 0, running.told
    assert farm.has_begun("asleep")
    assert made_files(long_show) == expected
    assert "worker asleep does not answer; others do what it had" in running.told


def test_a_damaged_clip_is_made_again_elsewhere(
    farm: Farm, long_show: Path, expected: dict[str, bytes]
) -> None:
    farm.start_worker("wrong", "damages")
    farm.start_worker("right")
    running = farm.build(long_show)
    assert running.status() == 0, running.told
    assert made_files(long_show) == expected


def test_damaged_clips_alone_are_no_episode(farm: Farm, long_show: Path) -> None:
    farm.start_worker("wrong", "damages")
    running = farm.build(long_show, patience=2)
    assert running.status() == 1, running.told
    assert "worker wrong gets no work: its clips come damaged" in running.told
    assert not list(long_show.glob("audio_out/*.mp3"))


FEW = 3
"""Tasks that a worker may have at once: the one that it does, and two that wait for it."""


def test_what_is_not_worked_at_waits_with_the_build(farm: Farm, tmp_path: Path) -> None:
    show = _written(tmp_path / "show", scripts=30, sentences=1)
    names = ["one", "two"]
    for name in names:
        farm.start_worker(name, "waits")
    running = farm.build(show)
    for name in names:
        wait_until(partial(farm.has_begun, name), "a worker got nothing to do")
    assert len(farm.tasks()["scheduler"]) <= len(names) * FEW
    running.interrupt()
    assert running.status() == 130, running.told


def test_an_interrupted_build_leaves_no_task(
    farm: Farm, long_show: Path, expected: dict[str, bytes]
) -> None:
    farm.start_worker("held", "waits")
    running = farm.build(long_show)
    wait_until(lambda: farm.has_begun("held"), "the worker got nothing to do")
    running.interrupt()
    assert running.status() == 130, running.told
    farm.go_on()
    wait_until(lambda: farm.tasks() == {"scheduler": [], "held": []}, "tasks were left")
    again = farm.build(long_show)
    assert again.status() == 0, again.told
    assert made_files(long_show) == expected


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("is older", "it has Passage 0.0.1, here is "),
        ("has another encoder", "it has ffmpeg version 1, here is ffmpeg version "),
        ("counts otherwise", "the same sentence is other bytes there"),
    ],
)
def test_a_worker_that_would_make_other_bytes_is_named_and_gets_no_work(
    farm: Farm, long_show: Path, expected: dict[str, bytes], fault: str, reason: str
) -> None:
    farm.start_worker("stranger", fault)
    alone = farm.build(long_show)
    assert alone.status() == 2, alone.told
    assert f"worker stranger gets no work: {reason}" in alone.told
    farm.start_worker("friend")
    running = farm.build(long_show)
    assert running.status() == 0, running.told
    assert not farm.has_begun("stranger")
    assert made_files(long_show) == expected


def test_a_worker_may_come_later(farm: Farm, long_show: Path, expected: dict[str, bytes]) -> None:
    running = farm.build(long_show)
    wait_until(lambda: "no worker is there; waiting" in running.told, "nobody was missed")
    farm.start_worker("late")
    assert running.status() == 0, running.told
    assert made_files(long_show) == expected


def test_nobody_is_waited_for_for_ever(farm: Farm, long_show: Path) -> None:
    running = farm.build(long_show, patience=1)
    assert running.status() == 2
    assert "no worker is there that may take work" in running.told


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("tcp://127.0.0.1:1", "no Dask scheduler answers: nothing is heard within 10 seconds"),
        ("tcp://nowhere.invalid:1", "no Dask scheduler answers: nobody knows that name"),
        ("tls://127.0.0.1:1", "this address needs certificates, and Dask is told of none"),
    ],
)
def test_no_scheduler_is_told(long_show: Path, address: str, reason: str) -> None:
    running = Build(long_show, "--on", address)
    assert running.status() == 2
    assert f"{address}: {reason}" in running.told
    assert "Traceback" not in running.told


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_something_else_than_a_scheduler_is_told(long_show: Path, said: bytes) -> None:
    class Other(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(1 << 16)
            self.request.sendall(said)

    with socketserver.TCPServer(("127.0.0.1", 0), Other) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        address = f"tcp://127.0.0.1:{other.server_address[1]}"
        running = Build(long_show, "--on", address)
        assert running.status() == 2
        other.shutdown()
    assert f"{address}: no Dask scheduler answers: what is there is something else" in running.told


def test_who_is_there_and_says_nothing_is_not_waited_for_for_ever(long_show: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        running = Build(long_show, "--on", address)
        assert running.status() == 2
    assert f"{address}: no Dask scheduler answers: nothing is heard within 10" in running.told


def test_our_own_workers_end_with_the_build(long_show: Path, expected: dict[str, bytes]) -> None:
    running = Build(long_show, "--on", "local:2")
    assert running.status() == 0, running.told
    assert made_files(long_show) == expected
    wait_until(lambda: not _is_there(running.process.pid), "processes were left")


def test_an_interrupted_build_ends_our_own_workers(
    long_show: Path,
    expected: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as held:
        for name, value in farms.faulty(tmp_path, "waits").items():
            held.setenv(name, value)
        held.setenv("DASK_DISTRIBUTED__WORKER__PRELOAD", "tests.pipeline.farming.farm_faults")
        running = Build(long_show, "--on", "local:1")
    wait_until((tmp_path / "begun-0").exists, "the worker got nothing to do")
    assert (tmp_path / "deaf-0").exists()
    running.interrupt()
    assert running.status() == 130, running.told
    assert "Traceback" not in running.told
    wait_until(lambda: not _is_there(running.process.pid), "processes were left")
    again = Build(long_show, "--on", "local:1")
    assert again.status() == 0, again.told
    assert made_files(long_show) == expected


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


CUT_S = 20


@dataclass(frozen=True)
class Distant:
    """A farm, how to cut the way to it and to mend it, and by what a build reaches it."""

    farm: Farm
    cut: Callable[[], object]
    mend: Callable[[], object]
    by: Cable | None = None


@pytest.fixture
def distant(tmp_path: Path) -> Iterator[Distant]:
    """A farm behind a network of its own; where none may be made, behind a cable that is ours."""
    (tmp_path / "farm").mkdir()
    with contextlib.ExitStack() as laid:
        name = _network(laid)
        if name is None:
            farm = laid.enter_context(farms.started(tmp_path / "farm"))
            cable = laid.enter_context(farm.cable())
            yield Distant(farm, cable.silence, cable.join, cable)
            return
        inside = ["ip", "netns", "exec", name]
        started = farms.started(tmp_path / "farm", host="10.213.77.2", prefix=inside)
        link = ["-n", name, "link", "set", f"f{name}"]
        farm = laid.enter_context(started)
        yield Distant(farm, lambda: _ip(*link, "down"), lambda: _ip(*link, "up"))


def _network(laid: contextlib.ExitStack) -> str | None:
    """Lay a cable between this machine and a network; its name, or None where that is refused."""
    name = f"psg{os.getpid()}"
    near, far = f"n{name}", f"f{name}"
    steps = [
        ["link", "add", near, "type", "veth", "peer", "name", far, "netns", name],
        ["addr", "add", "10.213.77.1/30", "dev", near],
        ["-n", name, "addr", "add", "10.213.77.2/30", "dev", far],
        ["-n", name, "link", "set", "lo", "up"],
        ["-n", name, "link", "set", far, "up"],
        ["link", "set", near, "up"],
    ]
    try:
        _ip("netns", "add", name)
        # With it goes its end of the cable, and so the cable.
        laid.callback(_ip, "netns", "del", name)
        for step in steps:
            _ip(*step)
    except (OSError, subprocess.CalledProcessError):
        return None
    return name


def _ip(*arguments: str) -> None:
    program = shutil.which("ip") or "/sbin/ip"
    subprocess.run([program, *arguments], capture_output=True, check=True)


def test_a_network_that_is_cut_for_a_while_costs_nothing_but_time(
    distant: Distant, long_show: Path, expected: dict[str, bytes]
) -> None:
    farm = distant.farm
    farm.start_worker("here", "waits")
    farm.start_worker("there", "waits")
    running = farm.build(long_show, by=distant.by)
    wait_until(lambda: farm.has_begun("here") and farm.has_begun("there"), "nobody had work")
    distant.cut()
    farm.go_on()
    # The one moment that is a length of time: how long the cut lasts.
    time.sleep(CUT_S)
    assert running.process.poll() is None
    distant.mend()
    assert _is_complete(long_show, expected, running)


def test_broken_connections_are_made_anew(
    farm: Farm, long_show: Path, expected: dict[str, bytes]
) -> None:
    farm.start_worker("held", "waits")
    with farm.cable() as cable:
        running = farm.build(long_show, by=cable)
        wait_until(lambda: farm.has_begun("held"), "the worker got nothing to do")
        cable.cut()
        farm.go_on()
        assert _is_complete(long_show, expected, running)
    wait_until(lambda: farm.tasks() == {"scheduler": [], "held": []}, "tasks were left")


def test_many_shows_are_built_on_one_farm(
    farm: Farm, long_show: Path, tmp_path: Path, expected: dict[str, bytes]
) -> None:
    second = _written(tmp_path / "second")
    farm.start_worker("only")
    running = farm.build(long_show, "-C", str(second))
    assert running.status() == 0, running.told
    assert made_files(long_show) == made_files(second) == expected


def test_a_build_without_a_farm_loads_nothing_for_one(long_show: Path) -> None:
    code = (
        "import sys\n"
        "from passage.cli import passage\n"
        "passage.main(['build'], standalone_mode=False)\n"
        "farming = {f'passage.pipeline.farming.{name}' for name in ('shift', 'parcels')}\n"
        "loaded = {'dask', 'distributed', *farming}\n"
        "sys.exit(3 if loaded & sys.modules.keys() else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=long_show, check=False)
    assert done.returncode == 0
