from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import shows
from tests.clients import server
from tests.clients.server import Host
from tests.pipeline.building import build


@pytest.fixture(scope="session")
def _hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with server.hosting() as host:
        folder = shows.write(tmp_path_factory.mktemp("hosted"))
        build(folder)
        host.folder = folder
        yield host


@pytest.fixture
def host(_hosted: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A show that was built once and is served; every test has its own copy."""
    # curl reads only the one, others only the other.
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    built = _hosted.folder
    _hosted.folder = Path(shutil.copytree(built, tmp_path / "show"))
    _hosted.asked.clear()
    yield _hosted
    _hosted.folder = built
