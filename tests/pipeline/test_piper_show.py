"""The whole sample show in Piper's voices, and what makes its clips again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from passage.errors import EngineUnavailable
from tests import piper_models, shows
from tests.pipeline.building import build, plan

ROOT = Path(__file__).parents[2]


def test_the_sample_show_is_built_with_neural_voices(tmp_path: Path) -> None:
    for folder in ("scripts", "episodes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    text = (ROOT / "passage.yml").read_text("utf-8")
    text = re.sub(r"\{voice: en-[^}]*\}", "{engine: piper, voice: choir+s1}", text)
    (tmp_path / "passage.yml").write_text(text, "utf-8")
    piper_models.write(tmp_path / "voices", "choir", speakers=2)
    done = build(tmp_path)
    assert not done.failed
    assert done.published == len(list((tmp_path / "episodes").iterdir()))
    assert build(tmp_path).rendered == 0


@pytest.fixture
def neural(tmp_path: Path) -> Path:
    folder = shows.write(tmp_path / "show")
    shows.edit(folder, "passage.yml", "Bo: {voice: en-us}", "Bo: {engine: piper, voice: hum}")
    piper_models.write(folder / "voices", "hum")
    return folder


def _reasons(folder: Path) -> set[str]:
    return {reason for planned in plan(folder).segments for reason in planned.reasons}


def test_another_model_under_the_same_name_makes_its_clips_again(neural: Path) -> None:
    build(neural)
    piper_models.write(neural / "voices", "hum", base=300)
    remade = [planned for planned in plan(neural).segments if planned.reasons]
    assert _reasons(neural) == {"voice"}
    assert {planned.segment.script for planned in remade} == {"leaving"}


def test_a_show_may_be_moved_and_its_voice_renamed(neural: Path) -> None:
    build(neural)
    moved = neural.rename(neural.with_name("elsewhere"))
    assert _reasons(moved) == set()
    for path in (moved / "voices").iterdir():
        path.rename(path.with_name(path.name.replace("hum", "bo")))
    shows.edit(moved, "passage.yml", "voice: hum", "voice: voices/bo.onnx")
    assert _reasons(moved) == set()


def test_a_voice_that_is_not_there_stops_the_build_before_any_work(neural: Path) -> None:
    shutil.rmtree(neural / "voices")
    with pytest.raises(EngineUnavailable, match='there is no Piper voice "hum" here'):
        build(neural)
    assert not (neural / "feed").exists()
