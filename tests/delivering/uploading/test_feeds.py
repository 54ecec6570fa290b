"""Feeds as subscribers see them, and the feed for the time being."""

from __future__ import annotations

from pathlib import Path

import pytest

from passage.delivering.uploading import feeds
from passage.delivering.uploading.feeds import Feed, Named
from tests.delivering.uploading import parcels
from tests.delivering.uploading.parcels import ADDRESS, FEED, Part


def feed(folder: Path, *names: str, words: bytes = b"words") -> Feed:
    made = parcels.outbox(folder, {name: Part(words) for name in names})
    return feeds.read({each.path: each.file.read_bytes() for each in made.feeds()})


def with_trailer(told: Feed, name: str) -> Feed:
    url = f"{ADDRESS}{told.items[f'guid-{name}'].audio}"
    trailer = f'<podcast:trailer url="{url}" length="1500" pubdate="x">T</podcast:trailer><item>'
    return feeds.read({FEED: told.documents[FEED].replace(b"<item>", trailer.encode(), 1)})


def test_it_knows_its_show_its_episodes_and_its_files(tmp_path: Path) -> None:
    told = feed(tmp_path, "one", "two")
    assert told.guid == "7f1c4d2e"
    assert [item.title for item in told.items.values()] == ["Part One", "Part Two"]
    assert Named(told.items["guid-one"].audio, 1500) in told.named
    assert {"feed/feed.xml", "feed/transcripts/two.vtt", "feed/chapters/one.json"} <= told.paths


def test_lengths_of_other_editions_stand_around_their_address() -> None:
    edition = (
        '<podcast:alternateEnclosure length="7"><podcast:source uri="https://a.b/x/e.opus"/>'
        "</podcast:alternateEnclosure>"
    )
    document = f"""<rss xmlns:podcast="https://podcastindex.org/namespace/1.0"
        xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://a.b/x/</link>
        <atom:link rel="self" href="https://a.b/x/feed/feed.xml"/>
        <item><guid>g</guid><link>https://a.b/x/p.html#top</link>{edition}
        <description>See https://a.b/x/no.html and more</description>
        <url>https://a.b/x/../secret</url></item></channel></rss>"""
    told = feeds.read({FEED: document.encode()})
    assert told.named == {Named("e.opus", 7), Named(FEED, None), Named("p.html", None)}


@pytest.mark.parametrize("broken", [b"", b"<rss><channel>", b"<html></html>", b"\xff\xfe"])
def test_what_is_no_feed_names_nothing(broken: bytes) -> None:
    told = feeds.read({FEED: broken})
    assert (told.guid, dict(told.items), told.named) == ("", {}, frozenset())


def test_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush")
    bomb = f"""<!DOCTYPE rss [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>
        <rss><channel><item><guid>g</guid><title>&e;</title></item></channel></rss>"""
    assert "hush" not in str(feeds.read({FEED: bomb.encode()}).items)


def test_for_the_time_being_only_the_affected_episodes_differ(tmp_path: Path) -> None:
    there = feed(tmp_path / "there", "one", "two", "three")
    ours = feed(tmp_path / "ours", "one", "three", "four", words=b"other words")
    (document,) = feeds.between(there, ours, {"guid-one", "guid-two"}).items()
    told = feeds.read(dict([document]))
    assert list(told.items) == ["guid-one", "guid-three"]
    assert told.items["guid-one"] == ours.items["guid-one"]
    assert told.items["guid-three"] == there.items["guid-three"]
    assert feeds.between(there, ours, ()) == {}


@pytest.mark.parametrize(("affected", "stays"), [("one", False), ("two", True)])
def test_a_trailer_goes_with_its_audio(tmp_path: Path, affected: str, *, stays: bool) -> None:
    there = with_trailer(feed(tmp_path / "there", "one", "two"), "one")
    told = feeds.read(feeds.between(there, feed(tmp_path / "ours", "x"), {f"guid-{affected}"}))
    assert (b"podcast:trailer" in told.documents[FEED]) is stays
    assert (there.items["guid-one"].audio in told.paths) is stays
