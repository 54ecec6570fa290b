"""The audio as players and those who look after MP3 files see it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.clients import programs
from tests.clients.server import Host


def audio(host: Host) -> list[Path]:
    found = sorted((host.folder / "audio_out").glob("*.mp3"))
    assert len(found) == 2
    return found


def test_ffprobe_lists_the_chapters_in_order(host: Host) -> None:
    probe = [programs.find("ffprobe"), "-v", "error", "-show_chapters", "-of", "json"]
    for path in audio(host):
        listed = json.loads(programs.run(*probe, path))["chapters"]
        told = json.loads(
            (host.folder / "feed" / "chapters" / f"{path.stem.partition('-')[0]}.json").read_bytes()
        )
        assert len(listed) > 4
        assert [
            (round(1000 * float(chapter["start_time"])), chapter["tags"]["title"])
            for chapter in listed
        ] == [
            (round(1000 * chapter["startTime"]), chapter["title"]) for chapter in told["chapters"]
        ]
        ends = [chapter["end_time"] for chapter in listed[:-1]]
        assert ends == [chapter["start_time"] for chapter in listed[1:]]


def test_mp3val_finds_nothing(host: Host, tmp_path: Path) -> None:
    mp3val = programs.find("mp3val")
    for path in audio(host):
        said = programs.run(mp3val, path)
        assert "+ID3v2, CBR" in said
        assert "WARNING" not in said
        assert "ERROR" not in said
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(audio(host)[0].read_bytes()[:-100])
    assert "WARNING" in programs.run(mp3val, broken)
