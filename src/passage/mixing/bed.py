"""The music bed: a sound file of the show's own, softly under what the host says.

It is never laid under a testimony, its introduction or a content note: nothing plays beneath the
words of those who were there.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from passage.errors import MixingFailed
from passage.mixing import SILENCE, encoder, loudness
from passage.mixing.assembly import Assembly, audio

if TYPE_CHECKING:
    from pydub import AudioSegment

BELOW = 22.0
"""LU under the speech, once both are mastered. 20 are what people who hear little need (WCAG 2.2,
success criterion 1.4.7); 2 more allow for what mastering takes from a voice and nobody foresees."""

FADE_MS = 1000
"""At both ends of a segment, and where the music begins again."""

LONGEST_S = 600
"""Seconds of the file that are used: enough for the longest segment of a host, and no more memory
for an hour of music."""

SHORTEST_MS = 100
"""What is shorter cannot be looped into anything but a buzz."""


def lay(speech: Assembly, music: bytes, name: str, makeup: float) -> Assembly:
    """Put a bed under a segment: looped when it is short, faded in and out.

    `music` is the file and `name` what people call it. `makeup` is what mastering gives back to the
    segment's voice, in dB: the compressor takes it from speech but not from what is heard in the
    pauses, so the bed lies that much lower here.

    Raises MixingFailed, naming the file, when there is no sound in it.
    """
    whole, usual = _decoded(music, speech.rate, name)
    said = audio(speech.samples, speech.rate)
    bed = _lasting(whole, len(said))
    # A passage that is softer than the whole is not raised above it.
    loud = max(usual, loudness.integrated(bytes(bed.raw_data), speech.rate))
    heard = loudness.integrated(speech.samples, speech.rate)
    bed = bed.apply_gain(heard - makeup - BELOW - loud)
    mixed = bytes(said.overlay(_faded(bed)).raw_data)[: len(speech.samples)]
    # pydub counts in whole milliseconds: what it cuts off is put back.
    return replace(speech, samples=mixed + speech.samples[len(mixed) :])


@functools.lru_cache(maxsize=4)
def _decoded(music: bytes, rate: int, name: str) -> tuple[AudioSegment, float]:
    """Decode a file, once for each process and rate; tell its loudness in LUFS too."""
    # Some formats have their index at the end: `cache` can go back, and no other file is opened.
    source = ["-protocol_whitelist", "cache,pipe", "-i", "cache:pipe:0", "-t", str(LONGEST_S)]
    target = ["-map", "0:a:0", "-ac", "1", "-ar", str(rate), "-f", "s16le", "pipe:1"]
    try:
        samples, _ = encoder.run([*source, *target], music)
    except MixingFailed as failure:
        raise _refused(name, f"cannot be read as sound: {failure.problem}") from failure
    whole = audio(samples, rate)
    if len(whole) < SHORTEST_MS:
        raise _refused(name, f"lasts {len(whole)} ms, too short for a bed of music")
    heard = loudness.integrated(samples, rate)
    if heard <= SILENCE:
        raise _refused(name, "is silent")
    return whole, heard


def _refused(name: str, problem: str) -> MixingFailed:
    return MixingFailed(name, problem, "let music, in passage.yml, name another sound file")


def _lasting(music: AudioSegment, length: int) -> AudioSegment:
    """Repeat music until it lasts `length` milliseconds; each time its end fades into its start."""
    while len(music) < length:
        music = music.append(music, crossfade=min(FADE_MS, len(music) // 4))
    return music[:length]


def _faded(music: AudioSegment) -> AudioSegment:
    fade = min(FADE_MS, len(music) // 2)
    return music.fade_in(fade).fade_out(fade)
