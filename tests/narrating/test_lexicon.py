from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import Cast, Lexeme, Phrase, Run, Voice
from passage.narrating import casting, lexicon
from passage.narrating.phrases import Phrases
from tests import shows

SEOUL = Lexeme(("Seoul",), "en", "ˈsoʊl", "soul")
KIM = Lexeme(("Kim",), "en", "ˈkɪm")
KIM_IL_SUNG = Lexeme(("Kim Il Sung", "Kim Il-sung"), "en", "", "kim ill sung")
JUCHE = Lexeme(("juche",), "en", "ˈdʒuːtʃeɪ")
UNNI = Lexeme(("언니", "unni"), "ko", "ʌnni")
ALL = (SEOUL, KIM, KIM_IL_SUNG, JUCHE, UNNI)


def _phrases(*runs: Run, lexemes: tuple[Lexeme, ...] = ALL, language: str = "en") -> list[Phrase]:
    return list(Phrases(shows.SHOW, lexemes).of(runs, language, "espeak"))


def _found(text: str, *lexemes: Lexeme, language: str = "en") -> list[str]:
    words = lexicon.Words(lexemes or ALL, language)
    return [text[found.start : found.end] for found in words.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Seoul we met Kim.", ["Seoul", "Kim"]),
        ("Kim Il Sung and Kim", ["Kim Il Sung", "Kim"]),
        ("Kim Il Sungs", ["Kim"]),
        ("Kim\u00a0Il Sung, Kim Il\u2011sung", ["Kim\u00a0Il Sung", "Kim Il\u2011sung"]),
        ("Seoulite, preSeoul, Seoul_1, Seoul2", ["Seoul"]),
        ("Seoul-based, ex-Seoul", ["Seoul", "Seoul"]),
        ("Seoul’s and Seoul's, (Seoul)", ["Seoul’s", "Seoul's", "Seoul"]),
        ("Seoul'd, d'Seoul, Seoul'", ["Seoul"]),
        ("SEOUL, KIM IL SUNG, SEOUL'S", ["SEOUL", "KIM IL SUNG", "SEOUL'S"]),
        ("seoul, Juche, JUCHE", ["JUCHE"]),
        ("Se\u0301oul, Seoul\u0301", []),
        ("", []),
    ],
)
def test_whole_words_are_found_the_longest_first(text: str, found: list[str]) -> None:
    assert _found(text) == found


def test_a_single_capital_is_no_word_in_capitals() -> None:
    assert _found("A b, B", Lexeme(("a", "b"), "en", "eɪ")) == ["b"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_accent_is_the_same_however_it_is_encoded(form: str) -> None:
    text = unicodedata.normalize(form, "Zoë's café")  # type: ignore[arg-type]
    lexemes = Lexeme(("Zoë", "cafe\u0301"), "en", "z")
    assert len(_found(text, lexemes)) == 2


@pytest.mark.parametrize(
    ("entry", "fitting", "others"),
    [
        ("en", ["en", "en-GB", "EN-us"], ["ko", "e", "eng"]),
        ("en-GB", ["en-gb", "en-GB-oed"], ["en", "en-US"]),
        ("ko", ["ko", "ko-Latn"], ["en"]),
    ],
)
def test_an_entry_is_for_its_language_and_more_exact_ones(
    entry: str, fitting: list[str], others: list[str]
) -> None:
    lexeme = Lexeme(("x",), entry)
    assert [tag for tag in fitting + others if lexicon.applies(lexeme, tag)] == fitting


def test_the_entry_of_the_more_exact_language_wins() -> None:
    here, there = Lexeme(("Bath",), "en-GB", "bɑːθ"), Lexeme(("Bath",), "en", "bæθ")
    for language, said in (("en-GB", "bɑːθ"), ("en-US", "bæθ")):
        (phrase,) = _phrases(Run("Bath"), lexemes=(there, here), language=language)
        assert phrase.phonemes == said


def test_a_word_is_spoken_as_its_entry_says_and_shown_as_it_is_written() -> None:
    assert _phrases(Run("To Seoul — with KIM IL SUNG’s “juche”.")) == [
        Phrase("To ", "To ", "en"),
        Phrase("Seoul", "soul", "en", "", "ˈsoʊl", "Seoul"),
        Phrase(" — with ", ", with ", "en"),
        Phrase("KIM IL SUNG’s", "kim ill sung's", "en", "", "", "Kim Il Sung"),
        Phrase(" “", " ", "en"),
        Phrase("juche", "juche", "en", "", "ˈdʒuːtʃeɪ", "juche"),
        Phrase("”.", ".", "en"),
    ]


def test_the_marks_around_a_word_are_spoken_as_around_any_other() -> None:
    without = _phrases(Run("Dr. Kim (of Seoul) — it’s 1/3."), lexemes=())
    with_entries = _phrases(Run("Dr. Kim (of Seoul) — it’s 1/3."))
    said = "".join(phrase.shown if phrase.entry else phrase.spoken for phrase in with_entries)
    assert said == without[0].spoken == "Doctor Kim, of Seoul, it's one third."


@pytest.mark.parametrize(
    ("phonemes", "possessive"), [("kɪm", "kɪmz"), ("pɑːk", "pɑːks"), ("rɪtʃ", "rɪtʃɪz"), ("", "")]
)
def test_the_possessive_ends_as_in_english(phonemes: str, possessive: str) -> None:
    (phrase,) = _phrases(Run("Kim’s"), lexemes=(Lexeme(("Kim",), "en", phonemes),))
    assert (phrase.phonemes, phrase.spoken) == (possessive, "Kim's")


def test_only_english_has_that_possessive() -> None:
    entry = Lexeme(("Kim",), "de", "kɪm")
    assert _phrases(Run("Kim's"), lexemes=(entry,), language="de")[0].phonemes == ""


def test_a_spoken_form_in_the_script_wins() -> None:
    assert _phrases(Run("Seoul", "", "sole")) == [Phrase("Seoul", "sole", "en")]


def test_words_in_another_language_have_their_own_lexicon() -> None:
    said = _phrases(Run("unni of Seoul, "), Run("unni, Seoul", "ko-Latn"), Run("언니", "ko"))
    assert [phrase.entry for phrase in said] == ["", "Seoul", "", "unni", "", "언니"]


def test_a_word_of_the_lexicon_is_in_the_voice_of_its_run() -> None:
    show = shows.SHOW.__class__(**{
        **{name: getattr(shows.SHOW, name) for name in shows.SHOW.__slots__},
        "cast": Cast(languages=(("ko", Voice(name="ko+f2")),)),
    })  # fmt: skip
    (phrase,) = Phrases(show, ALL).of([Run("언니", "ko")], "en", "espeak")
    assert phrase.voice == casting.foreign(show.cast, "ko", "espeak") == "ko+f2"


def test_a_text_that_has_the_letters_we_borrow_does_without_the_lexicon() -> None:
    assert [p.entry for p in _phrases(Run("\U00010400 Seoul"))] == [""]


_TEXTS = st.text() | st.lists(
    st.sampled_from(["Kim", "Il Sung", "Seoul", "SEOUL’s", " ", "-", "“", ". ", "Dr.", "$5", "é"])
).map("".join)


@settings(deadline=None)
@given(st.lists(st.builds(Run, _TEXTS, st.sampled_from(["", "ko"]), st.sampled_from(["", "x"]))))
def test_what_is_shown_is_what_is_written(runs: list[Run]) -> None:
    shown = "".join(phrase.shown for phrase in _phrases(*runs))
    assert shown == "".join(run.text for run in runs)


@settings(deadline=None)
@given(_TEXTS)
def test_an_entry_that_applies_nowhere_changes_nothing(text: str) -> None:
    unused = (Lexeme(("Qqqq",), "en", "k"), Lexeme(("Seoul",), "fr", "k"))
    assert _phrases(Run(text), lexemes=unused) == _phrases(Run(text), lexemes=())


def test_runs_of_one_sentence_are_spoken_as_one_sentence() -> None:
    said = _phrases(
        Run("So "), Run("juche", "", "joo-cheh"), Run(", (the idea) of Dr. "), Run("Kim")
    )
    assert [phrase.spoken for phrase in said] == [
        "So ",
        "joo-cheh",
        ", the idea, of Doctor ",
        "Kim",
    ]


def test_a_run_in_another_language_is_spoken_by_the_rules_of_that_language() -> None:
    said = _phrases(Run("He paid "), Run("$5", "ko"), Run(", or $5."))
    assert [phrase.spoken for phrase in said] == ["He paid ", "$5,", "or 5 dollars."]


def test_marks_after_a_change_of_language_are_spoken_before_it() -> None:
    said = _phrases(
        Run("In Korean "), Run("하늘", "ko"), Run(": sky, or "), Run("날", "ko"), Run("!")
    )
    assert [phrase.spoken for phrase in said] == ["In Korean ", "하늘:", "sky, or ", "날!", ""]
    assert [phrase.shown for phrase in said] == ["In Korean ", "하늘", ": sky, or ", "날", "!"]


LAMP = Lexeme(("등불",), "ko", "tɯŋbul", "등 뿔")
OFFICE = Lexeme(("보위부", "보위부장"), "ko", "powibu")
HOUSE = Lexeme(("기와집",), "ko", "kiwadʑip̚")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("등불은 등불을 등불이, 등불로!", ["등불은", "등불을", "등불이", "등불로"]),
        ("등불에서까지도 등불입니다.", ["등불에서까지도", "등불입니다"]),
        (
            "보위부는 보위부가 보위부의 보위부에서는",
            ["보위부는", "보위부가", "보위부의", "보위부에서는"],
        ),
        ("보위부장이 보위부장은", ["보위부장이", "보위부장은"]),
        # Another word, or the form that stands behind other sounds.
        ("등불지기 등불는 등불으로 보위부은 청등불은 등불은빛", []),
        ("등불은2 등불eun", []),
    ],
)
def test_korean_particles_belong_to_their_word(text: str, found: list[str]) -> None:
    assert _found(text, LAMP, OFFICE, language="ko") == found


def test_a_short_word_takes_no_particle() -> None:
    assert _found("고도, 고", Lexeme(("고",), "ko", "ko"), language="ko") == ["고"]


@pytest.mark.parametrize(
    ("text", "phonemes", "spoken"),
    [
        ("등불", "tɯŋbul", "등 뿔"),
        ("등불은", "tɯŋbuɾɯn", "등 뿔은"),
        ("등불로", "tɯŋbulɾo", "등 뿔로"),
        ("등불에서는", "tɯŋbuɾesʌnɯn", "등 뿔에서는"),
        ("보위부가", "powibuɡa", "보위부가"),
        ("기와집에", "kiwadʑibe", "기와집에"),
        ("기와집도", "kiwadʑip̚do", "기와집도"),
    ],
)
def test_a_word_is_said_as_one_with_its_particle(text: str, phonemes: str, spoken: str) -> None:
    [phrase] = _phrases(Run(text), lexemes=(LAMP, OFFICE, HOUSE), language="ko")
    assert (phrase.shown, phrase.phonemes, phrase.spoken) == (text, phonemes, spoken)
    assert text.startswith(phrase.entry)


def test_english_has_no_korean_particles() -> None:
    assert _found("등불은", replace(LAMP, language="en"), language="en") == []
