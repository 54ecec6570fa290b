"""A lexicon: one thing is broken in it, and the whole message is compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import Lexeme
from passage.reading import ipa, lexicon
from passage.reading.report import Report
from tests.reading import cases
from tests.reading.cases import Case
from tests.reading.conftest import ShowFolder

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"

PLS = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="en"
  xmlns="{NAMESPACE}">
  <meta name="about" content="Names"/>
  <lexeme role="noun" xml:id="seoul">
    <grapheme>Seoul</grapheme>
    <phoneme>ˈsoʊl</phoneme>
    <alias>soul</alias>
    <example>In Seoul.</example>
  </lexeme>
  <lexeme>
    <grapheme>Kim Il Sung</grapheme><grapheme>Kim
      Il-sung</grapheme>
    <phoneme>kim</phoneme>
    <phoneme prefer="true">kɪm ɪl sʌŋ</phoneme>
  </lexeme>
</lexicon>
"""
PATH = "scripts/lexicon.pls"


@pytest.mark.parametrize("case", cases.read("lexicon"), ids=lambda case: case.name)
def test_a_broken_lexicon_says_what_is_wrong(show: ShowFolder, case: Case) -> None:
    show.write(PATH, PLS)
    show.change(case.file, case.old, case.new)
    assert show.problems() == case.message


def test_another_root_is_no_lexicon(show: ShowFolder) -> None:
    show.write(PATH, "<html/>")
    assert show.problems().startswith(f'{PATH}:1:1: a lexicon is expected here, and not "html"')


def test_a_lexicon_is_read(show: ShowFolder) -> None:
    show.write(PATH, PLS)
    assert show.read().lexicon == (
        Lexeme(("Seoul",), "en", "ˈsoʊl", "soul"),
        Lexeme(("Kim Il Sung", "Kim Il-sung"), "en", "kɪm ɪl sʌŋ", ""),
    )


def test_every_problem_of_a_lexicon_is_told_at_once(show: ShowFolder) -> None:
    show.write(PATH, PLS.replace("ˈsoʊl", "'so:l").replace(">soul<", "><"))
    places = [line.split(": ")[0] for line in show.problems().splitlines() if line[0] != " "]
    assert places == [f"{PATH}:7:14", f"{PATH}:7:17", f"{PATH}:8:5"]


def test_each_language_has_a_file_of_its_own(show: ShowFolder) -> None:
    show.write(PATH, PLS)
    korean = PLS.replace('xml:lang="en"', 'xml:lang="ko"').replace("soul", "서울")
    show.write("scripts/lexicon-ko.pls", korean)
    assert [(lexeme.language, lexeme.alias) for lexeme in show.read().lexicon] == [
        ("ko", "서울"), ("ko", ""), ("en", "soul"), ("en", ""),
    ]  # fmt: skip


def test_two_files_of_one_language_may_not_contradict_each_other(show: ShowFolder) -> None:
    show.write(PATH, PLS)
    show.write("scripts/more.pls", PLS)
    assert len(show.read().lexicon) == 4
    show.write("scripts/more.pls", PLS.replace(">soul<", ">sole<"))
    assert show.problems().startswith(
        f'scripts/more.pls:6:5: "Seoul" is said in another way by {PATH}:6:5'
    )


def test_a_lexicon_that_is_not_utf_8(show: ShowFolder) -> None:
    show.write(PATH, PLS.encode("utf-16"))
    assert show.problems().startswith(f"{PATH}:1:1: the byte FF here is not UTF-8")


@pytest.mark.parametrize(
    ("written", "normal"), [("ç", "ç"), ("c\u0327", "ç"), ("ã", "a\u0303"), ("k͈", "k͈")]
)
def test_letters_and_their_marks_are_characters_of_their_own(written: str, normal: str) -> None:
    assert ipa.normal(written) == normal
    assert all(ipa.is_symbol(character) for character in written)


def test_what_is_meant_is_ipa_and_what_is_typed_is_not() -> None:
    assert not any(ipa.is_symbol(typed) for typed in ipa.MEANT)
    assert all(ipa.is_symbol(meant) for meant in ipa.MEANT.values())


_PARTS = [
    *("<lexeme>", "</lexeme>", "<grapheme>", "</grapheme>", "<phoneme>", "</phoneme>", "&amp;"),
    *("a", "ʃ", "<!--", "-->", "<![CDATA[", "]]>", "<?x?>", "\n", ' xml:lang="x"', "😀"),
]


@settings(deadline=None)
@given(st.text(max_size=40) | st.lists(st.sampled_from(_PARTS), max_size=20).map("".join))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    for whole in (text, PLS.replace("<lexeme>", f"{text}<lexeme>")):
        found = Report(PATH)
        entries = lexicon.read(whole.replace("\r", ""), found)
        assert found.problems or entries
        lines = whole.count("\n") + 1
        assert all(1 <= problem.place.line <= lines for problem in found.problems)
