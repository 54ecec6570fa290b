from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import shows
from tests.browser import invented
from tests.browser.opening import ARGUMENTS, WAIT_MS, Opening
from tests.clients import programs, server
from tests.clients.server import Host
from tests.pipeline.building import build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The pages of an invented show, built once and served."""
    with server.hosting() as host:
        host.folder = shows.write(tmp_path_factory.mktemp("site"), invented.FILES)
        build(host.folder)
        yield host


# Of the package, not of the session: while Playwright runs its loop is this thread's, and tests of
# other packages run loops of their own.
@pytest.fixture(scope="package")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that all tests share, each in a profile of its own."""
    program = programs.find("chromium")
    # It would keep what it has to say of crashes beside the profiles of whoever runs the tests.
    home: dict[str, str | float | bool] = {**os.environ}
    home["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("chromium"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=ARGUMENTS, env=home, timeout=WAIT_MS
        )
        yield browser
        browser.close()


@pytest.fixture
def opening(chromium: Browser, site: Host) -> Iterator[Opening]:
    """Opens pages; in the end none of them may have complained."""
    opening = Opening(chromium, f"{site.address}feed/")
    yield opening
    opening.close()
    assert opening.complaints == []
