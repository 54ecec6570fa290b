"""What a client of `passage serve` is answered."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import signal
import sys
from pathlib import Path

import pytest

from passage.cli import options
from passage.delivering import kinds
from tests import shows
from tests.delivering.serving import running
from tests.delivering.serving.running import Running
from tests.pipeline.building import build

BASE = "https://example.org/roads/"


def audio(folder: Path, episode: str = "one") -> Path:
    (found,) = (folder / "audio_out").glob(f"{episode}-*.mp3")
    return found


def revise(folder: Path) -> None:
    """Change the first episode, and build."""
    shows.edit(folder, "scripts/leaving.md", "on a Monday", "early on a Monday, at six")
    build(folder)


# ---- what there is -----------------------------------------------------------------------


def test_audio_is_sent_as_it_is(served: Running) -> None:
    path = audio(served.folder)
    answer = served.ask(f"/audio_out/{path.name}")
    assert answer.status == 200
    assert answer.body == path.read_bytes()
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("feed/feed.xml", "application/rss+xml; charset=utf-8"),
        ("feed/archive-12.xml", "application/rss+xml; charset=utf-8"),
        ("feed/chapters/one.json", "application/json+chapters"),
        ("feed/transcripts/one.json", "application/json"),
        ("feed/transcripts/one.vtt", "text/vtt"),
        ("feed/transcripts/one.srt", "application/x-subrip"),
        ("feed/transcripts/one.html", "text/html; charset=utf-8"),
        ("feed/index.html", "text/html; charset=utf-8"),
        ("feed/book.epub", "application/epub+zip"),
        ("feed/cover-1234abcd.PNG", "image/png"),
        ("feed/editions/one-1234abcd.opus", "audio/ogg"),
        ("audio_out/one-1234abcd.mp3", "audio/mpeg"),
        ("feed/other", "application/octet-stream"),
    ],
)
def test_every_kind_is_named(path: str, kind: str) -> None:
    assert kinds.of(path) == kind


def test_all_that_the_feed_names_is_there(served: Running) -> None:
    feed = served.ask("/feed/feed.xml").body.decode()
    assert BASE not in feed
    named = {part.split('"')[0] for part in feed.split(f'"{served.address}')[1:]} - {""}
    assert len(named) > 10
    for path in named:
        answer = served.ask(f"/{path}", "HEAD")
        assert (path, answer.status) == (path, 200)
        assert answer.body == b""
        assert int(answer.headers["content-length"]) > 0


def test_chapters_lead_here_too(served: Running) -> None:
    told = json.loads(served.ask("/feed/chapters/one.json").body)
    written = (served.folder / "feed/chapters/one.json").read_text("utf-8")
    assert told == json.loads(written.replace(BASE, served.address))


def test_the_feed_is_at_each_name_of_this_machine(served: Running) -> None:
    answer = served.ask("/feed/feed.xml", Host="localhost:9")
    assert b'"http://localhost:9/feed/feed.xml"' in answer.body
    assert len(answer.body) == int(answer.headers["content-length"])
    assert answer.headers["etag"] != served.ask("/feed/feed.xml").headers["etag"]


@pytest.mark.parametrize(
    "path",
    ["feed.xml", "transcripts/one.vtt", "transcripts/one.html", "chapters/one.json"],
)
def test_players_on_other_sites_may_read_words_and_feed(served: Running, path: str) -> None:
    answer = served.ask(f"/feed/{path}", Origin="https://player.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = served.ask(f"/feed/{path}", "OPTIONS", Origin="https://player.example")
    assert asked.status == 204
    assert "Range" in asked.headers["access-control-allow-headers"]


def test_the_root_leads_to_the_feed_and_to_the_site_once_there_is_one(served: Running) -> None:
    (served.folder / "feed" / "index.html").unlink(missing_ok=True)
    for path in ("/", "/feed", "/feed/"):
        assert served.ask(path).headers["location"] == "/feed/feed.xml"
    (served.folder / "feed" / "index.html").write_text("<h1>Roads</h1>", "utf-8")
    (served.folder / "feed" / "wär").mkdir()
    (served.folder / "feed" / "wär" / "index.html").write_text("<h1>Was</h1>", "utf-8")
    answer = served.ask("/")
    assert (answer.status, answer.headers["location"]) == (307, "/feed/")
    assert served.ask("/feed").headers["location"] == "/feed/"
    assert served.ask("/feed/").body == b"<h1>Roads</h1>"
    assert served.ask("/feed/w%C3%A4r").headers["location"] == "/feed/w%C3%A4r/"
    assert served.ask("/feed/w%C3%A4r/").body == b"<h1>Was</h1>"


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_what_is_not_there_is_told_in_a_sentence(served: Running, accept: str) -> None:
    answer = served.ask("/feed/nothing.html", Accept=accept)
    assert answer.status == 404
    assert b"There is nothing at this address." in answer.body
    assert (b'lang="en"' in answer.body) == (accept == "text/html")


# ---- parts, and changes ------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "part"), [("bytes=100-199", slice(100, 200)),
                                             ("bytes=-100", slice(-100, None)),
                                             ("bytes=70000-", slice(70000, None))])  # fmt: skip
def test_a_part_is_sent(served: Running, asked: str, part: slice) -> None:
    whole = audio(served.folder).read_bytes()
    answer = served.ask(f"/audio_out/{audio(served.folder).name}", Range=asked)
    assert answer.status == 206
    assert answer.body == whole[part]
    start, stop, _ = part.indices(len(whole))
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(whole)}"
    assert answer.headers["content-length"] == str(stop - start)


def test_a_part_of_the_feed_is_one_of_what_is_served(served: Running) -> None:
    whole = served.ask("/feed/feed.xml").body
    assert served.ask("/feed/feed.xml", Range="bytes=1000-1999").body == whole[1000:2000]


def test_a_part_that_is_not_there_is_refused(served: Running) -> None:
    size = audio(served.folder).stat().st_size
    answer = served.ask(f"/audio_out/{audio(served.folder).name}", Range=f"bytes={size}-")
    assert (answer.status, answer.headers["content-range"]) == (416, f"bytes */{size}")


def test_several_parts_bring_the_whole(served: Running) -> None:
    answer = served.ask(f"/audio_out/{audio(served.folder).name}", Range="bytes=0-1,9-10")
    assert answer.status == 200


def test_a_head_has_no_parts(served: Running) -> None:
    path = f"/audio_out/{audio(served.folder).name}"
    answer = served.ask(path, "HEAD", Range="bytes=0-1")
    assert answer.status == 200
    assert answer.headers["content-length"] == str(audio(served.folder).stat().st_size)


@pytest.mark.parametrize("path", ["feed/feed.xml", "feed/transcripts/one.vtt", "audio"])
def test_what_is_known_is_not_sent_again(served: Running, path: str) -> None:
    path = f"audio_out/{audio(served.folder).name}" if path == "audio" else path
    answer = served.ask(f"/{path}")
    tag = answer.headers["etag"]
    assert "last-modified" not in answer.headers
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = served.ask(f"/{path}", If_None_Match=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert served.ask(f"/{path}", If_None_Match=f'"{tag[2:]}').status == 200
    assert served.ask(f"/{path}", If_Match=tag).status == 200
    assert served.ask(f"/{path}", If_Match=f"W/{tag}").status == 412
    later = "Fri, 01 Jan 2100 00:00:00 GMT"
    assert served.ask(f"/{path}", If_Modified_Since=later).status == 200


def test_a_build_of_the_same_changes_no_tag(served: Running) -> None:
    paths = ["/feed/feed.xml", f"/audio_out/{audio(served.folder).name}", "/feed/chapters/one.json"]
    before = [served.ask(path, "HEAD").headers["etag"] for path in paths]
    build(served.folder)
    assert [served.ask(path, "HEAD").headers["etag"] for path in paths] == before


def test_what_is_resumed_belongs_together(served: Running) -> None:
    name = audio(served.folder).name
    tag = served.ask(f"/audio_out/{name}", "HEAD").headers["etag"]
    part = {"Range": "bytes=1000-"}
    assert served.ask(f"/audio_out/{name}", If_Range=tag, **part).status == 206
    assert served.ask(f"/audio_out/{name}", If_Range=f"W/{tag}", **part).status == 200
    revise(served.folder)
    # The rest of another recording would not belong to what they have.
    answer = served.ask(f"/audio_out/{name}", If_Range=tag, **part)
    assert answer.status == 200
    assert answer.body == audio(served.folder).read_bytes()


def test_bytes_of_the_same_size_and_time_have_another_tag(served: Running) -> None:
    path = served.folder / "feed" / "transcripts" / "one.vtt"
    before, told = served.ask("/feed/transcripts/one.vtt").headers["etag"], path.stat()
    other = path.with_name("other")
    other.write_bytes(b"W" * told.st_size)
    os.utime(other, ns=(told.st_atime_ns, told.st_mtime_ns))
    other.replace(path)
    assert served.ask("/feed/transcripts/one.vtt").headers["etag"] != before


# ---- former addresses --------------------------------------------------------------------


def test_a_former_address_is_answered_with_the_present_audio(served: Running) -> None:
    former = audio(served.folder).name
    revise(served.folder)
    present = audio(served.folder)
    assert present.name != former
    answer = served.ask(f"/audio_out/{former}")
    assert (answer.status, answer.body) == (200, present.read_bytes())
    assert answer.headers["content-location"] == f"/audio_out/{present.name}"
    assert answer.headers["etag"] == served.ask(f"/audio_out/{present.name}").headers["etag"]
    part = served.ask(f"/audio_out/{former}", Range="bytes=100-199")
    assert (part.status, part.body) == (206, present.read_bytes()[100:200])


def test_a_withdrawn_episode_is_no_longer_heard(served: Running) -> None:
    name = audio(served.folder).name
    shows.edit(served.folder, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    build(served.folder)
    assert served.ask(f"/audio_out/{name}").status in (404, 410)


@pytest.mark.parametrize("path", ["audio_out/NAME", "feed/transcripts/one.vtt"])
def test_what_is_known_to_be_gone_is_told_so(served: Running, path: str) -> None:
    path = path.replace("NAME", audio(served.folder).name)
    digest = hashlib.sha256(path.encode()).hexdigest()
    assert served.ask(f"/{path}").status == 200
    told = json.dumps({"gone": [7, digest], "x": 7})
    (served.folder / "audio_out" / "names.json").write_text(told, "utf-8")
    # Even while a build that takes it away has not come to an end.
    assert served.ask(f"/{path}").status == 410
    assert served.ask("/feed/transcripts/two.vtt").status == 200


@pytest.mark.parametrize(
    "told",
    [
        *("", "[1]", "{", '{"gone": 5}', '{"a": 1}', "[" * 100_000, '{"NAME": "../x"}'),
        *('{"NAME": "names.json"}', '{"NAME": 5}', '{"NAME": "NAME"}'),
    ],
)
def test_a_damaged_list_of_names_leads_nowhere(served: Running, told: str) -> None:
    former = "one-00000000.mp3"
    names = served.folder / "audio_out" / "names.json"
    names.write_text(told.replace("NAME", former), "utf-8")
    assert served.ask(f"/audio_out/{former}").status == 404
    assert served.ask(f"/audio_out/{audio(served.folder).name}").status == 200


# ---- the command -------------------------------------------------------------------------


def test_one_line_says_where_to_listen_and_nothing_more_is_said(built: Path) -> None:
    with running.serving(built) as server:
        server.ask("/feed/feed.xml")
        server.ask("/nothing")
        server.raw(b"nonsense\r\n\r\n")
        status, out, err = server.end()
    assert (status, out, err) == (0, "", "no longer serving\n")


def test_programs_are_told_the_address_in_one_line(built: Path) -> None:
    process = running.start(built, "--port", "0", "--json")
    assert process.stdout
    told = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=running.WAIT_S)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", told["address"])
    assert told["feed"] == f"{told['address']}feed/feed.xml"
    assert told["folder"] == str(built)
    assert rest == ""


def test_the_hint_names_the_program_as_it_was_typed(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["/some/where/passage/__main__.py"])
    assert options.command(Path()) == "python -m passage build"
    monkeypatch.setattr(sys, "argv", ["/a folder/bin/passage"])
    assert options.command(built, "serve").startswith("'/a folder/bin/passage' serve -C ")


def test_it_ends_while_somebody_listens(built: Path) -> None:
    with running.serving(built) as server:
        with running.slowly(server, f"/audio_out/{audio(built).name}"):
            status, _, err = server.end()
        assert (status, err) == (0, "no longer serving\n")


def test_it_can_be_terminated(built: Path) -> None:
    with running.serving(built) as server:
        status, _, err = server.end(signal.SIGTERM)
    assert (status, err) == (-signal.SIGTERM, "")


def test_nothing_can_be_served_before_it_is_made(tmp_path: Path) -> None:
    shows.write(tmp_path)
    process = running.start(tmp_path)
    _, err = process.communicate(timeout=running.WAIT_S)
    assert process.returncode == 2
    assert "feed/feed.xml: is not there" in err
    assert "build" in err


def test_a_port_that_is_taken_is_told_with_who_has_it(served: Running) -> None:
    process = running.start(served.folder, "--port", str(served.port))
    _, err = process.communicate(timeout=running.WAIT_S)
    assert process.returncode == 2
    assert f"port {served.port}: is taken by" in err
    if Path("/proc/net/tcp").exists():
        assert f"process {served.process.pid} (" in err
    where = shlex.quote(str(served.folder))
    assert f" serve -C {where} --port {served.port % 65535 + 1}" in err


def test_a_host_that_is_not_here_is_told(built: Path) -> None:
    process = running.start(built, "--host", "nobody.invalid")
    _, err = process.communicate(timeout=running.WAIT_S)
    assert process.returncode == 2
    assert "nobody.invalid" in err


def test_others_are_served_only_after_a_warning(built: Path) -> None:
    with running.serving(built, "--host", "0.0.0.0") as server:  # noqa: S104 - that is what is tested
        assert server.ask("/feed/feed.xml", Host="radio.example").status == 200
        _, _, err = server.end()
    assert err.startswith("warning: everyone who can reach this machine")


def test_an_address_of_the_sixth_version_is_served(built: Path) -> None:
    process = running.start(built, "--host", "::1", "--port", "0")
    assert process.stdout
    told = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=running.WAIT_S)
    assert told.startswith("Listen: http://[::1]:") or "cannot be served on" in err
