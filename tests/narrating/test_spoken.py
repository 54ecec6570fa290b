"""What is spoken for what is written: the tables in ``spoken_cases/``, and what holds for any text.

A line of a table is a text as written, `` => ``, and what is spoken for it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.narrating import spoken
from passage.narrating.sentences import WORD

TABLES = Path(__file__).with_name("spoken_cases")


def table(name: str) -> list[tuple[str, str]]:
    lines = (TABLES / f"{name}.txt").read_text("utf-8").splitlines()
    pairs = [line.partition(" => ") for line in lines if line and not line.startswith("## ")]
    return [(written, said) for written, _, said in pairs]


@pytest.mark.parametrize(("written", "said"), table("english"))
def test_english_is_spoken_as_the_table_says(written: str, said: str) -> None:
    assert spoken.spoken(written, "en-GB") == said


@pytest.mark.parametrize(("written", "said"), table("any"))
@pytest.mark.parametrize("language", ["en", "ko", "de"])
def test_marks_are_spoken_alike_in_every_language(written: str, said: str, language: str) -> None:
    assert spoken.spoken(written, language) == said


@pytest.mark.parametrize(("written", "said"), table("other"))
def test_english_words_are_put_into_no_other_language(written: str, said: str) -> None:
    assert spoken.spoken(written, "ko") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a\tb\nc\u00a0d", "a b c d"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("", ""),
        ("…", "... "),
    ],
)
def test_what_cannot_be_seen_is_not_spoken(written: str, said: str) -> None:
    assert spoken.spoken(written, "en") == said


@given(st.text(st.sampled_from("ab1 ,.;:!?'-“”’()—…\n"), max_size=12))
def test_plain_words_are_spoken_as_they_are_whichever_way_is_taken(text: str) -> None:
    assert spoken.spoken(text, "ko") == spoken._reduced(text)


@given(st.text())
def test_every_letter_and_digit_is_spoken_in_its_order(text: str) -> None:
    heard = WORD.findall(text)
    assert WORD.findall(spoken.spoken(text, "ko")) == heard


_PIECES = ["Mr.", "Dr. ", "$", "1", "/", "2", " ", "-", "a", "K.", ".com", "www.", "@", "#", ":00"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=12).map("".join))
def test_english_never_loses_a_letter_of_a_text_to_silence(text: str) -> None:
    said = spoken.spoken(text, "en")
    assert bool(WORD.search(text)) <= bool(WORD.search(said))
    words = re.findall(r"(?<![\w./:@#-])[a-z]+(?![\w./:@#-])", text)
    assert all(word in said for word in words if word not in {"m", "kg", "vs"})
