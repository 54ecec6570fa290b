"""A reader of books in a browser: foliate-js plays an overlay and tells what it marks when."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.opening import WAIT_MS
from tests.clients import programs

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
)
_PAGE = """<!DOCTYPE html><html lang="en"><title>Reader</title><body style="height:90vh">
<script type="module">
import { makeBook } from './foliate-js/view.js'
const Sound = window.Audio
window.Audio = function (url) {
    const sound = new Sound(url)
    sound.addEventListener('timeupdate', () => { window.told = performance.now() })
    return window.sound = sound
}
window.read = async (name, until) => {
    const book = await makeBook('/book.epub')
    const view = document.createElement('foliate-view')
    document.body.append(view)
    await view.open(book)
    const index = book.sections.findIndex(section => section.id.endsWith(name))
    await view.renderer.goTo({ index })
    const marked = () => {
        const { doc } = view.renderer.getContents()[0]
        const found = [...doc.querySelectorAll('.' + book.media.activeClass)]
        return found.map(element => element.id)
    }
    view.mediaOverlay.start(index)
    const seen = []
    const began = performance.now()
    while (performance.now() - began < 240000) {
        await new Promise(done => setTimeout(done, 40))
        if (!window.sound) continue
        // Slowly, so that of each sentence enough is seen on a machine that has much else to do.
        window.sound.playbackRate = 0.5
        const now = Math.round(window.sound.currentTime * 1000)
        if (now >= until) break
        // On a machine that stands still for a moment the sound goes on, and nobody is told of it.
        const stale = performance.now() - window.told > 300
        if (!window.sound.paused && !stale) seen.push([now, marked()])
    }
    view.mediaOverlay.stop()
    return seen
}
window.ready = true
</script></body></html>
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was marked at a moment of the sound."""

    moment: int
    """Milliseconds of the sound, not of the clock on the wall."""
    marked: tuple[str, ...]


def read(book: Path, document: str, until: int) -> list[Seen]:
    """Play a document of a book until a moment of its sound, and watch what is marked."""
    chromium = programs.find("chromium")
    with _served(book) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=list(_ARGUMENTS), timeout=WAIT_MS
        )
        try:
            page = browser.new_page()
            page.set_default_timeout(WAIT_MS)
            page.goto(f"{address}reader.html")
            page.wait_for_function("window.ready")
            seen = page.evaluate("([name, until]) => window.read(name, until)", [document, until])
        finally:
            browser.close()
    return [Seen(moment, tuple(marked)) for moment, marked in seen]


class _Handler(SimpleHTTPRequestHandler):
    book: Path

    def do_GET(self) -> None:
        if self.path == "/reader.html":
            self._send(_PAGE.encode(), "text/html; charset=utf-8")
        elif self.path == "/book.epub":
            self._send(self.book.read_bytes(), "application/epub+zip")
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        pass

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def _served(book: Path) -> Iterator[str]:
    modules = Path(os.environ.get("NODE_PATH", ""))
    if not (modules / "foliate-js").is_dir():
        pytest.skip("foliate-js is not in NODE_PATH; .ci/run puts it there")
    handler = type("Handler", (_Handler,), {"book": book})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(modules)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
