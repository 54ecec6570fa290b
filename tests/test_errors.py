from __future__ import annotations

import pickle

import pytest

from passage.errors import InputProblems, PassageError, Problem, VoicingFailed
from passage.model import Place

LATER = Problem(Place("scripts/b.md", 2, 1), "is wrong", "mend it")
EARLIER = Problem(Place("scripts/a.md", 10), "is wrong too")


def test_an_error_tells_its_subject_what_is_wrong_and_the_next_step() -> None:
    assert str(PassageError("a subject", "what is wrong", "a command")) == (
        "a subject: what is wrong\n  a command"
    )


def test_problems_are_told_all_at_once_in_order_of_place_and_each_once() -> None:
    assert str(InputProblems([LATER, EARLIER, LATER])) == (
        "scripts/a.md:10: is wrong too\nscripts/b.md:2:1: is wrong\n  mend it"
    )


@pytest.mark.parametrize(
    "error", [InputProblems([LATER, EARLIER]), VoicingFailed("one", "two", "three")]
)
def test_an_error_travels_between_processes(error: PassageError) -> None:
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own
