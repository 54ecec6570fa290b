"""One list of chapters, four ways to tell it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from mutagen import id3

from passage.model import Chapter, Milliseconds, Role
from passage.publishing import chapters, feed, notes, tags
from passage.publishing.published import Picture, Published

from . import texts
from .samples import COAST, COVER, PUBLISHED_COAST, SHOW, TRAILER, picture

GOLDEN = Path(__file__).parent / "golden" / "chapters.json"


def as_json(published: Published) -> Any:
    return json.loads(chapters.as_json(SHOW, published))


def test_the_chapters_of_the_sample_are_the_golden_ones() -> None:
    assert chapters.as_json(SHOW, PUBLISHED_COAST) == GOLDEN.read_text("utf-8")


Told = list[tuple[int, str]]


def in_json(published: Published) -> Told:
    return [(round(c["startTime"] * 1000), c["title"]) for c in as_json(published)["chapters"]]


def in_feed(published: Published) -> Told:
    (document,) = feed.documents(SHOW, [published], artwork=COVER)
    told = etree.fromstring(document.content).iter("{http://podlove.org/simple-chapters}chapter")
    return [(_milliseconds(c.get("start") or ""), c.get("title") or "") for c in told]


def in_audio(published: Published) -> Told:
    episode = published.episode
    written = tags.tags(SHOW, episode.manifest, episode.chapters, "", picture())
    tag: Any = id3.ID3(BytesIO(written + bytes(1024)))  # type: ignore[no-untyped-call]
    return [
        (chapter.start_time, str(chapter.sub_frames["TIT2"]))
        for chapter in (tag[f"CHAP:{name}"] for name in _contents(tag))
    ]


def in_notes(published: Published) -> list[str]:
    html = notes.html(published.episode.manifest, published.episode.chapters)
    return re.findall(r"<li>([\d:]+) ", html)


def _contents(tag: Any) -> list[str]:
    return list(tag["CTOC:contents1"].child_element_ids)


def _milliseconds(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)


@given(
    st.lists(st.tuples(st.integers(1, 9_000_000), texts.lines), min_size=1, max_size=12),
    st.integers(1, 9_000_000),
)
@settings(deadline=None, max_examples=50)
def test_all_four_agree_to_the_millisecond(written: Told, last: int) -> None:
    starts = [sum(length for length, _ in written[:n]) for n in range(len(written) + 1)]
    made = tuple(
        Chapter(Milliseconds(start), Milliseconds(end), title, Role.TESTIMONY)
        for start, end, (_, title) in zip(starts, [*starts[1:], last], written, strict=False)
    )
    published = replace(PUBLISHED_COAST, episode=replace(COAST, chapters=made))
    expected = [(chapter.start, chapter.title) for chapter in made]
    assert in_json(published) == in_feed(published) == in_audio(published) == expected
    assert in_notes(published) == [notes.stamp(chapter.start) for chapter in made]


def test_a_content_note_is_a_chapter_that_can_be_skipped() -> None:
    note = Chapter(Milliseconds(0), Milliseconds(9), "Content note", Role.NOTE)
    published = replace(PUBLISHED_COAST, episode=replace(COAST, chapters=(note,)))
    for told in (in_json, in_feed, in_audio):
        assert told(published) == [(0, "Content note")]


def test_an_introduction_to_a_stage_has_its_place_and_picture() -> None:
    opening = Chapter(Milliseconds(0), Milliseconds(1), "Opening", Role.OPENING)
    intro = Chapter(Milliseconds(1), Milliseconds(2), "The Coast", Role.STAGE_INTRO)
    salt = Chapter(Milliseconds(2), Milliseconds(3), "Salt", Role.TESTIMONY, "salt")
    published = replace(PUBLISHED_COAST, episode=replace(COAST, chapters=(opening, intro, salt)))
    first, second, third = as_json(published)["chapters"]
    assert "img" not in first
    assert "location" not in first
    assert (
        second["img"] == third["img"] == "https://example.org/walks/feed/stage-coast-00ff00ff.png"
    )
    assert second["location"] == third["location"]


def test_a_route_is_drawn_between_two_places_and_not_within_one() -> None:
    assert as_json(PUBLISHED_COAST)["waypoints"] is True
    alone = replace(PUBLISHED_COAST, scripts=PUBLISHED_COAST.scripts[:1])
    assert "waypoints" not in as_json(alone)


def test_an_episode_without_chapters_has_none_in_the_feed() -> None:
    assert chapters.as_podlove(SHOW, Published(TRAILER)) is None


@given(texts.filled)
@settings(deadline=None)
def test_any_title_comes_back(title: str) -> None:
    made = (Chapter(Milliseconds(0), Milliseconds(1), title, Role.TESTIMONY),)
    published = Published(replace(COAST, chapters=made), stages=(("x", Picture("", "", 1)),))
    assert in_json(published) == [(0, title)]
    assert in_feed(published) == [(0, title)]
