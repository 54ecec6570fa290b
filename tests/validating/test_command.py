from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from passage import cli
from tests import shows

from . import made


def passage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    """Type a command; its exit status, and what it says on both streams."""
    monkeypatch.setattr(sys, "argv", ["passage", *arguments])
    with pytest.raises(SystemExit) as done:
        cli.main()
    said = capsys.readouterr()
    return int(str(done.value.code or 0)), said.out, said.err


def test_a_good_feed_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = made.write(tmp_path, made.rich())
    said = passage(monkeypatch, capsys, "check", "--feed", str(path))
    assert said == (0, f"{path}: nothing wrong.\n", "")


def test_a_fault_is_told_with_its_place_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = made.rich()
    files["feed/feed.xml"] = files["feed/feed.xml"].replace(b'"2500"', b'"None"')
    path = made.write(tmp_path, files)
    status, out, err = passage(monkeypatch, capsys, "check", "--feed", str(path))
    assert (status, err) == (2, "")
    assert out.splitlines() == [
        (
            f'{path}:95: error: “The first card”: the enclosure has length="None" '
            "(psp1/enclosure-length)"
        ),
        (
            "  write the file's size in bytes; see https://github.com/Podcast-Standards-Project/"
            "PSP-1-Podcast-RSS-Specification/blob/main/1.0.md#enclosure"
        ),
        f"{path}: 1 error.",
    ]


def test_programs_are_told_everything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = made.rich()["feed/feed.xml"].replace(b">false<", b">no<")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    arguments = ("check", "--feed", "-", "--profile", "apple", "--profile", "psp1", "--json")
    status, out, _ = passage(monkeypatch, capsys, *arguments)
    told = json.loads(out)
    assert status == 2
    assert (told["feed"], told["errors"], told["warnings"]) == ("standard input", 3, 0)
    assert told["findings"][0] | {"line": 0} == {
        "rule": "psp1/explicit",
        "level": "error",
        "path": "standard input",
        "line": 0,
        "column": 0,
        "item": "",
        "what": '<itunes:explicit> says "no"',
        "hint": "write false",
        "clause": "https://github.com/Podcast-Standards-Project/"
        "PSP-1-Podcast-RSS-Specification/blob/main/1.0.md#itunesexplicit",
    }


def test_of_one_rule_ten_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    item = b"<item><title>a</title></item>"
    path = tmp_path / "feed.xml"
    path.write_bytes(b'<rss version="2.0"><channel>' + item * 13 + b"</channel></rss>")
    out = passage(monkeypatch, capsys, "check", "--feed", str(path))[1]
    assert out.count("(psp1/enclosure)") == 10
    assert "3 more of psp1/enclosure; --json tells them all.\n" in out


def test_the_own_feed_of_a_show_is_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shows.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    status, out, err = passage(monkeypatch, capsys, "check", "--feed")
    assert (status, out) == (2, "")
    assert err.startswith("feed/feed.xml: there is no feed yet\n  to make it: ")
    made.write(tmp_path, made.ours())
    status, out, _ = passage(monkeypatch, capsys, "check", "-C", "scripts", "--feed")
    assert status == 0
    assert out.splitlines()[0].startswith("feed/feed.xml:37: note: ")
    assert out.endswith("\nfeed/feed.xml: 4 notes.\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--profile", "apple"], "--profile needs --feed"),
        (["--feed", "nothing.xml"], 'there is no file "nothing.xml"'),
        (["--feed", "-", "--profile", "spotify"], "spotify"),
    ],
)
def test_wrong_usage_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    status, out, err = passage(monkeypatch, capsys, "check", *arguments)
    assert (status, out) == (2, "")
    assert told in err
