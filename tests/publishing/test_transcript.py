from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from passage.publishing import transcript

from . import texts
from .samples import says, segment


def test_each_segment_has_its_title_and_a_paragraph_for_each_turn_to_speak() -> None:
    told = transcript.plain(
        [
            segment("Opening", says("Host", "Welcome. "), says("Host", "Sit down.")),
            segment("Salt", says("Ann", "We went."), says("Ben", "“Far?” "), says("Ann", "Yes.")),
        ]
    )
    assert told == (
        "Opening\n\nHost: Welcome. Sit down.\n\nSalt\n\nAnn: We went.\n\nBen: “Far?”\n\nAnn: Yes.\n"
    )


def test_the_words_are_those_that_are_written_not_those_that_are_spoken() -> None:
    assert "We went." in transcript.plain([segment("", says("", "We went."))])


def test_a_space_is_put_only_where_there_is_none() -> None:
    sentences = [says("Ann", shown) for shown in ("One.", "Two. ", "Three.", " Four.", "", "Five.")]
    assert transcript.plain([segment("", *sentences)]) == "Ann: One. Two. Three. Four. Five.\n"


def test_what_is_empty_leaves_nothing_behind() -> None:
    assert transcript.plain([]) == ""
    assert transcript.plain([segment("", says("Ann", " "))]) == ""
    assert transcript.plain([segment("Salt")]) == "Salt\n"
    assert transcript.plain([segment("", says("", "One."))]) == "One.\n"


@given(st.lists(st.tuples(st.sampled_from(["Ann", "Ben", ""]), texts.writable), max_size=8))
@settings(deadline=None)
def test_no_word_is_lost_added_or_moved(turns: list[tuple[str, str]]) -> None:
    told = transcript.plain([segment("", *[says(speaker, shown) for speaker, shown in turns])])
    names = {"Ann:", "Ben:"}
    assert [word for word in told.split() if word not in names] == [
        word for _, shown in turns for word in shown.split() if word not in names
    ]
