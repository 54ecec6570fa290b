"""The search over the index, which scripts add."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.opening import PAGES, Opening

SEARCH = PAGES["search"]

COUNT = """() => {
  window.told = [];
  const status = document.querySelector('[data-show=count]');
  new MutationObserver(() => told.push(status.textContent))
    .observe(status, {childList: true, characterData: true, subtree: true});
}"""
"""What the status says, each time that it changes."""


def ask(page: Page, words: str) -> Locator:
    """Search for words as people do; the results."""
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    return page.locator("[data-show=results] li")


def test_words_are_found_in_what_is_said(opening: Opening) -> None:
    page = opening(SEARCH)
    results = ask(page, "rope other")
    expect(results).to_have_count(1)
    expect(results).to_contain_text("The River")
    expect(results).to_contain_text("The Ford")
    expect(page.get_by_role("status")).to_have_text("1 result")
    expect(page.locator("#index")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()
    results.get_by_role("link").click()
    expect(page.locator(":target")).to_have_text("The River")


def test_names_places_and_other_letters_are_found(opening: Opening) -> None:
    page = opening(SEARCH)
    expect(ask(page, "CY")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("2 results")
    expect(ask(page, "lower town bo")).to_have_count(1)
    expect(ask(page, "어서")).to_have_count(1)
    expect(ask(page, "Éosêo")).to_have_count(1)


def test_content_notes_are_found(opening: Opening) -> None:
    page = opening(SEARCH)
    expect(ask(page, "drowning")).to_have_count(1)


def test_marks_that_nobody_sees_or_types_hide_no_word(opening: Opening) -> None:
    index = {"entries": [{"u": "a", "t": "Ada’s ri\u00adver", "w": "zero\u200bwidth mo\u0300on"}]}
    profile = opening.profile()
    profile.route("**/search.json", lambda route: route.fulfill(json=index))
    page = opening.again(profile, SEARCH)
    for words in ("ada's", "Ada’s", "river", "zerowidth moon"):
        expect(ask(page, words)).to_have_count(1)


def test_nothing_found_is_said_and_nothing_asked_is_the_index(opening: Opening) -> None:
    page = opening(SEARCH)
    expect(ask(page, "elephant")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("Nothing was found.")
    expect(ask(page, "rope")).to_have_count(1)
    # Each is said somewhere, and both nowhere.
    expect(ask(page, "rope walked")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("Nothing was found.")
    expect(page.locator("#index")).to_be_hidden()
    expect(ask(page, " ")).to_have_count(0)
    expect(page.locator("#index")).to_be_visible()
    expect(page.locator("[data-show=count]")).to_have_text("")


def test_the_number_is_told_once_and_not_with_every_key(opening: Opening) -> None:
    page = opening(SEARCH)
    page.evaluate(COUNT)
    page.get_by_role("searchbox").press_sequentially("walked")
    assert page.evaluate("told") == []
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("1 result")
    assert page.evaluate("told") == ["1 result"]


def test_without_the_index_file_the_lists_stay(opening: Opening) -> None:
    profile = opening.profile()
    profile.route("**/search.json", lambda route: route.abort())
    page = opening.again(profile, SEARCH)
    expect(ask(page, "rope")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.locator("#index")).to_be_visible()
    opening.complaints.clear()
