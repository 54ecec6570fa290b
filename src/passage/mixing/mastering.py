"""A segment's sound brought to the show's loudness and encoded, in one run of ffmpeg.

The gain comes from a measurement of the whole segment. Sentences are never levelled one by
one, for a listener hears that as pumping.

Loudness is that of a mono file read as one channel (ITU-R BS.1770-4). Played by two speakers
the same file measures 3 LU more.
"""

from __future__ import annotations

from passage.mixing import encoder, frames, loudness
from passage.mixing.assembly import RATE, Assembly
from passage.model import Clip, Sound

_RUMBLE_HZ = 70
"""Below this a voice has nothing to say."""

_THRESHOLD = -4.0
"""dB from the target, where compression begins: eSpeak's crest is about 19 dB, and without gentle
compression the limiter would have to bite."""

MAKEUP = 9.2
"""dB that compression and limiting take from speech (measured on eSpeak: 9.2 for most voices,
8.2 to 9.6 for others)."""

_COUNTING = 0.25
"""dB that a voice loses more when it counts than when it tells (measured on eSpeak, up to 0.35)."""

_TOLERANCE = 0.5
"""LU off the target for which a segment is mastered once more, now that its loss is known."""

_AGAIN = 3
"""Times at most: what is added to sound that is full already is partly taken by the limiter."""

_LARGEST_GAIN = 40.0
"""dB: what is quieter still is no speech but noise."""

_ENCODER_LOSS = 0.45
"""dB: LAME scales its input to 0.95 at this bit rate (libmp3lame/presets.c, abr_switch_map)."""

_HEADROOM = 1.3
"""dB from the limiter's ceiling to the highest true peak after encoding: what lies between samples,
and what LAME adds (measured over nine hours of three voices: seldom more than 0.3, at most 0.9)."""


def master(assembly: Assembly, sound: Sound, makeup: float = MAKEUP) -> Clip:
    """Make the clip of a segment; `makeup` is what its voice loses. Raises MixingFailed."""
    gain = _gain(assembly, sound)
    clip = _encode(assembly, sound, gain, makeup)
    for _ in range(_AGAIN):
        missing = sound.loudness - clip.loudness
        if abs(missing) <= _TOLERANCE:
            break
        makeup += missing
        clip = _encode(assembly, sound, gain, makeup)
    return clip


def makeup_for(sample: Assembly, sound: Sound) -> float:
    """Learn from a sample of a voice what compression and limiting take from it, in dB.

    It differs from voice to voice, and hardly from one segment of a voice to another: knowing it
    spares most segments the second run.
    """
    heard = _encode(sample, sound, _gain(sample, sound), MAKEUP).loudness
    return MAKEUP + sound.loudness - heard - _COUNTING


def _gain(assembly: Assembly, sound: Sound) -> float:
    return sound.loudness - loudness.integrated(assembly.samples, assembly.rate)


def chain(sound: Sound, gain: float, makeup: float) -> tuple[str, ...]:
    """The filters of ffmpeg that bring a segment to a show's sound; gains in dB."""
    threshold = sound.loudness + _THRESHOLD
    ceiling = sound.true_peak - _HEADROOM
    return (
        f"highpass=f={_RUMBLE_HZ}",
        f"volume={min(gain, _LARGEST_GAIN):.2f}dB",
        f"acompressor=threshold={threshold:.2f}dB:ratio=3:attack=5:release=120:knee=6",
        f"volume={makeup + _ENCODER_LOSS:.2f}dB",
        f"aresample={RATE}",
        f"alimiter=limit={ceiling:.2f}dB:attack=5:release=50:level=disabled:latency=1",
    )


def _encode(assembly: Assembly, sound: Sound, gain: float, makeup: float) -> Clip:
    filters = ",".join([*chain(sound, gain, makeup), "ebur128=framelog=quiet"])
    source = ["-f", "s16le", "-ar", str(assembly.rate), "-ac", "1", "-i", "pipe:0"]
    stream, log = encoder.run([*source, "-af", filters, *MP3, "pipe:1"], assembly.samples)
    return Clip(
        frames=stream,
        frame_count=frames.count(stream),
        loudness=round(encoder.measured(log, "I", "LUFS") - _ENCODER_LOSS, 2),
        spans=assembly.spans,
    )


MP3 = (
    *("-codec:a", "libmp3lame", "-b:a", str(frames.BITRATE), "-compression_level", "5"),
    # Whole frames and nothing else: a header in the middle of an episode stops some players.
    *("-write_xing", "0", "-id3v2_version", "0", "-map_metadata", "-1"),
    *("-flags", "+bitexact", "-f", "mp3"),
    # Written in large pieces: one for each frame keeps two processes busy with nothing else.
    *("-flush_packets", "0"),
)
