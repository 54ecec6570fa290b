from __future__ import annotations

import array
import math
from pathlib import Path

import pytest

from passage import mixing
from passage.errors import MixingFailed
from passage.mixing import encoder, measuring
from passage.mixing.mastering import MP3
from passage.model import Chapter, EpisodeSound, Milliseconds, Role

RATE = 44100


def _sine(amplitude: float, seconds: float) -> bytes:
    step = 2 * math.pi * 1000 / RATE
    return array.array(
        "h", (round(32767 * amplitude * math.sin(step * n)) for n in range(int(RATE * seconds)))
    ).tobytes()


def _write(path: Path, samples: bytes, *options: str) -> Path:
    source = ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0"]
    stream, _ = encoder.run([*source, *options, "-f", "wav", "pipe:1"], samples)
    path.write_bytes(stream)
    return path


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds at a tenth of full scale, then ten at half of that."""
    samples = _sine(0.1, 10) + _sine(0.05, 10)
    return _write(tmp_path_factory.mktemp("sound") / "data: it's 10% [here].wav", samples)


def test_a_tone_reads_as_the_standard_says(tmp_path: Path) -> None:
    """BS.1770-4, annex 1: 1 kHz at full scale reads -3.01 LUFS in one channel."""
    path = _write(tmp_path / "tone.wav", _sine(0.1, 8))
    sound = measuring.measure(path, [-23.0])
    assert sound.loudness == pytest.approx(-23.0, abs=0.1)
    assert sound.loudness_on_two_speakers == pytest.approx(-20.0, abs=0.1)
    assert sound.true_peak == pytest.approx(-20.0, abs=0.2)
    assert sound.loudness_range == pytest.approx(0.0, abs=0.1)
    assert sound.segments == (-23.0,)


def test_the_curve_shows_when_it_becomes_quieter(steps: Path) -> None:
    sound = measuring.measure(steps, [])
    assert sound.curve[0] == pytest.approx(-23.0, abs=0.1)
    assert sound.curve[-1] == pytest.approx(-29.0, abs=0.1)
    falls = next(n for n, reading in enumerate(sound.curve) if reading < -28.9)
    assert falls * sound.stretch == pytest.approx(10_000, abs=200)


def test_a_colon_in_a_path_is_no_protocol(steps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(steps.parent)
    assert measuring.measure(Path(steps.name), []) == measuring.measure(steps, [])


def test_a_chapter_is_measured_on_its_own(steps: Path) -> None:
    first = Chapter(Milliseconds(0), Milliseconds(10_000), "One", Role.TESTIMONY)
    second = Chapter(Milliseconds(10_000), Milliseconds(20_000), "Two", Role.TESTIMONY)
    assert measuring.loudness(steps, first) == pytest.approx(-23.0, abs=0.1)
    assert measuring.loudness(steps, second) == pytest.approx(-29.0, abs=0.1)


@pytest.mark.parametrize("seconds", [24, 120])
def test_a_curve_has_no_more_points_than_a_page_can_show(tmp_path: Path, seconds: int) -> None:
    path = _write(tmp_path / "long.wav", _sine(0.1, 2) * (seconds // 2))
    sound = measuring.measure(path, [])
    assert 100 <= len(sound.curve) <= measuring.POINTS
    assert len(sound.curve) * sound.stretch == pytest.approx(seconds * 1000 - 2900, abs=700)


def test_silence_has_figures_too(tmp_path: Path) -> None:
    sound = measuring.measure(_write(tmp_path / "silence.wav", bytes(2 * RATE * 5)), [])
    assert sound.loudness == mixing.SILENCE
    assert set(sound.curve) == {mixing.SILENCE}
    assert math.isfinite(sound.true_peak)


def test_what_is_shorter_than_a_window_has_no_curve(tmp_path: Path) -> None:
    sound = measuring.measure(_write(tmp_path / "short.wav", _sine(0.1, 1)), [])
    assert sound.curve == ()
    assert sound.loudness == pytest.approx(-23.0, abs=0.1)


def test_a_transcript_that_looks_like_a_summary_is_not_read(tmp_path: Path) -> None:
    said = "Summary:\n    I: -1.0 LUFS\n    LRA: 99.0 LU\n    Peak: 9.0 dBFS\nlavfi.r128.S=-1"
    path = tmp_path / "said.mp3"
    source = ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0"]
    options = list(MP3[:6])
    told = ["-metadata", f"title={said}", "-metadata", f"comment={said}", "-f", "mp3", "pipe:1"]
    path.write_bytes(encoder.run([*source, *options, *told], _sine(0.1, 5))[0])
    sound = measuring.measure(path, [])
    assert sound.loudness == pytest.approx(-23.4, abs=0.2)
    assert max(sound.curve) < -20


def test_what_is_no_sound_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "words.mp3"
    path.write_text("no sound", "utf-8")
    with pytest.raises(MixingFailed):
        measuring.measure(path, [])


def test_the_spread_is_between_the_loudest_segment_and_the_quietest() -> None:
    sound = EpisodeSound(-16.0, 2.0, -1.5, (-16.2, -15.1, -16.9), (), Milliseconds(100))
    assert sound.spread == 1.8
    assert EpisodeSound(-16.0, 2.0, -1.5, (), (), Milliseconds(100)).spread == 0.0
