"""The feed, fetched from a server, as programs of other people read it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import feedparser
import podcastparser

from passage.publishing import feed
from tests.clients import programs
from tests.clients.server import Host
from tests.publishing import samples

GOLDEN = Path(samples.__file__).parent / "transcripts" / "golden" / "transcript.vtt"
"""Captions in two languages, with letters that WebVTT escapes."""

NAMESPACE = "console.log(JSON.stringify(module_.parseFeed(text)))"
PHASES = {
    "1": {"locked", "transcript", "chapters"},
    "2": {"person", "location", "season", "episode"},
    "3": {"guid"},
    "4": {"medium"},
}
"""What podcast-partytime knows of the namespace, and every show has."""
CHOSEN = {"1": {"funding", "soundbite"}, "3": {"trailer", "license", "alternateEnclosure"}}
"""What a show may have besides. It knows no txt, image, updateFrequency and contentLink."""
CAPTIONS = """
    const read = new module_.WebVTTParser().parse(text, 'subtitles/captions/descriptions');
    console.log(JSON.stringify([read.errors, read.cues.length]))
"""


def fetched(address: str) -> bytes:
    with urlopen(address, timeout=10) as answer:  # noqa: S310 - the server of this test
        data: bytes = answer.read()
    return data


def test_feedparser_reads_every_episode(host: Host) -> None:
    read = feedparser.parse(host.feed)
    assert (read.bozo, read.status) == (False, 200)
    assert [entry.title for entry in read.entries] == ["The Second Part", "The First Part"]
    for entry in read.entries:
        (enclosure,) = entry.enclosures
        assert len(fetched(enclosure.href)) == int(enclosure.length)
    assert feedparser.parse(host.feed, etag=read.etag).status == 304


def test_podcastparser_reads_every_episode(host: Host) -> None:
    read = podcastparser.parse(host.feed, io.BytesIO(fetched(host.feed)))
    assert [episode["total_time"] > 0 for episode in read["episodes"]] == [True, True]
    for episode in read["episodes"]:
        (enclosure,) = episode["enclosures"]
        assert len(fetched(enclosure["url"])) == enclosure["file_size"]
        assert fetched(episode["episode_art_url"]).startswith(b"\x89PNG")
        assert episode["chapters"][0]["title"] == "Opening"


def test_audio_is_sent_in_parts_as_players_ask(host: Host) -> None:
    (enclosure,) = feedparser.parse(host.feed).entries[0].enclosures
    whole = fetched(enclosure.href)
    asked = Request(enclosure.href, headers={"Range": "bytes=1000-1999"})  # noqa: S310 - as above
    with urlopen(asked, timeout=10) as answer:  # noqa: S310 - as above
        assert (answer.status, answer.read()) == (206, whole[1000:2000])


def namespace(told: bytes) -> dict[str, Any]:
    """What podcast-partytime reads."""
    read: dict[str, Any] = json.loads(programs.node("podcast-partytime", NAMESPACE, told))
    return read


def phases(read: dict[str, Any]) -> dict[str, set[str]]:
    return {phase: set(tags) for phase, tags in read["pc20support"].items()}


def captions(told: bytes) -> tuple[list[Any], int]:
    """What webvtt-parser reports, and how many cues it finds."""
    faults, cues = json.loads(programs.node("webvtt-parser", CAPTIONS, told))
    return faults, cues


def test_partytime_reads_the_namespace(host: Host) -> None:
    read = namespace(fetched(host.feed))
    assert phases(read) == PHASES
    assert read["guid"] == "7f1c4d2e-3c36-5a8e-9d53-0f6f5a0f9a11"
    first = read["items"][1]
    assert [person["name"] for person in first["podcastPeople"]] == ["Ada", "Nobody", "Bo"]
    assert first["podcastLocation"] == {"name": "Lower Town"}
    assert first["podcastSeason"] == {"number": 1, "name": "Home"}
    addresses = [transcript["url"] for transcript in first["podcastTranscripts"]]
    endings = [address.rpartition(".")[2] for address in addresses]
    assert endings == ["vtt", "srt", "json", "html", "txt"]
    for address in (*addresses, first["podcastChapters"]["url"]):
        assert fetched(address)


def test_partytime_reads_all_that_a_show_may_have() -> None:
    (document,) = feed.documents(
        samples.SHOW, samples.published(samples.PUBLISHED), artwork=samples.COVER
    )
    read = namespace(document.content)
    assert phases(read) == {
        phase: tags | CHOSEN.get(phase, set()) for phase, tags in PHASES.items()
    }
    assert [funding["message"] for funding in read["podcastFunding"]] == ["Buy us boots"]
    assert read["license"]["identifier"] == "cc-by-4.0"
    (thin,) = read["items"][1]["alternativeEnclosures"]
    assert (thin["type"], thin["bitrate"], thin["integrity"]["type"]) == ("audio/ogg", 24000, "sri")


def test_webvtt_parser_reports_nothing(host: Host) -> None:
    built = sorted((host.folder / "feed" / "transcripts").glob("*.vtt"))
    assert [path.stem for path in built] == ["one", "two"]
    for path in (*built, GOLDEN):
        told = path.read_bytes()
        assert captions(told) == ([], told.count(b" --> "))
    broken, _ = captions(built[0].read_bytes().replace(b"<v Ada>", b"<v>"))
    assert broken
