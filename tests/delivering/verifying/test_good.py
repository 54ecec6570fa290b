"""Nothing is found in a show that is as it should be."""

from __future__ import annotations

import re

from tests.clients import server
from tests.delivering.verifying import published, running
from tests.delivering.verifying.host import Host


def test_nothing_is_found_in_a_show_that_is_served_well(host: Host) -> None:
    verified, spent = running.verify(host)
    assert verified.findings == ()
    assert verified.episodes == 2
    assert spent.requests == len(host.asked)
    assert spent.bytes > 100_000


def test_all_that_is_made_is_looked_at(host: Host) -> None:
    running.verify(host)
    asked = {path for _, path in host.asked}
    made = {
        path.relative_to(host.folder).as_posix()
        for name in ("feed", "audio_out")
        for path in (host.folder / name).rglob("*")
        if path.is_file() and ".cache" not in path.parts and path.parent.name != "drafts"
    }
    # The records beside the sound are not published. Former names are asked for, to see that.
    assert made - asked == {f"audio_out/{name}.json" for name in ("one", "two")}
    assert {published.BOOK, published.TEXT_BOOK, "feed/site/search.json"} <= asked


def test_no_address_is_fetched_twice(host: Host) -> None:
    running.verify(host)
    whole = [
        path
        for (method, path), heads in zip(host.asked, host.heads, strict=True)
        if method == "GET" and "Range" not in heads
    ]
    assert len(whole) == len(set(whole))


def test_nothing_is_found_in_what_passage_serves(host: Host) -> None:
    with server.hosting() as here:
        here.folder = host.folder
        # It tells its own address wherever the show's stands, and that is no difference.
        verified, _ = running.verify(Host(here.address, host.folder))
        assert verified.findings == ()
        assert verified.episodes == 2
        assert not [asked for asked in here.asked if asked.status in {307, 500}]


def test_a_transcript_may_go_on_on_further_pages(host: Host) -> None:
    page, last = "feed/episodes/one.html", "They are not the voices of the people"
    # Where sentences have no times, their words alone are compared.
    marked = re.compile(r'<span class="s"[^>]*>([^<]*(?:<[^/][^<]*<[^<]*)*)</span>')
    host.files[page] = marked.sub(r"\1", host.read(page).decode()).encode()
    host.edit(page, last, "")
    host.edit(page, "</main>", '<a href="one.2.html">Page 2</a></main>')
    assert running.rules(running.verify_only(host)) == {"page/link", "page/words"}
    rest = f"<!DOCTYPE html><title>Page 2</title><p>{last}</p>".encode()
    host.files["feed/episodes/one.2.html"] = rest
    assert running.rules(running.verify_only(host)) == {"page/words"}
    host.edit(page, "whose stories they tell", "")
    host.files["feed/episodes/one.2.html"] = rest.replace(b"</p>", b" whose stories they tell.</p>")
    assert running.verify_only(host).findings == ()
