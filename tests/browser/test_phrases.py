"""Pages as a screen reader tells them from the first phrase to the last."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import golden
from tests.browser.opening import PAGES, Opening
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


def read(opening: Opening, kind: str) -> tuple[Page, list[str]]:
    """Have a page read in a profile whose policy lets the reader in."""
    program = programs.module("@guidepup/virtual-screen-reader") / READER
    profile = opening.profile(bypass_csp=True)
    address = f"{opening.base}reader.js"
    profile.route(address, lambda route: route.fulfill(path=program))
    page = opening.again(profile, PAGES[kind])
    phrases: list[str] = page.evaluate(WALK, address)
    return page, phrases


@pytest.mark.parametrize("kind", ["home", "episode", "search"])
def test_a_page_is_told_as_it_was(opening: Opening, kind: str) -> None:
    _, phrases = read(opening, kind)
    assert phrases[-1] == "end of document"
    golden.compare(kind, phrases)
