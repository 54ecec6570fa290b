"""Walking through pages with the Tab key."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import EPISODE, PAGES, Opening

STOPS = """() => {
  const stops = [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, audio[controls], [tabindex]'
  )].filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
  stops.forEach((one, place) => { one.walked = place; });
  return stops.map(one => one.outerHTML.slice(0, 100));
}"""
"""All that the keyboard has to reach, in the order of the page."""

STANDING = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const across = [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2];
  const top = document.elementFromPoint(...across);
  return {
    place: one.walked, html: one.outerHTML.slice(0, 100),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    // Pages scroll by whole pixels.
    inside: box.top > -1 && box.left > -1 && box.bottom < innerHeight + 1
      && box.right < innerWidth + 1,
    covered: !(top && (one.contains(top) || top.contains(one))),
  };
}"""
"""Where the focus is, and whether it can be seen."""


def walk(page: Page, key: str, limit: int) -> list[dict[str, Any]]:
    """Press a key until the focus has left the page again; each stop once."""
    found: list[dict[str, Any]] = []
    # A browser's own player is one element with several stops.
    inner = 6 * page.locator("audio[controls]").count()
    for _ in range(limit + inner + 2):
        page.keyboard.press(key)
        standing = page.evaluate(STANDING)
        if standing is None:
            break
        if not found or found[-1]["place"] != standing["place"]:
            found.append(standing)
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_everything_is_reached_in_order_and_seen(opening: Opening, kind: str) -> None:
    # Where motion is wanted, pages scroll to the focus softly, and are not there at once.
    page = opening(PAGES[kind], reduced_motion="reduce")
    stops = page.evaluate(STOPS)
    assert len(stops) > 3
    met = walk(page, "Tab", len(stops))
    assert [one["html"] for one in met] == stops
    assert [one["place"] for one in met] == list(range(len(stops)))
    assert [one["html"] for one in met if not one["ring"]] == []
    assert [one for one in met if not one["inside"] or one["covered"]] == []
    back = walk(page, "Shift+Tab", len(stops))
    # Backwards the browser goes on at the end of the page.
    assert [one["place"] for one in back[: len(stops)]] == list(reversed(range(len(stops))))


@pytest.mark.parametrize("kind", PAGES)
def test_the_first_stop_leads_past_what_all_pages_share(opening: Opening, kind: str) -> None:
    page = opening(PAGES[kind])
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.keyboard.press("Tab")
    inside = "document.getElementById('main').contains(document.activeElement)"
    beyond = "document.activeElement.closest('footer') !== null"
    assert page.evaluate(inside) or page.evaluate(beyond)


def test_the_player_can_be_worked_without_a_mouse(opening: Opening) -> None:
    page = opening(EPISODE)
    play = page.get_by_role("button", name="Play", exact=True)
    play.focus()
    page.keyboard.press("Space")
    page.wait_for_function("() => !document.getElementById('audio').paused")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.getElementById('audio').paused")
    page.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox")).to_be_checked()
    page.get_by_role("combobox").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.getElementById('audio').playbackRate") > 1
