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
