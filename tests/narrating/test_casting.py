from __future__ import annotations

from passage.model import Cast, Consent, Paragraph, Run, Script, ScriptKind, Voice
from passage.narrating import casting

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


def test_who_is_quoted_by_name_in_a_report_has_one_of_the_other_voices() -> None:
    quote = Paragraph((Run("Words."),), speaker="A guard", quoted=True)
    assert casting.voice(CAST, _script(ScriptKind.REPORT), quote) == OTHER
    unnamed = Paragraph((Run("Words."),), quoted=True)
    assert casting.voice(CAST, _script(ScriptKind.REPORT), unnamed) == HOST
