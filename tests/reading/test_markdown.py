"""The body of a script, as paragraphs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import Paragraph, Run
from passage.reading import markdown
from passage.reading.report import Report
from tests.reading import cases
from tests.reading.cases import Case


def read(text: str) -> tuple[Paragraph, ...]:
    said = Report("a.md")
    paragraphs = markdown.read(text, said)
    assert said.problems == []
    return paragraphs


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in read(text)]


@pytest.mark.parametrize("case", cases.read("markdown"), ids=lambda case: case.name)
def test_plain_words(case: Case) -> None:
    assert "\n".join(texts(case.new)) == case.message


def test_white_space() -> None:
    assert texts("one  \ntwo\\\n \tthree\t\nfour") == ["one two three four"]
    assert texts("\u00a0\n\n- \u3000\n\none\n \t\n- \n\n> ") == ["one"]
    assert texts("") == texts("\n \n") == []


def test_adjacent_plain_text_is_one_run() -> None:
    (paragraph,) = read("one *two*\n**three**\\! [four] & <five>")
    assert paragraph.runs == (Run("one two three! [four] & <five>"),)


SPANS = {
    "a language": ("[unni]{lang=ko}", [Run("unni", "ko")]),
    "a spoken form": ('[unni]{say="oon-nee"}', [Run("unni", said="oon-nee")]),
    "both": (
        'a [unni]{say="oon nee" lang=KO-kr} b',
        [Run("a "), Run("unni", "ko-KR", "oon nee"), Run(" b")],
    ),
    "over lines": (
        '[one\ntwo]{say="three\n  four"\nlang=en}',
        [Run("one two", "en", "three four")],
    ),
    "with room": ("[one]{ lang=ko }", [Run("one", "ko")]),
    "with emphasis": ("*[one **two**]{lang=ko}*", [Run("one two", "ko")]),
    "with brackets": ("[one [two] \\] three]{lang=ko}", [Run("one [two] ] three", "ko")]),
    "with quotes": (r'[one]{say="a \"b\" \\ c"}', [Run("one", said=r'a "b" \ c')]),
    "in another script": ("[언니]{say=언니야}", [Run("언니", said="언니야")]),
    "next to one of its language": ("[one]{lang=ko}[two]{lang=ko}", [Run("onetwo", "ko")]),
    "next to one of its sound": ("[a]{say=b}[a]{say=b}", [Run("a", said="b"), Run("a", said="b")]),
    "behind brackets that are open": ("[[one [two]{lang=ko}", [Run("[[one "), Run("two", "ko")]),
    "behind an exclamation mark": ("![one]{lang=ko}", [Run("!"), Run("one", "ko")]),
    "in a heading": ("## [one]{lang=ko} ##", [Run("one", "ko")]),
    "in an item": ("7. [one]{lang=ko}", [Run("7. "), Run("one", "ko")]),
}


@pytest.mark.parametrize(("text", "expected"), SPANS.values(), ids=SPANS)
def test_spans(text: str, expected: list[Run]) -> None:
    (paragraph,) = read(text)
    assert list(paragraph.runs) == expected


def test_quotes_and_who_speaks() -> None:
    text = """\
Before.
{speaker="The *manager*"}
> Work.
>
> - Faster.
{speaker=Guard}
> Halt.
>
> {speaker="A \\"friend\\""}
> > Run.
>
> > Nobody.
>
> Halt again.

> Somebody else.

- {speaker=Mother}
  > Eat.

After.
"""
    assert [(p.text, p.speaker, p.quoted, p.line) for p in read(text)] == [
        ("Before.", "", False, 1),
        ("Work.", "The *manager*", True, 3),
        ("Faster.", "The *manager*", True, 5),
        ("Halt.", "Guard", True, 7),
        ("Run.", 'A "friend"', True, 10),
        ("Nobody.", "", True, 12),
        ("Halt again.", "Guard", True, 14),
        ("Somebody else.", "", True, 16),
        ("Eat.", "Mother", True, 19),
        ("After.", "", False, 21),
    ]


def test_lines_are_those_of_the_file() -> None:
    paragraphs = markdown.read(
        "\none\n\n> two\n> more\n\n1. 2.\n\n# three", Report("a.md"), first_line=5
    )
    assert [(p.text, p.line) for p in paragraphs] == [
        ("one", 6),
        ("two more", 8),
        ("1. 2.", 11),
        ("three", 13),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[a]{b=c}", "1:5"),
        ("one two\n   three [a]{lang=ko  b=c}", "2:23"),
        ("> one\n>  two *three* [a]{b=c}", "2:20"),
        (">\tone\n>\t\t[a]{b=c}", "2:8"),
        ("- one\n\n      two [a]{b=c}", "3:15"),
        ("1. > one [a]{b=c}  ", "1:14"),
        ("## one [a]{b=c} ##", "1:12"),
        ("[언니]{b=c}", "1:6"),
        ("[one\ntwo]{lang=ko\n b=c}", "3:2"),
    ],
)
def test_a_problem_of_a_span_is_where_it_is(text: str, place: str) -> None:
    said = Report("a.md")
    markdown.read(text, said)
    assert [str(problem.place) for problem in said.problems] == [f"a.md:{place}"]


def test_depth_that_markdown_it_would_leave_out_is_a_problem() -> None:
    deepest = "> " * (markdown.DEEPEST - 1)
    assert texts(deepest + "one") == ["one"]
    for text in (f"> {deepest}one", "- " * markdown.DEEPEST + "one"):
        said = Report("a.md")
        markdown.read(text, said)
        assert "40 levels deep" in said.problems[0].what


PIECES = st.sampled_from(
    [
        *" \n\t*_#>-+.)([]{}\\\"=`<&!~|:;'ab",
        *("\n\n", "\n> ", "> > ", "\n- ", "\n1. ", "1986. ", "    ", "\u00a0", "\u2028", "언니"),
        *("[a]{lang=ko}", "]{", '{speaker="A"}\n', "say=b"),
    ]
)
WILD = st.lists(PIECES | st.text(max_size=5), max_size=40).map(
    lambda pieces: "".join(pieces).replace("\r", "")
)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@settings(deadline=None)
@given(WILD)
def test_any_text_is_read_or_has_problems_at_places_that_it_has(text: str) -> None:
    said = Report("a.md")
    paragraphs = markdown.read(text, said)
    lines = text.split("\n")
    places = [(problem.place.line, problem.place.column) for problem in said.problems]
    places += [(paragraph.line, 1) for paragraph in paragraphs]
    for line, column in places:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
    for paragraph in paragraphs:
        assert paragraph.text.strip()
        assert all(run.text for run in paragraph.runs)


@settings(deadline=None)
@given(WILD)
def test_no_letter_or_digit_is_lost_or_moved(text: str) -> None:
    said = Report("a.md")
    heard = "".join(paragraph.text for paragraph in markdown.read(text, said))
    attributes = r"""\{\s*(lang|say|speaker)=(?:"(?:[^"\\]|\\.)*"|[^\s"'“”‘’{}=\\]+)\s*\}"""
    if not said.problems and "\\" not in text:
        assert letters(heard) == letters(re.sub(attributes, "", text))


@settings(deadline=None)
@given(st.lists(st.text("abc \"'“”,.;:!?()…–", min_size=1), max_size=5))
def test_prose_comes_out_as_it_is(prose: list[str]) -> None:
    wanted = [" ".join(part.split()) for part in prose if part.strip()]
    assert [" ".join(text.split()) for text in texts("\n\n".join(prose))] == wanted
