"""All five transcripts, beside one another."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import Cue
from passage.publishing import transcripts
from passage.publishing.transcripts import (
    FORMATS,
    Format,
    Transcript,
    page,
    plain,
    segments,
    subrip,
    webvtt,
)
from tests.publishing import texts

from . import reading_back
from .cues import CHAPTERS, CUES, TRANSCRIPT, TURNS, cue

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.suffix)
def test_the_sample_is_the_golden_one(format_: Format) -> None:
    golden = (GOLDEN / f"transcript{format_.suffix}").read_bytes()
    assert format_.write(TRANSCRIPT).encode() == golden


def read_back(cues: tuple[Cue, ...], turns: tuple[bool, ...]) -> list[list[str]]:
    transcript = Transcript("Title", "en", cues)
    return [
        reading_back.webvtt(webvtt.write(transcript)),
        reading_back.subrip(subrip.write(transcript), cues, turns),
        reading_back.segments(segments.write(transcript)),
        reading_back.page(page.write(transcript)),
        reading_back.plain(plain.write(transcript), cues, turns, ()),
    ]


def test_all_five_say_what_is_spoken_cue_for_cue() -> None:
    spoken = [" ".join(each.shown.split()) for each in CUES]
    found = [
        reading_back.webvtt(webvtt.write(TRANSCRIPT)),
        reading_back.subrip(subrip.write(TRANSCRIPT), CUES, TURNS),
        reading_back.segments(segments.write(TRANSCRIPT)),
        reading_back.page(page.write(TRANSCRIPT)),
        reading_back.plain(plain.write(TRANSCRIPT), CUES, TURNS, CHAPTERS),
    ]
    assert found == [spoken] * 5


PHRASES = st.lists(st.tuples(texts.writable, st.sampled_from(["en", "ko", "ko-Latn", ""])))


@given(st.lists(st.tuples(PHRASES, st.sampled_from(["Ann", "Ben <b> & co", ""])), max_size=5))
@settings(deadline=None)
def test_all_five_say_the_same_of_any_text(told: list[tuple[list[tuple[str, str]], str]]) -> None:
    cues = tuple(
        cue(number * 9_000, number * 9_000 + 8_000, *phrases, speaker=speaker)
        for number, (phrases, speaker) in enumerate(told)
    )
    cues = tuple(each for each in cues if each.shown.strip())
    speakers = [None, *(each.speaker for each in cues)]
    turns = tuple(a != b for a, b in pairwise(speakers))
    spoken = [" ".join(each.shown.split()) for each in cues]
    # What HTML cannot write at all is told as such; the page is read without those.
    lost = [reading_back.replaced(text) for text in spoken]
    vtt, srt, json, html, text = read_back(cues, turns)
    assert vtt == srt == json == text == spoken
    assert html == lost


@given(texts.writable)
@settings(deadline=None)
def test_nothing_in_a_title_or_a_name_becomes_markup(text: str) -> None:
    transcript = Transcript(text, "en", (cue(0, 1_000, "Word.", speaker=text),))
    assert reading_back.page(page.write(transcript)) == ["Word."]
    assert reading_back.webvtt(webvtt.write(transcript)) == ["Word."]


def test_an_episode_without_words_is_an_empty_file_of_its_kind() -> None:
    nothing = Transcript("Title", "en", (cue(0, 9, " \n"),))
    assert webvtt.write(nothing) == "WEBVTT\n"
    assert subrip.write(nothing) == plain.write(nothing) == ""
    assert reading_back.segments(segments.write(nothing)) == []
    assert "<section>" not in page.write(nothing)


def test_each_format_has_its_media_type() -> None:
    assert {format_.suffix: format_.media_type for format_ in transcripts.FORMATS} == {
        ".vtt": "text/vtt",
        ".srt": "application/x-subrip",
        ".json": "application/json",
        ".html": "text/html",
        ".txt": "text/plain",
    }
