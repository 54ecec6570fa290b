from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passage.model import Run
from passage.narrating import sentences


def _split(text: str, language: str = "en") -> list[str]:
    return ["".join(run.text for run in cut) for cut in sentences.split([Run(text)], language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One. ", "Two."]),
        ("Dr. Ro came at 5 p.m. on Monday.", ["Dr. Ro came at 5 p.m. on Monday."]),
        ("“Where to?” she asked. Nobody knew.", ["“Where to?” she asked. ", "Nobody knew."]),
        ("It was 3,000 miles… and then? Home!", ["It was 3,000 miles… and then? ", "Home!"]),
        ("He said “stay.” ”", ["He said “stay.” ”"]),
        ("… Then rain.", ["… Then rain."]),
        ("* * *", []),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert _split(text) == expected


def test_korean_sentences_end_where_korean_ones_do() -> None:
    assert _split("강을 건넜습니다. 추웠어요.", "ko") == ["강을 건넜습니다. ", "추웠어요."]


def test_runs_keep_their_language_and_spoken_form_in_their_sentence() -> None:
    runs = [Run("I had an "), Run("unni", "ko-Latn", "oon-nee"), Run(". She was kind.")]
    assert sentences.split(runs, "en") == [
        (Run("I had an "), Run("unni", "ko-Latn", "oon-nee"), Run(". ")),
        (Run("She was kind."),),
    ]


def test_a_run_with_a_spoken_form_is_said_once_and_stays_whole() -> None:
    runs = [Run("Then "), Run("Ha. Ha. Ha.", "", "laughter"), Run(" It was over.")]
    assert sentences.split(runs, "en") == [tuple(runs)]


_RUNS = st.lists(st.builds(Run, st.text(), st.sampled_from(["", "ko"]), st.just("")))
_PROSE = st.text(st.sampled_from("ab1 .?!…”“()한\n "), max_size=60)


@given(_RUNS | st.lists(st.builds(Run, _PROSE)), st.sampled_from(["en", "ko-KR", "xx", "fr"]))
def test_no_character_is_lost_moved_or_made_up(runs: list[Run], language: str) -> None:
    text = "".join(run.text for run in runs)
    cut = sentences.split(runs, language)
    joined = "".join(run.text for sentence in cut for run in sentence)
    assert joined == (text if re.search(r"[^\W_]", text) else "")
    for sentence in cut:
        assert re.search(r"[^\W_]", "".join(run.text for run in sentence))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “Go.” Then he left.", ["He said “Go.” ", "Then he left."]),
        ("“Stop.” “Why?” “So.”", ["“Stop.” ", "“Why?” ", "“So.”"]),
        ("Dr. Kim came. Mr. Lee left.", ["Dr. Kim came. ", "Mr. Lee left."]),
        ("We came at 5 p.m. The road was dark.", ["We came at 5 p.m. ", "The road was dark."]),
        ("We live in the U.S. Then we moved.", ["We live in the U.S. ", "Then we moved."]),
        ("The U.S. Army came.", ["The U.S. Army came."]),
        ("So did I. Then he came.", ["So did I. ", "Then he came."]),
        ("J. K. Rowling wrote it.", ["J. K. Rowling wrote it."]),
        ("No. 5 came. No. He went.", ["No. 5 came. ", "No. ", "He went."]),
        ("He… went… home. Then… rain.", ["He… went… home. ", "Then… rain."]),
        ("What?! No!!! Yes.", ["What?! ", "No!!! ", "Yes."]),
        ("See example.org. It cost 3.50.", ["See example.org. ", "It cost 3.50."]),
    ],
)
def test_full_stops_that_end_a_sentence_and_those_that_do_not(
    text: str, expected: list[str]
) -> None:
    assert _split(text) == expected


def test_a_sentence_longer_than_a_breath_is_cut_where_one_would_draw_it() -> None:
    clauses = [
        f"and then we walked for a day and a night and came to river {n}, " for n in range(60)
    ]
    cut = _split("".join(clauses))
    assert "".join(cut) == "".join(clauses)
    assert all(piece.endswith(", ") and len(piece) <= sentences.LONGEST for piece in cut)
    assert len(cut) < 10


def test_five_thousand_words_without_a_mark_are_cut_between_words() -> None:
    text = " ".join(["word"] * 5000)
    cut = _split(text)
    assert "".join(cut) == text
    assert all(piece.strip("word ") == "" and len(piece) <= sentences.LONGEST for piece in cut)
    assert all(piece.startswith("word") for piece in cut)


def test_a_word_without_end_stays_whole() -> None:
    assert _split("a" * 2000) == ["a" * 2000]


def test_a_long_run_with_a_spoken_form_is_not_cut() -> None:
    runs = [Run("Then "), Run("ha, " * 400, "", "laughter"), Run("and it was over.")]
    pieces = [run for cut in sentences.split(runs, "en") for run in cut]
    assert pieces == runs
