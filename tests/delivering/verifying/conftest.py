from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from passage.keeping import files
from passage.mixing import listening
from passage.mixing.listening import Listened
from tests.delivering.verifying import host as serving
from tests.delivering.verifying import published
from tests.delivering.verifying.host import Host


@pytest.fixture(scope="session")
def _hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with serving.hosting() as host:
        host.folder = published.build_show(tmp_path_factory.mktemp("published"), host.address)
        names = published.former(host.folder)
        host.former = {f"audio_out/{old}": f"audio_out/{new}" for old, new in names.items()}
        yield host


@pytest.fixture(scope="session")
def _heard() -> dict[str, Listened]:
    return {}


@pytest.fixture
def host(
    _hosted: Host, _heard: dict[str, Listened], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Host]:
    """A show that was built once and is served; what a test changes is forgotten after it."""
    listen = listening.listen

    def remembered(path: Path, longest: int) -> Listened:
        # The same bytes sound the same: what most tests leave alone is decoded once.
        name = files.sha256(path)
        if name not in _heard:
            _heard[name] = listen(path, longest)
        return _heard[name]

    monkeypatch.setattr(listening, "listen", remembered)
    yield _hosted
    for changed in (_hosted.files, _hosted.odd, _hosted.asked, _hosted.heads):
        changed.clear()


@pytest.fixture
def copy(host: Host, tmp_path: Path) -> Path:
    """What is uploaded of the show, former names included."""
    shutil.copytree(host.folder / "feed", tmp_path / "feed")
    (tmp_path / "audio_out").mkdir()
    for path in (host.folder / "audio_out").glob("*.mp3"):
        shutil.copy(path, tmp_path / "audio_out")
    for old, new in host.former.items():
        shutil.copy(host.folder / new, tmp_path / old)
    return tmp_path
