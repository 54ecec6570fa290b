"""Sound goes to the first player that is there, or the message says what to do instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from passage.errors import DeliveryFailed
from passage.pipeline import playing


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no player but those that a test puts here."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def _player(folder: Path, name: str, does: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    path.chmod(0o755)


def test_a_player_is_given_the_file(programs: Path, tmp_path: Path) -> None:
    _player(programs, "aplay", f'/bin/cat "$2" > {tmp_path / "heard"}')
    playing.play(b"RIFF and so on")
    assert (tmp_path / "heard").read_bytes() == b"RIFF and so on"


def test_without_a_player_the_way_out_is_told(programs: Path) -> None:
    assert list(programs.iterdir()) == []
    with pytest.raises(DeliveryFailed, match=r"no player here .*\n  add --out FILE.wav"):
        playing.play(b"")


def test_a_player_that_cannot_is_quoted(programs: Path) -> None:
    _player(programs, "paplay", "echo no loudspeaker >&2; exit 4")
    with pytest.raises(DeliveryFailed, match="paplay: it could not play: no loudspeaker"):
        playing.play(b"")
