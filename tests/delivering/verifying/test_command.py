"""``passage verify``, as somebody types it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from passage import cli
from tests import shows
from tests.delivering.verifying import faults, published
from tests.delivering.verifying.host import Host

Typed = Callable[..., tuple[int, str, str]]
"""Types a command; its exit status, and what it says on both streams."""


@pytest.fixture
def passage(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    def typed(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["passage", *arguments])
        with pytest.raises(SystemExit) as done:
            cli.main()
        said = capsys.readouterr()
        return int(str(done.value.code or 0)), said.out, said.err

    return typed


def test_the_shows_own_address_is_looked_at(host: Host, passage: Typed) -> None:
    status, out, err = passage("verify", "-C", str(host.folder))
    assert status == 0
    first, second = out.splitlines()
    assert first == f"{host.address}feed/feed.xml: nothing wrong."
    assert second.startswith("Looked at 2 episodes and ")
    steps = [re.sub(r"\d+ (file|book)s?", r"N \1s", line) for line in err.splitlines()]
    assert steps == [
        "Reading the feed.",
        "Asking for N files.",
        "Reading what belongs to 2 episodes.",
        "Following the links of pages.",
        "Listening to 2 episodes.",
        "Reading N books.",
    ]


@pytest.mark.parametrize("below", ["", "feed/feed.xml", "feed/.."])
def test_an_address_is_that_of_a_feed_or_of_the_folder_above(
    host: Host, passage: Typed, tmp_path: Path, below: str
) -> None:
    place = host.address.rstrip("/") if below == "feed/.." else host.address + below
    status, out, _ = passage("verify", place, "-C", str(tmp_path))
    assert status == 0
    assert out.startswith(f"{host.address}feed/feed.xml: nothing wrong.\n")


def test_a_fault_is_told_with_its_place_and_what_to_do(host: Host, passage: Typed) -> None:
    faults.gone("feed/transcripts/one.srt")(host)
    status, out, _ = passage("verify", "-C", str(host.folder))
    assert status == 1
    where = "feed/transcripts/one.srt: error: “The First Part”: it is answered with 404"
    hint = "put the file there, or correct the feed"
    assert out.splitlines()[:2] == [
        f"{where} (answer/status)",
        f"  {hint}; see https://www.rfc-editor.org/rfc/rfc9110#status.200",
    ]


def test_what_many_pages_link_to_is_told_once(host: Host, passage: Typed) -> None:
    faults.gone("feed/search.html")(host)
    status, out, _ = passage("verify", "-C", str(host.folder))
    assert status == 1
    told = "its link to feed/search.html leads to nothing: it is answered with 404; so do those of"
    assert out.count("(page/link)") == 1
    assert f"{told} 9 more pages (page/link)" in out


def test_advice_alone_is_no_failure(host: Host, passage: Typed) -> None:
    sound = published.sound(host.folder, "one")
    host.odd[sound] = faults.headed(ETag="")
    status, out, _ = passage("verify", host.address, "--json")
    told = json.loads(out)
    assert status == 0
    assert (told["errors"], told["warnings"], told["notes"]) == (0, 0, 1)
    assert told["findings"][0] | {"clause": ""} == {
        "rule": "answer/etag",
        "level": "note",
        "path": sound,
        "line": 0,
        "column": 0,
        "item": "The First Part",
        "what": "it has no ETag",
        "hint": "let the server send one, made from the bytes",
        "clause": "",
    }
    assert told["requests"] == len(host.asked)
    assert {"episodes", "addresses", "bytes"} <= set(told)


def test_no_feed_is_the_end(host: Host, passage: Typed, tmp_path: Path) -> None:
    faults.gone("feed/feed.xml")(host)
    status, out, err = passage("verify", host.address)
    assert (status, out) == (2, "")
    assert "feed/feed.xml: it is answered with 404\n  see whether" in err
    assert passage("verify", str(tmp_path))[0] == 2
    assert passage("verify", "-C", str(tmp_path))[0] == 2
    status, out, _ = passage("verify", "http://127.0.0.1:9/", "--json")
    assert status == 2
    assert "error" in json.loads(out)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["http://me:secret@127.0.0.1:9/"], "an address holds no name or password here"),
        (["--limit", "0"], "--limit"),
        (["--minutes", "0"], "--minutes"),
        ([".", "--also", "example.org"], "--also needs a URL"),
    ],
)
def test_wrong_usage_is_told(passage: Typed, arguments: list[str], told: str) -> None:
    status, out, err = passage("verify", *arguments)
    assert (status, out) == (2, "")
    assert told in err
    assert "secret" not in err


def test_the_folder_that_was_built_just_now_is_looked_at(
    host: Host, passage: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(host.folder)
    status, out, _ = passage("verify", ".")
    assert (status, out.splitlines()[0]) == (0, ".: nothing wrong.")
    assert host.asked == []


def test_a_show_with_mistakes_is_not_compared_with(
    host: Host, passage: Typed, tmp_path: Path
) -> None:
    shows.write(tmp_path)
    shows.edit(tmp_path, "passage.yml", "title:", "tittle:")
    status, _, err = passage("verify", host.address, "-C", str(tmp_path))
    assert status == 0
    assert "what is out there is not compared" in err


def test_limits_are_told(host: Host, passage: Typed) -> None:
    status, out, _ = passage("verify", host.address, "--limit", "20")
    assert status == 1
    assert out.count("(verify/limit)") == 1
    assert "with 20 requests" in out
