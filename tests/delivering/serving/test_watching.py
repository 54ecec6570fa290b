"""What happens when somebody saves a file while the show is served."""

from __future__ import annotations

import asyncio
import http.client
import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from passage.delivering.serving import news, watching
from passage.delivering.serving.news import Rebuilt
from passage.pipeline import rebuilding
from tests import shows
from tests.delivering.serving import running
from tests.delivering.serving.running import Running


@pytest.fixture
def watched(built: Path) -> Iterator[Running]:
    """A built show that is built again when it changes; its first build is over."""
    with running.serving(built, "--watch") as server:
        assert said(server).startswith("built, nothing changed")
        yield server


def said(server: Running) -> str:
    """The next line in the terminal."""
    assert server.process.stderr
    return server.process.stderr.readline().rstrip("\n")


def said_until(server: Running, end: str) -> list[str]:
    lines = []
    while not (line := said(server)).startswith(end):
        lines.append(line)
    return lines


@contextmanager
def listening(server: Running) -> Iterator[Callable[[], dict[str, Any]]]:
    """What an open page is told, one after the other."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=running.WAIT_S)
    connection.request("GET", news.EVENTS)
    answer = connection.getresponse()
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert "Access-Control-Allow-Origin" not in answer.headers

    def following() -> dict[str, Any]:
        for _ in range(20):
            line = answer.readline()
            if line.startswith(b"data: "):
                told: dict[str, Any] = json.loads(line[6:])
                return told
        pytest.fail("the stream says that it is there, and no more")

    try:
        yield following
    finally:
        answer.close()
        connection.close()


def test_what_is_saved_is_built_and_told(watched: Running) -> None:
    with listening(watched) as following:
        before = following()
        assert before["problems"] == []
        shows.edit(watched.folder, "scripts/leaving.md", "on a Monday", "early on a Monday")
        assert said(watched) == "changed: scripts/leaving.md"
        said_until(watched, "built, the open pages are up to date")
        after = following()
        assert after["problems"] == []
        assert after["build"] != before["build"]
    assert b"early on a Monday" in watched.ask("/feed/transcripts/one.txt").body


def test_a_problem_is_told_with_its_place_and_what_was_good_stays(watched: Running) -> None:
    words = watched.ask("/feed/transcripts/one.html").body
    feed = watched.ask("/feed/feed.xml").body
    with listening(watched) as following:
        before = following()
        shows.edit(watched.folder, "scripts/leaving.md", "stage: home", "stage: nowhere")
        told = said_until(watched, "what was good stays up")
        assert any(line.startswith("scripts/leaving.md:3") for line in told)
        now = following()
        assert now["build"] == before["build"]
        (problem,) = now["problems"]
        assert problem.startswith("scripts/leaving.md:3")
        assert watched.ask("/feed/transcripts/one.html").body == words
        assert watched.ask("/feed/feed.xml").body == feed
        shows.edit(watched.folder, "scripts/leaving.md", "stage: nowhere", "stage: home")
        said_until(watched, "built")
        assert following() == before


def test_several_problems_are_told_at_once(watched: Running) -> None:
    with listening(watched) as following:
        following()
        shows.edit(watched.folder, "scripts/leaving.md", "stage: home", "stage: nowhere")
        shows.edit(watched.folder, "passage.yml", "language: en", "language: [en]")
        told: list[str] = []
        while len(told) < 2:
            told = following()["problems"]
        assert [problem.split(":")[0] for problem in told] == ["passage.yml", "scripts/leaving.md"]


def test_a_show_with_a_problem_is_served_as_it_was(built: Path) -> None:
    shows.edit(built, "passage.yml", "title: Invented Roads", "title: [")
    with running.serving(built, "--watch") as server:
        assert any(line.startswith("passage.yml:") for line in said_until(server, "what was good"))
        assert server.ask("/feed/feed.xml").status == 200


def test_a_show_that_was_never_built_is_built_first(tmp_path: Path) -> None:
    with running.serving(shows.write(tmp_path), "--watch") as server:
        answer = server.ask("/feed/feed.xml", Accept="text/html")
        assert answer.status in (200, 404)
        said_until(server, "built, the open pages are up to date")
        assert server.ask("/feed/feed.xml").status == 200


def test_new_files_and_files_that_go_are_seen(watched: Running) -> None:
    for name in ("scripts/more.md", "episodes/three.yml"):
        text = shows.FILES["scripts/walking.md" if name.endswith(".md") else "episodes/two.yml"]
        text = text.replace("0002", "0003").replace("number: 2", "number: 3")
        (watched.folder / name).write_text(text.replace("[walking]", "[more]"), "utf-8")
    said_until(watched, "built, the open pages are up to date")
    while b"<itunes:episode>3<" not in watched.ask("/feed/feed.xml").body:
        said_until(watched, "built")
    (watched.folder / "episodes" / "three.yml").unlink()
    said_until(watched, "built, the open pages are up to date")
    assert b"<itunes:episode>3<" not in watched.ask("/feed/feed.xml").body


def test_listening_goes_on_while_it_is_built(watched: Running) -> None:
    (path,) = (watched.folder / "audio_out").glob("one-*.mp3")
    wrong, is_over = list[int](), threading.Event()

    def listen() -> None:
        while not is_over.is_set():
            for address in (f"/audio_out/{path.name}", "/feed/feed.xml", "/feed/chapters/one.json"):
                answer = watched.ask(address)
                length = int(answer.headers.get("content-length", 0))
                if answer.status != 200 or length != len(answer.body):
                    wrong.append(answer.status)

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        for day in ("Tuesday", "Thursday", "Sunday"):
            text = shows.FILES["scripts/leaving.md"].replace("Monday", day)
            (watched.folder / "scripts" / "leaving.md").write_text(text, "utf-8")
            said_until(watched, "built, the open pages are up to date")
    finally:
        is_over.set()
        listener.join()
    assert wrong == []


def test_it_ends_in_the_middle_of_a_build(built: Path) -> None:
    # What is begun is finished, which must not take longer than a build has to end.
    shows.lengthen(built, scripts=40, sentences=6)
    with running.serving(built, "--watch") as server:
        assert said(server).startswith("segment ")
        status, _, err = server.end()
    assert status == 0
    assert err.endswith("no longer serving\n")
    assert not list(built.rglob(".passage-*"))


def test_pages_are_up_to_date_only_where_it_is_watched(watched: Running) -> None:
    page = watched.ask("/feed/transcripts/one.html")
    plain = (watched.folder / "feed/transcripts/one.html").read_bytes()
    script = page.body[page.body.index(b"<script") : page.body.index(b"</body>")]
    assert page.body.replace(script, b"") == plain
    assert int(page.headers["content-length"]) == len(page.body)
    assert watched.ask(news.SCRIPT).headers["content-type"].startswith("text/javascript")
    again = watched.ask("/feed/transcripts/one.html", If_None_Match=page.headers["etag"])
    assert again.status == 304


def test_problems_are_told_to_pages_of_this_machine_only(built: Path) -> None:
    anywhere = "0.0.0.0"  # noqa: S104 - that is what is tested
    with running.serving(built, "--watch", "--host", anywhere) as server:
        page = "/feed/transcripts/one.html"
        assert b"<script" in server.ask(page).body
        # A name that was made to lead here, asked for by a page of another site in a browser here.
        assert b"<script" not in server.ask(page, Host="evil.example").body
        for path in (news.EVENTS, news.SCRIPT):
            assert server.ask(path, Host="evil.example").status == 404


@pytest.mark.parametrize(
    "heads", [{"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}]
)
def test_pages_of_other_sites_hear_nothing(watched: Running, heads: dict[str, str]) -> None:
    assert (
        watched.ask(news.EVENTS, **{k.replace("-", "_"): v for k, v in heads.items()}).status == 404
    )


def test_a_page_is_told_when_the_server_ends(watched: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", watched.port, timeout=running.WAIT_S)
    connection.request("GET", news.EVENTS)
    answer = connection.getresponse()
    assert answer.readline().startswith(b"retry:")
    watched.end()
    assert answer.read().count(b"data: ") == 1
    connection.close()


def test_pages_are_as_they_are_made_where_it_is_not_watched(served: Running) -> None:
    page = served.ask("/feed/transcripts/one.html")
    assert page.body == (served.folder / "feed/transcripts/one.html").read_bytes()
    assert served.ask(news.SCRIPT).status == served.ask(news.EVENTS).status == 404


def test_a_line_as_long_as_a_paragraph_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = tmp_path / "build"
    build.write_text("#!/bin/sh\nhead -c 200000 /dev/zero | tr '\\0' x >&2\necho >&2\nexit 3\n")
    build.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(build))
    rebuilt = asyncio.run(rebuilding.rebuild(tmp_path, print))
    assert rebuilt.problems == ("x" * 200_000,)


# ---- what is looked at -------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["passage.yml", "scripts/a.md", "scripts/lexicon.pls", "scripts/2026/b.md", "episodes/a.yml",
     "cover.png", "art/deep/cover.JPG", "music/bed.mp3"],
)  # fmt: skip
def test_what_people_write_is_looked_at(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert list(watching.files(tmp_path)) == [name]


@pytest.mark.parametrize(
    "name",
    ["feed/feed.xml", "feed/cover.png", "audio_out/a.mp3", "drafts/a.mp3", ".git/a.md",
     "scripts/.a.md.swp", "scripts/a.md~", "scripts/4913", "README.md", "src/a.py",
     "node_modules/a.png", "audio_out/.cache/a.png", "scripts/.#a.md", "a/b/c/d/e/f.png"],
)  # fmt: skip
def test_what_is_made_or_is_no_part_of_the_show_is_not(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert not watching.files(tmp_path)


def put(folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")


# ---- what a build said -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("out", "noted", "status", "problems"),
    [
        (b'{"episodes": []}', (), 0, ()),
        (b'{"episodes": [{"errors": ["a: no"]}, {"errors": ["a: no"]}]}', (), 1, ("a: no",)),
        (b'{"error": "no room", "problems": []}', (), 1, ("no room",)),
        (b'{"problems": [{"path": "a.md", "line": 2, "column": 5, "what": "no", "hint": "yes"}]}',
         (), 2, ("a.md:2:5: no\n  yes",)),
        (b'{"error": "x", "problems": [{"path": "a", "what": "no"}]}', (), 2, ("a: no",)),
        (b"", ("it fell over",), 3, ("it fell over",)),
        (b"no JSON", (), -9, ("the build ended with status -9",)),
    ],
)  # fmt: skip
def test_what_a_build_says_is_understood(
    out: bytes, noted: tuple[str, ...], status: int, problems: tuple[str, ...]
) -> None:
    assert rebuilding.rebuilt(out, noted, status) == Rebuilt(problems)
