"""SFTP, looked at after publishing: the same servers are known, and nobody is told a password."""

from __future__ import annotations

import gc
import shutil
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import asyncssh
import pytest

from passage.delivering.verifying.target import Target
from passage.errors import DeliveryFailed, PassageError
from passage.model.answered import Trouble
from passage.pipeline import verifying
from passage.pipeline.layout import Layout
from passage.pipeline.verifying import Verified, knowledge, opening
from passage.reading import folder as show_folder
from tests.delivering.uploading import servers
from tests.delivering.uploading.servers import Server
from tests.delivering.verifying import published, running
from tests.delivering.verifying.host import Host
from tests.delivering.verifying.running import BOUNDS

# Connections that the test's own server cuts may be collected while the test still runs.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.setenv("PASSAGE_SFTP_PASSWORD", servers.PASSWORD)
    return home


@pytest.fixture
def server(home: Path, copy: Path) -> Iterator[Server]:
    """A server that is known here, with a published show."""
    served = home / "served"
    (served / "roads").mkdir(parents=True)
    for name in ("feed", "audio_out"):
        shutil.move(copy / name, served / "roads" / name)
    with servers.serving(served) as serving:
        _know(home, serving, serving.key)
        yield serving
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def _know(home: Path, server: Server, key: str) -> None:
    (home / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{server.port} {key}\n", "utf-8")


def _verify(host: Host, server: Server) -> Verified:
    opened = opening.target(server.address, BOUNDS, host.address)
    known = knowledge.look(Layout(host.folder), show_folder.read(host.folder))
    with closing(cast("Target", opened.reader)):
        return verifying.verify(opened.reader, opened.feed, known)


def test_a_published_show_is_found_whole_and_a_fault_in_it_is_found(
    host: Host, server: Server
) -> None:
    assert _verify(host, server).findings == ()
    sound = published.sound(host.folder, "one")
    path = server.folder / "roads" / sound
    path.write_bytes(path.read_bytes()[:-1000])
    assert {"answer/length", "answer/bytes"} <= running.rules(_verify(host, server))


def test_a_server_that_is_not_known_is_told_nothing(host: Host, server: Server, home: Path) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode().strip()
    for known in (other, ""):
        _know(home, server, known)
        with pytest.raises(DeliveryFailed) as failed:
            _verify(host, server)
        assert servers.PASSWORD not in str(failed.value)


def test_a_wrong_password_is_told_and_not_shown(
    host: Host, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSAGE_SFTP_PASSWORD", "another-invented-one")
    with pytest.raises(DeliveryFailed, match="cannot be reached") as failed:
        _verify(host, server)
    assert "another-invented-one" not in str(failed.value)


def test_a_connection_that_is_cut_is_told(host: Host, server: Server) -> None:
    opened = opening.target(server.address, BOUNDS, host.address)
    reader = cast("Target", opened.reader)
    reader.close()
    answer = reader.get(opened.feed, server.folder / "never", 10**6)
    assert answer.trouble is Trouble.UNREACHABLE
    with pytest.raises(PassageError, match="cannot be read"):
        verifying.verify(opened.reader, opened.feed)
