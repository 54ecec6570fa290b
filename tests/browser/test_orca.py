"""An episode as Orca tells it, and its silence while the voice speaks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser import golden
from tests.browser.opening import ARGUMENTS, EPISODE, WAIT_MS
from tests.browser.orca import Desktop, desktop
from tests.browser.test_listening import now
from tests.clients import programs
from tests.clients.server import Host

JOURNEY = ["h"] * 3 + ["Tab"] * 12 + ["h"] * 4 + ["m"] * 2
"""By headings to the player, from control to control, by headings again, and by landmarks."""

LISTENED = 8
"""Seconds of the voice in which nobody else may speak."""


@contextmanager
def listening(chromium: Browser, site: Host, home: Path) -> Iterator[tuple[Desktop, Page]]:
    """An episode in a window without an address bar, and Orca in front of it."""
    with desktop(home) as orca:
        profile = chromium.browser_type.launch_persistent_context(
            home / "profile",
            executable_path=programs.find("chromium"),
            headless=False,
            no_viewport=True,
            env=dict(orca.env),
            timeout=WAIT_MS,
            args=[
                *ARGUMENTS,
                "--force-renderer-accessibility",
                f"--app={site.address}feed/{EPISODE}",
            ],
        )
        page = profile.pages[0]
        orca.wait(lambda: "Skip to the content link." in orca.said())
        yield orca, page
        profile.close()


def test_orca_tells_headings_landmarks_and_the_player(
    chromium: Browser, site: Host, tmp_path: Path
) -> None:
    known = golden.known("orca")
    steps = _steps(known or [])
    with listening(chromium, site, tmp_path) as (orca, _):
        told = [f"[{orca.said()[-2]}]"]
        for place, key in enumerate(JOURNEY):
            before = len(orca.said())
            orca.press(key)
            expected = steps[place] if place < len(steps) else None
            told += [f"[{key}]", *orca.answer(before, expected)]
    golden.compare("orca", told)


def test_orca_is_silent_while_the_voice_speaks(
    chromium: Browser, site: Host, tmp_path: Path
) -> None:
    with listening(chromium, site, tmp_path) as (orca, page):
        _go(orca, ["h", "h", "h", "Tab"], "Play push button.")
        orca.press("Return")
        _listen(orca, page)
        # It is not deaf: what is asked is answered.
        _go(orca, ["Tab"], "Back 15 seconds push button.")
        # From the sentence on which it stands, Enter has the voice speak.
        before = now(page)
        _go(orca, ["h", "h", "h", "Down", "Down", "Down"], "Your host is Ada.")
        orca.press("Return")
        orca.wait(lambda: now(page) < before)
        _listen(orca, page)


def _go(orca: Desktop, keys: list[str], there: str) -> None:
    """Press keys, each when the one before was answered, until something is said at the last."""
    for key in keys:
        before = len(orca.said())
        orca.press(key)
        orca.wait(partial(_answered, orca, before))
    orca.wait(lambda: orca.said()[-1].endswith(there))


def _answered(orca: Desktop, before: int) -> bool:
    return len(orca.said()) > before


def _listen(orca: Desktop, page: Page) -> None:
    """Let the voice speak, and nobody else."""
    orca.wait(lambda: page.evaluate("!document.getElementById('audio').paused"))
    before, start = orca.said(), now(page)
    orca.wait(lambda: now(page) > start + LISTENED)
    assert orca.said() == before


def _steps(lines: list[str]) -> list[list[str]]:
    """What a golden file has under each key."""
    steps: list[list[str]] = []
    for line in lines:
        if line.startswith("["):
            steps.append([])
        else:
            steps[-1].append(line)
    return steps[1:]
