"""What somebody may try, and that it comes to nothing: all of it is harmless, and stays here.

After each attempt the server still serves, the answer is the right one, and no byte came from
outside of what is published.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.delivering.serving import running
from tests.delivering.serving.running import Running

SECRET = b"Words that nobody agreed to publish."
"""In every file beside what is published."""


@pytest.fixture(scope="module")
def target(_built_show: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for all attacks: each has to stand what came before."""
    folder = tmp_path_factory.mktemp("target") / "show"
    plant(Path(shutil.copytree(_built_show, folder)))
    with running.serving(folder) as server:
        yield server
        status, out, err = server.end()
        assert (status, out, err) == (0, "", "no longer serving\n")


def plant(folder: Path) -> None:
    """Lay secrets about, and links that lead to them."""
    for name in (
        *("secret.txt", ".secret", "drafts/one-00000000.mp3", "scripts/secret.md"),
        *("audio_out/.cache/secret", "audio_out/secret.txt", "audio_out/secret.json"),
        *("audio_out/.passage-abc", "audio_out/.one-00000000.mp3", "feed/.passage-abc"),
        *("feed/.hidden/secret.txt", "../secret.txt"),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SECRET)
    feed, audio = folder / "feed", folder / "audio_out"
    (feed / "out.txt").symlink_to(folder / "secret.txt")
    (feed / "far").symlink_to(folder.parent)
    (feed / "up").symlink_to("..")
    (feed / "hidden.txt").symlink_to(feed / ".hidden" / "secret.txt")
    (feed / "round").symlink_to(feed / "round")
    (feed / "nothing").symlink_to(feed / "not-there")
    (audio / "out-11111111.mp3").symlink_to(folder / "secret.txt")
    (audio / "in-22222222.mp3").symlink_to(audio / "secret.txt")
    (audio / "folder-33333333.mp3").mkdir()
    os.mkfifo(audio / "pipe-44444444.mp3")
    os.mkfifo(feed / "pipe.txt")


def assert_unharmed(server: Running, said: bytes) -> None:
    assert SECRET not in said
    answer = server.ask("/feed/feed.xml", "HEAD")
    assert answer.status == 200


def request(target: bytes, *heads: bytes, method: bytes = b"GET") -> bytes:
    lines = [method + b" " + target + b" HTTP/1.1", b"Host: localhost", b"Connection: close"]
    return b"\r\n".join([*lines, *heads, b"", b""])


def status(said: bytes) -> int:
    return int(said.split(b" ", 2)[1]) if said.startswith(b"HTTP/1.1 ") else 0


# ---- ways out ----------------------------------------------------------------------------

WAYS_OUT = [
    *("/../secret.txt", "/feed/../secret.txt", "/feed/../../secret.txt", "/feed/./feed.xml"),
    *("/feed/%2e%2e/secret.txt", "/feed/%2e%2e%2fsecret.txt", "/feed/..%2fsecret.txt"),
    *("/feed/%252e%252e/secret.txt", "/feed/%252e%252e%252fsecret.txt", "/%2e%2e%2fsecret.txt"),
    *("/feed/%c0%ae%c0%ae/secret.txt", "/feed/%e0%80%ae/secret.txt", "/feed/%ff%fe"),
    *("/feed/..%5csecret.txt", "/feed/..\\secret.txt", "/feed\\..\\secret.txt"),
    *("/feed/..;/secret.txt", "/feed/%u002e%u002e/secret.txt", "/feed/%", "/feed/%2", "/feed/~"),
    *("/feed//secret.txt", "//feed/feed.xml", "//evil.example/%2e%2e", "/feed/%2f/feed.xml"),
    *("/feed/%00", "/feed/feed.xml%00.txt", "/feed/%0d%0aSet-Cookie:a=b", "/feed/%7f"),
    *("/etc/passwd", "/feed//etc/passwd", "/feed/%2fetc%2fpasswd", "/C:/Windows/win.ini"),
    *("/feed/C:/secret.txt", "/feed/file:secret.txt", "/feed/secret.txt::$DATA"),
    *("/feed/out.txt", "/feed/far/secret.txt", "/feed/up/secret.txt"),
    *("/feed/hidden.txt", "/feed/round", "/feed/round/x", "/feed/nothing", "/feed/pipe.txt"),
    *("/feed/.hidden/secret.txt", "/feed/.hidden/", "/feed/.passage-abc", "/.secret"),
    *("/secret.txt", "/passage.yml", "/scripts/secret.md", "/scripts/leaving.md", "/scripts/"),
    *("/episodes/one.yml", "/drafts/one-00000000.mp3", "/drafts", "/.git/config", "/feed.xml"),
    *("/audio_out", "/audio_out/", "/audio_out/names.json", "/audio_out/one.json"),
    *("/audio_out/secret.txt", "/audio_out/secret.json", "/audio_out/.cache/secret"),
    *("/audio_out/.cache/", "/audio_out/.cache/lock", "/audio_out/.passage-abc"),
    *("/audio_out/.one-00000000.mp3", "/audio_out/out-11111111.mp3", "/audio_out/in-22222222.mp3"),
    *("/audio_out/folder-33333333.mp3", "/audio_out/pipe-44444444.mp3"),
    *("/audio_out/../secret.txt", "/audio_out/x/../../secret.txt", "/audio_out/%2e%2e/secret.txt"),
    *("/audio_out/one-00000000.mp3/../../secret.txt", "/AUDIO_OUT/names.json"),
    *("/_passage/events", "/_passage/watch.js", "/_passage/../passage.yml"),
    *("/feed/" + "a" * 300, "/feed" + "/a" * 1500, "/feed/feed.xml/", "/feed/feed.xml/x"),
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_way_leads_out(target: Running, way: str) -> None:
    said = target.raw(request(way.encode()))
    assert status(said) == 404
    assert_unharmed(target, said)


@pytest.mark.parametrize("way", [b"/feed/\xe4", b"/feed/\x00", b"/feed/a b", b"", b"/feed/\r\n x"])
def test_bytes_that_are_no_address_are_refused(target: Running, way: bytes) -> None:
    said = target.raw(request(way))
    assert status(said) in (400, 404)
    assert_unharmed(target, said)


def test_no_answer_leads_to_another_host(target: Running) -> None:
    for way in (b"//evil.example/", b"//evil.example/..", b"/\\evil.example", b"/%2fevil.example/"):
        assert b"location:" not in target.raw(request(way)).lower()


# ---- what is asked for, and how ----------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        b"bytes=" + b",".join(b"%d-%d" % (n, n) for n in range(0, 4000, 2)),
        b"bytes=" + b",".join([b"0-"] * 3000),
        b"bytes=0-" + b"9" * 10_000,
        b"bytes=-" + b"9" * 10_000,
        b"bytes=18446744073709551615-18446744073709551616",
        b"bytes=-1-1",
        b"bytes=0-0, -9223372036854775808",
        b"bytes=\x80-",
        b"pages=1-2",
        b"bytes=" + b"," * 10_000,
    ],
)
def test_absurd_ranges_cost_no_more_than_the_whole(target: Running, asked: bytes) -> None:
    (path,) = (target.folder / "audio_out").glob("one-*.mp3")
    said = target.raw(request(b"/audio_out/" + path.name.encode(), b"Range: " + asked))
    assert status(said) in (200, 206, 416)
    assert len(said) < path.stat().st_size + 1000
    assert_unharmed(target, said)


@pytest.mark.parametrize(
    ("method", "expected"),
    [*((method, 405) for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get",
                                    "X" * 5000)), ("CONNECT", 405), ("G@T", 400), ("", 400)],
)  # fmt: skip
def test_only_reading_is_possible(target: Running, method: str, expected: int) -> None:
    said = target.raw(request(b"/feed/feed.xml", method=method.encode()))
    assert status(said) == expected
    assert_unharmed(target, said)
    if expected == 405:
        assert b"allow: get, head, options" in said.lower()


def test_a_method_for_the_whole_server_is_answered(target: Running) -> None:
    assert status(target.raw(request(b"*", method=b"OPTIONS"))) == 204


def test_an_address_without_end_is_refused(target: Running) -> None:
    for length in (5_000, 60_000, 2_000_000):
        said = target.raw(request(b"/feed/" + b"a" * length))
        # Of the longest only its beginning is read; the rest may cut the answer off.
        assert status(said) in ((414,) if length < 15_000 else (400, 414, 0))
        assert_unharmed(target, said)


@pytest.mark.parametrize(
    "heads",
    [
        [b"X-%d: y" % number for number in range(5_000)],
        [b"X-%d: y" % number for number in range(200_000)],
        [b"X: " + b"y" * 100_000],
        [b"X: y"] * 3_000,
        [b"Cookie: " + b"a=b; " * 20_000],
        [b"X" * 70_000 + b": y"],
    ],
)
def test_a_flood_of_headers_is_refused(target: Running, heads: list[bytes]) -> None:
    said = target.raw(request(b"/feed/feed.xml", *heads))
    assert status(said) in (400, 431, 0)
    assert_unharmed(target, said)


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n\r\n\r\n\r\n",
        b"\x00" * 5_000,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xaa" * 500,
        b"GET\r\n\r\n",
        b"GET /feed/feed.xml\r\n\r\n",
        b"GET /feed/feed.xml HTTP/1.1\r\n\r\n",
        b"GET /feed/feed.xml HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET /feed/feed.xml HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"GET /feed/feed.xml HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n\r\n",
        b"GET /feed/feed.xml HTTP/1.1\r\nHost: local\x00host\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_nonsense_is_refused(target: Running, sent: bytes) -> None:
    said = target.raw(sent + b"\r\n" * 3)
    assert status(said) in (400, 405, 0)
    assert_unharmed(target, said)


@pytest.mark.parametrize(
    "heads",
    [
        [b"Upgrade: websocket", b"Connection: Upgrade", b"Sec-WebSocket-Version: 13",
         b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="],
        [b"Upgrade: h2c", b"Connection: Upgrade, HTTP2-Settings", b"HTTP2-Settings: AAMAAABk"],
    ],
)  # fmt: skip
def test_no_other_protocol_is_spoken(target: Running, heads: list[bytes]) -> None:
    said = target.raw(request(b"/feed/feed.xml", *heads))
    assert status(said) == 200
    assert b"\r\nupgrade:" not in said.lower()
    assert_unharmed(target, said)


# ---- one request within another ----------------------------------------------------------

SMUGGLED = b"GET /feed/transcripts/one.vtt HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize(
    "heads",
    [
        b"Content-Length: %d" % len(SMUGGLED),
        b"Content-Length: 5\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: xchunked",
        b"Transfer-Encoding: chunked, identity",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        b"Transfer-Encoding : chunked",
        b"Transfer-Encoding:\x0bchunked",
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Content-Length: +5",
        b"Content-Length: -5",
        b"Content-Length: 5, 6",
        b"Content-Length: 0x5",
        b"Content-Length: 99999999999999999999999",
    ],
)
@pytest.mark.parametrize("method", [b"GET", b"POST"])
def test_what_comes_as_a_body_is_no_request(target: Running, heads: bytes, method: bytes) -> None:
    head = method + b" /feed/feed.xml HTTP/1.1\r\nHost: localhost\r\n" + heads + b"\r\n\r\n"
    said = target.raw(head + b"0\r\n\r\n" + SMUGGLED)
    assert len(re.findall(rb"HTTP/1\.1 \d", said)) <= 1
    assert b"WEBVTT" not in said
    assert status(said) in (200, 400, 405, 501, 0)
    assert_unharmed(target, said)


def test_requests_one_after_the_other_are_answered_in_order(target: Running) -> None:
    first = b"GET /feed/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
    said = target.raw(first + SMUGGLED + request(b"/feed/feed.xml"))
    assert re.findall(rb"HTTP/1\.1 (\d+)", said) == [b"404", b"200", b"200"]
    assert said.index(b"WEBVTT") < said.index(b"<rss")


# ---- names of other hosts ----------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example"),
        *("10.0.0.1", "0.0.0.0", "[::]", "169.254.169.254", "2130706433", "0x7f.1"),  # noqa: S104 - not to be answered
    ],
)
def test_a_name_that_was_made_to_lead_here_is_not_answered(target: Running, host: str) -> None:
    answer = target.ask("/feed/feed.xml", Host=host)
    assert (answer.status, b"rss" in answer.body) == (421, False)
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "host",
    [
        *("", "a b", '"><script>', "localhost/x", "user@localhost", "localhost:999999"),
        *("localhost:x", "[::1", "a,localhost"),
    ],
)
def test_what_is_no_name_is_refused(target: Running, host: str) -> None:
    assert target.ask("/feed/feed.xml", Host=host).status == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "127.1.2.3", "[::1]:80"])
def test_names_of_this_machine_are_answered(target: Running, host: str) -> None:
    assert target.ask("/feed/feed.xml", Host=host).status == 200


def test_the_target_says_more_than_the_host(target: Running) -> None:
    assert status(target.raw(request(b"http://localhost:7/feed/feed.xml"))) == 200
    for way in (b"http://evil.example/feed/feed.xml", b"http://evil.example", b"ftp://localhost/x"):
        assert status(target.raw(request(way))) in (404, 421)


def test_without_a_name_the_address_is_meant(target: Running) -> None:
    said = target.raw(b"GET /feed/feed.xml HTTP/1.0\r\n\r\n")
    assert status(said) == 200
    assert f'"{target.address}feed/feed.xml"'.encode() in said


# ---- those who take their time, and those who come in numbers ------------------------------


def test_who_hangs_up_or_reads_nothing_stops_nobody(target: Running) -> None:
    (path,) = (target.folder / "audio_out").glob("one-*.mp3")
    with ExitStack() as stack:
        for _ in range(50):
            stack.enter_context(running.slowly(target, f"/audio_out/{path.name}"))
        assert target.ask(f"/audio_out/{path.name}").body == path.read_bytes()
    for _ in range(50):
        with running.slowly(target, f"/audio_out/{path.name}"):
            pass
    assert_unharmed(target, b"")


def test_more_than_there_is_room_for_are_told_so_and_leave_no_trace(target: Running) -> None:
    with ExitStack() as stack:
        for _ in range(450):
            waiting = stack.enter_context(socket.create_connection(("127.0.0.1", target.port)))
            waiting.sendall(b"GET /feed/feed.xml HTTP/1.1\r\nHost: local")
        assert target.ask("/feed/feed.xml").status == 503
    assert_unharmed(target, b"")
