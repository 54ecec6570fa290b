"""A published folder behind a web server of others: subscribers read it, and hear what is new."""

from __future__ import annotations

import itertools
import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from passage.delivering.uploading import carrying, target
from passage.pipeline import minting, outgoing
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder
from tests import shows
from tests.clients import nginx, programs
from tests.clients.subscribing import Client, GPodder, Newsboat
from tests.pipeline.building import build

FIRST, SECOND = "The First Part", "The Second Part"


@dataclass(frozen=True)
class Published:
    """A show that is made in one folder, and served from another."""

    show: Path
    target: Path
    address: str

    @property
    def feed(self) -> str:
        return f"{self.address}feed/feed.xml"

    def publish(self) -> None:
        build(self.show)
        layout = Layout(self.show)
        outbox = outgoing.outbox(layout, minting.mint(show_folder.read(self.show)))
        store = target.opened(str(self.target))
        carrying.Publication(outbox, store).carry_out(lambda _: None)
        # Last-Modified has whole seconds, tests publish twice in one, and curl believes it.
        moment = next(_MOMENTS)
        os.utime(self.target / "feed" / "feed.xml", (moment, moment))

    def audio(self) -> list[str]:
        return sorted(path.name for path in (self.show / "audio_out").glob("*.mp3"))

    def fetched(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:  # noqa: S310 - ours
            return bytes(answer.read())


_MOMENTS = itertools.count(1_700_000_000, 60)


@pytest.fixture(scope="module")
def _www(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    with nginx.serving(tmp_path_factory.mktemp("nginx")) as serving:
        yield serving


@pytest.fixture
def published(
    _www: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Published]:
    """The invented show, published under its address."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    www, port = _www
    address = f"http://127.0.0.1:{port}/roads/"
    show = shows.write(tmp_path / "show")
    shows.edit(show, "passage.yml", "https://example.org/roads/", address)
    made = Published(show, www / "roads", address)
    made.publish()
    yield made
    shutil.rmtree(www / "roads")


@pytest.mark.parametrize("kind", [Newsboat, GPodder])
def test_subscribers_find_everything_and_then_what_changed(
    kind: type[Client], published: Published, tmp_path: Path
) -> None:
    client = kind(tmp_path / "client", published.feed)
    client.update()
    assert [held.title for held in client.episodes()] == [FIRST, SECOND]
    for held in client.episodes():
        if held.file:
            assert held.file.read_bytes() in [
                published.fetched(f"audio_out/{name}") for name in published.audio()
            ]
    shows.edit(published.show, "episodes/two.yml", SECOND, "The Way Up")
    published.publish()
    client.update()
    assert [held.title for held in client.episodes()] == [FIRST, "The Way Up"]


def test_an_old_address_plays_what_is_said_now(published: Published) -> None:
    (old, _) = published.audio()
    before = published.fetched(f"audio_out/{old}")
    shows.edit(published.show, "scripts/leaving.md", "on a Monday", "on a Friday")
    published.publish()
    (new, _) = published.audio()
    assert new != old
    assert published.fetched(f"audio_out/{old}") == published.fetched(f"audio_out/{new}") != before


@pytest.mark.parametrize("kind", [Newsboat, GPodder])
def test_what_was_withdrawn_is_nowhere(
    kind: type[Client], published: Published, tmp_path: Path
) -> None:
    named = [path for path in published.target.rglob("*") if "one" in path.name]
    shows.edit(published.show, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    published.publish()
    assert named
    for path in named:
        with pytest.raises(urllib.error.HTTPError, match="404"):
            published.fetched(path.relative_to(published.target).as_posix())
    for path in published.target.rglob("*"):
        assert not path.is_file() or b"Monday" not in path.read_bytes()
    client = kind(tmp_path / "client", published.feed)
    client.update()
    assert [held.title for held in client.episodes()] == [SECOND]


def test_parts_are_answered_as_apps_ask_for_them(published: Published) -> None:
    name = published.audio()[0]
    size = (published.show / "audio_out" / name).stat().st_size
    said = programs.run(
        *(programs.find("curl"), "-s", "-D", "-", "-o", "/dev/null", "-r", "0-99"),
        f"{published.address}audio_out/{name}",
    )
    assert "206 Partial Content" in said
    assert f"Content-Range: bytes 0-99/{size}" in said
