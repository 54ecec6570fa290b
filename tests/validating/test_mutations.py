"""One thing is changed in a good feed or a file beside it, and exactly that is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import made

# What is changed, what it becomes, and the rules that have to find it; in the rich feed.
FEED: list[tuple[str, str, str]] = [
    # The form of the feed.
    ('<rss version="2.0"', '<rss version="0.92"', "rss/root"),
    ("    <title>Ferry Cards</title>\n    <link>", "    <link>", "psp1/channel-title"),
    ("</ttl>", "</ttl><ttl>60</ttl>", "rss/twice"),
    ("<ttl>60</ttl>", "<ttl>an hour</ttl>", "rss/ttl"),
    ("<ttl>60</ttl>", "<tttl>60</tttl>", "rss/unknown"),
    (
        "</channel>",
        "</channel><channel><title>Two</title></channel>",
        (
            "rss/channel psp1/self-link psp1/channel-description psp1/channel-link "
            "psp1/channel-language psp1/channel-category psp1/channel-explicit "
            "psp1/channel-image apple/owner apple/episodes"
        ),
    ),
    ('isPermaLink="false">card-1', 'isPermaLink="no">card-1', "rss/guid-permalink"),
    ('feed/feed.xml" rel="self"', 'feed/feed.xml#x y" rel="self"', "psp1/self-link"),
    (
        "<pubDate>Sun, 01 Nov 2026 09:00:00 +0100</pubDate>\n    <ttl>",
        "<pubDate>2026-11-01T09:00:00Z</pubDate>\n    <ttl>",
        "rss/date",
    ),
    ("Sun, 25 Oct 2026 09:00:00 +0100", "Mon, 25 Oct 2026 09:00:00 +0100", "rss/date"),
    ("Sun, 25 Oct 2026 09:00:00 +0100", "Sun, 32 Oct 2026 09:00:00 +0100", "rss/date"),
    ("Sun, 25 Oct 2026 09:00:00 +0100", "Sun, 25 Oct 2026 09:00:00", "rss/date"),
    ("      <url>https://example.org/ferry/feed/cover.png</url>\n", "", "rss/image"),
    ('<guid isPermaLink="false">card-1', "<guid>card-1", "rss/guid-permalink"),
    ("<link>https://example.org/ferry/one<", "<link>ferry/one<", "rss/link"),
    ('feed-2.xml" rel="next"', 'feed.xml" rel="next"', "rfc5005/page"),
    # The Podcast Standard: the show.
    (
        (
            '<atom:link href="https://example.org/ferry/feed/feed.xml" rel="self" '
            'type="application/rss+xml"/>'
        ),
        "",
        "psp1/self-link",
    ),
    ('rel="self" type="application/rss+xml"', 'rel="self" type="text/xml"', "psp1/self-link"),
    (
        "<description>Postcards that nobody sent, read aloud.</description>",
        "",
        "psp1/channel-description",
    ),
    ("Postcards that nobody sent, read aloud.", "é" * 2001, "psp1/description-length"),
    (
        "<link>https://example.org/ferry/</link>\n    <description>",
        "<description>",
        "psp1/channel-link",
    ),
    ("<language>en</language>", "", "psp1/channel-language"),
    ("<language>en</language>", "<language>english</language>", "psp1/language"),
    ("<language>en</language>", "<language>xx</language>", "psp1/language"),
    (
        "<itunes:explicit>false</itunes:explicit>\n    <itunes:image",
        "<itunes:image",
        "psp1/channel-explicit",
    ),
    (
        "<itunes:explicit>false</itunes:explicit>\n    <itunes:image",
        "<itunes:explicit>no</itunes:explicit>\n    <itunes:image",
        "psp1/explicit",
    ),
    (
        '<itunes:image href="https://example.org/ferry/feed/cover.png"/>\n    <itunes:type>',
        "<itunes:type>",
        "psp1/channel-image",
    ),
    (
        '<itunes:image href="https://example.org/ferry/feed/cover.png"/>\n    <itunes:type>',
        "<itunes:image>https://example.org/ferry/feed/cover.png</itunes:image>\n    <itunes:type>",
        "psp1/image",
    ),
    ("<itunes:type>serial<", "<itunes:type>Serial<", "psp1/type"),
    (
        "<itunes:type>serial</itunes:type>",
        "<itunes:type>serial</itunes:type><itunes:complete>no</itunes:complete>",
        "psp1/yes",
    ),
    ("<itunes:author>The", "<itunes:author> The", "psp1/value-edges"),
    ("<itunes:author>The", f"<itunes:author>{'x' * 256}", "psp1/value-length"),
    # The Podcast Standard: an episode.
    ("<title>The first card</title>", "<title></title>", "psp1/item-title"),
    ("<title>The first card</title>", "<title>Episode 1: the card</title>", "psp1/title-numbers"),
    (
        (
            '<enclosure url="https://example.org/ferry/audio_out/one.mp3" length="2500" '
            'type="audio/mpeg"/>'
        ),
        "",
        "psp1/enclosure",
    ),
    ('audio_out/one.mp3" length', 'audio_out/one card.mp3" length', "psp1/enclosure-url"),
    ('length="2500"', 'length="None"', "psp1/enclosure-length"),
    ('length="2500"', 'length="0"', "psp1/enclosure-length"),
    ('length="2500" type="audio/mpeg"', 'length="2500" type="audio/mp3"', "psp1/enclosure-type"),
    ('<guid isPermaLink="false">card-1</guid>', "", "psp1/guid"),
    (">card-1<", ">card-2<", "psp1/guid-unique"),
    ("<itunes:duration>120<", "<itunes:duration>2:00<", "psp1/duration-seconds"),
    ("<itunes:episode>1</itunes:episode>", "", "psp1/serial-episode"),
    ("<itunes:episode>1<", "<itunes:episode>0<", "psp1/number namespace/numbers-agree"),
    ("<itunes:episodeType>full<", "<itunes:episodeType>Full<", "psp1/episode-type"),
    # Apple.
    ('text="Documentary"', 'text="Documentaries"', "apple/category"),
    ('text="Society &amp; Culture"', 'text="Society"', "apple/category"),
    ("<itunes:email>readers@example.org</itunes:email>", "", "apple/owner"),
    (
        "<itunes:email>readers@example.org<",
        "<itunes:email>readers at example<",
        "apple/owner-email",
    ),
    (
        '<itunes:image href="https://example.org/ferry/feed/cover.png"/>\n    <itunes:type>',
        '<itunes:image href="http://example.org/ferry/feed/cover.png"/>\n    <itunes:type>',
        "apple/https",
    ),
    (
        'audio_out/one.mp3" length="2500"',
        'audio_out/two.mp3" length="3000"',
        "apple/enclosure-unique",
    ),
    (
        'length="2500" type="audio/mpeg"',
        'length="2500" type="audio/x-m4a"',
        "apple/enclosure-extension",
    ),
    ("<itunes:duration>120<", "<itunes:duration>two minutes<", "apple/duration"),
    (
        "<itunes:episode>2<",
        "<itunes:episode>1<",
        "apple/episode-unique namespace/numbers-agree",
    ),
    ("<pubDate>Sun, 25 Oct 2026 09:00:00 +0100</pubDate>", "", "apple/date"),
    (
        "<itunes:type>serial</itunes:type>",
        "<itunes:type>serial</itunes:type><itunes:new-feed-url>no</itunes:new-feed-url>",
        "apple/new-feed-url",
    ),
    (
        "<itunes:author>The Ferry Readers</itunes:author>",
        "<itunes:authors>The Ferry Readers</itunes:authors>",
        "apple/unknown",
    ),
    (
        "<itunes:type>serial</itunes:type>",
        "<itunes:type>serial</itunes:type><itunes:type>serial</itunes:type>",
        "apple/twice",
    ),
    # The podcast namespace: the show.
    ("9b024349-ccf0-5f69", "9b024349-ccf05f69", "namespace/guid"),
    ("9b024349-ccf0-5f69", "9b024349-ccf0-4f69", "namespace/guid-version"),
    (">yes</podcast:locked>", ">true</podcast:locked>", "namespace/locked"),
    (
        '<podcast:locked owner="readers@example.org">',
        '<podcast:locked owner="readers">',
        "namespace/locked-owner",
    ),
    (">podcast</podcast:medium>", ">podcasts</podcast:medium>", "namespace/medium"),
    (
        "<podcast:medium>podcast</podcast:medium>",
        "<podcast:medium>podcast</podcast:medium><podcast:medium>podcast</podcast:medium>",
        "namespace/twice",
    ),
    (
        '<podcast:funding url="https://example.org/give">',
        "<podcast:funding>",
        "namespace/funding-url",
    ),
    ("Buy us stamps", "x" * 129, "namespace/length"),
    (">cc-by-4.0<", ">cc-by-5.0<", "namespace/license-known"),
    (">cc-by-4.0<", ">CC-BY-4.0<", "namespace/license-case"),
    ('id="google">no', 'id="google">maybe', "namespace/block"),
    ('id="google">no', 'id="gogle">no', "namespace/block-id"),
    ('<podcast:person role="host"', '<podcast:person role="hosts"', "namespace/person-role"),
    ('role="host" group="cast"', 'role="host" group="casting"', "namespace/person-group"),
    ('role="author" group="writing"', 'role="author" group="cast"', "namespace/person-in-group"),
    (">Cy</podcast:person>", "></podcast:person>", "namespace/person"),
    ('<podcast:trailer pubdate="Thu', '<podcast:trailer pubdate="Fri', "namespace/trailer-pubdate"),
    ('FREQ=WEEKLY;BYDAY=SU;COUNT=4"', 'BYDAY=SU;COUNT=4"', "namespace/updateFrequency-rrule"),
    ('FREQ=WEEKLY;BYDAY=SU;COUNT=4"', 'FREQ=OFTEN;COUNT=4"', "namespace/updateFrequency-rrule"),
    (' dtstart="2026-11-01T09:00:00Z"', "", "namespace/update-start"),
    ('dtstart="2026-11-01T', 'dtstart="2026-13-01T', "namespace/updateFrequency-dtstart"),
    (
        '<podcast:image href="https://example.org/ferry/feed/cover.png" ',
        "<podcast:image ",
        "namespace/image-href",
    ),
    ('aspect-ratio="1/1"', 'aspect-ratio="square"', "namespace/image-aspect-ratio"),
    ('feedGuid="917393e3-', 'feedGuid="917393-', "namespace/remoteItem-feedGuid"),
    (
        '<podcast:remoteItem feedGuid="003af0a0-6a45-55cf-b765-68e3d349551a" medium="publisher"/>',
        "",
        "namespace/remote-items",
    ),
    ('551a" medium="publisher"', '551a" medium="podcast"', "namespace/remote-items"),
    (
        '<podcast:liveItem status="pending"',
        '<podcast:liveItem status="soon"',
        "namespace/liveItem-status",
    ),
    (
        "<podcast:medium>podcast</podcast:medium>",
        "<podcast:mediums>podcast</podcast:mediums>",
        "namespace/unknown",
    ),
    ('<podcast:locked owner="', '<podcast:locked address="', "namespace/attribute"),
    (
        '<podcast:txt purpose="ai-content">true</podcast:txt>\n    <item>',
        '<podcast:txt purpose="ai-content">yes</podcast:txt>\n    <item>',
        "namespace/txt-ai",
    ),
    (
        '<podcast:txt purpose="ai-content">true</podcast:txt>\n    <item>',
        '<podcast:images srcset="https://example.org/a.jpg 100w"/>\n    <item>',
        "namespace/retired",
    ),
    # The podcast namespace: an episode.
    (
        '<podcast:season name="The River">1</podcast:season>\n      <podcast:episode>',
        '<podcast:season name="The Sea">1</podcast:season>\n      <podcast:episode>',
        "namespace/season-name",
    ),
    (
        '<podcast:season name="The River">1</podcast:season>\n      <podcast:episode>',
        '<podcast:season name="The River">one</podcast:season>\n      <podcast:episode>',
        "namespace/season namespace/numbers-agree",
    ),
    ("<podcast:episode>1<", "<podcast:episode>first<", "namespace/episode namespace/numbers-agree"),
    ("<podcast:episode>1<", "<podcast:episode>1.5<", "namespace/numbers-agree"),
    ('display="Card 2"', f'display="{"x" * 33}"', "namespace/length"),
    ("geo:-27.86159,153.3169", "geo:153.3169,-27.86159", "namespace/location-geo"),
    ("geo:-27.86159,153.3169", "-27.86159,153.3169", "namespace/location-geo"),
    ('osm="R62422"', 'osm="62422"', "namespace/location-osm"),
    ('country="AU"', 'country="UK"', "namespace/location-country"),
    ('rel="subject"', 'rel="about"', "namespace/location-rel"),
    (">The far shore<", "><", "namespace/location"),
    ('type="text/vtt"/>', "/>", "namespace/transcript-type"),
    (
        'two.srt" type="application/x-subrip"',
        'two.srt" type="application/srt"',
        "namespace/transcript-type",
    ),
    ('url="https://example.org/ferry/feed/one.vtt" ', "", "namespace/transcript-url"),
    (
        'two.txt" type="text/plain"',
        'two.json" type="application/json"',
        "namespace/transcript-twice",
    ),
    (
        'two.txt" type="text/plain" language="en"',
        'two.txt" type="text/plain" language="zz"',
        "namespace/transcript-language",
    ),
    ('type="application/json+chapters"', 'type="text/json"', "namespace/chapters-type"),
    ('startTime="10.5"', 'startTime="230"', "namespace/soundbite-bounds"),
    ('duration="30.0"', 'duration="0"', "namespace/soundbite-bounds"),
    ('startTime="10.5"', 'startTime="0:10"', "namespace/soundbite-startTime"),
    (
        (
            '<podcast:source uri="https://example.org/ferry/audio_out/two.opus" '
            'contentType="audio/ogg"/>'
        ),
        "",
        "namespace/alternate-source",
    ),
    ('bitrate="24000"', 'bitrate="24 kbps"', "namespace/alternateEnclosure-bitrate"),
    ('default="false"', 'default="true"', "namespace/alternate-default"),
    ('value="sha256-', 'value="sha512-', "namespace/integrity-hash"),
    ('type="sri"', 'type="md5"', "namespace/integrity-type"),
    (
        '<podcast:contentLink href="https://example.org/ferry/two">',
        "<podcast:contentLink>",
        "namespace/contentLink-href",
    ),
    (
        'protocol="activitypub" uri="https://example.org/@ferry/1"',
        'protocol="activitypub"',
        "namespace/social-uri",
    ),
    (
        "<podcast:episode>1</podcast:episode>",
        "<podcast:episode>1</podcast:episode><podcast:locked>yes</podcast:locked>",
        "namespace/parent",
    ),
    # Podlove's chapters.
    ('start="00:01:00.250"', 'start="one minute"', "psc/chapter chapters/agree"),
    ('start="00:01:00.250"', 'start="00:00:00.000"', "psc/order chapters/agree"),
    ('start="00:01:00.250"', 'start="00:04:02.000"', "psc/bounds chapters/agree"),
    ('start="00:01:00.250"', 'start="00:01:00.251"', "chapters/agree"),
    ('title="The card"/>', 'title=""/>', "psc/chapter chapters/agree"),
    ('<psc:chapters version="1.2">', "<psc:chapters>", "psc/version"),
    # The files beside it.
    ('length="2500"', 'length="2501"', "file/length"),
    ('length="1000"', 'length="999"', "file/length"),
    ("audio_out/one.mp3", "audio_out/uno.mp3", "file/missing"),
    ("feed/one.vtt", "feed/uno.vtt", "file/missing"),
    ('width="1400"', 'width="3000"', "artwork/described"),
    ('type="image/png"', 'type="image/jpeg"', "artwork/described"),
]

BESIDE: list[tuple[str, str, str, str]] = [
    ("one.vtt", "WEBVTT", "WEB VTT", "webvtt/header"),
    ("one.vtt", "WEBVTT\n\n", "WEBVTT\n", "webvtt/header"),
    ("one.vtt", "00:02.000", "00:02,000", "webvtt/timing"),
    ("one.vtt", "00:02.000", "00:00.000", "webvtt/timing"),
    ("one.vtt", "It begins.", "", "webvtt/empty"),
    ("two.vtt", "00:00:02.500 --> 00:00:04.000", "00:00:02.000 --> 00:00:04.000", "webvtt/overlap"),
    (
        "two.vtt",
        "1\n00:00:00.000 --> 00:00:02.500",
        "1\n00:00:03.000 --> 00:00:03.500",
        "webvtt/order webvtt/timing",
    ),
    ("two.vtt", "\n2\n", "\n1\n", "webvtt/id"),
    ("two.vtt", "&amp;", "&", "webvtt/text"),
    ("two.vtt", "wind,", "wind < rain,", "webvtt/text"),
    ("two.vtt", "</lang>", "", "webvtt/text"),
    ("two.vtt", "wind,", "<font>wind,", "webvtt/text"),
    ("two.vtt", "</v>", "</i></v>", "webvtt/text"),
    ("two.vtt", "<v Ada>", "<v>", "webvtt/voice"),
    ("two.vtt", "<00:00:01.000>", "<00:00:09.000>", "webvtt/timing"),
    ("two.srt", "00:00:04,000", "00:00:04.000", "srt/cue"),
    ("two.srt", "00:00:04,000", "00:00:01,000", "srt/cue"),
    ("two.srt", "\n2\n00:00:02,500", "\n2\n00:00:02,500\nand\nmore", "srt/cue"),
    (
        "two.srt",
        "1\n00:00:00,000 --> 00:00:02,500",
        "1\n00:00:03,000 --> 00:00:03,500",
        "srt/order",
    ),
    ("two.srt", "and here", "and here and there and everywhere", "srt/lines"),
    ("two.srt", "\n2\n", "\n3\n", "srt/numbers"),
    ("two.json", '"version"', '"versions"', "transcript-json/form"),
    ("two.json", '"startTime": 2.5', '"startTime": "2.5"', "transcript-json/form"),
    ("two.json", '"startTime": 0', '"startTime": 3', "transcript-json/order"),
    ("two.json", "]", "", "transcript-json/form"),
    ("two.chapters.json", '"version": "1.2.0"', '"version": 1.2', "chapters/form"),
    ("two.chapters.json", '"waypoints": true', '"waypoints": "yes"', "chapters/form"),
    ("two.chapters.json", "{", "[", "chapters/form"),
    ("two.chapters.json", '"startTime": 30', '"start": 30', "chapters/chapter"),
    ("two.chapters.json", '"startTime": 30', '"startTime": 90', "chapters/order"),
    ("two.chapters.json", '"endTime": 60.25', '"endTime": 0', "chapters/chapter"),
    (
        "two.chapters.json",
        '"toc": false',
        '"toc": "false"',
        "chapters/chapter chapters/title chapters/agree",
    ),
    (
        "two.chapters.json",
        '"startTime": 60.25',
        '"startTime": 300',
        "chapters/bounds chapters/agree",
    ),
    ("two.chapters.json", '"startTime": 60.25', '"startTime": 60.26', "chapters/agree"),
    ("two.chapters.json", '"url": "https:', '"url": "', "chapters/address"),
    ("two.chapters.json", '"geo": "geo:', '"geo": "', "chapters/location"),
    ("two.chapters.json", '"name": "The landing", ', "", "chapters/location"),
    ("two.chapters.json", '"osm": "R', '"osm": "', "chapters/location"),
]

BYTES: list[tuple[str, bytes, str]] = [
    ("feed/cover.png", made.picture(1400, 1500), "artwork/square artwork/described"),
    ("feed/cover.png", made.picture(1000, 1000), "artwork/size artwork/described"),
    ("feed/cover.png", made.picture(3001, 3001), "artwork/size artwork/described"),
    ("feed/cover.png", made.picture(mode="RGBA"), "artwork/colour"),
    ("feed/cover.png", made.picture(mode="L"), "artwork/colour"),
    ("feed/cover.png", made.picture(kind="JPEG"), "artwork/extension artwork/described"),
    ("feed/cover.png", made.picture(kind="GIF"), "artwork/readable artwork/described"),
    ("feed/cover.png", made.picture()[:200], "artwork/readable"),
    ("feed/cover.png", b"", "file/empty"),
    ("feed/one.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\né".encode("latin-1"), "file/utf-8"),
    ("feed/two.srt", b"\xff", "file/utf-8"),
    ("feed/two.json", b"\xff", "file/utf-8"),
    ("feed/two.chapters.json", b"\xff", "file/utf-8"),
    ("audio_out/one.mp3", b"<html>".ljust(2500), "file/media"),
    ("audio_out/two.opus", b"OggS".ljust(1000), "file/integrity"),
]


def changed(text: bytes, old: str, new: str) -> bytes:
    assert old.encode() in text, old
    return text.replace(old.encode(), new.encode(), 1)


def test_the_table_has_enough_of_single_faults() -> None:
    assert len(FEED) + len(BESIDE) + len(BYTES) + len(OURS) > 150


@pytest.mark.parametrize(("old", "new", "expected"), FEED)
def test_a_fault_in_the_feed_is_found(tmp_path: Path, old: str, new: str, expected: str) -> None:
    files = made.rich()
    files["feed/feed.xml"] = changed(files["feed/feed.xml"], old, new)
    assert made.rules(made.check(made.write(tmp_path, files))) == set(expected.split())


@pytest.mark.parametrize(("name", "old", "new", "expected"), BESIDE)
def test_a_fault_in_a_text_beside_it_is_found(
    tmp_path: Path, name: str, old: str, new: str, expected: str
) -> None:
    files = made.rich()
    files[f"feed/{name}"] = changed(files[f"feed/{name}"], old, new)
    found = made.check(made.write(tmp_path, files))
    assert made.rules(found) == set(expected.split())
    assert {f.place.path for f in found if f.level != "note"} == {f"feed/{name}"}


@pytest.mark.parametrize(("name", "data", "expected"), BYTES)
def test_a_fault_in_the_bytes_of_a_file_is_found(
    tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    found = made.check(made.write(tmp_path, made.rich() | {name: data}))
    assert made.rules(found) == set(expected.split())


# The same in the feed that Passage builds.
OURS: list[tuple[str, str, str]] = [
    ("<title>Invented Roads</title>", "", "psp1/channel-title"),
    ("<language>en</language>", "<language>klingon</language>", "psp1/language"),
    ("<itunes:explicit>false<", "<itunes:explicit>clean<", "psp1/explicit"),
    ('length="2001"', 'length="None"', "psp1/enclosure-length"),
    ('length="2001"', 'length="2000"', "file/length"),
    ("<itunes:duration>90<", "<itunes:duration>90 s<", "apple/duration"),
    ('text="Documentary"', 'text="Documentry"', "apple/category"),
    ("<itunes:email>nobody@", "<itunes:email>", "apple/owner-email"),
    (">yes</podcast:locked>", ">YES</podcast:locked>", "namespace/locked"),
    ("7f1c4d2e-3c36-5a8e-9d53", "7f1c4d2e-3c36-4a8e-9d53", "namespace/guid-version"),
    ("000000000001<", "000000000002<", "psp1/guid-unique"),
    ('<podcast:season name="Home">1<', '<podcast:season name="Hom">1<', "namespace/season-name"),
    ("https://podcastindex.org/namespace/1.0", "http://podcastindex.org/namespace/1.0",
     "rss/namespace"),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/Podcast-1.0.dtd",
     "rss/namespace psp1/channel-category psp1/channel-explicit psp1/channel-image apple/owner"),
    ("cover-1234abcd.png\"/>", "cover-1234abcd.webp\"/>", "psp1/image file/missing"),
    ("encoding='UTF-8'", "encoding='ISO-8859-1'", "psp1/utf-8"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), OURS)
def test_a_fault_in_our_own_feed_is_found(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    files = made.ours()
    files["feed/feed.xml"] = changed(files["feed/feed.xml"], old, new)
    assert made.rules(made.check(made.write(tmp_path, files))) == set(expected.split())
