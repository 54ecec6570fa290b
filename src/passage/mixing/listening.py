"""Listening to a file of anybody's: decoded from end to end, and measured on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from passage.errors import MixingFailed
from passage.mixing import encoder
from passage.model import Milliseconds

_LOWEST_PEAK = -120.0
"""dBTP, in place of the minus infinity that digital silence has."""

_DEMUXERS = ((b"ID3", "mp3"), (b"OggS", "ogg"), (b"fLaC", "flac"), (b"RIFF", "wav"))
_COMPLAINT = re.compile(r"^\[(?:mp3|aist|in#|opus|libopus|ogg|vorbis|aac|mov|flac)\S* @ .*\] (.+)$")
_TIME = re.compile(rb"^out_time_us=(\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Listened:
    """What was heard."""

    duration: Milliseconds
    loudness: float
    """Integrated, in LUFS, as the file's own channels."""
    true_peak: float
    """In dBTP."""
    complaint: str
    """The first thing that the decoder found wrong; empty where nothing was."""


def listen(path: Path, longest: int) -> Listened:
    """Decode a file of a stranger's, at most `longest` seconds of it. Raises MixingFailed.

    What it is is told by its first bytes and not left to ffmpeg: a list of addresses that claims to
    be sound would have it read other files.
    """
    with path.open("rb") as file:
        demuxer = _demuxer(file.read(12))
    if not demuxer:
        raise MixingFailed(path.name, "this is no sound that is known here", "")
    source = ("-protocol_whitelist", "file", "-f", demuxer, "-i", f"file:{path}", "-map", "0:a:0")
    filters = "ebur128=peak=true:framelog=quiet"
    where = ("-t", str(longest), "-progress", "pipe:1", "-f", "null", "-")
    output, log = encoder.run([*source, "-af", filters, *where], b"")
    times = _TIME.findall(output)
    return Listened(
        duration=Milliseconds(int(times[-1]) // 1000 if times else 0),
        loudness=encoder.measured(log, "I", "LUFS"),
        true_peak=max(encoder.measured(log, "Peak", "dBFS"), _LOWEST_PEAK),
        complaint=_complaint(log),
    )


def _demuxer(start: bytes) -> str:
    for beginning, name in _DEMUXERS:
        if start.startswith(beginning):
            return name
    if start[4:8] == b"ftyp":
        return "mov"
    # A frame of MPEG audio begins with eleven bits set; two that follow say that it is AAC (ADTS).
    if len(start) > 1 and start[0] == 0xFF and start[1] & 0xE0 == 0xE0:  # noqa: PLR2004 - see above
        return "aac" if start[1] & 0x06 == 0 else "mp3"
    return ""


def _complaint(log: str) -> str:
    """What is said before sound is decoded is of headers, not of damage."""
    for line in log.partition("Output #0")[2].splitlines():
        if found := _COMPLAINT.match(line):
            return found[1]
    return ""
