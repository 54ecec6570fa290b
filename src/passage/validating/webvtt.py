"""WebVTT transcripts (https://www.w3.org/TR/webvtt1/), from which Apple takes who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from passage.validating.finding import Level
from passage.validating.lines import LineFault, decoded
from passage.validating.table import declare

_W3 = "https://www.w3.org/TR/webvtt1/"
HEADER = declare("webvtt/header", Level.ERROR, f"{_W3}#file-structure", "it begins with WEBVTT")
TIMING = declare(
    "webvtt/timing", Level.ERROR, f"{_W3}#webvtt-cue-timings", "a cue has a start, and a later end"
)
ORDER = declare("webvtt/order", Level.ERROR, f"{_W3}#file-structure", "cues go forward in time")
OVERLAP = declare(
    "webvtt/overlap", Level.WARNING, f"{_W3}#introduction-caption", "one cue at a time is shown"
)
IDENTIFIER = declare(
    "webvtt/id", Level.ERROR, f"{_W3}#webvtt-cue-identifier", "an identifier is there once"
)
TEXT = declare(
    "webvtt/text",
    Level.ERROR,
    f"{_W3}#webvtt-cue-text",
    "text has no bare & or <, and no unknown or open tag",
)
VOICE = declare("webvtt/voice", Level.ERROR, f"{_W3}#webvtt-cue-voice-span", "<v> names who speaks")
EMPTY = declare("webvtt/empty", Level.WARNING, f"{_W3}#webvtt-cue-block", "a cue has text")
LINES = declare(
    "webvtt/lines",
    Level.NOTE,
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/"
    "transcripts.md#webvtt",
    "a line of text has 65 characters at most",
)

LONGEST_LINE = 65

_STAMP = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_STAMP}[ \t]+-->[ \t]+{_STAMP}(?:[ \t]+\S+:\S+)*[ \t]*", re.ASCII)
_TAG = re.compile(r"<([^<>]*)>")
_NAME = re.compile(r"(/?)(c|i|b|u|v|lang|ruby|rt)((?:\.[^\s.]+)*)(?:[ \t]+(.*))?", re.DOTALL)
_ENTITY = re.compile(r"&(?:amp|lt|gt|lrm|rlm|nbsp|#\d+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as it is written; times in milliseconds."""

    line: int
    """That of its times."""
    identifier: str
    start: int
    end: int
    text: tuple[str, ...]


def check(data: bytes) -> Iterator[LineFault]:
    """What is wrong in a WebVTT file."""
    text = decoded(data)
    if isinstance(text, LineFault):
        yield text
        return
    blocks = tuple(_blocks(text))
    if not re.match(r"WEBVTT(?:[ \t\n\r]|$)", text):
        yield LineFault(HEADER, 1, "the file does not begin with WEBVTT", "add that line")
    elif len(blocks[0][1]) > 1 and any("-->" in line for line in blocks[0][1]):
        yield LineFault(HEADER, 2, "no empty line follows the header", "add one")
    cues: list[Cue] = []
    for line, block in blocks[1:]:
        cue = _cue(line, block)
        if isinstance(cue, LineFault):
            yield cue
        elif cue:
            cues.append(cue)
            yield from _texts(cue)
    yield from _times(cues)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines between empty lines, with the number of the first."""
    block: list[str] = []
    lines = re.split(r"\r\n|\n|\r", text)
    for number, line in enumerate([*lines, ""], start=1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(line: int, block: Sequence[str]) -> Cue | LineFault | None:
    if re.match(r"(NOTE|STYLE|REGION)(\s|$)", block[0]):
        return None
    at = 0 if "-->" in block[0] else 1
    found = _TIMING.fullmatch(block[at]) if at < len(block) else None
    if not found:
        where = min(at, len(block) - 1)
        told = f'"{block[where][:60]}" is no line of times'
        return LineFault(TIMING, line + where, told, "write 00:01.000 --> 00:02.500")
    parts = found.groups()
    start, end = _milliseconds(parts[:4]), _milliseconds(parts[4:])
    return Cue(line + at, block[0] if at else "", start, end, tuple(block[at + 1 :]))


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _times(cues: Sequence[Cue]) -> Iterator[LineFault]:
    identifiers: set[str] = set()
    before: Cue | None = None
    for cue in cues:
        if cue.end <= cue.start:
            yield LineFault(TIMING, cue.line, "the cue ends before it has begun", "swap the times")
        if before and cue.start < before.start:
            yield LineFault(ORDER, cue.line, "the cue begins before the one above", "sort them")
        elif before and cue.start < before.end:
            yield LineFault(OVERLAP, cue.line, "two cues are shown at once", "end one earlier")
        if cue.identifier and cue.identifier in identifiers:
            told = f'the identifier "{cue.identifier}" is here twice'
            yield LineFault(IDENTIFIER, cue.line - 1, told, "give each cue its own")
        identifiers.add(cue.identifier)
        before = cue


def _texts(cue: Cue) -> Iterator[LineFault]:
    if not any(text.strip() for text in cue.text):
        yield LineFault(EMPTY, cue.line, "the cue has no text", "take it away")
    for number, text in enumerate(cue.text, start=cue.line + 1):
        plain = _TAG.sub("", text)
        if "<" in plain or "-->" in plain:
            yield LineFault(TEXT, number, 'the text has a bare "<" or "-->"', "write &lt; or &gt;")
        if "&" in _ENTITY.sub("", plain):
            yield LineFault(TEXT, number, 'the text has a bare "&"', "write &amp;")
        if len(plain) > LONGEST_LINE:
            yield LineFault(LINES, number, f"the line has {len(plain)} characters", "break it")
        for tag in _TAG.findall(text):
            yield from _tag(cue, number, tag)
    yield from _closed(cue)


def _tag(cue: Cue, number: int, tag: str) -> Iterator[LineFault]:
    stamp = re.fullmatch(_STAMP, tag, re.ASCII)
    found = _NAME.fullmatch(tag)
    if stamp:
        if not cue.start < _milliseconds(stamp.groups()) < cue.end:
            yield LineFault(TIMING, number, f"<{tag}> lies outside of its cue", "correct it")
    elif not found:
        yield LineFault(TEXT, number, f"WebVTT has no <{tag[:60]}>", "write &lt; and &gt;")
    elif found[2] in {"v", "lang"} and not found[1] and not (found[4] or "").strip():
        yield LineFault(VOICE, number, f"<{tag}> names nobody", f"write <{tag} Name>")


def _closed(cue: Cue) -> Iterator[LineFault]:
    """All tags but <v> around a whole cue have an end."""
    still: list[str] = []
    for tag in _TAG.findall("\n".join(cue.text)):
        found = _NAME.fullmatch(tag)
        if found and not found[1]:
            still.append(found[2])
        elif found:
            while still and still[-1] == "v" and found[2] != "v":
                still.pop()
            if not still or still.pop() != found[2]:
                told = f"<{tag}> ends what has not begun"
                yield LineFault(TEXT, cue.line + 1, told, "take it away")
    for name in still:
        if name != "v":
            told = f"<{name}> has no end"
            yield LineFault(TEXT, cue.line + 1, told, f"write </{name}>")
