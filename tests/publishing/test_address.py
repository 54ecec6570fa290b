from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.errors import PassageError
from passage.publishing import address

from . import texts
from .samples import SHOW


@pytest.mark.parametrize(
    "plain",
    [
        "https://example.org/show/",
        "http://example.org:8080/a%20b/?q=1&r=%C3%A9#top",
        "https://user@example.org/~name/(x);y=z,!$'*+",
        "https://[2001:db8::1]/show/",
    ],
)
def test_what_is_plain_already_stays_as_it_is(plain: str) -> None:
    assert address.plain(plain) == plain


def test_a_host_in_another_script_is_written_as_the_name_system_wants_it() -> None:
    assert address.plain("https://bücher.example:80/ü b") == (
        "https://xn--bcher-kva.example:80/%C3%BC%20b"
    )


def test_a_name_of_a_file_may_have_any_letter() -> None:
    assert address.under(SHOW, "audio_out/여정 #1?.mp3") == (
        "https://example.org/walks/audio_out/%EC%97%AC%EC%A0%95%20%231%3F.mp3"
    )


@pytest.mark.parametrize("host", ["é" * 70, "é..example", "[é"])
def test_a_host_that_no_one_can_look_up_is_refused(host: str) -> None:
    with pytest.raises(PassageError, match=r"passage\.yml: https://.* is not an address"):
        address.under(replace(SHOW, address=f"https://{host}/"), "feed/feed.xml")


@given(path=texts.writable, query=st.text(alphabet="é=&?%#/ ", max_size=9))
@settings(deadline=None)
def test_an_address_is_always_ascii_without_spaces(path: str, query: str) -> None:
    show = replace(SHOW, address=f"https://example.org/{path}?{query}")
    for made in (address.plain(show.address), address.under(show, path)):
        assert made.isascii()
        assert made.isprintable()
        assert " " not in made
