from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import Milliseconds
from passage.publishing import notes

from . import texts
from .samples import COAST, TRAILER, chapter


def test_the_summary_comes_first_then_the_chapters() -> None:
    assert notes.html(COAST.manifest, COAST.chapters) == (
        "<p>Two walkers meet the sea.</p>\n"
        "<p>One of them had been there before.</p>\n"
        "<ul>\n"
        "<li>00:00 Opening</li>\n"
        "<li>01:01 Salt</li>\n"
        "<li>1:00:00 Wind &amp; “rain” ]]&gt;</li>\n"
        "</ul>"
    )


def test_without_summary_and_chapters_there_are_no_notes() -> None:
    assert notes.html(TRAILER.manifest, ()) == ""
    assert notes.html(COAST.manifest, ()).count("\n") == 1
    assert notes.html(TRAILER.manifest, COAST.chapters).startswith("<ul>")


@pytest.mark.parametrize(
    ("moment", "stamp"),
    [(0, "00:00"), (999, "00:00"), (59_999, "00:59"), (3_599_999, "59:59"), (3_600_000, "1:00:00"),
     (36_061_500, "10:01:01")],
)  # fmt: skip
def test_a_stamp_is_never_later_than_what_it_leads_to(moment: int, stamp: str) -> None:
    assert notes.stamp(Milliseconds(moment)) == stamp


@given(summary=texts.writable, titles=st.lists(texts.writable, max_size=3))
@settings(deadline=None)
def test_no_word_is_lost_and_none_becomes_a_tag(summary: str, titles: list[str]) -> None:
    manifest = replace(COAST.manifest, summary=summary)
    html = notes.html(manifest, [chapter(0, 1, title) for title in titles])
    assert set(re.findall("<[^>]*>", html)) <= {"<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>"}
    plain = unescape(re.sub("<[^>]*>", " ", html))
    stamped = [word for title in titles for word in ("00:00 " + title).split()]
    assert plain.split() == summary.split() + stamped
