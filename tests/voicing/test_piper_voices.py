from __future__ import annotations

import sys
from pathlib import Path

import pytest

from passage import voicing
from passage.model import Voice
from passage.voicing import piper_voices
from tests import piper_models

ENGINE = voicing.engine("piper")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this user's voices, with one in it."""
    folder = tmp_path / "own"
    piper_models.write(folder, "hum")
    monkeypatch.setenv(piper_voices.PLACE, str(folder))
    return folder


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "c++ show"
    piper_models.write(folder / "voices", "choir", speakers=3)
    return folder


def test_a_voice_is_found_in_the_show_then_in_the_users_folder(own: Path, show: Path) -> None:
    assert piper_voices.located("choir+s1", show) == f"{show}/voices/choir.onnx+s1"
    assert piper_voices.located("hum", show) == f"{own}/hum.onnx"
    piper_models.write(show / "voices", "hum")
    assert piper_voices.located("hum", show) == f"{show}/voices/hum.onnx"
    assert piper_voices.located("nobody", show) == f"{show}/voices/nobody.onnx"
    assert piper_voices.located("", show) == ""


@pytest.mark.parametrize("name", ["sounds/ruth.onnx", "sounds/ruth"])
def test_a_path_is_relative_to_the_show(show: Path, name: str) -> None:
    assert piper_voices.located(name, show) == f"{show}/sounds/ruth.onnx"
    assert piper_voices.located(f"{show}/a.onnx+2", Path("/else")) == f"{show}/a.onnx+2"


def test_a_speaker_is_found_by_name_or_number(show: Path) -> None:
    path = f"{show}/voices/choir.onnx"
    assert piper_voices.model(f"{path}+s2").speaker == 2
    assert piper_voices.model(f"{path}+2").speaker == 2
    assert piper_voices.model(path).speaker is None
    fault = ENGINE.voice_fault(Voice("piper", f"{path}+s11"), "en") or ""
    assert fault.startswith('the Piper voice "choir" has no speaker "+s11"; did you mean +s1?')
    assert "did you mean" not in (ENGINE.voice_fault(Voice("piper", f"{path}+77"), "en") or "")


@pytest.mark.parametrize(
    ("voice", "language", "fault"),
    [
        (Voice("piper", "hum"), "en", None),
        (Voice("piper", "hum"), "en-GB", None),
        (Voice("piper", "hun"), "en", 'there is no Piper voice "hun" here; did you mean hum?'),
        (
            Voice("piper", "zzz"),
            "en",
            'there is no Piper voice "zzz" here; to see them: passage voices',
        ),
        (
            Voice("piper"),
            "en",
            "a Piper voice is chosen by name; to see them: passage voices",
        ),
        (Voice("piper", "hum"), "ko", 'the Piper voice "hum" speaks en-US, not ko'),
        (
            Voice("piper", "hum", pitch=110),
            "en",
            "Piper cannot change the pitch of a voice; leave out pitch, or choose espeak",
        ),
    ],
)
@pytest.mark.usefixtures("own")
def test_what_is_wrong_with_a_voice_is_told_before_any_work(
    voice: Voice, language: str, fault: str | None
) -> None:
    assert ENGINE.voice_fault(voice, language) == fault


@pytest.mark.parametrize("written", ["", "{", "{}", "[]", '{"audio": 1}', "\ud800"])
def test_a_description_that_is_none_is_told(own: Path, written: str) -> None:
    (own / "hum.onnx.json").write_bytes(written.encode("utf-8", "surrogatepass"))
    assert "describes no Piper voice" in (ENGINE.voice_fault(Voice("piper", "hum"), "en") or "")
    assert piper_voices.listed() == ()


def test_a_missing_description_is_told(own: Path) -> None:
    (own / "hum.onnx.json").unlink()
    fault = ENGINE.voice_fault(Voice("piper", "hum"), "en")
    assert fault == 'the file "hum.onnx.json" is missing beside hum.onnx'


def test_a_model_that_would_download_more_is_refused(own: Path) -> None:
    piper_models.describe(own / "hum.onnx", phoneme_type="pinyin")
    assert "does not bring: pinyin" in (ENGINE.voice_fault(Voice("piper", "hum"), "en") or "")


def test_all_voices_are_listed_with_where_they_lie(own: Path, show: Path) -> None:
    assert piper_voices.listed(show) == (
        {
            "name": "choir",
            "languages": ("en-US",),
            "speakers": ("s0", "s1", "s2"),
            "folder": str(show / "voices"),
        },
        {"name": "hum", "languages": ("en-US",), "speakers": (), "folder": str(own)},
    )


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("linux", "XDG_DATA_HOME", "given/passage/voices"),
        ("linux", "", ".local/share/passage/voices"),
        ("darwin", "", "Library/Application Support/passage/voices"),
        ("win32", "LOCALAPPDATA", "given/passage/voices"),
        ("win32", "", "AppData/Local/passage/voices"),
    ],
)
def test_every_system_has_its_place_for_voices(
    platform: str, variable: str, folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in (piper_voices.PLACE, "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "given"))
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert piper_voices.own_folder() == tmp_path / folder
