from __future__ import annotations

from pathlib import Path

import pytest

from passage.delivering.serving import addressing

THERE, HERE = "https://example.org/roads/", "http://127.0.0.1:8000/"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'<enclosure url="{THERE}audio_out/a.mp3"/>', f'<enclosure url="{HERE}audio_out/a.mp3"/>'),
        (f"<link>{THERE}</link>", f"<link>{HERE}</link>"),
        (f"a='{THERE}'", f"a='{HERE}'"),
        (f"&lt;a href=&quot;{THERE}x&quot;", f"&lt;a href=&quot;{HERE}x&quot;"),
        (f'{{"img":"{THERE}feed/a.png"}}', f'{{"img":"{HERE}feed/a.png"}}'),
    ],
)
def test_an_address_is_that_of_here(before: str, after: str) -> None:
    assert addressing.moved(before.encode(), THERE, HERE).decode() == after


@pytest.mark.parametrize(
    "kept",
    [
        f"<p>We are at {THERE} and nowhere else.</p>",
        f'<a href="https://archive.example/web/{THERE}feed/feed.xml">',
        f'<a href="https://example.com/?go={THERE}">',
        f'<a href="{THERE[:-1]}-of-others/feed/feed.xml">',
        f'<a href="http{THERE[5:]}">',
    ],
)
def test_words_and_other_addresses_stay(kept: str) -> None:
    assert addressing.moved(kept.encode(), THERE, HERE).decode() == kept


def test_an_address_with_letters_that_xml_escapes_is_found_in_xml_and_json() -> None:
    there = "https://example.org/a&b/"
    assert addressing.moved(b'"https://example.org/a&amp;b/x"', there, HERE) == (
        f'"{HERE}x"'.encode()
    )
    assert addressing.moved(b'"https://example.org/a&b/x"', there, HERE) == f'"{HERE}x"'.encode()


def test_the_feed_tells_its_address(built: Path) -> None:
    assert addressing.told(built) == THERE


def test_without_a_feed_nothing_is_moved(tmp_path: Path) -> None:
    assert addressing.told(tmp_path) == ""
    assert addressing.moved(b'"https://example.org/"', "", HERE) == b'"https://example.org/"'
