"""ffmpeg as mixing uses it: run, and what it measured read from its log."""

from __future__ import annotations

import re

from passage.errors import MixingFailed
from passage.ffmpeg import INSTALL, identity, program, run

__all__ = ["INSTALL", "identity", "measured", "program", "run"]


def measured(log: str, what: str, unit: str) -> float:
    """Read a figure of ebur128's summary: ``I`` in LUFS, ``LRA`` in LU, ``Peak`` in dBFS.

    The summary comes last: titles and a transcript may stand in the log before it.
    Raises MixingFailed when there is none.
    """
    summary = log.rpartition("Summary:")[2]
    found = re.search(rf"^\s+{what}:\s+(-?[\d.]+|-inf) {unit}", summary, re.MULTILINE)
    if not found:
        raise MixingFailed("ffmpeg", "it measured no loudness", INSTALL)
    return float(found.group(1))
