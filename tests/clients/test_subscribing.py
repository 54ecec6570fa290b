"""Subscribers never get anything twice without cause, and always what is new."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import podcastparser
import pytest

from passage.mixing import encoder
from tests import shows
from tests.clients.server import Asked, Host
from tests.clients.subscribing import CLIENTS, Client, GPodder, Held, Newsboat, PodcastArchiver
from tests.pipeline.building import build, made_files

FIRST, SECOND, THIRD = "The First Part", "The Second Part", "The Third Part"


@pytest.fixture(params=CLIENTS, ids=lambda kind: kind.__name__)
def client(request: pytest.FixtureRequest, host: Host, tmp_path: Path) -> Client:
    """A client that has subscribed and fetched all there is."""
    kind: type[Client] = request.param
    made = kind(tmp_path / "client", host.feed)
    made.update()
    return made


def listed(host: Host) -> dict[str, Any]:
    """The episodes of the feed's first page, by title."""
    told = io.BytesIO(host.served("feed/feed.xml"))
    episodes = podcastparser.parse(host.feed, told)["episodes"]
    return {episode["title"]: episode for episode in episodes}


def assert_held(client: Client, host: Host, *titles: str) -> None:
    """The client has these episodes, each once, as the feed now tells them."""
    held = client.episodes()
    assert [episode.title for episode in held] == list(titles)
    told = listed(host)
    for episode in held:
        (enclosure,) = told[episode.title]["enclosures"]
        assert episode.address in ("", enclosure["url"])
        assert (episode.file is not None) == client.downloads


def played(held: Held) -> float:
    """Seconds of sound in a downloaded file."""
    samples, log = encoder.run(["-i", str(held.file), "-f", "s16le", "pipe:1"], b"")
    assert "rror" not in log
    return len(samples) / 2 / 44100


def append(folder: Path, number: int, title: str) -> None:
    """One more episode, as a producer writes it."""
    name = f"part-{number}"
    text = shows.FILES["scripts/walking.md"].replace("Then we", f"On day {number} we")
    (folder / "scripts" / f"{name}.md").write_text(text, "utf-8")
    text = shows.FILES["episodes/two.yml"].replace("[walking]", f"[{name}]")
    text = text.replace("0002", f"{number:04}").replace("number: 2", f"number: {number}")
    text = text.replace("-03-02T", f"-03-{number:02}T").replace(SECOND, title)
    (folder / "episodes" / f"{name}.yml").write_text(text, "utf-8")


def test_a_subscriber_gets_every_episode(client: Client, host: Host) -> None:
    assert_held(client, host, FIRST, SECOND)
    told = listed(host)
    for held in client.episodes():
        if held.file:
            assert held.file.stat().st_size == told[held.title]["enclosures"][0]["file_size"]
            assert played(held) == pytest.approx(told[held.title]["total_time"], abs=1)


def test_an_unchanged_show_brings_nothing(client: Client, host: Host) -> None:
    before = made_files(host.folder)
    build(host.folder)
    assert made_files(host.folder) == before
    held = client.episodes()
    host.asked.clear()
    client.update()
    assert client.episodes() == held
    assert host.asked == [Asked("feed/feed.xml", 304 if client.asks_for_changes else 200)]


def test_a_changed_episode_is_updated_in_place(client: Client, host: Host) -> None:
    (old,) = listed(host)[FIRST]["enclosures"]
    shows.edit(host.folder, "scripts/leaving.md", "on a Monday", "early on a Monday, at six")
    build(host.folder)
    (new,) = listed(host)[FIRST]["enclosures"]
    assert new["url"] != old["url"]
    host.asked.clear()
    client.update()
    assert_held(client, host, FIRST, SECOND)
    renewed = new if client.downloads_again else old
    assert host.fetched(".mp3") == [Path(new["url"]).name] * client.downloads_again
    if file := client.episodes()[0].file:
        assert file.stat().st_size == renewed["file_size"]


def test_a_former_address_is_answered_with_the_episode_as_it_is(client: Client, host: Host) -> None:
    before = [Path(episode["enclosures"][0]["url"]).name for episode in listed(host).values()]
    shows.edit(host.folder, "scripts/leaving.md", "on a Monday", "early on a Monday, at six")
    build(host.folder)
    client.update()
    (now,) = listed(host)[FIRST]["enclosures"]
    (former,) = {name for name in before if name.startswith("one-")}
    assert former != Path(now["url"]).name
    assert not (host.folder / "audio_out" / former).exists()
    present = host.served(f"audio_out/{Path(now['url']).name}")
    assert host.served(f"audio_out/{former}") == present
    assert len(present) == now["file_size"]


@pytest.mark.parametrize("kind", [Newsboat, GPodder])
def test_an_episode_with_another_title_stays_one(
    kind: type[Client], host: Host, tmp_path: Path
) -> None:
    # podcast-archiver names files by titles, and so keeps both.
    client = kind(tmp_path / "client", host.feed)
    client.update()
    shows.edit(host.folder, "episodes/one.yml", FIRST, "How It Began")
    build(host.folder)
    client.update()
    assert_held(client, host, "How It Began", SECOND)


def test_an_appended_episode_is_one_more(client: Client, host: Host) -> None:
    append(host.folder, 3, THIRD)
    build(host.folder)
    host.asked.clear()
    client.update()
    assert_held(client, host, FIRST, SECOND, THIRD)
    fetched = host.fetched(".mp3")
    assert [name.rpartition("-")[0] for name in fetched] == ["part-3"] * client.downloads


def test_an_episode_that_moves_to_the_archive_is_not_fetched_again(
    client: Client, host: Host
) -> None:
    shows.edit(host.folder, "passage.yml", "language: en", "language: en\nfeed_length: 2")
    append(host.folder, 3, THIRD)
    build(host.folder)
    assert set(listed(host)) == {SECOND, THIRD}
    host.asked.clear()
    client.update()
    assert [held.title for held in client.episodes()] == [FIRST, SECOND, THIRD]
    assert len(host.fetched(".mp3")) == client.downloads


@pytest.mark.parametrize("kind", [PodcastArchiver, GPodder])
def test_an_archive_of_two_pages_is_found(kind: type[Client], host: Host, tmp_path: Path) -> None:
    shows.edit(host.folder, "passage.yml", "language: en", "language: en\nfeed_length: 2")
    for number in (3, 4):
        append(host.folder, number, f"Part {number}")
    build(host.folder)
    pages = sorted(path.name for path in (host.folder / "feed").glob("*.xml"))
    assert pages == ["archive-1.xml", "archive-2.xml", "feed.xml"]
    client = kind(tmp_path / "client", host.feed)
    client.update()
    assert [held.title for held in client.episodes()] == [FIRST, SECOND, "Part 3", "Part 4"]
