"""Opening pages of the site as people meet them: with scripts or without, narrow, dark."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

WAIT_MS = 120_000
"""For what certainly comes, on a machine that is busy with other things; its own would be 30 s, and
for what is expected of a page 5."""
expect.set_options(timeout=WAIT_MS)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
]
"""Chromium keeps to itself, also as root and without a screen or a sound card. It would let pages
play unasked, so that it is they who do not."""

TELL_BREACHES = (
    "addEventListener('securitypolicyviolation', "
    "breach => console.error(`${breach.violatedDirective} forbids ${breach.blockedURI}`))"
)

PAGES = {
    "home": "index.html",
    "episode": "episodes/one.html",
    "stage": "stages/home.html",
    "place": "places/lower-town.html",
    "narrator": "narrators/bo.html",
    "glossary": "glossary.html",
    "search": "search.html",
    "accessibility": "accessibility.html",
}
"""A page of each kind."""
EPISODE = PAGES["episode"]


@dataclass
class Opening:
    """Pages that are open, and what the browser had to say against them."""

    browser: Browser
    base: str
    """The address of the site, with a slash at its end."""
    complaints: list[str] = field(default_factory=list)
    """Errors of scripts, files that are not there, and breaches of the content security policy."""
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(self, path: str, **options: Any) -> Page:
        """Open a page of the site in a new profile with these options of Playwright's."""
        return self.again(self.profile(**options), path)

    def profile(self, **options: Any) -> BrowserContext:
        """A profile: what it remembers, all pages in it share."""
        context = self.browser.new_context(**options)
        context.set_default_timeout(WAIT_MS)
        context.add_init_script(TELL_BREACHES)
        self.contexts.append(context)
        return context

    def again(self, context: BrowserContext, path: str) -> Page:
        """Open a page in a profile."""
        page = context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.base}{path}")
        return page

    def close(self) -> None:
        """Close all of them."""
        for context in self.contexts:
            context.close()

    def _said(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        told = f"{message.text} {where}"
        # Browsers ask every server for an icon, unless the page names one.
        if message.type in ("error", "warning") and "/favicon.ico" not in told:
            self.complaints.append(told)


def pages(folder: Path) -> list[str]:
    """Every page of a built show, by its address below the site's."""
    feed = folder / "feed"
    found = (path.relative_to(feed) for path in feed.rglob("*.html"))
    return sorted(path.as_posix() for path in found if path.parts[0] != "transcripts")
