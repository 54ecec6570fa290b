from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.importing import prose
from passage.importing.account import Unplaced
from passage.importing.source import from_text
from tests.importing.test_account import sheet_of

PAGE = """\
---
layout: story
---
# The Long Way

These are stories of people who
*crossed* the [hills](https://example.org/ "a link").

## Northland

> “The well was `dry`.”

I walked to the well.\\
And back.
— Amina, escaped Northland in 2008

![A picture](a.png)

---
[hills]: https://example.org/
<div align="center">
"""


def told(page: str) -> list[tuple[tuple[int, ...], str]]:
    return [(block.lines, block.text) for block in prose.of(from_text("page.md", page))[0]]


def test_the_blocks_of_a_page_stand_on_its_lines() -> None:
    assert told(PAGE) == [
        ((4,), "The Long Way"),
        ((6, 7), "These are stories of people who crossed the hills."),
        ((9,), "Northland"),
        ((11,), "“The well was dry.”"),
        ((13,), "I walked to the well."),
        ((14, 15), "And back."),
        ((15,), "— Amina, escaped Northland in 2008"),
    ]


def test_every_line_has_its_fate() -> None:
    sheet = sheet_of(from_text("page.md", PAGE))
    fates = {line.number: str(line.fate) for line in sheet.lines}
    assert fates[1] == fates[2] == fates[3] == "furniture front-matter"
    assert fates[17] == fates[19] == fates[20] == fates[21] == "furniture markup"
    assert fates[13] == "narrated amina-the-well-was-dry 2"
    assert not sheet.unplaced


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("    I sang.", ["I sang."]),
        ("```\nI sang.\n\nAnd you.\n```", ["I sang.", "And you."]),
        ("One<br>two <i>three</i>", ["One", "two three"]),
        ("Title\n=====\n\nI sang.", ["Title", "I sang."]),
        ("1. One\n2. Two", ["One", "Two"]),
        ("* One\n+ Two", ["One", "Two"]),
        ("- From: Northland\n- She sang.", ["From: Northland", "She sang."]),
        (
            "“We sang.”\n\n- Amina, 24, from Northland",
            ["“We sang.”", "- Amina, 24, from Northland"],
        ),
        ("\ufeffOne\r\ntwo\r\rthree", ["One two", "three"]),
        ("a\x0cb", ["a b"]),
        ("---\nI sang.\n---\n", ["I sang."]),
    ],
)
def test_marks_are_taken_off_and_words_are_kept(page: str, texts: list[str]) -> None:
    assert [text for _, text in told(page)] == texts


@pytest.mark.parametrize("page", [">" * 10_000 + "I sang.", "<div>\nI sang.\n</div>"])
def test_words_that_nobody_can_place_are_unplaced(page: str) -> None:
    assert [line.text.strip("> \n") for line in sheet_of(from_text("page.md", page)).unplaced] == [
        "I sang."
    ]


MARKS = (
    "\n", "\n\n", "\r\n", "\r", "\x0c", "\u2028", " ", "    ", "\t", "# ", "- ", "> ", "1. ", "*",
    "**", "_", "`", "```\n", "---\n", "===\n", "[a](b)", "![", "](", "<b>", "<div>\n", "<!--",
    "&amp;", "\\", "[a]: b\n", "I sang. ", "zwölf", "word: ", "|", "— Amina, 24\n",
)  # fmt: skip
PIECES = st.lists(st.sampled_from(MARKS), max_size=25).map("".join)


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
)
def test_any_markdown_is_accounted_for(text: str) -> None:
    assert sheet_of(from_text("page.md", text)).text == text


@settings(deadline=None, max_examples=300)
@given(PIECES)
def test_no_word_of_any_markdown_is_lost(text: str) -> None:
    sheet = sheet_of(from_text("page.md", text))
    blocks = " ".join(said for _, said in told(text))
    others = " ".join(line.text for line in sheet.lines if isinstance(line.fate, Unplaced))
    markup = " ".join(line.text for line in sheet.lines if "furniture" in str(line.fate))
    for word in ("sang", "zwölf"):
        if re.search(word, text):
            assert word in blocks + others + markup
