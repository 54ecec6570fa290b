"""What ``passage check`` notes about voices: nothing of it is wrong, none of it is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from passage.pipeline import noting
from passage.reading import folder as reading
from tests import shows

WORDS = ("scripts/leaving.md", "Nobody saw us go.")
NARRATORS = ("passage.yml", "  narrators:\n    Bo: {voice: en-us}")


def _notes(folder: Path) -> list[str]:
    return [str(note) for note in noting.notes(reading.read(folder), folder)]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    shows.write(tmp_path)
    return tmp_path


def test_a_show_whose_voices_all_speak_has_no_notes(written: Path) -> None:
    shows.edit(written, *WORDS, "Nobody saw [우리]{lang=ko} go.")
    assert _notes(written) == []


@pytest.mark.parametrize("engine", ["espeak", "gtts", "piper"])
def test_words_that_the_narrators_voice_reads_by_its_own_rules(written: Path, engine: str) -> None:
    shows.edit(written, *NARRATORS, f"  narrators: {{Bo: {{engine: {engine}, voice: en}}}}")
    shows.edit(written, *WORDS, "[Ama]{lang=qq} and [apa]{lang=qq} saw [우리]{lang=ko} go.")
    [note] = [note for note in _notes(written) if "qq" in note]
    what, hint = note.splitlines()
    assert what.startswith(f'scripts/leaving.md:12: "Ama": {engine} has no voice for qq; ')
    assert what.endswith("the narrator's voice reads it by its own rules")
    assert hint == '  say how it sounds, as in [word]{lang=qq say="…"}, or in a lexicon'


LEXICON = """<lexicon version="1.0" alphabet="ipa" xml:lang="qq"
 xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
<lexeme><grapheme>ama</grapheme><alias>ah ma</alias></lexeme></lexicon>"""


def test_words_of_which_somebody_said_how_they_sound_are_not_noted(written: Path) -> None:
    shows.edit(written, *WORDS, 'Nobody saw [apa]{lang=qq say="ah pa"} and [ama]{lang=qq} go.')
    (written / "scripts" / "lexicon-qq.pls").write_text(LEXICON, "utf-8")
    assert _notes(written) == []


def test_words_of_withdrawn_scripts_are_not_told(written: Path) -> None:
    shows.edit(written, *WORDS, "Nobody saw [ama]{lang=qq} go.")
    shows.edit(written, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    assert _notes(written) == []


def test_a_voice_of_another_engine_cannot_speak_within_a_sentence(written: Path) -> None:
    shows.edit(written, *NARRATORS, f"{NARRATORS[1]}\n  languages: {{ko: {{engine: gtts}}}}")
    shows.edit(written, *WORDS, "Nobody saw [우리]{lang=ko} go.")
    [note] = _notes(written)
    what, hint = note.splitlines()
    assert what == (
        'scripts/leaving.md:12: "우리": the cast\'s voice for words in ko is one of gtts, and '
        "cannot speak within a sentence of espeak; the narrator's engine reads them"
    )
    assert hint == "  in passage.yml, give languages: ko a voice of espeak"


def test_a_voice_of_a_language_is_used_for_its_regions(written: Path) -> None:
    shows.edit(written, *NARRATORS, f"{NARRATORS[1]}\n  languages: {{ko: {{voice: ko+f2}}}}")
    shows.edit(written, *WORDS, "Nobody saw [우리]{lang=ko-KR} go.")
    assert _notes(written) == []


def test_a_name_that_nobody_has_is_told_with_the_nearest(written: Path) -> None:
    shows.edit(written, "passage.yml", "Bo: {voice: en-us}", "Boo: {voice: en-us}")
    shows.edit(written, *WORDS, "Nobody saw [우리]{lang=ko} go.")
    shows.edit(written, "passage.yml", "  narrators:", "  languages: {koi: {}}\n  narrators:")
    boo, koi = (note.splitlines() for note in _notes(written)[:2])
    assert boo == [
        'passage.yml: the cast has a voice for "Boo", who says nothing in any script',
        '  did you mean "Bo"?',
    ]
    assert koi == [
        'passage.yml: the cast has a voice for words in "koi", and no script has any',
        '  did you mean "ko"?',
    ]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("others: [{voice: en-su}]", "a voice of others cannot speak here, but no episode needs"),
        ("quoted: {voice: en-su}", "the voice of quoted cannot speak here, but no episode needs"),
        ("languages: {ko: {voice: en-su}}", "the voice for words in ko cannot speak here, but"),
    ],
)
def test_a_voice_that_nobody_needs_yet_is_told_when_it_cannot_speak(
    written: Path, entry: str, told: str
) -> None:
    shows.edit(written, *NARRATORS, f"{NARRATORS[1]}\n  {entry}")
    notes = _notes(written)
    assert notes[-1].startswith(f"passage.yml: {told}")
    assert 'eSpeak NG has no voice "en-su"; did you mean' in notes[-1]
    assert notes[-1].endswith("\n  to see what there is: passage voices")


def test_a_licence_that_apps_do_not_know(written: Path) -> None:
    shows.edit(written, "passage.yml", "author:", "licence: CC BY 4.0\nauthor:")
    [note] = _notes(written)
    what, hint = note.splitlines()
    assert what == (
        'passage.yml: the licence "CC BY 4.0" is none that podcast apps know: it is not in the feed'
    )
    assert hint == '  did you mean "cc-by-4.0"?'
