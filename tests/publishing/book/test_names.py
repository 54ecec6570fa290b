from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passage.publishing.book import names
from tests import shows


@pytest.mark.parametrize(
    ("address", "title", "slug"),
    [
        ("https://example.org/three-thousand-miles/", "Anything", "three-thousand-miles"),
        ("https://example.org/a/b/Our%20Stories/", "Anything", "our-stories"),
        ("https://example.org/", "Wege über Land", "wege-uber-land"),
        ("https://example.org/길/", "Roads!", "roads"),
        ("https://example.org/", "길", "book"),
        ("https://example.org/../", "Roads", "roads"),
    ],
)
def test_a_book_is_called_after_its_show(address: str, title: str, slug: str) -> None:
    show = replace(shows.SHOW, address=address, title=title)
    assert names.path(show, narrated=True) == f"feed/{slug}.epub"
    assert names.path(show, narrated=False) == f"feed/{slug}-text.epub"


@given(st.text(), st.text())
def test_its_name_is_safe_everywhere(last: str, title: str) -> None:
    show = replace(shows.SHOW, address=f"https://example.org/x/{last}", title=title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", names.slug(show))
    assert len(names.slug(show)) <= 60


def test_titles_stand_on_one_line() -> None:
    show = replace(shows.SHOW, title="Two\n lines", language="ko")
    assert names.title(show, narrated=True) == "Two lines"
    assert names.title(show, narrated=False) == "Two lines: 글만"
