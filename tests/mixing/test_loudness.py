from __future__ import annotations

import array
import math
import re

import pytest

from passage import mixing, voicing
from passage.mixing import encoder, loudness
from passage.model import Voice
from tests.sentences import utterance


def _sine(hertz: float, amplitude: float, rate: int = 48000, seconds: float = 20) -> bytes:
    return array.array(
        "h",
        (
            round(32767 * amplitude * math.sin(2 * math.pi * hertz * n / rate))
            for n in range(int(rate * seconds))
        ),
    ).tobytes()


def test_a_sine_of_1_khz_at_full_scale_reads_what_the_standard_says() -> None:
    """BS.1770-4, annex 1: -3.01 LKFS in one channel."""
    assert loudness.integrated(_sine(997, 1.0), 48000) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("level", [-23.0, -33.0])
def test_the_levels_of_the_ebu_s_first_test_signals_are_read(level: float) -> None:
    """EBU Tech 3341, cases 1 and 2, on one channel instead of two (3.01 LU less)."""
    amplitude = 10 ** (level / 20)
    assert loudness.integrated(_sine(1000, amplitude), 48000) == pytest.approx(
        level - 3.01, abs=0.1
    )


def test_pauses_do_not_count() -> None:
    """The gates of BS.1770-4: a sentence is as loud after a minute of silence as before."""
    said = _sine(1000, 0.1, seconds=5)
    silence = bytes(2 * 48000 * 30)
    whisper = _sine(1000, 0.001, seconds=20)
    alone = loudness.integrated(said, 48000)
    assert loudness.integrated(said + silence + whisper, 48000) == pytest.approx(alone, abs=0.2)


@pytest.mark.parametrize("samples", [b"", bytes(2), bytes(44100)])
def test_silence_has_no_loudness(samples: bytes) -> None:
    assert loudness.integrated(samples, 22050) == mixing.SILENCE


@pytest.mark.parametrize("voice", ["en-us+m3", "en-us+f4", "ko"])
def test_speech_reads_as_ffmpeg_reads_it(voice: str) -> None:
    text = "We had walked for three nights along the river, and nobody had said a word. " * 3
    speech = voicing.engine("espeak").speak(utterance(text, voice=Voice(name=voice)))
    source = ["-f", "s16le", "-ar", str(speech.rate), "-ac", "1", "-i", "pipe:0"]
    _, log = encoder.run(
        [*source, "-af", "ebur128=framelog=quiet", "-f", "null", "-"], speech.samples
    )
    theirs = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", log)[-1])
    assert loudness.integrated(speech.samples, speech.rate) == pytest.approx(theirs, abs=0.15)
