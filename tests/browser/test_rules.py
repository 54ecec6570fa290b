"""Every page as checkers of other people see it, and what none of them sees: languages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page

from passage.reading import folder as show_folder
from tests.browser.opening import EPISODE, PAGES, Opening, pages
from tests.clients import programs
from tests.clients.server import Host
from tests.publishing.site import invented as values
from tests.publishing.site import test_hostile_words

HANGUL = range(ord("가"), ord("힣") + 1)

LETTERS = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (parent.closest('template, script')) continue;
    const lang = parent.closest('[lang]').lang;
    found.push([walk.currentNode.data.replace(/\\s/g, ''), lang]);
  }
  return found;
}"""
"""The letters of the page that are no spaces, and their languages."""


HEADINGS = """[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .map(heading => Number(heading.tagName[1]))"""


@dataclass(frozen=True)
class Visit:
    """What came of opening one page, with scripts."""

    path: str
    complaints: tuple[str, ...]
    cookies: tuple[str, ...]
    asked: tuple[str, ...]
    """The addresses that the page had the browser fetch, its own among them."""
    policy: str
    letters: list[tuple[str, str]]
    headings: list[int]
    """Their levels."""
    landmarks: dict[str, int]
    title: str


@pytest.fixture(scope="module")
def visits(chromium: Browser, site: Host) -> list[Visit]:
    """Every page of the site, opened once."""
    opening = Opening(chromium, f"{site.address}feed/")
    found = [_visit(opening, path) for path in pages(site.folder)]
    opening.close()
    return found


def _visit(opening: Opening, path: str) -> Visit:
    profile = opening.profile()
    asked: list[str] = []
    profile.on("request", lambda request: asked.append(request.url))
    opening.complaints.clear()
    page = opening.again(profile, path)
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    landmarks: tuple[Literal["banner", "main", "contentinfo"], ...]
    landmarks = ("banner", "main", "contentinfo")
    visit = Visit(
        path,
        tuple(opening.complaints),
        tuple(cookie.get("name", "") for cookie in profile.cookies()),
        tuple(asked),
        policy or "",
        _letters(page),
        page.evaluate(HEADINGS),
        {role: page.get_by_role(role).count() for role in landmarks},
        page.title(),
    )
    page.close()
    return visit


def _letters(page: Page) -> list[tuple[str, str]]:
    """Each letter of the page that is no space, and its language."""
    return [(letter, lang) for text, lang in page.evaluate(LETTERS) for letter in text]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(opening: Opening, kind: str, colours: str) -> None:
    page = opening(PAGES[kind], color_scheme=colours)
    if kind == "episode":
        page.goto(f"{page.url}#t=30.5")
        page.reload()
        assert page.locator("[aria-current=true]").count() == 1
    assert violations(page) == []


def violations(page: Page) -> list[tuple[str, str, str]]:
    """What axe has against a page."""
    # Off by default in axe, and a rule of WCAG 2.2 all the same (2.5.8).
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        (one["id"], node["html"], node["failureSummary"]) for one in found for node in one["nodes"]
    ]


def test_nu_finds_no_errors(site: Host, opening: Opening, tmp_path: Path) -> None:
    files = [site.folder / "feed" / page for page in pages(site.folder)]
    assert len(files) >= len(PAGES)
    # What the script adds is checked as well.
    for kind in ("episode", "search"):
        scripted = tmp_path / f"{kind}.html"
        scripted.write_text(opening(PAGES[kind]).content(), "utf-8")
        files.append(scripted)
    for name, show in (("ko", values.KOREAN), ("ar", values.ARABIC)):
        files += _written(tmp_path / name, values.whole(show))
    for number, attack in enumerate(test_hostile_words.ATTACKS):
        files += _written(tmp_path / f"attack-{number}", test_hostile_words.site_of(attack))
    [fault] = _written(
        tmp_path, {"fault.html": b"<!DOCTYPE html><title>One</title><h1>No language"}
    )
    found = _nu([*files, fault])
    assert {url.rpartition("/")[2] for url, _ in found} == {"fault.html"}, found


def _written(folder: Path, pages: dict[str, bytes]) -> list[Path]:
    found = [folder / path for path in pages if path.endswith(".html")]
    for file, content in zip(found, pages.values(), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return found


def _nu(files: list[Path]) -> list[tuple[str, str]]:
    """What the Nu HTML Checker has against pages: where, and what."""
    jar = programs.module("vnu-jar") / "build" / "dist" / "vnu.jar"
    said = programs.run(
        programs.find("java"), "-jar", jar, "--errors-only", "--format", "json", "--stdout",
        "--exit-zero-always", *files,
    )  # fmt: skip
    return [(one.get("url", ""), one["message"]) for one in json.loads(said)["messages"]]


def test_no_page_breaks_its_own_policy(visits: list[Visit], opening: Opening) -> None:
    for visit in visits:
        assert visit.complaints == (), visit.path
        assert "default-src 'none'" in visit.policy
        assert "unsafe" not in visit.policy
        assert "http" not in visit.policy
    # And the policy is in force: what nobody wrote into the page does not run.
    page = opening(EPISODE)
    with pytest.raises(Error):
        page.add_script_tag(content="window.strange = 1")
    assert page.evaluate("window.strange") is None
    assert opening.complaints
    opening.complaints.clear()


def test_no_page_asks_anybody_else(visits: list[Visit], site: Host) -> None:
    for visit in visits:
        assert visit.asked
        assert [url for url in visit.asked if not url.startswith(site.address)] == [], visit.path


def test_no_page_sets_a_cookie(visits: list[Visit], opening: Opening) -> None:
    assert {visit.cookies for visit in visits} == {()}
    # Neither does a page that is used: what the player remembers stays in the browser.
    page = opening(EPISODE)
    page.locator("#transcript .s").nth(9).click()
    # A function, for the pages' own policy refuses what is written as a text and asked again.
    page.wait_for_function("() => localStorage.length > 0")
    assert page.context.cookies() == []


def test_every_run_has_the_language_of_its_source(site: Host, opening: Opening) -> None:
    page = opening(EPISODE)
    shown = _letters(page)
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
            assert shown[start : start + len(written)] == written
            languages |= {lang for _, lang in written}
    assert languages == {"en", "ko", "ko-Latn"}


def test_no_page_has_korean_letters_that_it_does_not_call_korean(visits: list[Visit]) -> None:
    counted = 0
    for visit in visits:
        korean = [lang for letter, lang in visit.letters if ord(letter) in HANGUL]
        assert set(korean) <= {"ko"}, visit.path
        counted += len(korean)
    assert counted


def test_headings_and_landmarks_lead_through_every_page(visits: list[Visit]) -> None:
    for visit in visits:
        assert visit.landmarks == {"banner": 1, "main": 1, "contentinfo": 1}, visit.path
        assert visit.headings.count(1) == 1, visit.path
        assert visit.headings[0] == 1, visit.path
        assert all(two <= one + 1 for one, two in pairwise(visit.headings)), visit.path
    titles = [visit.title for visit in visits]
    assert len(set(titles)) == len(titles)
