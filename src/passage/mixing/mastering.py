"""A segment's sound brought to the show's loudness and encoded, in one run of ffmpeg.

The gain comes from a measurement of the whole segment (a second, quicker run): sentences
are never levelled one by one, for a listener hears that as pumping.
"""

from __future__ import annotations

import re

from passage.errors import MixingFailed
from passage.mixing import encoder, frames
from passage.mixing.assembly import RATE, Assembly
from passage.model import Clip, Sound

VERSION = 1
"""Goes up when the same samples are mastered to other bytes; every clip is then made again."""

_DYNAMICS = (
    # Below 70 Hz a voice has nothing but rumble.
    "highpass=f=70",
    # eSpeak's crest is about 19 dB: without gentle compression the limiter would have to bite.
    "acompressor=threshold=-24dB:ratio=3:attack=5:release=120:knee=6",
)

_METER = "ebur128=framelog=quiet"

_ENCODER_LOSS = 0.45
"""dB: LAME scales its input to 0.95 at this bit rate (libmp3lame/presets.c, abr_switch_map)."""

_LIMITER_LOSS = 0.1
"""LU that the limiter takes from compressed speech (measured on eSpeak, 0.05 to 0.2)."""

_HEADROOM = 0.5
"""dB between the limiter's ceiling and the true peak after encoding (measured, at most 0.1)."""


def master(assembly: Assembly, sound: Sound) -> Clip:
    """Make the clip of a segment. Raises MixingFailed when ffmpeg does."""
    gain = sound.loudness - _loudness(assembly) + _LIMITER_LOSS + _ENCODER_LOSS
    ceiling = sound.true_peak - _HEADROOM
    chain = (
        *_DYNAMICS,
        f"volume={gain:.2f}dB",
        f"aresample={RATE}",
        f"alimiter=limit={ceiling:.2f}dB:attack=5:release=50:level=disabled:latency=1",
        _METER,
    )
    stream, log = encoder.run(
        [*_input(assembly), "-af", ",".join(chain), *_MP3, "pipe:1"], assembly.samples
    )
    return Clip(
        frames=stream,
        frame_count=frames.count(stream),
        loudness=round(_reading(log) - _ENCODER_LOSS, 2),
        spans=assembly.spans,
    )


_MP3 = (
    *("-codec:a", "libmp3lame", "-b:a", str(frames.BITRATE), "-compression_level", "5"),
    # Whole frames and nothing else: a header in the middle of an episode stops some players.
    *("-write_xing", "0", "-id3v2_version", "0", "-map_metadata", "-1"),
    *("-flags", "+bitexact", "-f", "mp3"),
)


def _loudness(assembly: Assembly) -> float:
    """Integrated loudness in LUFS after the dynamics (ITU-R BS.1770-4, ffmpeg's ebur128)."""
    chain = (*_DYNAMICS, _METER)
    _, log = encoder.run(
        [*_input(assembly), "-af", ",".join(chain), "-f", "null", "-"], assembly.samples
    )
    return _reading(log)


def _reading(log: str) -> float:
    found = re.findall(r"^\s+I:\s+(-?[\d.]+) LUFS", log, re.MULTILINE)
    if not found:
        raise MixingFailed("ffmpeg", "it measured no loudness", encoder.INSTALL)
    return float(found[-1])


def _input(assembly: Assembly) -> list[str]:
    return ["-f", "s16le", "-ar", str(assembly.rate), "-ac", "1", "-i", "pipe:0"]
