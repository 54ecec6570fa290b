"""Pages as a screen reader tells them from the first phrase to the last."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import golden
from tests.browser.opening import PAGES, Opening
from tests.browser.test_listening import button, now, wait_for_sound
from tests.clients import programs

READER = "lib/esm/index.browser.js"

WALK = """async address => {
  const {virtual} = await import(address);
  await virtual.start({container: document.body});
  for (let step = 0; step < 2000; step += 1) {
    if (await virtual.lastSpokenPhrase() === 'end of document') break;
    await virtual.next();
  }
  const phrases = await virtual.spokenPhraseLog();
  await virtual.stop();
  return phrases;
}"""


def _opened(opening: Opening, kind: str) -> Page:
    """A page in a profile whose policy lets the reader in."""
    program = programs.module("@guidepup/virtual-screen-reader") / READER
    profile = opening.profile(bypass_csp=True)
    address = f"{opening.base}reader.js"
    profile.route(address, lambda route: route.fulfill(path=program))
    return opening.again(profile, PAGES[kind])


def read(opening: Opening, kind: str) -> list[str]:
    """Have a page read from the first phrase to the last."""
    phrases: list[str] = _opened(opening, kind).evaluate(WALK, f"{opening.base}reader.js")
    return phrases


LISTEN = """async address => {
  const {virtual} = await import(address);
  await virtual.start({container: document.body});
  window.reader = virtual;
}"""

LISTENED = 6
"""Seconds of the voice in which nobody else may speak."""


def test_it_is_silent_while_the_voice_speaks(opening: Opening) -> None:
    page = _opened(opening, "episode")
    page.evaluate(LISTEN, f"{opening.base}reader.js")
    said = "async () => { const all = await reader.spokenPhraseLog(); return all.length; }"
    # It is not deaf: what a live region says, it says.
    before = page.evaluate(said)
    page.evaluate("document.querySelector('[data-show=shared]').textContent = 'Something.'")
    page.wait_for_function(f"async before => await ({said})() > before", arg=before)
    button(page, "Play").click()
    wait_for_sound(page, after=1)
    before, start = page.evaluate(said), now(page)
    wait_for_sound(page, after=start + LISTENED)
    assert page.evaluate(said) == before


@pytest.mark.parametrize("kind", ["home", "episode", "search"])
def test_a_page_is_told_as_it_was(opening: Opening, kind: str) -> None:
    phrases = read(opening, kind)
    assert phrases[-1] == "end of document"
    golden.compare(kind, phrases)
