from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import Phrase
from passage.voicing import words


def _phrases(*pairs: tuple[str, str]) -> tuple[list[Phrase], list[str]]:
    return [Phrase(shown, said, "en") for shown, said in pairs], [said for _, said in pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Go!" she said.', ['"Go!"', "she", "said."]),
        ("It cost 3,000 won.", ["It", "cost", "3,000", "won."]),
        ("We left — at night.", ["We", "left —", "at", "night."]),
        ("… and then", ["… and", "then"]),
        ("salt & bread", ["salt", "&", "bread"]),
        ("She laughed 😀 again", ["She", "laughed", "😀", "again"]),
        ("!!!", ["!!!"]),
        (" ", []),
    ],
)
def test_words_are_those_of_the_text_as_shown(text: str, expected: list[str]) -> None:
    assert list(words.shown(text)) == expected


@settings(deadline=None)
@given(st.text())
def test_no_mark_of_the_text_is_lost(text: str) -> None:
    assert " ".join(words.shown(text)).split() == text.split()


def test_words_that_are_said_as_shown_go_one_by_one() -> None:
    phrases, said = _phrases(("We left ", "We left "), ("home.", "home."))
    assert words.places(phrases, said) == ((0, 0), (0, 1), (1, 0))


def test_a_word_in_two_phrases_begins_with_the_first() -> None:
    phrases, said = _phrases(("Haneul", "Ha noel"), ("'s mother", "'s mother"))
    assert words.places(phrases, said) == ((0, 0), (1, 1))


def test_a_number_that_is_said_in_words_is_one_word() -> None:
    phrases, said = _phrases(("It cost 3,000 won.", "It cost three thousand won."))
    assert [position for _, position in words.places(phrases, said)] == [0, 1, 2, 4]


def test_what_is_said_in_fewer_words_is_shared_out() -> None:
    phrases, said = _phrases(("the red river there", "Tumen there"))
    assert [position for _, position in words.places(phrases, said)] == [0, 1 / 3, 2 / 3, 1]


def test_a_word_that_is_not_said_shares_the_time_of_the_one_before() -> None:
    phrases, said = _phrases(("we ★ left", "we left"))
    assert [position for _, position in words.places(phrases, said)] == [0, 0.5, 1]


def test_where_nothing_is_alike_words_are_still_in_order() -> None:
    shown = " ".join(f"a{n}" for n in range(40))
    said = " ".join(f"b{n}" for n in range(47))
    positions = [position for _, position in words.places(*_phrases((shown, said)))]
    assert positions == sorted(positions)
    assert positions[-1] < 47


def test_words_that_the_voice_tells_nothing_of_take_their_share() -> None:
    pieces = [(0, "one"), (4, "of"), (7, "the"), (11, "best")]
    assert words.begins(pieces, [(0, 0), (4, 100), (11, 200)], 400) == [0, 100, 140, 200]


def test_words_that_the_voice_knows_as_one_have_the_times_it_tells() -> None:
    pieces = [(0, "to"), (3, "be."), (7, "Or")]
    assert words.begins(pieces, [(0, 10), (1, 50), (7, 90)], 100) == [10, 50, 90]
    assert words.begins([(0, "3,000")], [(0, 10), (1, 50)], 100) == [10]


_SAID = st.lists(st.sampled_from(["we", "3,000", "went", "—", "“Oh”", "★", "&"]), max_size=12)


@settings(deadline=None)
@given(_SAID, _SAID, st.lists(st.integers(0, 900), max_size=12), st.binary(max_size=2000))
def test_words_are_in_order_within_the_sound_and_do_not_overlap(
    shown: list[str], said: list[str], events: list[int], sound: bytes
) -> None:
    sound = sound[: len(sound) // 2 * 2]
    text = " ".join(said)
    pieces = [(sum(map(len, said[:n])) + n, word) for n, word in enumerate(said)]
    marks = list(zip(itertools.count(0, 3), sorted(events), strict=False))
    begins = words.begins(pieces, marks, len(sound) // 2) if pieces else []
    phrases, parts = _phrases((" ".join(shown), text))
    found = words.times(phrases, parts, begins, sound)
    assert [word.text for word in found] == list(words.shown(" ".join(shown)))
    edges = [edge for word in found for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(sound) // 2 for edge in edges)
