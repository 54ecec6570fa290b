from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import shows
from tests.delivering.serving import running
from tests.delivering.serving.running import Running
from tests.pipeline.building import build


@pytest.fixture(scope="session")
def _built_show(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shows.write(tmp_path_factory.mktemp("to-deliver"))
    build(folder)
    return folder


@pytest.fixture
def built(_built_show: Path, tmp_path: Path) -> Path:
    """A show that was built once; every test has its own copy."""
    return Path(shutil.copytree(_built_show, tmp_path / "show"))


@pytest.fixture
def served(built: Path) -> Iterator[Running]:
    """A built show, served by a process."""
    with running.serving(built) as server:
        yield server
