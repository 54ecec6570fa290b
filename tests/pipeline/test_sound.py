"""What a meter says of the episodes, after encoding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from passage.keeping.store import Store
from passage.mixing import clips, encoder
from passage.pipeline.layout import Layout
from tests.pipeline.building import plan

TARGET = -16.0


def _measured(*source: str, sound: bytes = b"") -> tuple[float, float]:
    meter = "ebur128=peak=true:framelog=quiet"
    _, log = encoder.run([*source, "-map", "0:a", "-af", meter, "-f", "null", "-"], sound)
    loudness = re.findall(r"I:\s+(-?[\d.]+) LUFS", log)[-1]
    peak = re.findall(r"Peak:\s+(-?[\d.]+) dBFS", log)[-1]
    return float(loudness), float(peak)


def test_every_episode_meets_the_norm(show: Path) -> None:
    for path in (show / "audio_out").glob("*.mp3"):
        loudness, peak = _measured("-i", str(path))
        assert loudness == pytest.approx(TARGET, abs=0.5)
        assert peak <= -1.0


def test_no_two_segments_differ_by_more_than_a_listener_bears(show: Path) -> None:
    store = Store(Layout(show).cache)
    heard = []
    for planned in plan(show).segments:
        clip = clips.load(store.get(planned.recipe.key) or b"")
        loudness, peak = _measured("-i", "pipe:0", sound=clip.frames)
        assert clip.loudness == pytest.approx(loudness, abs=0.3)
        assert peak <= -1.0
        heard.append(loudness)
    assert max(heard) - min(heard) <= 1.5
