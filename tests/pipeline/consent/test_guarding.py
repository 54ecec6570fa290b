from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image, PngImagePlugin

from passage import cli
from passage.errors import InputProblems
from passage.pipeline.consent import guarding
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder
from passage.validating.traces import searching
from tests import shows
from tests.pipeline.building import build
from tests.pipeline.consent import many_voices
from tests.pipeline.consent.test_withdrawing import everything

NAMES = "# kept apart\nMirela Dobre: Anka\nTomas Vele: Ivo\nUpper Mill: The Mill\n"
SECRET = ("mirela", "dobre", "vele", "uppermill", "upper mill")


class Said(NamedTuple):
    status: int
    out: str
    """On both outputs."""
    json: str = ""
    """On standard output alone."""


@pytest.fixture
def passage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["passage", *arguments])
        with pytest.raises(SystemExit) as done:
            cli.main()
        said = capsys.readouterr()
        return Said(int(str(done.value.code or 0)), said.out + said.err, said.out)

    return run


@pytest.fixture
def show(tmp_path: Path) -> Path:
    return many_voices.write(tmp_path / "show")


def _protect(show: Path) -> None:
    (show.parent / "names.yml").write_text(NAMES, "utf-8")
    with (show / "passage.yml").open("a", encoding="utf-8") as file:
        file.write("privacy: {names: ../names.yml}\n")
    shows.edit(show, "scripts/letter.md", "title: Mirela Writes Home", "title: MIRELA-DOBRE writes")


def _secrets(text: str) -> list[str]:
    return [name for name in SECRET if name in text.lower()]


def test_nothing_that_is_made_or_said_knows_a_real_name(
    show: Path, passage: Callable[..., Said]
) -> None:
    _protect(show)
    for command in (
        ["check"],
        ["build"],
        ["status"],
        ["report"],
        ["build", "--json"],
        ["names"],
        ["consent", "status", "--json"],
        ["check", "--json"],
    ):
        said = passage(*command, "-C", str(show))
        assert said.status == 0, said.out
        assert _secrets(said.out) == []
    assert _secrets(everything(show).decode("utf-8", "replace")) == []
    assert b"Anka" in everything(show)
    assert "ANKA writes" in (show / "feed" / "transcripts" / "evening.txt").read_text("utf-8")


def test_a_name_that_is_protected_later_is_found_and_then_leaves_everything(
    show: Path, passage: Callable[..., Said]
) -> None:
    (show / "episodes" / "evening.yml").rename(show / "episodes" / "tomas-vele.yml")
    build(show)
    shows.edit(show, "scripts/clock.md", "My uncle", "My aunt")
    build(show)
    (show / "episodes" / "tomas-vele.yml").rename(show / "episodes" / "evening.yml")
    _protect(show)
    said = passage("check", "-C", str(show))
    assert said.status == 2
    assert _secrets(said.out) == []
    assert 'the real name of "Anka"' in said.out
    assert "line 2 of ../names.yml" in said.out
    for place in (
        "feed/feed.xml",
        "audio_out/names.json",
        "audio_out/.cache/",
        "feed/transcripts/",
        "audio_out/Ivo-",
        "its name",
    ):
        assert place in said.out
    said = passage("build", "--json", "-C", str(show))
    assert said.status == 0, said.out
    assert _secrets(said.out) == []
    assert passage("check", "-C", str(show)).status == 0
    assert _secrets(everything(show).decode("utf-8", "replace")) == []


def test_what_was_made_before_is_not_published_again(
    show: Path, passage: Callable[..., Said]
) -> None:
    build(show)
    feed = (show / "feed" / "feed.xml").read_bytes()
    _protect(show)
    with pytest.raises(InputProblems) as raised:
        build(show, "evening")
    assert "nothing is published" in str(raised.value)
    assert _secrets(str(raised.value)) == []
    assert (show / "feed" / "feed.xml").read_bytes() == feed
    assert passage("build", "evening", "-C", str(show)).status == 2
    build(show)
    assert (show / "feed" / "feed.xml").read_bytes() != feed


def test_a_planted_name_is_found_without_being_told(
    show: Path, passage: Callable[..., Said]
) -> None:
    _protect(show)
    build(show)
    (show / "feed" / "tomas%20vele.css").write_text("a::after{content:'m\\69 rela d\\6f bre'}")
    said = passage("check", "--json", "-C", str(show))
    assert said.status == 2
    assert _secrets(said.out) == []
    found = {problem["what"].split(" has")[0] for problem in json.loads(said.json)["problems"]}
    assert found == {"its name", "this file"}


def test_a_narrator_withdraws_by_the_real_name_which_is_not_told(
    show: Path, passage: Callable[..., Said]
) -> None:
    _protect(show)
    build(show)
    said = passage("consent", "withdraw", "mirela dobre", "--because", "Hers.", "-C", str(show))
    assert said.status == 0, said.out
    assert "Anka tells 2 scripts" in said.out
    assert _secrets(said.out) == []
    assert b"Anka" not in everything(show)


def test_a_picture_of_ones_own_is_looked_into(show: Path) -> None:
    written = PngImagePlugin.PngInfo()
    written.add_itxt("Author", "tomas  VELE", zip=True)
    Image.new("RGB", (1400, 1400)).save(show / "cover.png", pnginfo=written)
    with (show / "passage.yml").open("a", encoding="utf-8") as file:
        file.write("artwork: cover.png\n")
    _protect(show)
    with pytest.raises(InputProblems, match="save the picture again"):
        build(show)
    assert not (show / "feed" / "feed.xml").exists()
    assert not list((show / "audio_out").glob("*.mp3"))


def test_without_names_nothing_is_searched(show: Path) -> None:
    build(show)
    assert guarding.made(Layout(show), show_folder.privacy_of(show)) == ()


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The files whose bytes were searched, and not only known."""
    seen: list[bytes] = []
    search = searching._in_file

    def noted(data: bytes, *rest: Any) -> Iterator[tuple[str, str]]:
        seen.append(data)
        return search(data, *rest)

    monkeypatch.setattr(searching, "_in_file", noted)
    return seen


def test_what_was_searched_is_not_searched_again(show: Path, searched: list[bytes]) -> None:
    _protect(show)
    build(show)
    searched.clear()
    assert _leaks(show) == []
    sound = [data for data in searched if data.startswith(b"ID3")]
    assert sound
    searched.clear()
    assert _leaks(show) == []
    assert searched == [(show / "audio_out/.cache/searched.json").read_bytes()]


@pytest.mark.parametrize("pattern", ["audio_out/*.mp3", "feed/*.html", "feed/*.epub"])
def test_a_name_that_is_planted_in_what_was_searched_is_found(show: Path, pattern: str) -> None:
    """Its size, its time of change and its place are those of the file that was clean."""
    _protect(show)
    build(show)
    assert _leaks(show) == []
    path = min(show.glob(pattern))
    told, data = path.stat(), path.read_bytes()
    path.write_bytes(data[:-40] + b" Tomas Vele ".center(40))
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert path.stat().st_size == told.st_size
    assert path.relative_to(show).as_posix() in " ".join(_leaks(show))
    path.write_bytes(data)
    assert _leaks(show) == []


def test_another_name_is_looked_for_in_all_that_was_clean(show: Path) -> None:
    _protect(show)
    build(show)
    assert _leaks(show) == []
    with (show.parent / "names.yml").open("a", encoding="utf-8") as file:
        file.write("Low Ford: The River\n")
    assert any("audio_out/" in leak for leak in _leaks(show))


def test_a_damaged_memory_of_what_was_searched_is_none(show: Path) -> None:
    _protect(show)
    build(show)
    assert _leaks(show) == []
    (show / "audio_out/.cache/searched.json").write_bytes(b'{"wanted": 3')
    (show / "feed/more.html").write_text("Mirela Dobre", "utf-8")
    assert len(_leaks(show)) == 1


def _leaks(show: Path) -> list[str]:
    return list(map(str, guarding.made(Layout(show), show_folder.privacy_of(show))))
