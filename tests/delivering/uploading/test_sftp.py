"""SFTP as the target: a real server of it, known or not, that fails at any moment."""

from __future__ import annotations

import gc
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import asyncssh
import pytest

from passage.delivering.uploading.target import Patience
from passage.errors import DeliveryFailed, PassageError, SendingFailed
from tests.delivering.uploading import parcels, servers
from tests.delivering.uploading.parcels import assert_has, assert_is, assert_sound, files, publish
from tests.delivering.uploading.servers import Server

# Connections that the test's own server cuts may be collected while the test still runs.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """They are collected here at the latest, and trouble no other test."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that is known here, whose password is in the environment."""
    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.setenv("PASSAGE_SFTP_PASSWORD", servers.PASSWORD)
    (tmp_path / "server").mkdir()
    with servers.serving(tmp_path / "server") as serving:
        know(home, serving, serving.key)
        yield serving


def know(home: Path, server: Server, key: str) -> None:
    known = home / ".ssh" / "known_hosts"
    known.write_text(f"[127.0.0.1]:{server.port} {key}\n" if key else "")


def there(server: Server) -> dict[str, bytes]:
    return files(server.folder / "roads")


def test_everything_arrives_and_nothing_twice(server: Server, tmp_path: Path) -> None:
    made = parcels.before(tmp_path)
    publish(made, server.address)
    assert_has(there(server), made)
    server.fail("")
    assert publish(made, server.address).intent.steps == ()
    assert server.changes == 0


def test_withdrawn_words_are_gone_under_every_name(server: Server, tmp_path: Path) -> None:
    publish(parcels.before(tmp_path), server.address)
    made = parcels.after(tmp_path)
    publish(made, server.address)
    assert_is(there(server), made)


@pytest.mark.parametrize(("how", "pace"), [("full", 1), ("cut", 7), ("damaged", 9), ("denied", 9)])
def test_a_fault_at_any_change_breaks_nothing_and_the_next_run_completes(
    server: Server, tmp_path: Path, how: str, pace: int
) -> None:
    publish(parcels.before(tmp_path), server.address)
    shutil.copytree(server.folder / "roads", tmp_path / "first")
    made = parcels.after(tmp_path)
    moment, goes_on = 0, True
    while goes_on:
        shutil.rmtree(server.folder / "roads")
        shutil.copytree(tmp_path / "first", server.folder / "roads")
        server.fail(how, moment)
        try:
            publish(made, server.address)
        except SendingFailed as failed:
            assert failed.left or failed.done  # noqa: PT017 - the loop ends without one
        else:
            goes_on = server.left < 0
        server.fail("")
        assert_sound(there(server))
        publish(made, server.address)
        assert_is(there(server), made)
        moment += pace
    assert moment > 2 * len(made.objects)


def test_one_that_says_nothing_is_left_after_a_while(server: Server, tmp_path: Path) -> None:
    publish(parcels.before(tmp_path), server.address)
    server.fail("silent", 3)
    with pytest.raises(SendingFailed, match="no answer came in time"):
        publish(parcels.after(tmp_path), server.address, Patience(5.0))
    assert_sound(there(server))


@pytest.mark.usefixtures("server")
def test_one_that_lets_us_in_and_says_nothing_is_left_after_a_while(tmp_path: Path) -> None:
    (tmp_path / "mute").mkdir()
    with servers.serving(tmp_path / "mute", is_mute=True) as mute:
        know(tmp_path / "home", mute, mute.key)
        with pytest.raises(DeliveryFailed, match="cannot be reached: no answer came in time"):
            publish(parcels.before(tmp_path), mute.address, Patience(8.0))


def test_an_unknown_server_is_told_nothing(server: Server, tmp_path: Path) -> None:
    know(tmp_path / "home", server, "")
    with pytest.raises(DeliveryFailed, match="not known here") as caught:
        publish(parcels.before(tmp_path), server.address)
    assert f"sftp -P {server.port} 127.0.0.1" in caught.value.hint
    assert "SHA256:" in str(caught.value)
    assert there(server) == {}


def test_a_server_that_shows_another_key_is_told_nothing(
    server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    know(tmp_path / "home", server, other.strip())
    with pytest.raises(DeliveryFailed, match=r"does not match|another key"):
        publish(parcels.before(tmp_path), server.address)
    assert there(server) == {}
    assert capfd.readouterr().err == ""


def test_a_wrong_password_is_told_and_not_shown(
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PASSAGE_SFTP_PASSWORD", "a-wrong-password")
    with pytest.raises(DeliveryFailed, match="Authentication failed") as caught:
        publish(parcels.before(tmp_path), server.address)
    assert "a-wrong-password" not in f"{caught.value} {capfd.readouterr()}"


def test_nobody_there_is_told(server: Server, tmp_path: Path) -> None:
    address = server.address.replace(str(server.port), "9")
    with pytest.raises(DeliveryFailed, match="cannot be reached"):
        publish(parcels.before(tmp_path), address)


@pytest.mark.parametrize("address", ["sftp://host", "sftp:///folder"])
def test_an_address_without_server_or_folder_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(PassageError, match="names no server or no folder"):
        publish(parcels.before(tmp_path), address)
