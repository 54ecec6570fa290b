from __future__ import annotations

import json
from pathlib import Path

import pytest

from passage.mixing import measuring
from passage.pipeline import cleaning, last_build, records, reporting, soundings
from passage.pipeline.layout import Layout
from passage.publishing.report import LastBuild, Remade, Report
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import build
from tests.pipeline.test_building import UNSPEAKABLE


def _report(show: Path) -> Report:
    return reporting.report(Layout(show), show_folder.read(show))


def _kept(show: Path) -> LastBuild:
    kept = last_build.read(Layout(show))
    assert kept
    return kept


def test_every_published_episode_is_measured_and_meets_the_norm(show: Path) -> None:
    report = _report(show)
    assert [each.episode.manifest.id for each in report.episodes] == ["one", "two"]
    assert report.misses == ()
    for each in report.episodes:
        assert each.sound
        assert each.sound.loudness == pytest.approx(-16, abs=0.5)
        assert each.sound.true_peak <= -1
        assert len(each.segments) == len(each.episode.chapters)
        assert each.sound.curve
    assert report.cache_entries == 11 + 3 + 6 + 2 + 2, "clips, voices, pictures, cues, soundings"
    assert report.cache_size > 100_000


def test_a_second_report_measures_nothing(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _report(show)
    monkeypatch.setattr(measuring, "measure", None)
    assert _report(show).episodes == first.episodes


def test_a_damaged_measurement_is_taken_again(show: Path) -> None:
    first = _report(show)
    layout = Layout(show)
    for record in records.read(layout.audio).values():
        key = soundings.key(record.episode)
        path = layout.cache / key[:2] / key
        path.write_bytes(path.read_bytes()[:-1])
    assert _report(show).episodes == first.episodes


def test_cleaning_keeps_measurements_of_what_is_published_and_drops_the_others(show: Path) -> None:
    _report(show)
    library = show_folder.read(show)
    assert cleaning.clean(Layout(show), library).removed == 0
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    build(show)
    # Its old clip and its old measurement.
    assert cleaning.clean(Layout(show), library).removed >= 1
    keys = {soundings.key(r.episode) for r in records.read(Layout(show).audio).values()}
    assert len(keys) == 2


def test_without_the_clips_the_segments_are_measured_in_the_episode(show: Path) -> None:
    before = _report(show)
    cleaning.clean_all(Layout(show))
    after = _report(show)
    assert after.build is None
    for old, new in zip(before.episodes, after.episodes, strict=True):
        assert old.sound
        assert new.sound
        assert new.sound.segments == pytest.approx(old.sound.segments, abs=0.3)


def test_an_episode_whose_audio_is_gone_is_a_warning(show: Path) -> None:
    next((show / "audio_out").glob("one-*.mp3")).unlink()
    report = _report(show)
    assert report.episodes[0].sound is None
    assert report.misses == (
        "The First Part: its audio is missing or damaged; the next build makes it again.",
    )


def test_a_show_that_was_never_built_has_a_report(tmp_path: Path) -> None:
    report = _report(shows.write(tmp_path))
    assert (report.episodes, report.build, report.cache_entries) == ((), None, 0)


# ---- the record of the last build --------------------------------------------------------


def test_a_build_tells_what_it_rendered_and_why(show: Path) -> None:
    assert (_kept(show).rendered, _kept(show).reused) == (11, 0)
    assert {each.reasons for each in _kept(show).remade} == {("new",)}
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    done = build(show)
    assert _kept(show) == LastBuild(
        rendered=done.rendered,
        reused=done.reused,
        failed=0,
        requests=0,
        remade=(Remade("one", "Leaving", ("text",)),),
    )


def test_what_failed_is_counted_and_is_not_among_what_was_rendered(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "Nobody saw us go.", UNSPEAKABLE)
    shows.edit(show, "scripts/walking.md", "We walked.", "We ran.")
    build(show)
    kept = _kept(show)
    assert (kept.rendered, kept.failed, kept.reused) == (1, 1, 9)
    assert kept.remade == (Remade("two", "Walking", ("text",)),)


def test_a_build_that_changes_nothing_leaves_the_one_before_on_record(show: Path) -> None:
    before = _kept(show)
    build(show)
    assert _kept(show) == before


def test_the_record_does_not_tell_the_time_or_the_place(show: Path, tmp_path: Path) -> None:
    other = shows.write(tmp_path / "elsewhere")
    build(other, workers=2)
    kept = [(folder / "audio_out/.cache/last-build.json").read_bytes() for folder in (show, other)]
    assert kept[0] == kept[1]
    assert set(json.loads(kept[0])) == {"rendered", "reused", "failed", "requests", "remade"}


def test_no_title_of_what_was_withdrawn_stays_on_record(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    cleaning.clean(Layout(show), show_folder.read(show))
    assert last_build.read(Layout(show)) is None
    build(show)
    assert not _kept(show).remade


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b"\xff"])
def test_a_damaged_record_is_none(show: Path, damage: bytes) -> None:
    (show / "audio_out/.cache/last-build.json").write_bytes(damage)
    assert _report(show).build is None
