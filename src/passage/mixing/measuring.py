"""What can be heard of an episode, measured after encoding with ffmpeg's ebur128 (EBU R 128)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path

from passage.mixing import SILENCE, encoder
from passage.model import Chapter, EpisodeSound, Milliseconds

VERSION = 1
"""Goes up when the same file gives other measurements."""

POINTS = 200
"""The most that a curve has: what can be told apart on a page."""

_READING_MS = 100
_FIRST = 29
"""ebur128 reads the last three seconds (EBU Tech 3341, short-term) every 100 ms: the reading with
this index is the first of a whole window, which begins at zero."""

_NO_PEAK = -120.0
"""dBTP, in place of the minus infinity that digital silence has."""


def measure(path: Path, segments: Sequence[float]) -> EpisodeSound:
    """Measure a mono file; `segments` is the loudness of its chapters. Raises MixingFailed."""
    filters = "ebur128=peak=true:framelog=quiet:metadata=1,"
    filters += "ametadata=mode=print:key=lavfi.r128.S:file=-"
    output, log = encoder.run([*_source(path), "-af", filters, *_NOWHERE], b"")
    curve, stretch = _thinned(_readings(output))
    return EpisodeSound(
        loudness=encoder.measured(log, "I", "LUFS"),
        loudness_range=encoder.measured(log, "LRA", "LU"),
        true_peak=max(encoder.measured(log, "Peak", "dBFS"), _NO_PEAK),
        segments=tuple(segments),
        curve=curve,
        stretch=stretch,
    )


def loudness(path: Path, chapter: Chapter) -> float:
    """Measure one chapter of a file, in LUFS as one channel. Raises MixingFailed."""
    stretch = ("-ss", f"{chapter.start}ms", "-t", f"{chapter.end - chapter.start}ms")
    filters = "ebur128=framelog=quiet"
    _, log = encoder.run([*stretch, *_source(path), "-af", filters, *_NOWHERE], b"")
    return encoder.measured(log, "I", "LUFS")


_NOWHERE = ("-f", "null", "-")


def _source(path: Path) -> tuple[str, ...]:
    # Named as a file: a colon in a path would else be read as a protocol. The cover is no sound.
    return ("-i", f"file:{path}", "-map", "0:a")


def _readings(output: bytes) -> list[float]:
    found = re.findall(rb"^lavfi\.r128\.S=(\S+)", output, re.MULTILINE)
    heard = [float(reading) for reading in found[_FIRST:]]
    return [max(reading, SILENCE) if math.isfinite(reading) else SILENCE for reading in heard]


def _thinned(readings: Sequence[float]) -> tuple[tuple[float, ...], Milliseconds]:
    together = max(-(-len(readings) // POINTS), 1)
    starts = range(0, len(readings), together)
    curve = tuple(round(max(readings[start : start + together]), 1) for start in starts)
    return curve, Milliseconds(together * _READING_MS)
