"""SRT and JSON transcripts, as the podcast namespace describes them.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator
from typing import TypeGuard

from passage.validating.finding import Level
from passage.validating.lines import LineFault, decoded
from passage.validating.table import declare

_PAGE = (
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/"
    "transcripts.md"
)
SRT = declare("srt/cue", Level.ERROR, f"{_PAGE}#srt", "a cue has a number, a start and a later end")
SRT_ORDER = declare("srt/order", Level.ERROR, f"{_PAGE}#srt", "cues go forward in time")
SRT_LINES = declare(
    "srt/lines", Level.WARNING, f"{_PAGE}#srt", "a cue has two lines of 32 characters at most"
)
JSON = declare(
    "transcript-json/form",
    Level.ERROR,
    f"{_PAGE}#json",
    "a version, and segments with startTime and body",
)
JSON_ORDER = declare(
    "transcript-json/order", Level.ERROR, f"{_PAGE}#json", "segments go forward in time"
)

SRT_NUMBERS = declare(
    "srt/numbers", Level.WARNING, f"{_PAGE}#srt", "cues are numbered one after the other, from 1 on"
)

LINES, CHARACTERS = 2, 32
_STAMP = r"(\d{2,}):([0-5]\d):([0-5]\d),(\d{3})"
_TIMING = re.compile(rf"{_STAMP} --> {_STAMP}[ \t]*", re.ASCII)


def srt(data: bytes) -> Iterator[LineFault]:
    """What is wrong in a SubRip file."""
    text = decoded(data)
    if isinstance(text, LineFault):
        yield text
        return
    last, number, count = -1, 1, 0
    is_misnumbered = False
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        lines = block.split("\n")
        skipped = len(lines) - len(block.lstrip("\n").split("\n"))
        here, lines = number + skipped, lines[skipped:]
        number += skipped + len(lines) + 1
        if not any(line.strip() for line in lines):
            continue
        start, faults = _srt_cue(here, lines, last)
        yield from faults
        count += 1
        if start >= 0 and int(lines[0]) != count and not is_misnumbered:
            is_misnumbered = True
            told = f"cue {count} has the number {int(lines[0])}"
            yield LineFault(SRT_NUMBERS, here, told, "number them from 1 on")
        last = max(last, start)


def _srt_cue(line: int, lines: list[str], last: int) -> tuple[int, list[LineFault]]:
    found = _TIMING.fullmatch(lines[1]) if len(lines) > 1 else None
    if not lines[0].strip().isdecimal() or not found:
        hint = "write a number, then 00:00:01,000 --> 00:00:02,500"
        return -1, [LineFault(SRT, line, "the cue has no number or no times", hint)]
    start, end = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:])
    faults = []
    if end <= start:
        faults.append(LineFault(SRT, line + 1, "the cue ends before it has begun", "correct it"))
    if start < last:
        faults.append(LineFault(SRT_ORDER, line + 1, "the cue begins too early", "sort them"))
    shown = [text for text in lines[2:] if text]
    if len(shown) > LINES or any(len(text) > CHARACTERS for text in shown):
        told = f"the cue is larger than {LINES} lines of {CHARACTERS} characters"
        faults.append(LineFault(SRT_LINES, line + 2, told, "split it"))
    return start, faults


def _milliseconds(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, thousandths = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def transcript(data: bytes) -> Iterator[LineFault]:
    """What is wrong in a JSON transcript."""
    text = decoded(data)
    if isinstance(text, LineFault):
        yield text
        return
    if data.startswith(codecs.BOM_UTF8):
        # RFC 8259, 8.1: no mark is added, and readers need not overlook one.
        yield LineFault(JSON, 1, "the file begins with a byte order mark", "save it without one")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        yield LineFault(JSON, line, "this is no JSON", "make the file anew")
        return
    segments = told.get("segments") if isinstance(told, dict) else None
    if not isinstance(segments, list) or not isinstance(told.get("version"), str):
        hint = 'write {"version": "1.0.0", "segments": […]}'
        yield LineFault(JSON, 1, "the transcript has no version or no segments", hint)
        return
    last = 0.0
    for number, segment in enumerate(segments, start=1):
        start = segment.get("startTime") if isinstance(segment, dict) else None
        if not is_number(start) or not isinstance(segment.get("body"), str):
            told_so = f"segment {number} has no startTime or no body"
            yield LineFault(JSON, 0, told_so, "write both: seconds, and what is said")
        elif start < last:
            told_so = f"segment {number} begins before the one above"
            yield LineFault(JSON_ORDER, 0, told_so, "sort them")
        else:
            last = start


def is_number(value: object) -> TypeGuard[float]:
    """Whether JSON says a number from 0 on there; true, false and the infinite are none."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return 0 <= value < math.inf
