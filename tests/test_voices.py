"""``passage voices``, as it is typed."""

from __future__ import annotations

import hashlib
import http.server
import json
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from passage import cli
from passage.errors import DeliveryFailed
from passage.voicing import piper, piper_catalogue, piper_voices
from tests import piper_models


class Said(NamedTuple):
    status: int
    out: str
    err: str


Voices = Callable[..., Said]


@pytest.fixture
def voices(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Voices:
    """Type a command in an empty folder, as a user who has no voices yet."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv(piper_voices.PLACE, str(tmp_path / "own"))

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["passage", "voices", *arguments])
        with pytest.raises(SystemExit) as done:
            cli.main()
        said = capsys.readouterr()
        return Said(int(str(done.value.code or 0)), said.out, said.err)

    return run


# ---- what can speak here -----------------------------------------------------------------


def test_the_voices_of_this_machine_are_listed_outside_of_a_show(voices: Voices) -> None:
    said = voices()
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0].startswith("espeak: can speak here, sends nothing away, ")
    assert " ko, " in lines[1]
    assert "piper: can speak here, sends nothing away, 0 voices." in lines
    assert "  a show allows that in passage.yml with voices: {online: true}" in lines
    assert any(line.startswith("gtts: can speak here, sends the text") for line in lines)
    assert "  to have a voice: passage voices fetch en_US-lessac-medium" in lines


def test_voices_for_a_language_are_told_one_by_one(voices: Voices, tmp_path: Path) -> None:
    piper_models.write(tmp_path / "own", "choir", language="ko_KR", speakers=2)
    lines = voices("--language", "ko").out.splitlines()
    assert "espeak: can speak here, sends nothing away, 1 voice for ko." in lines
    assert "  ko, Korean, speaks ko" in lines
    assert "  ko, speaks ko" in lines
    assert "  choir, speaks ko-KR, 2 speakers, such as +s0" in lines


def test_a_shows_own_voices_are_listed_too(voices: Voices, tmp_path: Path) -> None:
    piper_models.write(tmp_path / "show" / "voices", "hum")
    assert "  hum, speaks en-US" in voices("-C", str(tmp_path / "show")).out.splitlines()


def test_an_engine_that_cannot_speak_says_what_would_mend_it(
    voices: Voices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piper, "_version", lambda _: None)
    said = voices()
    assert said.status == 0
    fault = "piper: cannot speak here: piper-tts and onnxruntime not installed: "
    assert f"{fault}pip install 'passage-podcast[piper]'" in said.out


def test_programs_get_the_same(voices: Voices, tmp_path: Path) -> None:
    piper_models.write(tmp_path / "own", "hum")
    told = {each["name"]: each for each in json.loads(voices("--json").out)["engines"]}
    assert len(told["espeak"]["voices"]) > 100
    assert told["piper"]["can_speak"]
    assert not told["piper"]["online"]
    assert told["piper"]["voices"][0]["name"] == "hum"


@pytest.mark.parametrize("command", [[], ["fetch"]])
def test_help_teaches_and_fits_a_narrow_terminal(voices: Voices, command: list[str]) -> None:
    said = voices(*command, "--help")
    assert said.out.startswith("Usage: passage voices")
    assert max(map(len, said.out.splitlines())) < 80


# ---- voices to fetch ---------------------------------------------------------------------

NAME = "en_US-hum-low"
FOLDER = f"/en/en_US/hum/low/{NAME}.onnx"


class Publisher:
    """A server that publishes one voice, well or badly."""

    def __init__(self, folder: Path) -> None:
        path = piper_models.write(folder, NAME)
        self.files = {
            FOLDER: path.read_bytes(),
            f"{FOLDER}.json": path.with_name(f"{path.name}.json").read_bytes(),
            "/en/en_US/hum/low/MODEL_CARD": b"License: none, it only hums.",
        }
        self.publish()
        self.address = ""

    def publish(self, **changes: Any) -> None:
        told = {
            path[1:]: {"size_bytes": len(data), "md5_digest": hashlib.md5(data).hexdigest()}  # noqa: S324 - as published
            | changes
            for path, data in self.files.items()
            if path != "/voices.json"
        }
        self.files["/voices.json"] = json.dumps({NAME: {"key": NAME, "files": told}}).encode()


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    published = Publisher(tmp_path / "published")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = published.files.get(self.path)
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        published.address = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield published
        server.shutdown()
        thread.join()


def test_a_voice_is_fetched_whole_and_then_speaks(
    voices: Voices, publisher: Publisher, tmp_path: Path
) -> None:
    said = voices("fetch", NAME, "--from", publisher.address)
    assert said.status == 0, said.err
    assert f"  {NAME}, speaks en-US" in voices().out.splitlines()
    assert "licence" in said.out
    kept = {path.name: path.read_bytes() for path in (tmp_path / "own").iterdir()}
    assert kept.keys() == {f"{NAME}.onnx", f"{NAME}.onnx.json", f"{NAME}.MODEL_CARD.txt"}
    assert kept[f"{NAME}.onnx"] == publisher.files[FOLDER]


def test_a_voice_may_be_put_into_a_show(voices: Voices, publisher: Publisher) -> None:
    said = voices("fetch", NAME, "--from", publisher.address, "--into", "voices", "--json")
    assert json.loads(said.out)["written"][-1] == f"voices/{NAME}.onnx"
    assert f"  {NAME}, speaks en-US" in voices().out.splitlines()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"md5_digest": "0" * 32}, "its checksum is not the one in the catalogue"),
        ({"size_bytes": 100}, "101 bytes came, of 100"),
        ({"size_bytes": 10**9}, "bytes came, of 1000000000"),
    ],
)
def test_what_is_not_as_published_is_not_kept(
    voices: Voices, publisher: Publisher, tmp_path: Path, changes: Any, reason: str
) -> None:
    publisher.publish(**changes)
    said = voices("fetch", NAME, "--from", publisher.address)
    assert said.status == 1
    assert reason in said.err
    assert "nothing was kept" in said.err
    assert list((tmp_path / "own").iterdir()) == []


@pytest.mark.parametrize(
    ("catalogue", "reason"),
    [
        (b"<html>", "this is no catalogue of voices"),
        (json.dumps({NAME: {"files": {}}}).encode(), "does not tell its files"),
        (None, "404"),
    ],
)
def test_a_catalogue_that_is_none_is_told(
    voices: Voices, publisher: Publisher, catalogue: bytes | None, reason: str
) -> None:
    if catalogue is None:
        del publisher.files["/voices.json"]
    else:
        publisher.files["/voices.json"] = catalogue
    said = voices("fetch", NAME, "--from", publisher.address)
    assert said.status == 1
    assert reason in said.err


def test_a_model_that_is_gone_leaves_nothing(
    voices: Voices, publisher: Publisher, tmp_path: Path
) -> None:
    del publisher.files[FOLDER]
    assert "404" in voices("fetch", NAME, "--from", publisher.address).err
    assert list((tmp_path / "own").iterdir()) == []


def test_an_unknown_voice_is_told_with_the_nearest(voices: Voices, publisher: Publisher) -> None:
    said = voices("fetch", "en_US-hom-low", "--from", publisher.address)
    assert said.status == 2
    assert f"did you mean {NAME}?" in said.err


def test_only_the_web_is_asked(voices: Voices) -> None:
    assert voices("fetch", NAME, "--from", "file:///etc/").status == 2


def test_a_folder_that_cannot_be_written_is_told(
    voices: Voices, publisher: Publisher, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    said = voices("fetch", NAME, "--from", publisher.address, "--into", str(tmp_path / "file/x"))
    assert said.status == 1
    assert "could not be written" in said.err


def test_a_server_that_never_answers_is_left(tmp_path: Path) -> None:
    import socket  # noqa: PLC0415 - only here

    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(DeliveryFailed, match="timed out"):
            piper_catalogue.Catalogue(address, timeout=0.2).fetch(NAME, tmp_path)
    assert list(tmp_path.iterdir()) == []
