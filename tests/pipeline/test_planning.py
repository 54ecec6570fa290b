from __future__ import annotations

from pathlib import Path

import pytest

from passage.errors import EngineUnavailable
from passage.pipeline.making import Status
from passage.pipeline.planning import Fate
from tests import shows
from tests.pipeline.building import build, plan


def _reasons(show: Path) -> dict[str, tuple[str, ...]]:
    """The segments that would be made, and why."""
    return {
        planned.segment.title: planned.reasons for planned in plan(show).segments if planned.reasons
    }


def test_nothing_is_planned_for_what_is_made(show: Path) -> None:
    planned = plan(show)
    assert planned.jobs == ()
    assert {episode.fate for episode in planned.episodes} == {Fate.KEPT}


MONDAY = ("scripts/leaving.md", "Monday", "Friday")
EVERYTHING_WITH_A_SENTENCE_PAUSE = [
    *("Leaving", "Walking", "Content note", "Opening", "Sources and how to help"),
]

CHANGES: dict[str, tuple[list[tuple[str, str, str]], dict[str, tuple[str, ...]]]] = {
    "text": ([MONDAY], {"Leaving": ("text",)}),
    "voice": (
        [("passage.yml", "{voice: en-us}", "{voice: en-us, speed: 90}")],
        {"Leaving": ("voice",)},
    ),
    "text and voice": (
        [MONDAY, ("passage.yml", "{voice: en-us}", "{voice: en-gb}")],
        {"Leaving": ("text", "voice")},
    ),
    "sound": (
        [("passage.yml", "cast:", "sound: {sentence_pause: 400}\ncast:")],
        dict.fromkeys(EVERYTHING_WITH_A_SENTENCE_PAUSE, ("sound",)),
    ),
    "title": ([("episodes/one.yml", "The First Part", "The Start")], {"Opening": ("text",)}),
    "nothing but order": ([("episodes/one.yml", "[leaving]", "[leaving, walking]")], {}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_reason_is_told_and_the_build_does_what_was_planned(show: Path, change: str) -> None:
    edits, expected = CHANGES[change]
    for edit in edits:
        shows.edit(show, *edit)
    assert _reasons(show) == expected
    predicted = {job.key for job in plan(show).jobs}
    fates = [episode.fate for episode in plan(show).episodes]
    done = build(show)
    assert done.rendered == len(predicted)
    made = {Status.MADE: Fate.MADE, Status.KEPT: Fate.KEPT}
    assert [made[result.status] for result in done.results] == fates
    assert plan(show).jobs == ()


LEXICON = """<lexicon version="1.0" alphabet="ipa" xml:lang="en"
 xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
<lexeme><grapheme>{}</grapheme><alias>{}</alias></lexeme></lexicon>"""


def _write_lexicon(show: Path, word: str, alias: str) -> None:
    (show / "scripts/lexicon.pls").write_text(LEXICON.format(word, alias), "utf-8")


def test_an_entry_renders_what_it_applies_to_and_nothing_else(show: Path) -> None:
    _write_lexicon(show, "Nowhere", "now here")
    assert _reasons(show) == {}
    _write_lexicon(show, "baker", "bay kerr")
    assert _reasons(show) == {"Leaving": ("lexicon entry baker",)}
    assert build(show).rendered == 1
    _write_lexicon(show, "baker", "baa ker")
    assert _reasons(show) == {"Leaving": ("lexicon entry baker",)}
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    assert _reasons(show) == {"Leaving": ("text", "lexicon entry baker")}
    shows.edit(show, "scripts/leaving.md", "Friday", "Monday")
    (show / "scripts/lexicon.pls").unlink()
    assert _reasons(show) == {}, "the clip without the entry is still in the cache"


def test_a_spoken_form_in_the_script_is_told_as_a_change_of_the_text(show: Path) -> None:
    _write_lexicon(show, "walked", "wocked")
    build(show)
    # The same words stand there, but one of them is no longer said as the lexicon says.
    shows.edit(show, "scripts/walking.md", "Then we walked", 'Then we [walked]{say="walked"}')
    assert _reasons(show) == {"Walking": ("text",)}


def test_a_missing_clip_is_told_from_a_damaged_one(show: Path) -> None:
    planned = {p.segment.title: p.recipe.key for p in plan(show).segments}
    cache = show / "audio_out" / ".cache"
    (cache / planned["Leaving"][:2] / planned["Leaving"]).unlink()
    (cache / planned["Walking"][:2] / planned["Walking"]).write_bytes(b"passage-entry")
    assert _reasons(show) == {"Leaving": ("missing",), "Walking": ("damaged",)}


def test_titles_and_dates_are_told_as_a_reason_of_the_episode(show: Path) -> None:
    shows.edit(show, "episodes/one.yml", "The First Part", "The First Part")
    shows.edit(show, "episodes/one.yml", "2026-03-01", "2026-03-03")
    shows.edit(show, "episodes/two.yml", "[walking]", "[leaving]")
    assert {e.manifest.id: e.reasons for e in plan(show).episodes} == {
        "one": ("title, date or other details",),
        "two": ("other segments or another order",),
    }


def test_planning_writes_nothing(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    before = {path: path.stat().st_mtime_ns for path in show.rglob("*")}
    plan(show)
    assert {path: path.stat().st_mtime_ns for path in show.rglob("*")} == before


@pytest.mark.parametrize(
    ("cast", "speaker", "entry"),
    [
        ("narrators: {Bo: {voice: en-uz}}", "Bo", "narrators: Bo"),
        ("narrators: {Bo: {}}\n  others: [{voice: en-uz}]", "Cy", "others"),
        ("quoted: {voice: en-uz}", "Speaker", "quoted"),
    ],
)
def test_a_voice_that_cannot_speak_is_told_before_any_work(
    show: Path, cast: str, speaker: str, entry: str
) -> None:
    shows.edit(show, "passage.yml", "narrators:\n    Bo: {voice: en-us}", cast)
    with pytest.raises(EngineUnavailable) as failure:
        build(show)
    what, hint = str(failure.value).splitlines()
    assert what.startswith(f'{speaker}: eSpeak NG has no voice "en-uz"; did you mean en-us')
    there = f"choose another voice in passage.yml, cast: {entry}"
    assert hint.strip() == f"{there}; to see what there is: passage voices"
