"""The player: what it does when it is asked to, and what it remembers."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import EPISODE, Opening
from tests.clients.server import Host


def button(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def now(page: Page) -> float:
    return float(page.evaluate("document.getElementById('audio').currentTime"))


def wait_for_sound(page: Page, after: float = 0) -> None:
    """Wait until the voice is past a moment, in seconds."""
    page.wait_for_function(
        "after => { const a = document.getElementById('audio'); "
        "return !a.paused && a.currentTime > after; }",
        arg=after,
    )


STOP = """after => {
  const audio = document.getElementById('audio');
  if (audio.paused || audio.currentTime <= after) return null;
  audio.pause();
  const now = audio.currentTime;
  const played = Array.from({length: audio.played.length}, (_, i) => audio.played.start(i));
  return {now, from: played.filter(start => start <= now).pop()};
}"""
"""Stop the voice once it is past a moment: where it is then, and from where it was heard."""


def stop_after(page: Page, start: float) -> None:
    """Wait until the voice is past the beginning of a sentence, in seconds, and stop it there.

    It spoke on from just there, and the sentence is marked in which it was stopped: on a machine
    that stands still for a moment that may be a later one.
    """
    stopped = page.wait_for_function(STOP, arg=start).json_value()
    assert stopped["from"] == pytest.approx(start, abs=0.1)
    heard = [one["text"] for one in sentences(page) if one["start"] <= stopped["now"]][-1]
    expect(page.locator("#transcript [aria-current=true]")).to_have_text(heard)


def marked(page: Page) -> str:
    """The text of the marked sentence."""
    expect(page.locator("#transcript [aria-current=true]")).to_have_count(1)
    return page.locator("#transcript [aria-current=true]").inner_text()


def sentences(page: Page) -> list[dict[str, Any]]:
    """The sentences of the page, with their times in seconds."""
    found: list[dict[str, Any]] = page.evaluate(
        "[...document.querySelectorAll('#transcript .s')].map(s => ({id: s.id, "
        "text: s.textContent, start: s.dataset.t / 1000, end: s.dataset.e / 1000}))"
    )
    return found


def test_play_and_pause_are_one_button(opening: Opening) -> None:
    page = opening(EPISODE)
    button(page, "Play").click()
    wait_for_sound(page)
    expect(button(page, "Play")).to_have_count(0)
    button(page, "Pause").click()
    assert page.evaluate("document.getElementById('audio').paused")
    expect(button(page, "Play")).to_be_focused()


def test_the_player_steps_by_seconds_sentences_and_chapters(opening: Opening) -> None:
    page = opening(EPISODE)
    chapters = page.evaluate(
        "[...document.querySelectorAll('#chapters a')].map(a => a.dataset.t / 1000)"
    )
    heard = [sentence["start"] for sentence in sentences(page)]
    button(page, "Forward 15 seconds").click()
    assert now(page) == pytest.approx(15, abs=0.01)
    button(page, "Back 15 seconds").click()
    button(page, "Back 15 seconds").click()
    assert now(page) == 0
    for chapter in chapters[1:3]:
        button(page, "Next chapter").click()
        assert now(page) == pytest.approx(chapter, abs=0.01)
    button(page, "Previous chapter").click()
    assert now(page) == pytest.approx(chapters[1], abs=0.01)
    button(page, "Next sentence").click()
    following = next(start for start in heard if start > chapters[1])
    assert now(page) == pytest.approx(following, abs=0.01)
    button(page, "Previous sentence").click()
    assert now(page) == pytest.approx(max(start for start in heard if start < following), abs=0.01)
    assert page.evaluate("document.getElementById('audio').paused")


def test_at_the_last_chapter_the_next_one_is_nowhere(opening: Opening) -> None:
    page = opening(f"{EPISODE}#t=3600")
    before = now(page)
    button(page, "Next chapter").click()
    assert now(page) == before


def test_a_click_on_a_sentence_plays_from_there(opening: Opening) -> None:
    page = opening(EPISODE)
    sentence = sentences(page)[9]
    page.locator(f"#{sentence['id']}").click()
    stop_after(page, sentence["start"])
    assert page.evaluate("document.activeElement === document.body")


def test_words_that_are_selected_are_not_played(opening: Opening) -> None:
    page = opening(EPISODE)
    sentence = sentences(page)[9]
    box = page.locator(f"#{sentence['id']}").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().length") > 5
    assert page.evaluate("document.getElementById('audio').paused")


def test_enter_at_the_text_cursor_plays_from_its_sentence(opening: Opening) -> None:
    page = opening(EPISODE)
    sentence = sentences(page)[9]
    put = "id => getSelection().collapse(document.getElementById(id).firstChild, 2)"
    page.evaluate(put, sentence["id"])
    page.keyboard.press("Enter")
    stop_after(page, sentence["start"])


def test_a_chapter_plays_from_its_heading_and_from_the_list(opening: Opening) -> None:
    page = opening(EPISODE)
    heading = page.locator("#transcript .chapter h3").nth(1)
    first = page.locator("#transcript .chapter").nth(1).locator(".s").first
    here = page.locator("#transcript .chapter").nth(1).locator("button.here")
    expect(here).to_have_accessible_name(f"{here.inner_text()} {heading.inner_text()}")
    here.press("Enter")
    stop_after(page, float(first.get_attribute("data-t") or 0) / 1000)
    expect(here).to_be_focused()
    link = page.locator("#chapters a").nth(2)
    link.press("Enter")
    stop_after(page, float(link.get_attribute("data-t") or 0) / 1000)
    expect(link).to_be_focused()
    assert page.url.endswith(EPISODE)


def test_no_sentence_is_a_tab_stop_or_a_widget(opening: Opening) -> None:
    page = opening(EPISODE)
    assert page.locator("#transcript .s[tabindex], #transcript .s[role]").count() == 0


@pytest.mark.parametrize(
    "moment",
    ["t=30.5", "t=0:30.5", "t=00:00:30.5", "t=npt:30.5", "t=npt:0:00:30.5,45", "t=0m30.5s"],
)
def test_a_link_to_a_moment_goes_there_and_waits(opening: Opening, moment: str) -> None:
    page = opening(f"{EPISODE}#{moment}")
    expect(page.get_by_role("slider")).to_have_value("30")
    assert now(page) == pytest.approx(30.5, abs=0.01)
    assert page.evaluate("document.getElementById('audio').paused")
    heard = [one["text"] for one in sentences(page) if one["start"] <= 30.5][-1]
    assert marked(page) == heard
    expect(page.locator("#transcript .now")).to_be_in_viewport()
    assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("nonsense", ["t=", "t=soon", "t=1:2:3:4", "ch2", "t=-3", "t=npt:x"])
def test_what_names_no_moment_changes_nothing(opening: Opening, nonsense: str) -> None:
    page = opening(f"{EPISODE}#{nonsense}")
    assert now(page) == 0
    assert page.locator("[aria-current=true]").count() == 0


def test_a_moment_is_shared_as_a_link_that_leads_there(opening: Opening) -> None:
    profile = opening.profile(permissions=["clipboard-read", "clipboard-write"])
    page = opening.again(profile, f"{EPISODE}#t=30.5")
    button(page, "Copy link to this moment").click()
    expect(page.locator("[data-show=shared]")).not_to_be_empty()
    link = str(page.evaluate("navigator.clipboard.readText()"))
    assert link == page.url
    start = [one["start"] for one in sentences(page) if one["start"] <= 30.5][-1]
    assert link.endswith(f"#t={start:g}")
    other = opening.again(profile, EPISODE + "#" + link.partition("#")[2])
    assert now(other) == pytest.approx(start, abs=0.01)


def test_where_somebody_stopped_is_offered_and_not_played(opening: Opening) -> None:
    profile = opening.profile()
    page = opening.again(profile, EPISODE)
    assert page.locator("[data-do=resume]").count() == 0
    page.locator("#transcript .s").nth(9).click()
    wait_for_sound(page, after=sentences(page)[9]["start"])
    button(page, "Pause").click()
    stopped = int(now(page))
    page.close()
    page = opening.again(profile, EPISODE)
    offer = page.locator("[data-do=resume]")
    expect(offer).to_contain_text(f"{stopped} seconds")
    assert now(page) == 0
    assert page.evaluate("document.getElementById('audio').paused")
    offer.press("Enter")
    wait_for_sound(page, after=stopped)
    expect(offer).to_be_focused()
    elsewhere = opening.again(profile, "episodes/two.html")
    assert elsewhere.locator("[data-do=resume]").count() == 0


def test_at_the_end_nothing_is_left_to_go_on_with(opening: Opening) -> None:
    profile = opening.profile()
    page = opening.again(profile, EPISODE)
    page.evaluate("document.getElementById('audio').currentTime = 1e6")
    button(page, "Back 15 seconds").click()
    button(page, "Play").click()
    wait_for_sound(page)
    page.evaluate("document.getElementById('audio').currentTime = 1e6")
    expect(button(page, "Play")).to_be_visible()
    assert opening.again(profile, EPISODE).locator("[data-do=resume]").count() == 0


def test_speed_is_chosen_and_remembered(opening: Opening) -> None:
    profile = opening.profile()
    page = opening.again(profile, EPISODE)
    page.get_by_label("Speed").select_option("1.5")
    rate = "document.getElementById('audio').playbackRate"
    assert page.evaluate(rate) == 1.5
    other = opening.again(profile, "episodes/two.html")
    assert other.get_by_label("Speed").input_value() == "1.5"
    assert other.evaluate(rate) == 1.5


def test_without_storage_everything_else_works(opening: Opening) -> None:
    profile = opening.profile()
    refuse = (
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})"
    )
    profile.add_init_script(refuse)
    page = opening.again(profile, EPISODE)
    button(page, "Play").click()
    wait_for_sound(page)
    page.get_by_label("Speed").select_option("1.5")
    button(page, "Pause").click()


def test_the_slider_speaks_in_words(opening: Opening) -> None:
    page = opening(f"{EPISODE}#t=62")
    slider = page.get_by_role("slider", name="Position")
    length = page.evaluate("Math.floor(document.getElementById('audio').duration)")
    whole = f"{length // 60} minute {length % 60} seconds"
    expect(slider).to_have_attribute("aria-valuetext", f"1 minute 2 seconds of {whole}")
    slider.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", f"1 minute 1 second of {whole}")
    assert now(page) == pytest.approx(61, abs=0.01)
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", f"0 seconds of {whole}")


def test_media_keys_reach_the_player(opening: Opening) -> None:
    profile = opening.profile()
    profile.add_init_script(
        "window.asked = {}; const set = MediaSession.prototype.setActionHandler;"
        "MediaSession.prototype.setActionHandler = function (name, act) {"
        "  set.call(this, name, act); window.asked[name] = act; }"
    )
    page = opening.again(profile, EPISODE)
    names = "pause play previoustrack nexttrack seekbackward seekforward seekto"
    assert set(page.evaluate("Object.keys(asked)")) == set(names.split())
    told = page.evaluate(
        "(({title, chapterInfo}) => [title, chapterInfo.map(c => [c.title, c.startTime])])"
        "(navigator.mediaSession.metadata)"
    )
    chapters = page.evaluate(
        "[...document.querySelectorAll('#chapters a')]"
        ".map(link => [link.textContent, link.dataset.t / 1000])"
    )
    assert told == [page.locator("h1").inner_text(), chapters]
    page.evaluate("asked.seekto({seekTime: 20})")
    page.evaluate("asked.seekforward({})")
    assert now(page) == pytest.approx(35, abs=0.01)
    page.evaluate("asked.seekbackward({seekOffset: 5})")
    assert now(page) == pytest.approx(30, abs=0.01)
    page.evaluate("asked.nexttrack()")
    following = next(start for _, start in chapters if start > 30)
    assert now(page) == pytest.approx(following, abs=0.01)


def test_single_letters_do_nothing(opening: Opening) -> None:
    page = opening(EPISODE)
    for key in "jklmfpnbJKLMFPNB0123456789,.<>[]?/":
        page.keyboard.press(key)
    assert now(page) == 0
    assert page.evaluate("document.getElementById('audio').paused")


def test_sound_that_does_not_load_is_left_to_the_browser(opening: Opening) -> None:
    profile = opening.profile()
    profile.route("**/*.mp3", lambda route: route.abort())
    page = opening.again(profile, EPISODE)
    expect(page.locator(".controls")).to_be_hidden()
    assert page.evaluate("document.getElementById('audio').controls")
    opening.complaints.clear()


def test_the_view_follows_the_voice_only_when_asked(opening: Opening) -> None:
    page = opening(EPISODE, viewport={"width": 800, "height": 500})
    page.get_by_label("Speed").select_option("2")
    button(page, "Play").click()
    wait_for_sound(page, after=3)
    there = page.evaluate("scrollY")
    last = sentences(page)[-1]
    seek = "start => { document.getElementById('audio').currentTime = start; }"
    page.get_by_label("Speed").select_option("0.75")
    page.evaluate(seek, last["start"])
    stop_after(page, last["start"])
    assert page.evaluate("scrollY") == there
    page.get_by_label("Scroll with the voice").check()
    expect(page.locator("#transcript .now")).to_be_in_viewport()


def test_a_page_in_a_folder_plays_and_marks_as_well(opening: Opening, site: Host) -> None:
    profile = opening.profile()
    page = opening.again(profile, EPISODE)
    page.goto((site.folder / "feed" / EPISODE).as_uri())
    sentence = sentences(page)[9]
    page.locator(f"#{sentence['id']}").click()
    stop_after(page, sentence["start"])
    # From a folder browsers read no captions, and say so; only the words go unmarked.
    opening.complaints[:] = [one for one in opening.complaints if ".vtt" not in one]
