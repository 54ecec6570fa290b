"""A clip as it is heard, for ears that want one sentence of it."""

from __future__ import annotations

import io
import wave

from passage.errors import MixingFailed
from passage.mixing import encoder, frames
from passage.model import Clip, Span


def wav(clip: Clip, spans: tuple[Span, ...] = ()) -> bytes:
    """A WAV file, 16-bit mono at 44.1 kHz, of a clip or of a stretch of it.

    `spans` are one after the other; the stretch goes from the start of the first to the end of
    the last. Raises MixingFailed.
    """
    source = ("-f", "mp3", "-i", "pipe:0")
    samples, _ = encoder.run([*source, "-f", "s16le", "-ac", "1", "pipe:1"], clip.frames)
    if not samples:
        raise MixingFailed("ffmpeg", "it decoded no sound", encoder.INSTALL)
    if spans:
        # Without a header that tells of it, a decoder gives the encoder's delay as sound.
        first, last = (_DELAY + edge for edge in (spans[0].start, spans[-1].end))
        samples = samples[2 * first : 2 * last]
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setparams((1, 2, frames.RATE, 0, "NONE", "not compressed"))
        written.writeframes(samples)
    return file.getvalue()


_DELAY = frames.ENCODER_DELAY + frames.DECODER_DELAY
