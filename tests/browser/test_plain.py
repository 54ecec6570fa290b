"""The pages without scripts: nothing is missing but comfort, and nothing is there that is dead."""

from __future__ import annotations

import re

import pytest

from tests.browser.opening import EPISODE, PAGES, Opening
from tests.clients.server import Host

SEEN = """[...document.querySelectorAll('button, input, select, form, [data-do], [role=slider]')]
  .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 100))"""
"""Controls that need a script."""


@pytest.mark.parametrize("kind", PAGES)
def test_no_dead_control_is_seen(opening: Opening, kind: str) -> None:
    page = opening(PAGES[kind], java_script_enabled=False)
    assert page.evaluate(SEEN) == []


def test_the_whole_transcript_and_the_browsers_own_player_are_there(
    opening: Opening, site: Host
) -> None:
    page = opening(EPISODE, java_script_enabled=False)
    audio = page.locator("#audio")
    assert audio.is_visible()
    assert audio.get_attribute("controls") is not None
    captions = (site.folder / "feed/transcripts/one.vtt").read_text("utf-8")
    blocks = [block.split("\n", 2) for block in captions.strip().split("\n\n")[1:]]
    said = "".join(re.sub(r"<[^>]*>|\s", "", block[2]) for block in blocks)
    sentences = page.locator("#transcript .s").all()
    shown = "".join("".join(sentence.inner_text().split()) for sentence in sentences)
    assert shown == said
    assert all(sentence.is_visible() for sentence in sentences)


def test_a_link_to_a_chapter_is_heard_from_there(opening: Opening) -> None:
    page = opening(EPISODE, java_script_enabled=False)
    link = page.locator("#chapters a").nth(4)
    start = int(link.get_attribute("data-t") or 0) / 1000
    assert start > 0
    link.click()
    page.wait_for_url(f"**/*.mp3#t={start:g}")
    # What the browser makes of a sound is a page with a player.
    there = page.locator("video, audio")
    there.wait_for(state="attached")
    place = "sound => sound.currentTime"
    # It may have begun to play already.
    assert start - 0.05 <= there.evaluate(place) < start + 10


def test_the_index_lists_every_episode_testimony_place_and_narrator(
    opening: Opening, site: Host
) -> None:
    page = opening(PAGES["search"], java_script_enabled=False)
    listed = {link.get_attribute("href") for link in page.locator("#index a").all()}
    assert listed >= {
        path.relative_to(site.folder / "feed").as_posix()
        for folder in ("episodes", "stages", "places", "narrators")
        for path in (site.folder / "feed" / folder).glob("*.html")
    }
    assert all(link.is_visible() for link in page.locator("#index a").all())
    titles = {"Leaving", "The River", "Walking"}
    assert titles <= {link.inner_text() for link in page.locator("#index a").all()}
