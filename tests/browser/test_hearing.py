"""While a voice speaks: what is marked, and that nothing else speaks or moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import EPISODE, Opening
from tests.browser.test_listening import button, sentences, wait_for_sound

TOLERANCE = 0.25
"""Seconds by which a mark may be beside its cue."""

SAMPLE = """() => {
  window.heard = [];
  const audio = document.getElementById('audio');
  const look = () => {
    const marked = [...document.querySelectorAll('#transcript [aria-current=true]')];
    const word = [...(CSS.highlights.get('word') || [])].map(String).join();
    heard.push([audio.currentTime, marked.map(one => one.id).join(), word]);
    requestAnimationFrame(look);
  };
  look();
}"""
"""Where the audio is, and what is marked, in every frame that is drawn."""

STEP = """async ([from, to]) => {
  const audio = document.getElementById('audio');
  audio.pause();
  const found = [];
  for (let moment = from; moment < to; moment += 0.04) {
    await new Promise(done => {
      audio.addEventListener('seeked', done, {once: true});
      audio.currentTime = moment;
    });
    found.push([...(CSS.highlights.get('word') || [])].map(String).join());
  }
  return found;
}"""
"""The marked word in every moment from one to another, as slowly as the machine may be."""

WATCH = """() => {
  window.noticed = [];
  const spoken = '[aria-live], [role=status], [role=alert], [role=log], [role=timer], output';
  const note = changes => changes.forEach(change => {
    const node = change.target;
    const region = (node.closest ? node : node.parentElement).closest(spoken);
    if (region) noticed.push(`${region.outerHTML} changed`);
  });
  new MutationObserver(note).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  for (const name of ['focusin', 'focusout', 'scroll', 'scrollend']) {
    addEventListener(name, () => noticed.push(name), true);
  }
}"""


def play_for(page: Page, seconds: float) -> None:
    """Let the voice speak on for so many seconds of what it says."""
    start = page.evaluate("document.getElementById('audio').currentTime")
    wait_for_sound(page, after=start + seconds)


def test_the_marked_sentence_is_the_one_that_is_heard(opening: Opening) -> None:
    page = opening(EPISODE)
    cues = sentences(page)
    page.locator(f"#{cues[6]['id']}").click()
    wait_for_sound(page, after=cues[6]["start"])
    page.evaluate(SAMPLE)
    play_for(page, 10)
    heard = page.evaluate("heard")
    assert len({ident for _, ident, _ in heard}) > 3
    for moment, ident, _ in heard:
        right = {
            [cue["id"] for cue in cues if cue["start"] <= near][-1]
            for near in (moment - TOLERANCE, moment, moment + TOLERANCE)
        }
        assert ident in right, f"{ident} is marked at {moment} s"


def test_the_marked_words_are_those_of_the_sentence_in_turn(opening: Opening) -> None:
    page = opening(EPISODE)
    cue = next(one for one in sentences(page) if "언니" in one["text"])
    with page.expect_response("**/*.vtt"):
        page.locator(f"#{cue['id']}").click()
    wait_for_sound(page, after=cue["start"])
    # Then they are learnt.
    page.wait_for_function("() => !document.querySelector('#audio track')")
    words = [word for word in page.evaluate(STEP, [cue["start"], cue["end"]]) if word]
    assert list(dict.fromkeys(words)) == cue["text"].split()


def test_words_are_marked_where_there_are_no_highlights(opening: Opening) -> None:
    profile = opening.profile()
    profile.add_init_script("delete window.Highlight")
    page = opening.again(profile, EPISODE)
    text = page.locator("#transcript").inner_text()
    with page.expect_response("**/*.vtt"):
        page.locator("#transcript .s").nth(9).click()
    expect(page.locator("#transcript .s .word")).to_have_count(1)
    play_for(page, 2)
    button(page, "Pause").click()
    assert page.locator("#transcript .s .word").count() <= 1
    assert page.locator("#transcript").inner_text() == text


@pytest.mark.parametrize(("focus", "listened"), [("Play", 10), ("slider", 3)])
def test_nothing_speaks_or_moves_while_the_voice_does(
    opening: Opening, focus: str, listened: float
) -> None:
    page = opening(EPISODE)
    button(page, "Play").click()
    wait_for_sound(page)
    slider = page.get_by_role("slider")
    if focus == "slider":
        slider.focus()
    element = page.evaluate_handle("document.activeElement")
    value = slider.get_attribute("aria-valuetext")
    page.evaluate(WATCH)
    play_for(page, listened)
    assert page.evaluate("noticed") == []
    assert page.evaluate("element => document.activeElement === element", element)
    # Screen readers tell each change of a slider that has the focus, and of no other.
    assert (slider.get_attribute("aria-valuetext") == value) is (focus == "slider")
