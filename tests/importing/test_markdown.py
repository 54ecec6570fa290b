from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from passage.importing import markdown
from passage.model import Paragraph, Run
from passage.reading import markdown as reading
from passage.reading.report import Report


def paragraphs(text: str) -> list[tuple[str, bool]]:
    """The paragraphs of a body as they are read back, and whether each is quoted."""
    said = Report("scripts/one.md")
    found = reading.read(text, said)
    assert said.problems == []
    return [(paragraph.text, paragraph.quoted) for paragraph in found]


def written(*texts: str) -> str:
    return markdown.text(tuple(Paragraph((Run(text),)) for text in texts))


# What a line of a source can hold: a line end of any kind is no part of it.
LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
PIECES = st.one_of(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0" + LINE_ENDS), max_size=9
    ),
    st.sampled_from("*_[]{}<>&\\`#-+=~|!.) \t\xa0\"'"),
    st.sampled_from(
        ["1. ", "12) ", "---", "***", "](", "]{", "{lang=ko}", '{speaker="A"}', "&amp;"]
    ),
)
LINES = st.lists(PIECES, max_size=12).map("".join).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=500)
@given(st.lists(st.tuples(LINES, st.booleans()), min_size=1, max_size=4))
@example([("[older sister]{lang=ko}", False), ("- - -", True)])
@example([("a*b*c _d_ e_f_g __h__ \\* \\\\", False), ("# 1. > + = ~ |", True)])
def test_reading_gives_just_these_words_back(said: list[tuple[str, bool]]) -> None:
    body = tuple(Paragraph((Run(text),), quoted=quoted) for text, quoted in said)
    assert paragraphs(markdown.text(body)) == said


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Plain words, and [a gloss] & <more> `of` them | ~ = !", None),
        ("snake_case, 3 * 4, #home, >this, 1.5, -5 and {braces}", None),
        ("\\o/ C:\\new", None),
        ("1984. The year", "1984\\. The year"),
        ("1. First", "1\\. First"),
        ("2) Second", "2\\) Second"),
        ("# Home", "\\# Home"),
        ("#home", None),
        ("> no", "\\> no"),
        ("- no", "\\- no"),
        ("-no", None),
        ("+ no", "\\+ no"),
        ("---", "\\---"),
        ("*stars*", "\\*stars\\*"),
        ("_under_", "\\_under\\_"),
        ("\\*", "\\\\\\*"),
        ("[unni]{lang=ko}", "[unni]\\{lang=ko}"),
        ("[unni]{.dear #one}", "[unni]\\{.dear #one}"),
        ("[unni] {.dear}", None),
        ('{speaker="A"}', '\\{speaker="A"}'),
    ],
)
def test_escaped_is_only_what_would_be_active(text: str, escaped: str | None) -> None:
    assert markdown.escaped(text) == (escaped or text)
    assert paragraphs(written(text)) == [(text, False)]


def test_words_of_others_are_quoted_and_named() -> None:
    body = (
        Paragraph((Run("He asked:"),)),
        Paragraph((Run("Where to?"),), speaker='Pa "Old" Lu', quoted=True),
        Paragraph((Run("Nowhere."),), quoted=True),
    )
    assert markdown.text(body) == (
        'He asked:\n\n{speaker="Pa \\"Old\\" Lu"}\n> Where to?\n\n> Nowhere.\n'
    )


def test_a_very_long_paragraph_is_escaped_in_one_pass() -> None:
    text = "I " + "*_{ " * 200_000 + "I"
    assert markdown.escaped(text).count("\\*") == 200_000
