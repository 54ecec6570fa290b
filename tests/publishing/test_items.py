"""What the podcast namespace tells of an episode and of a show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.errors import PassageError
from passage.model import Cast, Milliseconds
from passage.publishing.published import Picture, Published, Soundbite

from . import texts
from .samples import BARE_SHOW, COAST, PUBLISHED_COAST, SHOW, TRAILER, script
from .test_feed import found, parsed

ITEM = "//item[1]/podcast:"


def coast(**changes: Any) -> Published:
    return replace(PUBLISHED_COAST, **changes)


def test_everyone_who_is_heard_is_named_once_and_the_regulars_again() -> None:
    root = parsed(episodes=[PUBLISHED_COAST])
    names = ["Ada", "The Walking Club", "Ann <the elder>"]
    assert found(root, f"{ITEM}person") == names
    assert found(root, f"{ITEM}person/@role") == ["host", "author", "narrator"]
    assert found(root, f"{ITEM}person/@group") == ["cast", "writing", "cast"]
    assert found(root, "/rss/channel/podcast:person") == names[:2]


def test_an_episode_without_narrators_keeps_the_people_of_the_show() -> None:
    assert found(parsed(episodes=[TRAILER]), f"{ITEM}person") == []
    bare = parsed(replace(BARE_SHOW, cast=Cast()), [])
    assert found(bare, "//podcast:person") == ["Club"]


def test_a_place_is_told_as_far_as_the_show_knows_it() -> None:
    root = parsed(episodes=[coast(scripts=(script("a", "", "", "The <edge>"),))])
    assert found(root, f"{ITEM}location") == ["The <edge>"]
    assert found(root, f"{ITEM}location/@geo | {ITEM}location/@country") == []
    assert found(root, f"{ITEM}location/@rel") == ["subject"]


def test_a_show_that_is_complete_and_not_to_be_listed_says_so() -> None:
    root = parsed(BARE_SHOW, [])
    for name in ("itunes:complete", "itunes:block", "podcast:block"):
        assert found(root, f"/rss/channel/{name}") == ["yes"]
    assert found(root, "//podcast:updateFrequency/@complete") == ["true"]
    assert found(root, "//podcast:updateFrequency/@rrule") == []
    for name in ("itunes:complete", "itunes:block", "podcast:block"):
        assert found(parsed(), f"/rss/channel/{name}") == []


def test_a_trailer_of_a_stage_says_of_which() -> None:
    trailer = replace(TRAILER, manifest=replace(TRAILER.manifest, season="hills"))
    assert found(parsed(episodes=[trailer]), "//podcast:trailer/@season") == ["2"]
    assert found(parsed(episodes=[TRAILER]), "//podcast:trailer/@season") == []


def test_captions_are_told_from_transcripts_that_are_only_read() -> None:
    root = parsed(episodes=[PUBLISHED_COAST])
    types = found(root, f"{ITEM}transcript[@rel='captions']/@type")
    assert types == ["text/vtt", "application/x-subrip"]
    assert found(root, f"{ITEM}transcript/@language") == ["en"] * 5


def test_a_picture_without_words_has_no_empty_ones() -> None:
    root = parsed(episodes=[coast(picture=Picture("feed/a.jpg", "", 1400, "image/jpeg"))])
    assert found(root, f"{ITEM}image/@alt") == []
    assert found(root, f"{ITEM}image/@type") == ["image/jpeg"]


LONG = st.just("a 언 ]]> שלום 🏔 <b>&amp; " * 400)


@given(st.tuples(*[texts.filled | LONG] * 7))
@settings(deadline=None, max_examples=50)
def test_every_text_comes_back(told: tuple[str, ...]) -> None:
    narrator, place, display, described, bite, host, frequency = told
    show = replace(SHOW, cast=Cast(host_name=host), frequency=frequency)
    published = coast(
        episode=replace(COAST, manifest=replace(COAST.manifest, display=display)),
        scripts=(script("a", "", narrator, place),),
        picture=Picture("feed/a.png", described, 1400),
        soundbite=Soundbite(Milliseconds(1), Milliseconds(2), bite),
    )
    root = parsed(show, [published])
    assert found(root, f"{ITEM}person[@role='narrator']") == [narrator]
    assert found(root, f"{ITEM}person[@role='host']") == [host]
    assert found(root, f"{ITEM}location") == [place]
    assert found(root, f"{ITEM}episode/@display") == [display]
    assert found(root, f"{ITEM}image/@alt") == [described]
    assert found(root, f"{ITEM}soundbite") == [bite]
    assert found(root, "//podcast:updateFrequency") == [frequency]


@given(texts.unwritable)
@settings(deadline=None)
def test_what_xml_cannot_carry_is_refused_by_name(character: str) -> None:
    for published, name in (
        (coast(scripts=(script("a", "", character),)), "narrator of a"),
        (coast(scripts=(script("a", "", "", character),)), "place of a"),
        (coast(soundbite=Soundbite(Milliseconds(1), Milliseconds(2), character)), "soundbite"),
    ):
        with pytest.raises(PassageError, match=rf"^episodes/coast-1\.yml: {name} has the char"):
            parsed(episodes=[published])
