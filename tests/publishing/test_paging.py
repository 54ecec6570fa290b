from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from passage.publishing import feed, paging
from passage.publishing.published import Published

from .samples import COAST, COVER, SHOW


def numbered(count: int) -> list[Published]:
    """Newest first."""
    return [
        Published(
            replace(
                COAST,
                manifest=replace(
                    COAST.manifest,
                    id=f"e{n}",
                    guid=f"g{n}",
                    number=n,
                    published=COAST.manifest.published + timedelta(days=n),
                ),
                chapters=(),
            )
        )
        for n in range(count, 0, -1)
    ]


def numbers(page: Sequence[Published]) -> list[int]:
    return [published.episode.manifest.number for published in page]


@given(st.integers(0, 60), st.integers(2, 20))
@settings(deadline=None)
def test_every_episode_is_on_one_page_newest_first(count: int, length: int) -> None:
    pages = list(paging.pages(numbered(count), length))
    assert [n for page in pages for n in numbers(page.episodes)] == list(range(count, 0, -1))
    assert len(pages[0].episodes) <= length
    assert len(pages[0].episodes) > length // 2 or len(pages) == 1
    assert all(len(page.episodes) == length // 2 for page in pages[1:])


@given(st.integers(1, 60), st.integers(2, 20))
@settings(deadline=None)
def test_a_new_episode_changes_no_page_of_the_archive(count: int, length: int) -> None:
    before = {p.name: p for p in paging.pages(numbered(count), length) if p.is_archive}
    after = {p.name: p for p in paging.pages(numbered(count + 1), length) if p.is_archive}
    assert before.keys() <= after.keys()
    for name, page in before.items():
        assert numbers(after[name].episodes) == numbers(page.episodes)


def links(content: bytes) -> dict[str, str]:
    found = etree.fromstring(content).iter("{http://www.w3.org/2005/Atom}link")
    return {link.get("rel") or "": (link.get("href") or "").rpartition("/")[2] for link in found}


def test_the_pages_lead_to_one_another() -> None:
    show = replace(SHOW, feed_length=4)
    made = list(feed.documents(show, numbered(8), artwork=COVER))
    assert [document.name for document in made] == ["feed.xml", "archive-2.xml", "archive-1.xml"]
    assert [links(document.content) for document in made] == [
        {"self": "feed.xml", "prev-archive": "archive-2.xml", "next": "archive-2.xml"},
        {"self": "archive-2.xml", "current": "feed.xml", "prev-archive": "archive-1.xml",
         "next": "archive-1.xml"},
        {"self": "archive-1.xml", "current": "feed.xml", "next-archive": "archive-2.xml"},
    ]  # fmt: skip
    marked = [b"<fh:archive/>" in document.content for document in made]
    assert marked == [False, True, True]


@pytest.mark.parametrize("count", [0, 1, 300])
def test_a_show_that_fits_has_no_archive(count: int) -> None:
    (document,) = feed.documents(SHOW, numbered(count), artwork=COVER)
    assert links(document.content) == {"self": "feed.xml"}
