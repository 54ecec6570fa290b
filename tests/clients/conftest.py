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
        shows.edit(folder, "passage.yml", "https://example.org/roads/", host.address)
        build(folder)
        host.folder = folder
        yield host


@pytest.fixture
def host(_hosted: Host, tmp_path: Path) -> Iterator[Host]:
    """A show that was built once and is served; every test has its own copy."""
    built = _hosted.folder
    _hosted.folder = Path(shutil.copytree(built, tmp_path / "show"))
    _hosted.asked.clear()
    yield _hosted
    _hosted.folder = built
