"""Nobody is asked who was not named, nothing is waited for in vain, and no secret is sent."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme

from passage.delivering.verifying.bounds import AT_ONCE, Bounds, Budget
from passage.delivering.verifying.hosts import Hosts, is_public
from passage.delivering.verifying.web import Web
from passage.errors import PassageError
from passage.model.answered import Answer, Trouble
from passage.pipeline.verifying import opening
from tests.delivering.verifying import faults, running
from tests.delivering.verifying import host as serving
from tests.delivering.verifying.host import Host, Reply
from tests.delivering.verifying.running import BOUNDS

FILE = "feed/transcripts/one.vtt"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA, host: Host) -> Iterator[Host]:
    """The same show behind a certificate of an authority that nobody knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with serving.hosting(context) as other:
        other.folder = host.folder
        yield other


def web(host: Host, bounds: Bounds = BOUNDS) -> Web:
    return Web(Budget(bounds), Hosts(host.address))


def get(host: Host, path: str, into: Path, bounds: Bounds = BOUNDS, most: int = 10**6) -> Answer:
    return web(host, bounds).get(host.address + path, into / "file", most)


def test_slow_answers_are_given_up(host: Host, tmp_path: Path) -> None:
    host.odd[FILE] = faults.dripping
    bounds = replace(BOUNDS, answering=0.5, slowest=10**9)
    answer = get(host, FILE, tmp_path, bounds)
    assert answer.trouble is Trouble.SLOW


def test_silence_is_given_up(host: Host, tmp_path: Path) -> None:
    def silent(_method: str, reply: Reply) -> Reply:
        host.stopped.wait(600)
        return reply

    host.odd[FILE] = silent
    answer = get(host, FILE, tmp_path, replace(BOUNDS, connecting=0.3))
    assert answer.trouble is Trouble.SLOW


def test_slow_answers_are_told(host: Host) -> None:
    host.odd[FILE] = faults.dripping
    verified, _ = running.verify(host, replace(BOUNDS, answering=5, slowest=10**9))
    assert "answer/slow" in running.rules(verified)


def test_nobody_is_there(tmp_path: Path) -> None:
    host = Host("http://127.0.0.1:9/roads/")
    answer = get(host, FILE, tmp_path)
    assert answer.trouble is Trouble.UNREACHABLE
    with pytest.raises(PassageError, match="it cannot be reached"):
        running.verify_only(host)


def test_no_more_is_read_than_may_come(host: Host, tmp_path: Path) -> None:
    host.odd[FILE] = faults.endless
    answer = get(host, FILE, tmp_path, most=100_000)
    assert answer.trouble is Trouble.LARGE
    assert (tmp_path / "file").stat().st_size <= 100_000


def test_a_bomb_is_not_unpacked(host: Host, tmp_path: Path) -> None:
    host.odd[FILE] = faults.bomb
    answer = get(host, FILE, tmp_path)
    assert answer.trouble is Trouble.LARGE
    assert (tmp_path / "file").stat().st_size <= 10**6


def test_all_bytes_together_have_a_limit(host: Host, tmp_path: Path) -> None:
    client = web(host, replace(BOUNDS, bytes=3000))
    answers = [client.get(host.address + FILE, tmp_path / "file", 10**6) for _ in range(20)]
    assert answers[0].trouble is None
    assert answers[-1].trouble is Trouble.SPENT
    assert len(host.asked) < 20


def test_requests_have_a_limit_and_it_is_told(host: Host) -> None:
    verified, spent = running.verify(host, replace(BOUNDS, requests=40))
    assert spent.requests == len(host.asked) == 40
    assert running.rules(verified) == {"verify/limit"}


def test_time_has_a_limit_and_it_is_told(host: Host) -> None:
    opened = opening.web(f"{host.address}feed/feed.xml", BOUNDS)
    opened.budget._late = 0
    answer = opened.reader.head(opened.feed)
    assert answer.trouble is Trouble.SPENT
    assert host.asked == []


def test_few_requests_are_made_at_the_same_time(host: Host) -> None:
    lock, busy, most = threading.Lock(), 0, 0

    def counted(_method: str, reply: Reply) -> Reply:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        # Until two have met, a busy machine has more time for it.
        host.stopped.wait(0.01 if most > 1 else 0.2)
        with lock:
            busy -= 1
        return reply

    host.odd[""] = counted
    running.verify(host)
    assert 1 < most <= AT_ONCE


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - nothing is bound to it
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_numbers_of_private_networks_are_known(number: str, public: bool) -> None:  # noqa: FBT001 - a table
    assert is_public(number) is public


def test_a_public_host_cannot_lead_into_a_private_network(host: Host, tmp_path: Path) -> None:
    port = urlsplit(host.address).port
    numbers = {"show.example": ["93.184.216.34"]}
    hosts = Hosts(f"http://show.example:{port}/", ask=lambda name, _: numbers[name])
    client = Web(Budget(BOUNDS), hosts)
    # Its name says another number now: a rebinding.
    numbers["show.example"] = ["93.184.216.34", "127.0.0.1"]
    answer = client.get(f"http://show.example:{port}/roads/{FILE}", tmp_path / "file", 10**6)
    assert answer.trouble is Trouble.PRIVATE
    assert host.asked == []


def test_what_is_private_and_was_asked_for_may_be_asked(host: Host, tmp_path: Path) -> None:
    port = urlsplit(host.address).port
    hosts = Hosts(f"http://show.example:{port}/", ask=lambda _name, _port: ["127.0.0.1"])
    client = Web(Budget(BOUNDS), hosts)
    answer = client.get(f"http://show.example:{port}/roads/{FILE}", tmp_path / "file", 10**6)
    assert answer.status == 200
    assert host.heads[0]["Host"] == f"show.example:{port}"


def test_the_first_number_that_takes_a_connection_is_taken(host: Host, tmp_path: Path) -> None:
    port = urlsplit(host.address).port
    hosts = Hosts(f"http://show.example:{port}/", ask=lambda _name, _port: ["::1", "127.0.0.1"])
    answer = Web(Budget(BOUNDS), hosts).get(
        f"http://show.example:{port}/roads/{FILE}", tmp_path / "file", 10**6
    )
    assert answer.status == 200


def test_a_private_address_in_a_feed_is_told(host: Host) -> None:
    host.edit("feed/feed.xml", f'chapters url="{host.address}', 'chapters url="http://127.0.0.2:9/')
    opened = opening.web(f"{host.address}feed/feed.xml", BOUNDS, ["127.0.0.2:9"])
    # As if the feed were out in the world.
    opened.reader._hosts._private = False  # type: ignore[attr-defined]
    opened.reader._hosts._ask = lambda name, _: [name]  # type: ignore[attr-defined]
    answer = opened.reader.head("http://127.0.0.2:9/x.json")
    assert answer.trouble is Trouble.PRIVATE


def test_another_host_is_asked_when_it_was_named(host: Host, tmp_path: Path) -> None:
    with serving.hosting() as other:
        other.folder = host.folder
        place = f"{other.address}{FILE}"
        assert web(host).head(place).trouble is Trouble.FOREIGN
        named = Hosts(host.address, [urlsplit(other.address).netloc])
        answer = Web(Budget(BOUNDS), named).get(place, tmp_path / "file", 10**6)
        assert answer.status == 200
    assert host.asked == []


@pytest.mark.parametrize(
    "leads", ["http://[::1", "gopher://127.0.0.1/", "//127.0.0.1:99999/", "http://x\u00e9.invalid/"]
)
def test_redirections_to_nonsense_are_refused(host: Host, tmp_path: Path, leads: str) -> None:
    host.odd[FILE] = faults.redirected(leads)
    answer = get(host, FILE, tmp_path)
    assert answer.trouble in {Trouble.FOREIGN, Trouble.REDIRECTED}


def test_no_secret_is_sent(host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("default login me password secret\n", "utf-8")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("http_proxy", "http://me:secret@127.0.0.1:9/")
    host.odd[FILE] = faults.headed(Set_Cookie="a=b")
    running.verify(host)
    for heads in host.heads:
        assert not {"Authorization", "Cookie", "Proxy-Authorization"} & set(heads)
    with pytest.raises(PassageError, match="no name or password") as refused:
        opening.web(host.address.replace("//", "//me:secret@"), BOUNDS)
    assert "secret" not in str(refused.value)


def test_a_strange_certificate_is_not_trusted(secure: Host, tmp_path: Path) -> None:
    answer = get(secure, FILE, tmp_path)
    assert answer.trouble is Trouble.UNREACHABLE
    assert "certificate" in answer.told
    assert secure.asked == []


def test_https_does_not_lead_to_http(
    secure: Host,
    host: Host,
    authority: trustme.CA,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    assert get(secure, FILE, tmp_path).status == 200
    secure.odd[FILE] = faults.redirected(host.address + FILE)
    assert get(secure, FILE, tmp_path).trouble is Trouble.INSECURE
    assert host.asked == []


def test_a_slow_secure_server_is_given_up(
    secure: Host, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    secure.odd[FILE] = faults.dripping
    answer = get(secure, FILE, tmp_path, replace(BOUNDS, answering=0.5, slowest=10**9))
    assert answer.trouble is Trouble.SLOW
