"""A page of `passage serve --watch` in a browser: up to date, and what is wrong on top of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect, sync_playwright

from tests import shows
from tests.browser.opening import WAIT_MS
from tests.clients import programs
from tests.delivering.serving import running
from tests.delivering.serving.running import Running
from tests.pipeline.building import build

STRICT = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Roads</title>'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self';"
    " connect-src 'self'\"></head><body><main><h1>Roads</h1></main></body></html>"
)
"""A page that permits nothing but what a page of a show permits."""


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Running]:
    folder = shows.write(tmp_path / "show")
    build(folder)
    # Where no page of the show is: a build removes pages that it does not know.
    (folder / "feed" / "probe").mkdir()
    (folder / "feed" / "probe" / "probe.html").write_text(STRICT, "utf-8")
    with running.serving(folder, "--watch") as server:
        assert server.process.stderr
        assert server.process.stderr.readline().startswith("built, nothing changed")
        yield server


@pytest.fixture
def page() -> Iterator[Page]:
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
               "--disable-background-networking", "--disable-component-update",
               "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=programs.find("chromium"), args=options, timeout=WAIT_MS
        )
        opened = browser.new_page()
        opened.set_default_timeout(WAIT_MS)
        yield opened
        browser.close()


def console(page: Page) -> list[str]:
    """What the browser complains of, but for the icon that it looks for by itself."""
    logged: list[str] = []

    def log(message: ConsoleMessage) -> None:
        if not message.location["url"].endswith("/favicon.ico"):
            logged.append(message.text)

    page.on("console", log)
    return logged


def test_an_open_page_follows_the_show(watched: Running, page: Page) -> None:
    logged = console(page)
    page.goto(f"{watched.address}feed/transcripts/one.html")
    expect(page.locator("main")).to_contain_text("on a Monday")
    shows.edit(watched.folder, "scripts/leaving.md", "on a Monday", "early on a Monday")
    expect(page.locator("main")).to_contain_text("early on a Monday")
    assert not page.get_by_role("alert").count()
    assert logged == []


def test_a_problem_is_an_alert_until_it_is_mended(watched: Running, page: Page) -> None:
    logged = console(page)
    page.goto(f"{watched.address}feed/probe/probe.html")
    page.evaluate("window.isTheSame = true")
    shows.edit(watched.folder, "scripts/leaving.md", "stage: home", "stage: <b>nowhere")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(re.compile(r"^scripts/leaving\.md:3"))
    expect(alert).to_contain_text("<b>nowhere")
    expect(page.get_by_role("heading", name="Roads")).to_be_visible()
    assert alert.get_attribute("lang") == "en"
    shows.edit(watched.folder, "scripts/leaving.md", "stage: <b>nowhere", "stage: home")
    expect(alert).to_have_count(0)
    # Nothing was lost by it: not the place in the page, and not what it plays.
    assert page.evaluate("window.isTheSame")
    assert logged == []
