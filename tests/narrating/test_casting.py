from __future__ import annotations

from dataclasses import replace

from passage.model import Cast, Consent, Library, Paragraph, Run, Script, ScriptKind, Voice
from passage.narrating import casting
from tests import shows

HOST, AMINA, OTHER, QUOTED = (Voice(name=name) for name in ("host", "amina", "other", "quoted"))
CAST = Cast(host=HOST, narrators=(("Amina", AMINA),), others=(OTHER,))


def _script(kind: ScriptKind, narrator: str = "") -> Script:
    return Script("one", kind, "Title", "en", Consent.GRANTED, (), narrator=narrator)


PLAIN = Paragraph((Run("Words."),))


def test_each_kind_of_script_has_its_voice() -> None:
    assert casting.voice(CAST, _script(ScriptKind.HOST), PLAIN) == HOST
    assert casting.voice(CAST, _script(ScriptKind.REPORT), PLAIN) == HOST
    assert casting.voice(CAST, _script(ScriptKind.TESTIMONY, "Amina"), PLAIN) == AMINA
    assert casting.voice(CAST, _script(ScriptKind.TESTIMONY, "Yusuf"), PLAIN) == OTHER
    assert casting.voice(CAST, _script(ScriptKind.TESTIMONY), PLAIN) == OTHER


def test_a_quoted_narrator_speaks_in_their_own_voice() -> None:
    quote = Paragraph((Run("Words."),), speaker="Amina", quoted=True)
    assert casting.voice(CAST, _script(ScriptKind.REPORT), quote) == AMINA


def test_another_quoted_speaker_has_the_voice_for_quotations_if_there_is_one() -> None:
    quote = Paragraph((Run("Words."),), speaker="A guard", quoted=True)
    testimony = _script(ScriptKind.TESTIMONY, "Amina")
    assert casting.voice(CAST, testimony, quote) == AMINA
    with_quoted = Cast(narrators=CAST.narrators, quoted=QUOTED)
    assert casting.voice(with_quoted, testimony, quote) == QUOTED


def test_a_narrator_without_a_voice_gets_one_that_stays() -> None:
    given = {name: casting.narrator(Cast(), name) for name in ("Yusuf", "Rana", "Ola", "Bek")}
    assert given == {name: casting.narrator(Cast(), name) for name in given}
    assert set(given.values()) <= set(casting.OTHERS)
    assert len(set(given.values())) > 1


def _library(*narrators: str, cast: Cast = CAST, language: str = "en") -> Library:
    show = replace(shows.library().show, cast=cast)
    scripts = tuple(
        replace(_script(ScriptKind.TESTIMONY, name), id=f"s{number}", language=language)
        for number, name in enumerate(narrators)
    )
    return Library(show, scripts, ())


def _given(library: Library) -> dict[str, Voice]:
    return dict(casting.complete(library).show.cast.narrators)


def test_narrators_get_different_voices_as_far_as_the_cast_allows() -> None:
    names = ("Yusuf", "Rana", "Ola", "Bek", "Amir", "Sun")
    given = _given(_library(*names, cast=Cast()))
    assert set(given.values()) == set(casting.OTHERS)
    more = _given(_library(*names, "Noor", "Idris", cast=Cast()))
    assert {name: more[name] for name in names} == given, "who joins later changes no voice"
    assert len(more) == len(names) + 2


def test_a_narrator_of_another_language_gets_the_voice_that_speaks_it() -> None:
    korean = Voice(name="ko+f2")
    cast = replace(CAST, languages=(("ko", korean),))
    assert _given(_library("Sun", "Amina", cast=cast, language="ko")) == {
        "Amina": AMINA,
        "Sun": korean,
    }


def test_who_is_quoted_by_name_in_a_report_has_one_of_the_other_voices() -> None:
    quote = Paragraph((Run("Words."),), speaker="A guard", quoted=True)
    assert casting.voice(CAST, _script(ScriptKind.REPORT), quote) == OTHER
    unnamed = Paragraph((Run("Words."),), quoted=True)
    assert casting.voice(CAST, _script(ScriptKind.REPORT), unnamed) == HOST


def test_a_voice_for_a_language_is_for_its_regions_and_not_for_other_letters() -> None:
    korean = Voice(name="ko+f2")
    cast = replace(CAST, languages=(("ko", korean), ("zh-Latn", AMINA)))
    assert casting.for_language(cast, "ko-KR") == casting.for_language(cast, "KO") == korean
    assert casting.for_language(cast, "zh-Latn-TW") == AMINA
    assert casting.for_language(cast, "ko-Latn") is None
    assert casting.for_language(cast, "en") is None
    assert casting.foreign(cast, "ko-KR", "espeak") == "ko+f2"
    assert not casting.foreign(cast, "ko-KR", "gtts")
