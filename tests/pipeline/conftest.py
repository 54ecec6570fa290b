from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import shows
from tests.pipeline.building import build


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shows.write(tmp_path_factory.mktemp("built"))
    build(folder)
    return folder


@pytest.fixture
def show(_built: Path, tmp_path: Path) -> Path:
    """A show that was built once; every test has its own copy."""
    return Path(shutil.copytree(_built, tmp_path / "show"))
