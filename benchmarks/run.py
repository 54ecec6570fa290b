"""Every row of the table that Passage has to reach, measured on this machine in one run.

Usage: python -m benchmarks.run [--hours H] [--json FILE] [CASE ...]

The limit is the bare eSpeak library with one ffmpeg in each process; the obvious script is pydub
segment by segment. Ratios of one run mean more than seconds: machines differ, and are busy.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from benchmarks import pages, shows
from passage.pipeline import records

PYTHON = sys.executable
JOBS = str(os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One measured case."""

    case: str
    seconds: float
    peak_mb: float
    against: str = ""
    ratio: float = 0.0
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one command took."""

    seconds: float
    peak_mb: float
    """Of the largest process among the command and all that it started."""


def measure(*command: str, cwd: Path | None = None) -> Measured:
    """Run a command; tell its wall time and its peak memory. Raises when it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=-3, stderr=-3)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Measured(seconds, _megabytes(used))


def _megabytes(used: resource.struct_rusage) -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return used.ru_maxrss * unit / 1e6


def build(show: Path, *more: str) -> Measured:
    """Build a show in a process of its own."""
    return measure(PYTHON, "-m", "passage", "build", "-C", str(show), "--jobs", JOBS, *more)


def wipe(show: Path) -> None:
    """Delete all that was made."""
    for made in ("audio_out", "feed"):
        shutil.rmtree(show / made, ignore_errors=True)


def audio_seconds(show: Path) -> float:
    """How much audio a show has."""
    made = records.read(show / "audio_out").values()
    return sum(record.episode.duration for record in made) / 1000


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new, 1), "utf-8")


# ---- the cases ---------------------------------------------------------------------------


def cold(folder: Path, hours: float) -> list[Row]:
    """A cold build beside the limit, on as many processes."""
    show = folder / "cold"
    shows.write_hours(show, hours)
    limit = measure(PYTHON, "-m", "benchmarks.limit", str(show), JOBS)
    built = build(show)
    name = f"cold build of {audio_seconds(show) / 3600:.2f} h"
    ratio = built.seconds / limit.seconds
    return [
        Row("the limit", limit.seconds, limit.peak_mb),
        Row(name, built.seconds, built.peak_mb, "the limit", ratio, "<= 1.3"),
    ]


def obvious(folder: Path, hours: float) -> list[Row]:
    """A cold build beside the obvious script."""
    show = folder / "obvious"
    shows.write_hours(show, 2 * hours, to_an_episode=1000)
    built = build(show)
    script = measure(PYTHON, "-m", "benchmarks.obvious", str(show), str(folder / "obvious-out"))
    name = f"cold build of {audio_seconds(show) / 3600:.2f} h"
    ratio = script.seconds / built.seconds
    return [
        Row("the obvious script", script.seconds, script.peak_mb),
        Row(name, built.seconds, built.peak_mb, "obvious / Passage", ratio, ">= 5"),
    ]


def changes(folder: Path, hours: float) -> list[Row]:
    """What a producer does all day, in a show that is built."""
    show = folder / "changes"
    shows.write_hours(show, hours)
    whole = build(show)
    script = show / "scripts" / "t000003.md"
    length = sum(record.episode.duration for record in records.read(show / "audio_out").values())
    share = whole.seconds * 90_000 / length
    _edit(script, ".", ". Then we rested.")
    sentence = build(show)
    episode = show / "episodes" / "e00001.yml"
    _edit(episode, "[t000000, t000001", "[t000001, t000000")
    order = build(show)
    _edit(episode, "T09:00:00", "T10:00:00")
    date = build(show)
    nothing = build(show)
    return [
        Row("one sentence changed", sentence.seconds, sentence.peak_mb,
            "seconds allowed", share + 0.5, f"<= {share + 0.5:.2f} s"),
        Row("order changed", order.seconds, order.peak_mb, bar="<= 0.6 s"),
        Row("date changed", date.seconds, date.peak_mb, bar="<= 0.6 s"),
        Row("nothing changed", nothing.seconds, nothing.peak_mb, bar="<= 0.4 s"),
    ]  # fmt: skip


def many(folder: Path, hours: float) -> list[Row]:
    """Nothing changed in a show of 2,000 testimonies (short ones, since they are built first)."""
    show = folder / "many"
    shows.write(show, testimonies=round(2000 * hours), words=12, to_an_episode=100)
    build(show)
    nothing = build(show)
    name = f"nothing changed, {round(2000 * hours)} testimonies"
    return [Row(name, nothing.seconds, nothing.peak_mb, bar="<= 4 s")]


def stitch(folder: Path, hours: float) -> list[Row]:
    """An episode of ten hours from clips that are ready."""
    show = folder / "stitch"
    shows.write_hours(show, 10 * hours, to_an_episode=100_000)
    whole = build(show)
    for audio in (show / "audio_out").glob("*.mp3"):
        audio.unlink()
    again = build(show)
    name = f"stitching an episode of {audio_seconds(show) / 3600:.2f} h"
    return [
        Row("cold build for it", whole.seconds, whole.peak_mb, bar="<= 250 MB"),
        Row(name, again.seconds, again.peak_mb, bar="<= 2 s, <= 250 MB"),
    ]


def voice(_folder: Path, hours: float) -> list[Row]:
    """Our engine, with word times, beside the bare library in one process."""
    count = str(max(round(4000 * hours), 100))
    bare = measure(PYTHON, "-m", "benchmarks.voice", "bare", count)
    engine = measure(PYTHON, "-m", "benchmarks.voice", "engine", count)
    name = f"{count} sentences by our engine"
    ratio = bare.seconds / engine.seconds
    return [
        Row(f"{count} sentences by bare eSpeak", bare.seconds, bare.peak_mb),
        Row(name, engine.seconds, engine.peak_mb, "bare / engine", ratio, ">= 0.5, <= 150 MB"),
    ]


def import_(folder: Path, hours: float) -> list[Row]:
    """Pages of 1,000, 10,000 and 100,000 lines; time beside that of a tenth of the lines."""
    rows = []
    for suffix in (".txt", ".html"):
        before = 0.0
        for lines in (1_000, 10_000, 100_000):
            page = folder / f"page-{lines}{suffix}"
            pages.write(page, round(lines * hours))
            into = folder / f"show-{lines}{suffix}"
            took = measure(
                PYTHON, "-m", "passage", "import", str(page), "--into", str(into), "--dry-run"
            )
            name = f"import of {round(lines * hours)} lines ({suffix[1:]})"
            bar = "<= 2 s, <= 200 MB" if lines == 10_000 else "" if lines < 10_000 else "<= 12"  # noqa: PLR2004 - as said above
            ratio = took.seconds / before if before else 0.0
            against = "a tenth of it" if before else ""
            rows.append(Row(name, took.seconds, took.peak_mb, against, ratio, bar))
            before = took.seconds
    return rows


def feed(folder: Path, hours: float) -> list[Row]:
    """A feed of 10,000 episodes, the words of a long one, and the sample show's pictures."""
    count, length = round(10_000 * hours), max(round(10 * hours), 1)
    sample = folder / "sample"
    for name in ("scripts", "episodes"):
        shutil.copytree(SAMPLE / name, sample / name)
    shutil.copy(SAMPLE / "passage.yml", sample)
    return [
        _inside(f"feed of {count} episodes", "feed", str(count), bar="<= 2 s, <= 250 MB"),
        _inside(f"transcripts and chapters of {length} h", "words", str(length), bar="<= 1 s"),
        _inside("artwork of the sample show", "artwork", str(sample), bar="<= 3 s"),
    ]


def site(_folder: Path, hours: float) -> list[Row]:
    """The pages of 2,000 testimonies of a minute and a half, written, and then left alone."""
    count = round(2000 * hours)
    rows = []
    for what, bar in (("new", "<= 10 s, <= 250 MB"), ("unchanged", "<= 1 s")):
        with tempfile.NamedTemporaryFile() as told:
            took = measure(PYTHON, "-m", "benchmarks.site", what, str(count), told.name)
            seconds = float(told.read())
        rows.append(Row(f"pages of {count} testimonies, {what}", seconds, took.peak_mb, bar=bar))
    return rows


SAMPLE = Path(__file__).parents[1]
"""The folder of the sample show."""


def _inside(name: str, *arguments: str, bar: str) -> Row:
    """Measure a part of `benchmarks.feed`, which tells its seconds itself."""
    with tempfile.NamedTemporaryFile() as told:
        out = ["--output", told.name]
        took = measure(PYTHON, "-m", "benchmarks.feed", *arguments, *out)
        seconds = float(told.read())
    return Row(name, seconds, took.peak_mb, bar=bar)


CASES: dict[str, Callable[[Path, float], list[Row]]] = {
    "cold": cold,
    "obvious": obvious,
    "changes": changes,
    "many": many,
    "stitch": stitch,
    "voice": voice,
    "import": import_,
    "feed": feed,
    "site": site,
}


@click.command()
@click.argument("cases", nargs=-1, type=click.Choice(list(CASES)))
@click.option("--hours", default=1.0, help="Scale: 1 is the table, 0.1 a quick look.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Also write JSON.")
def main(cases: tuple[str, ...], hours: float, json_file: Path | None) -> None:
    """Measure the cases (all of them unless named) and print a line for each."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    click.echo(machine)
    rows: list[Row] = []
    for case in cases or CASES:
        with tempfile.TemporaryDirectory(prefix="passage-bench-") as folder:
            found = CASES[case](Path(folder), hours)
        rows += found
        for row in found:
            told = f"{row.case}: {row.seconds:.2f} s, {row.peak_mb:.0f} MB"
            told += f", {row.against} {row.ratio:.2f}" if row.against else ""
            click.echo(told + (f" (bar {row.bar})" if row.bar else ""))
    if json_file:
        told_rows = [asdict(row) for row in rows]
        json_file.write_text(json.dumps({"machine": machine, "rows": told_rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
