from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passage.narrating import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("an aunt [not by blood] in town", "an aunt, not by blood, in town"),
        ("an aunt (by marriage).", "an aunt, by marriage."),
        ("It was — I think — cold.", "It was, I think, cold."),
        ("“It will,” was his “answer”.", "It will, was his answer."),
        ("don’t, the boys’ room, ’tis", "don't, the boys room, tis"),
        ("from 1950–1953", "from 1950-1953"),
        ("a well-known 3,000-mile road", "a well-known 3,000-mile road"),
        ("Wait… what?", "Wait... what?"),
        ("[[not a phoneme]]", "not a phoneme"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("a\tb\nc\u00a0d", "a b c d"),
        ("", ""),
        ("…", "... "),
    ],
)
def test_how_marks_are_spoken(written: str, said: str) -> None:
    assert spoken.spoken(written) == said


@given(st.text(st.sampled_from("ab1 ,.;:!?'-“”’()—…\n"), max_size=12))
def test_plain_words_are_spoken_as_they_are_whichever_way_is_taken(text: str) -> None:
    assert spoken.spoken(text) == spoken._reduced(text)


@given(st.text())
def test_every_letter_and_digit_is_spoken_in_its_order(text: str) -> None:
    heard = re.findall(r"[^\W_]", text)
    assert re.findall(r"[^\W_]", spoken.spoken(text)) == heard
