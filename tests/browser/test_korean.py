"""A Korean show in the browser, and the page on which its episode goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from passage.publishing.site import parts
from tests import shows
from tests.browser import korean
from tests.browser.opening import Opening, pages
from tests.browser.test_listening import (
    button,
    marked,
    now,
    sentences,
    stop_after,
    wait_for_sound,
)
from tests.browser.test_looks import BEYOND
from tests.browser.test_rules import HANGUL, LETTERS, violations
from tests.clients import server
from tests.clients.server import Host
from tests.pipeline.building import build

FIRST, SECOND = "episodes/one.html", "episodes/one.2.html"

NAMES = re.compile(
    r"https?://\S+|\S+@\S+|AntennaPod|ApplePodcasts|Castro|Overcast|PocketCasts|PodcastAddict"
    r"|Passage|RSS|WebVTT|SRT|JSON|HTML|MP3|EPUB|CC|kB|MB|WCAG|AA|axe|Nu|Orca|JAWS|NVDA|VoiceOver|TalkBack"
)
"""What is written in these letters in Korean, too, without spaces: names need no mark (WCAG 2.2,
3.1.2)."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The pages of the show, built once and served."""
    with server.hosting() as host, pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PAGE_BYTES", korean.PAGE_BYTES)
        host.folder = shows.write(tmp_path_factory.mktemp("korean"), korean.FILES)
        build(host.folder)
        yield host


@pytest.fixture
def opening(chromium: Browser, site: Host) -> Iterator[Opening]:
    """Opens pages; in the end none of them may have complained."""
    opening = Opening(chromium, f"{site.address}feed/")
    yield opening
    opening.close()
    assert opening.complaints == []


def test_every_page_is_korean_and_what_is_not_is_marked(opening: Opening, site: Host) -> None:
    profile = opening.profile(viewport={"width": 320, "height": 640})
    languages = set()
    for path in pages(site.folder):
        page = opening.again(profile, path)
        assert page.locator("html").get_attribute("lang") == "ko"
        for text, lang in page.evaluate(LETTERS):
            if any(ord(letter) in HANGUL for letter in text):
                assert lang == "ko", (path, text)
            if lang == "ko":
                assert not re.search("[A-Za-z]{2}", NAMES.sub("", text)), (path, text)
            languages.add(lang)
        assert violations(page) == [], path
        assert page.evaluate(BEYOND) == [], path
        page.close()
    assert languages == {"ko", "en", "ko-fonipa"}


def test_the_player_speaks_korean(opening: Opening) -> None:
    page = opening(FIRST)
    button(page, "재생").click()
    wait_for_sound(page)
    button(page, "일시 정지").click()
    expect(page.get_by_role("slider")).to_have_accessible_name("재생 위치")
    assert re.fullmatch(
        r"(\d+분 ?)?(\d+초)? 중 \d+초",
        page.get_by_role("slider").get_attribute("aria-valuetext") or "",
    )


def test_a_long_episode_goes_on_on_a_page_that_is_found(opening: Opening) -> None:
    page = opening(FIRST)
    pager = page.get_by_role("navigation", name="전체 글의 쪽")
    expect(pager.get_by_role("link", name="1쪽")).to_have_attribute("aria-current", "page")
    before = sentences(page)
    pager.get_by_role("link", name="2쪽").click()
    page.wait_for_url(f"**/{SECOND}")
    after = sentences(page)
    assert before[-1]["end"] <= after[0]["start"]
    expect(
        page.get_by_role("navigation", name="전체 글의 쪽").locator("[aria-current=page]")
    ).to_have_text("2쪽")


def test_a_shared_moment_leads_to_the_page_on_which_it_is_told(opening: Opening) -> None:
    profile = opening.profile(permissions=["clipboard-read", "clipboard-write"])
    page = opening.again(profile, SECOND)
    last = sentences(page)[-1]
    page = opening.again(profile, f"{FIRST}#t={last['start']}")
    page.wait_for_url(f"**/{SECOND}#t=*")
    expect(page.locator("#transcript .now")).to_be_in_viewport()
    assert marked(page) == last["text"]
    page = opening.again(profile, f"{SECOND}#t=0")
    page.wait_for_url(f"**/{FIRST}#t=0")
    # The voice may go on beyond the end of a page.
    page.evaluate("at => { document.getElementById('audio').currentTime = at }", last["start"])
    page.locator("[data-do=share]").click()
    expect(page.locator("[data-show=shared]")).not_to_be_empty()
    assert SECOND in str(page.evaluate("navigator.clipboard.readText()"))


def test_every_page_lists_all_chapters_and_each_is_found_without_a_script(
    opening: Opening,
) -> None:
    listed = []
    profile = opening.profile(java_script_enabled=False)
    for path, own, other in ((FIRST, "1쪽", "2쪽"), (SECOND, "2쪽", "1쪽")):
        page = opening.again(profile, path)
        lines = page.locator("#chapters li")
        listed.append(lines.locator("a").all_inner_texts())
        assert lines.filter(has_text=other).count()
        assert not lines.filter(has_text=own).count()
        last = lines.filter(has_text=other).last.get_by_role("link")
        title = last.inner_text()
        last.click()
        expect(page.locator("h3:target")).to_have_text(title)
    assert listed[0] == listed[1]


@pytest.mark.parametrize("playing", [True, False])
def test_the_next_chapter_is_on_the_next_page_and_the_voice_goes_on(
    opening: Opening,
    playing: bool,  # noqa: FBT001 - a case
) -> None:
    page = opening(FIRST)
    beyond = page.locator("#chapters a[data-page]").first
    start = int(beyond.get_attribute("data-t") or 0) / 1000
    last = page.locator("#chapters a:not([data-page])").last.get_attribute("data-t")
    page.evaluate("t => { location.hash = `t=${t}`; }", int(last or 0) / 1000)
    if playing:
        button(page, "재생").click()
        wait_for_sound(page)
    button(page, "다음 장").click()
    page.wait_for_url(f"**/{SECOND}#t=*")
    assert now(page) >= start - 0.01
    if playing:
        wait_for_sound(page, after=start)
        expect(page.locator("#transcript [aria-current=true]")).to_have_count(1)
    else:
        assert page.evaluate("document.getElementById('audio').paused")
    expect(button(page, "다음 장")).to_be_focused()
    # And back again.
    if playing:
        button(page, "일시 정지").click()
    page.evaluate("t => { document.getElementById('audio').currentTime = t; }", start)
    button(page, "이전 장").click()
    page.wait_for_url(f"**/{FIRST}#t=*")
    assert now(page) == pytest.approx(int(last or 0) / 1000, abs=0.01)


def test_a_chapter_of_another_page_plays_there(opening: Opening) -> None:
    page = opening(SECOND)
    page.locator("#chapters a[data-page]").nth(1).click()
    page.wait_for_url(f"**/{FIRST}#t=*")
    link = page.locator("#chapters a").nth(1)
    expect(link).to_be_focused()
    wait_for_sound(page, after=int(link.get_attribute("data-t") or 0) / 1000)


def test_sentences_go_on_on_the_next_page_and_back_on_the_one_before(opening: Opening) -> None:
    page = opening(FIRST)
    last = sentences(page)[-1]
    page.evaluate("t => { location.hash = `t=${t}`; }", last["start"])
    button(page, "다음 문장").click()
    page.wait_for_url(f"**/{SECOND}#t=*")
    assert marked(page) == sentences(page)[0]["text"]
    expect(button(page, "다음 문장")).to_be_focused()
    button(page, "이전 문장").click()
    page.wait_for_url(f"**/{FIRST}#t=*")
    assert marked(page) == last["text"]


def test_no_page_ends_between_an_introduction_and_what_it_introduces(opening: Opening) -> None:
    first = opening(FIRST).locator("#transcript h3").last.inner_text()
    assert not first.startswith("소개")


def test_the_second_page_plays_and_marks_what_stands_on_it(opening: Opening) -> None:
    page = opening(SECOND)
    first = sentences(page)[0]
    # The audio is whole: what is heard before this page has no sentence here.
    button(page, "재생").click()
    wait_for_sound(page)
    expect(page.locator("#transcript [aria-current=true]")).to_have_count(0)
    button(page, "다음 문장").click()
    stop_after(page, first["start"])
    page.locator(f"#{sentences(page)[1]['id']}").click()
    wait_for_sound(page, after=sentences(page)[1]["start"])
    page.wait_for_function("() => CSS.highlights.get('word')?.size === 1")


def test_past_the_end_of_a_page_the_voice_goes_on_and_nothing_is_marked(opening: Opening) -> None:
    page = opening(FIRST)
    last = sentences(page)[-1]
    page.evaluate("t => { location.hash = `t=${t}`; }", last["start"] + 0.05)
    assert marked(page) == last["text"]
    button(page, "재생").click()
    page.evaluate("t => { document.getElementById('audio').currentTime = t; }", last["end"] + 3)
    wait_for_sound(page, after=last["end"] + 3)
    expect(page.locator("#transcript [aria-current=true]")).to_have_count(0)
    expect(button(page, "일시 정지")).to_be_focused()
    before = now(page)
    assert _kept(page) > 0
    button(page, "다음 문장").click()
    page.wait_for_url(f"**/{SECOND}#t=*")
    assert now(page) >= before


def _kept(page: Page) -> float:
    """Where the listener is, as it is kept for both pages together."""
    button(page, "일시 정지").click()
    kept = "Number(Object.entries(localStorage).find(([name]) => name.endsWith('/one'))[1])"
    found: float = page.evaluate(kept)
    return found
