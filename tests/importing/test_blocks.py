from __future__ import annotations

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from passage.importing import blocks, words
from passage.importing.blocks import Block
from passage.importing.source import from_text

LONG = (
    "We counted the boats every evening, and every evening there was one less, until my sister "
    "said that we had better stop counting and begin to pack the bread and the blankets."
)


def of(text: str) -> tuple[Block, ...]:
    return blocks.of(from_text("page.txt", text))


def texts(text: str) -> list[str]:
    return [block.text for block in of(text)]


def test_each_line_is_a_block() -> None:
    found = of("Title\n\nOne.\n  Two.  \n\n\nThree.")
    assert [(block.lines, block.text, block.spaced) for block in found] == [
        ((1,), "Title", True),
        ((3,), "One.", True),
        ((4,), "Two.", False),
        ((7,), "Three.", True),
    ]


def test_the_lines_of_a_wrapped_page_are_joined() -> None:
    wrapped = "\n".join(textwrap.wrap(LONG, 60))
    page = f"Title\n\n{wrapped}\n\n{wrapped}"
    assert texts(page) == ["Title", LONG, LONG]
    assert [block.lines for block in of(page)] == [(1,), (3, 4, 5), (7, 8, 9)]


def test_an_attribution_is_not_joined_to_a_full_line() -> None:
    wrapped = "\n".join(
        textwrap.wrap(
            f"{LONG} {LONG} And then we were on our way to it, with all the lamps lit.", 60
        )
    )
    assert len(wrapped.splitlines()[-1]) > 50
    assert [text[:6] for text in texts(f"{wrapped}\n— Amina")] == ["We cou", "— Amin"]


def test_a_divided_word_is_joined_without_a_blank() -> None:
    page = (
        "We went to the market with the others, and there was a well-\n"
        "known baker who gave us what was left over of his own bread,\n"
        "and we carried it home under our coats so that nobody could\n"
        "see it."
    )
    assert "a well-known baker" in texts(page)[0]


def test_short_lines_and_lines_of_any_length_are_not_joined() -> None:
    assert len(of("One two\nthree four\nfive six\nseven eight\nnine ten")) == 5
    assert len(of(f"{LONG}\n{LONG}\n{LONG}\n{LONG}")) == 4


def test_an_attribution_at_the_end_of_a_line_is_a_block_of_its_own() -> None:
    said, signature = of("“We sang all the way.” — Amina, 24")
    assert (said.text, signature.text) == ("“We sang all the way.”", "— Amina, 24")
    assert said.lines == signature.lines == (1,)
    assert said.position < signature.position


def test_a_dash_inside_a_sentence_parts_nothing() -> None:
    assert texts("I blinked. — Then we were there, and it was cold.") == [
        "I blinked. — Then we were there, and it was cold."
    ]


@settings(deadline=None)
@given(st.text(st.sampled_from("aB1 -—“”.\n\r\x0c\u2028\t\u200b"), max_size=300))
def test_no_visible_character_is_lost_or_changed(text: str) -> None:
    source = from_text("page.txt", text)
    found = blocks.of(source)
    visible = "".join(line for line in source.lines if words.visible(line))
    assert _packed("".join(block.text for block in found)) == _packed(visible)
    numbers = [number for block in found for number in block.lines]
    assert numbers == sorted(numbers)


def _packed(text: str) -> str:
    return "".join(text.split())
