from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from passage.publishing.transcripts import Transcript, cards, subrip, webvtt

from .cues import cue

LONG = "one two three four five six seven eight nine ten eleven twelve"
WORDS = LONG.split()
KNOWN = tuple(
    (n * 1_000, n * 1_000 + 900, word) for n, word in enumerate(WORDS) if word not in {"two", "ten"}
)


def shown(text: str, divided: tuple[cards.Card, ...]) -> list[list[str]]:
    return [[text[start:end] for start, end in card.lines] for card in divided]


def test_what_is_short_is_one_card_with_lines_of_one_length() -> None:
    text = "one two three four five six"
    assert shown(text, cards.divide(text, cue(0, 9, text), width=32)) == [[text]]
    assert shown(text, cards.divide(text, cue(0, 9, text), width=24)) == [
        ["one two three", "four five six"]
    ]


def test_a_card_begins_when_its_first_word_is_heard() -> None:
    sentence = cue(0, 12_000, LONG, words=KNOWN)
    divided = cards.divide(LONG, sentence, width=16)
    assert shown(LONG, divided)[1] == ["seven eight", "nine ten"]
    assert [(card.start, card.end) for card in divided] == [
        (0, 6_000), (6_000, 10_000), (10_000, 12_000),
    ]  # fmt: skip


def test_where_words_are_unknown_time_passes_evenly_between_those_that_are_known() -> None:
    divided = cards.divide("aaaa bbbb cccc dddd", cue(0, 1_900, "x"), width=4)
    assert [card.start for card in divided] == [0, 1_000]
    late = cue(0, 1_900, "x", words=((1_500, 1_600, "bbbb"), (9, 10, "cccc"), (1_600, 1_700, "z")))
    assert [card.start for card in cards.divide("aaaa bbbb cccc dddd", late, width=4)] == [0, 1_642]


def test_a_name_takes_room_but_no_time() -> None:
    divided = cards.divide("aaaa bbbb cccc", cue(0, 1_400, "x"), width=4, name="Ann: ")
    assert shown("Ann: aaaa bbbb cccc", divided) == [["Ann:", "aaaa"], ["bbbb", "cccc"]]
    assert divided[1].start == 500


def test_what_is_over_too_soon_to_be_divided_is_one_card() -> None:
    (card,) = cards.divide(LONG, cue(5, 6, LONG), width=8)
    assert (card.start, card.end, len(card.lines)) == (5, 6, 9)


@given(st.lists(st.text("abcé가", min_size=1, max_size=9), min_size=1, max_size=60))
@settings(deadline=None)
def test_no_line_is_too_long_and_no_card_has_three(words: list[str]) -> None:
    told = Transcript("", "en", (cue(0, 60_000, " ".join(words), speaker=""),))
    for write, width in ((webvtt.write, webvtt.WIDTH), (subrip.write, subrip.WIDTH)):
        blocks = write(told).rstrip("\n").split("\n\n")
        for block in blocks[write is webvtt.write :]:
            lines = block.split("\n")[2:]
            assert 1 <= len(lines) <= 2
            assert max(map(len, lines)) <= width


def test_a_word_that_is_longer_than_a_line_has_its_own() -> None:
    told = webvtt.write(Transcript("", "en", (cue(0, 9, "a " + "b" * 99, speaker=""),)))
    assert told.endswith("\na\n" + "b" * 99 + "\n")
