from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import Consent, Lexeme, Library, Paragraph, Run, Script, Stage
from passage.narrating import names
from passage.reading import folder
from tests import shows

SHOW_FOLDER = Path(__file__).parents[2]


def _library(*scripts: Script, lexicon: tuple[Lexeme, ...] = ()) -> Library:
    show = replace(shows.SHOW, stages=(Stage("home", "home"),))
    return replace(shows.library(*scripts), show=show, lexicon=lexicon)


def _script(*texts: str, runs: tuple[Run, ...] = (), **changes: object) -> Script:
    body = tuple(Paragraph((Run(text),), line=10 + n) for n, text in enumerate(texts))
    body += (Paragraph(runs, line=20),) if runs else ()
    plain: dict[str, object] = {"place": "", "narrator": "", "narrator_role": "", "body": body}
    return shows.script("leaving", **(plain | changes))


def _names(library: Library) -> dict[str, tuple[int, bool]]:
    found = names.uncovered(library)
    return {name.text: (name.count, name.certain) for name in found if name.text != "Ada"}


def test_a_capital_within_a_sentence_makes_a_name() -> None:
    script = _script("Then Haneul left. Haneul's mother stayed, and Haneul’s aunt. Rain fell.")
    assert _names(_library(script)) == {"Haneul": (3, True), "Rain": (1, False), "Then": (1, False)}


def test_a_word_that_is_elsewhere_in_small_letters_only_began_a_sentence() -> None:
    assert _names(_library(_script("Rain fell. We saw rain. We left."))) == {"We": (2, False)}


def test_a_capital_after_a_quotation_mark_may_be_a_beginning() -> None:
    assert _names(_library(_script("he said “Run!” and: (Quick) – Now."))) == {
        "Run": (1, False), "Quick": (1, False), "Now": (1, False),
    }  # fmt: skip


def test_words_that_english_writes_with_a_capital_are_no_names() -> None:
    assert _names(_library(_script("on Monday, in May, I’m sure I left"))) == {}
    assert _names(_library(_script("so Mr. Bo Jr., the U.S. and J. K. Bo"))).keys() == {"Bo"}
    assert "Monday" in _names(_library(_script("am Monday", language="de")))


def test_what_an_entry_or_a_spoken_form_covers_is_not_listed() -> None:
    entries = (Lexeme(("Haneul", "Kim Il Sung"), "en", "x"), Lexeme(("언니",), "ko", "x"))
    script = _script(
        "so Haneul, HANEUL’s and Kim Il Sung",
        runs=(Run("so "), Run("Doohyun", "", "doo"), Run(" and "), Run("언니", "ko"), Run(" met")),
    )
    assert _names(_library(script, lexicon=entries)) == {}
    assert len(_names(_library(script))) == 6


def test_a_run_in_another_language_is_listed_whole() -> None:
    script = _script(runs=(Run("so "), Run("우리 언니", "ko"), Run(" and "), Run("— 12", "ko")))
    (name,) = [name for name in names.uncovered(_library(script)) if name.language == "ko"]
    assert (name.text, name.certain) == ("우리 언니", True)
    assert [str(place) for place in name.places] == ["scripts/leaving.md:20"]


def test_places_are_told_once_and_in_order() -> None:
    library = _library(_script("so Haneul and Haneul", "so Haneul", narrator="Haneul"))
    name = next(name for name in names.uncovered(library) if name.text == "Haneul")
    assert name.count == 4
    assert [str(place) for place in name.places] == [
        "scripts/leaving.md", "scripts/leaving.md:10", "scripts/leaving.md:11",
    ]  # fmt: skip


def test_the_show_s_language_comes_first_and_what_is_certain_before_the_rest() -> None:
    script = _script("Rain. so Ro and Ba and Ro", runs=(Run("so "), Run("ab", "de")))
    told = [(n.text, n.language) for n in names.uncovered(_library(script)) if n.text != "Ada"]
    kept = [each for each in told if each[0] in {"Ro", "Ba", "Rain", "ab"}]
    assert kept == [("Ro", "en"), ("Ba", "en"), ("Rain", "en"), ("ab", "de")]


def test_a_withdrawn_script_is_not_looked_at() -> None:
    assert _names(_library(_script("so Haneul", consent=Consent.WITHDRAWN))) == {}


def test_the_sample_show_says_its_names() -> None:
    library = folder.read(SHOW_FOLDER)
    words = (
        "Il-Lyong Haneul Doohyun GeumHyok Hamgyong Tumen Yangpyeong Incheon juche unni Danbi Seoul"
    )
    known = {grapheme for lexeme in library.lexicon for grapheme in lexeme.graphemes}
    assert set(words.split()) <= known
    assert not known & {name.text for name in names.uncovered(library)}
    said = _names(_library(_script(f"so {words}"), lexicon=library.lexicon))
    assert said == {}
    runs = [run for script in library.scripts for each in script.body for run in each.runs]
    assert [run.text for run in runs if run.said and run.text in known] == []


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    for name in names.uncovered(_library(_script(text))):
        assert name.count >= len(name.places) > 0
