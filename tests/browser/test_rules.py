"""Every page as checkers of other people see it, and what none of them sees: languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

from passage.reading import folder as show_folder
from tests.browser.opening import EPISODE, PAGES, Opening, pages
from tests.clients import programs
from tests.clients.server import Host

HANGUL = range(ord("가"), ord("힣") + 1)

LETTERS = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (parent.closest('template, script')) continue;
    const lang = parent.closest('[lang]').lang;
    for (const letter of walk.currentNode.data.replace(/\\s/g, '')) found.push([letter, lang]);
  }
  return found;
}"""
"""Each letter of the page that is no space, and its language."""


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(opening: Opening, kind: str, colours: str) -> None:
    page = opening(PAGES[kind], color_scheme=colours)
    if kind == "episode":
        page.goto(f"{page.url}#t=30.5")
        page.reload()
        assert page.locator("[aria-current=true]").count() == 1
    # Off by default in axe, and a rule of WCAG 2.2 all the same (2.5.8).
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    told = [(one["id"], node["html"], node["failureSummary"]) for one in found for node in one["nodes"]]
    assert told == []


def test_nu_finds_no_errors(site: Host, opening: Opening, tmp_path: Path) -> None:
    jar = programs.module("vnu-jar") / "build" / "dist" / "vnu.jar"
    files = [site.folder / "feed" / page for page in pages(site.folder)]
    assert len(files) >= len(PAGES)
    # What the script adds is checked as well.
    for kind in ("episode", "search"):
        scripted = tmp_path / f"{kind}.html"
        scripted.write_text(opening(PAGES[kind]).content(), "utf-8")
        files.append(scripted)
    said = programs.run(
        programs.find("java"), "-jar", jar, "--errors-only", "--format", "json", "--stdout",
        "--exit-zero-always", *files,
    )  # fmt: skip
    found = json.loads(said)["messages"]
    assert [(one.get("url"), one.get("lastLine"), one["message"]) for one in found] == []


def test_no_page_breaks_its_own_policy(site: Host, opening: Opening) -> None:
    profile = opening.profile()
    page = profile.new_page()
    for path in pages(site.folder):
        page.close()
        page = opening.again(profile, path)
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        assert policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
    assert opening.complaints == []
    # And the policy is in force: what nobody wrote into the page does not run.
    with pytest.raises(Error):
        page.add_script_tag(content="window.strange = 1")
    assert page.evaluate("window.strange") is None
    assert opening.complaints
    opening.complaints.clear()


def test_no_page_asks_anybody_else(site: Host, opening: Opening) -> None:
    profile = opening.profile()
    asked: list[str] = []
    profile.on("request", lambda request: asked.append(request.url))
    for path in pages(site.folder):
        opening.again(profile, path).close()
    assert asked
    assert [url for url in asked if not url.startswith(site.address)] == []


def test_every_run_has_the_language_of_its_source(site: Host, opening: Opening) -> None:
    page = opening(EPISODE)
    shown: list[list[str]] = page.evaluate(LETTERS)
    text = "".join(letter for letter, _ in shown)
    library = show_folder.read(site.folder)
    manifest = next(one for one in library.manifests if one.id == "one")
    languages = set()
    for script in map(library.script, manifest.scripts):
        for paragraph in script.body:
            written = [
                (letter, run.language or script.language)
                for run in paragraph.runs
                for letter in "".join(run.text.split())
            ]
            start = text.find("".join(letter for letter, _ in written))
            assert start >= 0, f"{paragraph.text} is not on the page"
            found = [(letter, lang) for letter, lang in shown[start : start + len(written)]]
            assert found == written
            languages |= {lang for _, lang in written}
    assert languages == {"en", "ko", "ko-Latn"}


def test_no_page_has_korean_letters_that_it_does_not_call_korean(
    site: Host, opening: Opening
) -> None:
    profile = opening.profile()
    counted = 0
    for path in pages(site.folder):
        page = opening.again(profile, path)
        letters = [(letter, lang) for letter, lang in page.evaluate(LETTERS)]
        korean = [lang for letter, lang in letters if ord(letter) in HANGUL]
        assert set(korean) <= {"ko"}, path
        counted += len(korean)
        page.close()
    assert counted


def test_headings_and_landmarks_lead_through_every_page(site: Host, opening: Opening) -> None:
    profile = opening.profile()
    for path in pages(site.folder):
        page = opening.again(profile, path)
        assert page.get_by_role("banner").count() == 1, path
        assert page.get_by_role("main").count() == 1, path
        assert page.get_by_role("contentinfo").count() == 1, path
        assert page.get_by_role("navigation").count() >= 1, path
        levels = _headings(page)
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        deeper = [(one, two) for one, two in zip(levels, levels[1:], strict=False) if two > one + 1]
        assert deeper == [], path
        assert page.title().strip(), path
        page.close()


def _headings(page: Page) -> list[int]:
    found: list[Any] = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1]))"
    )
    return found
