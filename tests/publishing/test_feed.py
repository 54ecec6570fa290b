from __future__ import annotations

import locale
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from passage.errors import PassageError
from passage.model import Episode, Milliseconds, Show, Stage
from passage.publishing import feed, notes
from passage.publishing.published import Published

from . import texts
from .samples import (
    BARE_SHOW,
    COAST,
    COVER,
    HILLS,
    PUBLISHED,
    SHOW,
    TRAILER,
    chapter,
    published,
)

GOLDEN = Path(__file__).parent / "golden" / "feed.xml"
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
    "fh": "http://purl.org/syndication/history/1.0",
}


def made(show: Show = SHOW, episodes: Sequence[Episode | Published] = PUBLISHED) -> bytes:
    (document,) = feed.documents(show, published(episodes), artwork=COVER)
    assert document.name == "feed.xml"
    return document.content


def parsed(
    show: Show = SHOW, episodes: Sequence[Episode | Published] = PUBLISHED
) -> etree._Element:
    return etree.fromstring(made(show, episodes))


def found(root: etree._Element, path: str) -> list[str]:
    """What an XPath of elements or attributes finds, as text."""
    results = root.xpath(path, namespaces=NAMES)
    assert isinstance(results, list)
    return [r.text or "" if isinstance(r, etree._Element) else str(r) for r in results]


def titled(title: str) -> Episode:
    return replace(COAST, manifest=replace(COAST.manifest, title=title))


# ---- as a whole --------------------------------------------------------------------------


def test_the_feed_of_the_sample_show_is_the_golden_one() -> None:
    assert made() == GOLDEN.read_bytes()


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]])
def test_newest_first_whatever_the_order(order: list[int]) -> None:
    assert made(episodes=[PUBLISHED[n] for n in order]) == made()
    assert found(parsed(), "//item/guid") == [e.manifest.guid for e in (HILLS, COAST, TRAILER)]


def test_of_two_on_one_day_the_higher_number_is_the_newer() -> None:
    second = replace(COAST, manifest=replace(COAST.manifest, id="coast-2", guid="second", number=2))
    for episodes in ([COAST, second], [second, COAST]):
        assert found(parsed(episodes=episodes), "//item/guid") == ["second", COAST.manifest.guid]


SCRIPT = """
import sys
from tests.publishing.samples import COVER, PUBLISHED, SHOW
from passage.publishing import feed
(document,) = feed.documents(SHOW, PUBLISHED, artwork=COVER)
sys.stdout.buffer.write(document.content)
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ],
    ids=lambda environment: environment["TZ"],
)
def test_the_same_bytes_in_any_process_locale_and_time_zone(environment: dict[str, str]) -> None:
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root), str(root / "src")])
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, **environment, "PYTHONPATH": path},
        capture_output=True,
        check=True,
    )
    assert told.stdout == GOLDEN.read_bytes()


def test_the_locale_of_the_process_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    switched: list[object] = []
    monkeypatch.setattr(locale, "setlocale", lambda *told: switched.append(told))
    made()
    made(episodes=[])
    assert switched == []


# ---- the channel -------------------------------------------------------------------------


def test_the_channel_says_what_the_show_is() -> None:
    channel = {
        "title": SHOW.title,
        "link": f"{SHOW.address}feed/index.html",
        "description": SHOW.description,
        "language": "en",
        "generator": "Passage",
        "copyright": "The Walking Club",
        "atom:link[@rel='self' and @type='application/rss+xml']/@href": (
            "https://example.org/walks/feed/feed.xml"
        ),
        "itunes:author": SHOW.author,
        "itunes:owner/itunes:name": SHOW.author,
        "itunes:owner/itunes:email": SHOW.email,
        "itunes:category/@text": "Society & Culture",
        "itunes:category/itunes:category/@text": "Documentary",
        "itunes:explicit": "false",
        "itunes:image/@href": "https://example.org/walks/feed/cover-1234abcd.png",
        "image/url": "https://example.org/walks/feed/cover-1234abcd.png",
        "itunes:type": "serial",
        "podcast:guid": SHOW.guid,
        "podcast:locked": "yes",
        "podcast:locked/@owner": SHOW.email,
        "podcast:medium": "podcast",
        "podcast:funding": "Buy us boots",
        "podcast:funding/@url": "https://example.org/give?to=club&how=card",
        "podcast:license": "cc-by-4.0",
    }
    root = parsed()
    assert {name: found(root, f"/rss/channel/{name}") for name in channel} == {
        name: [text] for name, text in channel.items()
    }


def test_what_a_show_does_not_have_is_not_written() -> None:
    root = parsed(BARE_SHOW, [])
    for name in ("podcast:license", "podcast:funding", "itunes:category/itunes:category", "item"):
        assert found(root, f"/rss/channel/{name}") == []
    assert found(root, "/rss/channel/itunes:category/@text") == ["Arts"]
    assert found(root, "/rss/channel/itunes:explicit") == ["true"]
    assert found(root, "/rss/channel/copyright") == ["Club"]


@pytest.mark.parametrize(
    ("licence", "told"),
    [("CC-BY-4.0", ["cc-by-4.0"]), ("arr", ["arr"]), ("All Rights Reserved", []), ("", [])],
)
def test_a_licence_is_told_that_apps_know(licence: str, told: list[str]) -> None:
    root = parsed(replace(SHOW, licence=licence))
    assert found(root, "/rss/channel/podcast:license") == told


def test_the_dates_of_the_channel_are_those_of_the_newest_episode() -> None:
    for name in ("pubDate", "lastBuildDate"):
        newest = found(parsed(), f"/rss/channel/{name}")
        assert newest == ["Thu, 24 Dec 2026 23:59:59 +0100"]
        assert found(parsed(episodes=[]), f"/rss/channel/{name}") == []


def test_addresses_are_plain_whatever_the_show_writes() -> None:
    show = replace(SHOW, address="https://bücher.example/여정/", funding=("https://é.example/", ""))
    root = parsed(show)
    addresses = found(root, "//@url | //@href | //link | //url")
    assert len(addresses) == 23
    assert all(address.isascii() for address in addresses)
    assert found(root, "//item[1]/enclosure/@url") == [
        "https://xn--bcher-kva.example/%EC%97%AC%EC%A0%95/audio_out/hills-1-89abcdef.mp3"
    ]


# ---- the items ---------------------------------------------------------------------------


def test_an_item_says_what_its_episode_is() -> None:
    item = {
        "title": "Salt & <wind>",
        "description": COAST.manifest.summary,
        "link": "https://example.org/walks/feed/episodes/coast-1.html",
        "guid": COAST.manifest.guid,
        "guid/@isPermaLink": "false",
        "pubDate": "Sun, 01 Nov 2026 09:00:00 +0100",
        "enclosure/@url": "https://example.org/walks/audio_out/coast-1-0123abcd.mp3",
        "enclosure/@length": "98765432",
        "enclosure/@type": "audio/mpeg",
        "itunes:duration": "3726",
        "itunes:episode": "1",
        "podcast:episode": "1",
        "itunes:season": "1",
        "podcast:season": "1",
        "podcast:season/@name": "The Coast",
        "itunes:episodeType": "full",
        "itunes:explicit": "false",
        "podcast:txt[@purpose='ai-content']": "true",
        "content:encoded": notes.html(COAST.manifest, COAST.chapters),
    }
    root = parsed()
    assert {name: found(root, f"//item[2]/{name}") for name in item} == {
        name: [text] for name, text in item.items()
    }


def test_what_an_episode_does_not_have_is_not_written() -> None:
    root = parsed(episodes=[TRAILER])
    for name in ("description", "content:encoded", "itunes:season", "podcast:season"):
        assert found(root, f"//item/{name}") == []


def test_a_number_below_one_is_none() -> None:
    assert found(parsed(episodes=[TRAILER]), "//item/*[local-name()='episode']") == []


def test_the_season_is_the_place_of_the_stage_on_the_journey() -> None:
    assert found(parsed(), "//item/itunes:season") == ["2", "1"]
    assert found(parsed(), "//item/podcast:season/@name") == ["Hills & Woods", "The Coast"]


@pytest.mark.parametrize(
    ("milliseconds", "seconds"), [(0, "0"), (499, "0"), (500, "1"), (36_000_000, "36000")]
)
def test_a_duration_is_in_whole_seconds(milliseconds: int, seconds: str) -> None:
    episode = replace(COAST, duration=Milliseconds(milliseconds))
    assert found(parsed(episodes=[episode]), "//item/itunes:duration") == [seconds]


@given(st.integers(min_value=0, max_value=2**40))
@settings(deadline=None)
def test_a_length_is_always_a_number_of_bytes(size: int) -> None:
    root = parsed(episodes=[replace(COAST, size=size)])
    assert found(root, "//enclosure/@length") == [str(size)]


# ---- any text at all ---------------------------------------------------------------------


SHOWS = st.builds(
    replace,
    st.just(SHOW),
    title=texts.filled,
    description=texts.filled,
    author=texts.writable,
    email=texts.writable,
    category=st.tuples(texts.filled, texts.filled),
    stages=st.tuples(st.builds(Stage, st.just("coast"), texts.filled)),
    funding=st.tuples(st.just("https://example.org/"), texts.writable),
)


@given(SHOWS)
@settings(deadline=None)
def test_every_text_of_a_show_comes_back(show: Show) -> None:
    root = parsed(show, [COAST])
    assert show.funding
    assert found(root, "/rss/channel/title | //image/title") == [show.title] * 2
    assert found(root, "/rss/channel/description") == [show.description]
    assert found(root, "//itunes:author | //itunes:owner/itunes:name") == [show.author] * 2
    assert found(root, "//itunes:email | //podcast:locked/@owner") == [show.email] * 2
    assert found(root, "//itunes:category/@text") == list(show.category)
    assert found(root, "//podcast:season/@name") == [show.stages[0].name]
    assert found(root, "//podcast:funding") == [show.funding[1]]


@given(title=texts.filled, summary=texts.writable, guid=texts.filled, chapter_title=texts.writable)
@settings(deadline=None)
def test_every_text_of_an_episode_comes_back(
    title: str, summary: str, guid: str, chapter_title: str
) -> None:
    manifest = replace(COAST.manifest, title=title, summary=summary, guid=guid)
    episode = replace(COAST, manifest=manifest, chapters=(chapter(0, 1, chapter_title),))
    root = parsed(episodes=[episode])
    assert found(root, "//item/title") == [title]
    assert found(root, "//item/description") == [summary] * bool(summary)
    assert found(root, "//item/guid") == [guid]
    assert found(root, "//item/content:encoded") == [notes.html(manifest, episode.chapters)]


@given(text=texts.writable, character=texts.unwritable)
@settings(deadline=None)
def test_what_xml_cannot_carry_is_refused_by_the_name_of_its_field(
    text: str, character: str
) -> None:
    bad = text + character + text
    with pytest.raises(PassageError, match=r"passage\.yml: author has the character U"):
        made(replace(SHOW, author=bad))
    with pytest.raises(PassageError, match=r"passage\.yml: stages 2 name has the character"):
        made(replace(SHOW, stages=(Stage("a", "A"), Stage("b", bad))))
    with pytest.raises(PassageError, match=r"episodes/coast-1\.yml: title has the character"):
        made(episodes=[titled(bad)])
    with pytest.raises(PassageError, match=r"episodes/coast-1\.yml: chapter 1 title has the char"):
        made(episodes=[replace(COAST, chapters=(chapter(0, 1, bad),))])
    with pytest.raises(PassageError, match=r"episodes/coast-1\.yml: file has the character"):
        made(episodes=[replace(COAST, file=bad)])


@pytest.mark.parametrize(
    ("field", "show"),
    [
        ("title", replace(SHOW, title="")),
        ("description", replace(SHOW, description="")),
        ("address", replace(SHOW, address="")),
    ],
)
def test_a_show_without_a_required_text_is_refused(field: str, show: Show) -> None:
    with pytest.raises(PassageError, match=rf"passage\.yml: {field} is empty"):
        made(show)


def test_an_episode_without_a_title_is_refused_by_its_own_file() -> None:
    episode = replace(COAST, manifest=replace(COAST.manifest, title="", path="episodes/x.yml"))
    with pytest.raises(PassageError, match=r"episodes/x\.yml: title is empty"):
        made(episodes=[episode])


def test_many_episodes_keep_their_order() -> None:
    many = [
        replace(
            COAST,
            manifest=replace(
                COAST.manifest,
                id=f"e{n}",
                guid=f"g{n}",
                number=n,
                published=COAST.manifest.published + timedelta(days=n),
            ),
        )
        for n in range(1, 301)
    ]
    assert found(parsed(episodes=many), "//item/guid") == [f"g{n}" for n in range(300, 0, -1)]
