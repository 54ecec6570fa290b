"""The feed as programs of other people read it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import feedparser
import podcastparser
from hypothesis import given, settings

from passage.model import Episode, Show
from passage.publishing import feed
from passage.publishing.published import Published

from . import texts
from .samples import BARE_SHOW, COAST, COVER, PUBLISHED, SHOW, published

FEED = "https://example.org/walks/feed/feed.xml"


def by_podcastparser(told: bytes) -> dict[str, Any]:
    read: dict[str, Any] = podcastparser.parse(FEED, io.BytesIO(told))
    return read


def by_feedparser(told: bytes) -> feedparser.FeedParserDict:
    # It would take markup out of titles, for readers that show them as HTML.
    read = feedparser.parse(told, sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo
    return read


def made(show: Show = SHOW, episodes: Sequence[Episode | Published] = PUBLISHED) -> bytes:
    (document,) = feed.documents(show, published(episodes), artwork=COVER)
    return document.content


def test_podcastparser_reads_the_show() -> None:
    read = by_podcastparser(made())
    assert read["title"] == SHOW.title
    assert read["description"] == SHOW.description
    assert read["link"] == f"{SHOW.address}feed/index.html"
    assert read["type"] == "serial"
    assert read["explicit"] is False
    assert read["itunes_owner"] == {"name": SHOW.author, "email": SHOW.email}
    assert read["itunes_categories"] == [["Society & Culture", "Documentary"]]
    assert read["cover_url"] == "https://example.org/walks/feed/cover-1234abcd.png"
    assert by_podcastparser(made(BARE_SHOW))["explicit"] is True


def test_podcastparser_reads_an_episode() -> None:
    episode = by_podcastparser(made())["episodes"][1]
    assert episode["title"] == COAST.manifest.title
    assert episode["description"] == COAST.manifest.summary
    assert episode["guid"] == COAST.manifest.guid
    assert episode["published"] == COAST.manifest.published.timestamp()
    assert episode["total_time"] == 3726
    assert (episode["season"], episode["number"], episode["type"]) == (1, 1, "full")
    assert episode["enclosures"] == [
        {
            "url": "https://example.org/walks/audio_out/coast-1-0123abcd.mp3",
            "file_size": COAST.size,
            "mime_type": "audio/mpeg",
        }
    ]


def test_feedparser_reads_the_show() -> None:
    read = by_feedparser(made()).feed
    assert read.title == SHOW.title
    assert read.subtitle == SHOW.description
    assert read.link == f"{SHOW.address}feed/index.html"
    assert read.language == "en"
    assert [tag.term for tag in read.tags] == ["Society & Culture", "Documentary"]
    assert [link.href for link in read.links if link.rel == "self"] == [FEED]


def test_feedparser_reads_an_episode() -> None:
    entry = by_feedparser(made()).entries[1]
    assert entry.title == COAST.manifest.title
    assert entry.summary == COAST.manifest.summary
    assert entry.id == COAST.manifest.guid
    assert not entry.guidislink
    assert entry.published == "Sun, 01 Nov 2026 09:00:00 +0100"
    assert entry.enclosures[0].length == str(COAST.size)
    assert entry.content[0].value.endswith("<li>1:00:00 Wind &amp; “rain” ]]&gt;</li>\n</ul>")


@given(title=texts.lines, summary=texts.lines)
@settings(deadline=None)
def test_both_read_any_line_as_it_was_written(title: str, summary: str) -> None:
    manifest = replace(COAST.manifest, title=title, summary=summary)
    told = made(SHOW, [replace(COAST, manifest=manifest)])
    episode = by_podcastparser(told)["episodes"][0]
    assert episode["title"] == title
    # With a tag in it podcastparser takes it for HTML, which content:encoded has already.
    assert episode["description"] == summary or "<" in summary
    entry = by_feedparser(told).entries[0]
    assert entry.title == mended(title)
    assert entry.summary == mended(summary)


def mended(text: str) -> str:
    """What feedparser makes of text that happens to look like UTF-8 read as Latin-1."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def test_no_reader_mistakes_what_looks_like_markup() -> None:
    for title in ("]]>", "a < b > c", "<!-- -->", "R&B", "&lt;b&gt;", "1 &#38; 2", "<![CDATA[x]]>"):
        manifest = replace(COAST.manifest, title=title)
        told = made(SHOW, [replace(COAST, manifest=manifest)])
        assert re.search(b"<item>\\s*<title>[^<]*</title>", told)
        assert by_podcastparser(told)["episodes"][0]["title"] == title
        assert by_feedparser(told).entries[0].title == title
