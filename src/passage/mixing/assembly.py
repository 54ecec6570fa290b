"""The sound of one segment before it is mastered: chime, speech, pauses, fades."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from passage.model import Milliseconds, Samples, Segment, Sound, Span, Speech

with warnings.catch_warnings():
    # pydub warns on import that it finds no ffmpeg on the path (it is never asked to encode
    # here), and it imports audioop, whose place audioop-lts takes from Python 3.13.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment
    from pydub.generators import Sine

RATE = 44100
"""Samples a second of everything that is published (Apple asks for 44.1 or 48 kHz)."""

FADE_MS = 5
"""At both ends of a sentence, so that no cut clicks."""

LEAD_MS = 150
"""Silence before the first sound of a segment, so that no player swallows a syllable."""

CHIME_HZ = (523.25, 783.99, 1046.50)
"""C5, G5, C6: an open fifth and its octave, neither glad nor sad."""

CHIME_MS = 2200


@dataclass(frozen=True, slots=True)
class Assembly:
    """A segment's sound at the rate of its voice, and when each utterance is heard in it."""

    samples: bytes = field(repr=False)
    """16-bit signed little-endian, mono."""
    rate: int
    spans: tuple[Span, ...]
    """At 44.1 kHz, whatever `rate` is."""


def assemble(segment: Segment, speeches: Sequence[Speech], sound: Sound) -> Assembly:
    """Put a segment's speeches in their order, with the pauses that belong between them.

    `speeches` has one for each utterance. They may differ in rate: all are brought to the
    highest, so that nothing is lost.
    """
    rate = max(speech.rate for speech in speeches)
    pieces = [_silence(LEAD_MS, rate)]
    if segment.chime:
        pieces += [_chime(rate), _silence(sound.paragraph_pause, rate)]
    heard = sum(map(len, pieces)) // 2
    spans = []
    for utterance, speech in zip(segment.utterances, speeches, strict=True):
        voiced = _voiced(speech, rate)
        length = len(voiced) // 2
        spans.append(_span(speech, heard, length, rate))
        pause = _silence(utterance.pause, rate)
        pieces += [voiced, pause]
        heard += length + len(pause) // 2
    return Assembly(b"".join(pieces), rate, tuple(spans))


def audio(samples: bytes, rate: int) -> AudioSegment:
    """Make 16-bit mono samples what pydub works on."""
    return AudioSegment(samples, sample_width=2, frame_rate=rate, channels=1)


def _voiced(speech: Speech, rate: int) -> bytes:
    samples = speech.samples
    if speech.rate != rate:
        samples = bytes(audio(samples, speech.rate).set_frame_rate(rate).raw_data)
    return _faded(samples, FADE_MS * rate // 1000)


def _faded(samples: bytes, length: int) -> bytes:
    """Fade in and out, in a straight line. pydub's own fades go sample by sample in Python."""
    heard = np.frombuffer(samples, dtype="<i2").copy()
    length = min(length, len(heard))
    ramp = np.linspace(0, 1, length, endpoint=False, dtype=np.float32)
    for edge in (heard[:length], heard[::-1][:length]):
        edge[:] = edge * ramp
    return heard.tobytes()


def _span(speech: Speech, heard: int, length: int, rate: int) -> Span:
    """When a speech and its words are heard; `heard` and `length` are samples at `rate`."""
    end = _published(heard + length, rate)

    def at(position: Samples) -> Samples:
        whole = heard * speech.rate + position * rate
        return min(_published(whole, rate * speech.rate), end)

    words = tuple(Span(at(word.start), at(word.end)) for word in speech.words)
    return Span(_published(heard, rate), end, words)


def _silence(length: Milliseconds | int, rate: int) -> bytes:
    return bytes(2 * (length * rate // 1000))


@functools.cache
def _chime(rate: int) -> bytes:
    """Make three soft partials, the higher the shorter, as a struck bell has them."""
    chime = AudioSegment.silent(duration=CHIME_MS, frame_rate=rate)
    for order, hertz in enumerate(CHIME_HZ):
        length = CHIME_MS // (order + 1)
        tone = Sine(hertz, sample_rate=rate).to_audio_segment(length, volume=-16.0 - 8 * order)
        chime = chime.overlay(tone.fade_in(12).fade_out(length - 12))
    return bytes(chime.raw_data)


def _published(position: int, rate: int) -> Samples:
    return Samples(position * RATE // rate)
