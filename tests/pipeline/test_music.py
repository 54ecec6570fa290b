from __future__ import annotations

import re
from pathlib import Path

import pytest

from passage.errors import MixingFailed
from passage.keeping.store import Store
from passage.mixing import clips, encoder
from passage.model import Role, Sound
from passage.pipeline import minting, planning
from passage.pipeline.layout import Layout
from passage.pipeline.making import Status
from passage.pipeline.recipes import Job, recipe
from passage.pipeline.workshop import render
from passage.reading import folder as show_folder
from tests import shows
from tests.mixing import beds
from tests.pipeline.building import build, made_files, plan

HOST = {Role.OPENING, Role.STAGE_INTRO, Role.CLOSING}


def _add_music(show: Path, music: bytes, name: str = "bed.wav") -> None:
    (show / name).write_bytes(music)
    shows.edit(show, "passage.yml", "cast:", f"sound: {{music: {name}}}\ncast:")


def _reasons(show: Path) -> dict[Role, tuple[str, ...]]:
    return {each.segment.role: each.reasons for each in plan(show).segments}


def _keys(show: Path, *, host: bool) -> set[str]:
    return {s.recipe.key for s in plan(show).segments if (s.segment.role in HOST) == host}


ONLY_THE_HOST = {role: ("sound",) if role in HOST else () for role in Role}


def test_music_makes_only_the_host_s_segments_again(show: Path) -> None:
    _add_music(show, beds.music())
    assert _reasons(show) == ONLY_THE_HOST
    assert build(show).rendered == len(_keys(show, host=True)) > 0
    (show / "bed.wav").write_bytes(beds.music(beds.SINE))
    assert _reasons(show) == ONLY_THE_HOST
    assert build(show).rendered == len(_keys(show, host=True))
    assert build(show).rendered == 0


def test_what_is_not_the_host_s_keeps_its_key_and_its_clip(show: Path) -> None:
    before = _keys(show, host=False)
    _add_music(show, beds.music())
    assert _keys(show, host=False) == before
    for planned in plan(show).segments:
        with_music = Job("", planned.segment, Sound(music="bed.wav"), beds.music())
        without = Job("", planned.segment, Sound())
        same = render(with_music) == render(without)
        assert same == (planned.segment.role not in HOST)


def test_a_job_has_the_file_only_where_it_is_heard(show: Path) -> None:
    music = beds.music()
    _add_music(show, music)
    (show / "scripts" / "leaving.md").write_text(shows.FILES["scripts/leaving.md"] + "\nAnd so.\n")
    beneath = {job.segment.role: job.bed for job in plan(show).jobs}
    assert beneath == dict.fromkeys(HOST, music) | {Role.TESTIMONY: b""}


def test_where_the_file_lies_changes_nothing(show: Path) -> None:
    _add_music(show, beds.music())
    build(show)
    made = made_files(show)
    (show / "music").mkdir()
    (show / "bed.wav").rename(show / "music" / "theme.wav")
    shows.edit(show, "passage.yml", "bed.wav", "music/theme.wav")
    assert build(show).rendered == 0
    assert made_files(show) == made


def test_without_music_keys_are_what_they_were(show: Path) -> None:
    for planned in plan(show).segments:
        assert recipe(planned.segment, Sound(), "any") == recipe(planned.segment, Sound())


def test_a_show_without_its_music_again_has_its_old_clips(show: Path) -> None:
    made = made_files(show)
    _add_music(show, beds.music())
    build(show)
    assert made_files(show) != made
    shows.edit(show, "passage.yml", "sound: {music: bed.wav}\n", "")
    assert build(show).rendered == 0
    assert made_files(show) == made


def test_an_episode_with_music_meets_the_loudness(show: Path) -> None:
    _add_music(show, beds.music(form="mp3"), "bed.mp3")
    build(show)
    store = Store(Layout(show).cache)
    for planned in plan(show).segments:
        kept = store.get(planned.recipe.key)
        assert kept is not None
        assert clips.load(kept).loudness == pytest.approx(-16, abs=0.5)
    for path in (show / "audio_out").glob("*.mp3"):
        meter = "ebur128=peak=true:framelog=quiet"
        _, log = encoder.run(["-i", str(path), "-af", meter, "-f", "null", "-"], b"")
        assert float(re.findall(r"I:\s+(-?[\d.]+) LUFS", log)[-1]) == pytest.approx(-16, abs=0.5)
        assert float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", log)[-1]) <= -1


def test_more_processes_make_the_same_bytes(tmp_path: Path) -> None:
    made, music = [], beds.music(form="ogg")
    for workers in (1, 2):
        show = shows.write(tmp_path / str(workers))
        _add_music(show, music, "bed.ogg")
        shows.lengthen(show, scripts=3, sentences=60)
        assert not build(show, workers=workers).failed
        made.append(made_files(show))
    assert made[0] == made[1]


def test_a_file_that_is_no_music_fails_the_segments_that_need_it(show: Path) -> None:
    made = made_files(show)
    _add_music(show, b"These are words, not sounds. " * 50)
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    done = build(show)
    assert [result.status for result in done.results] == [Status.FAILED, Status.FAILED]
    for result in done.results:
        for failure in result.failures:
            assert isinstance(failure, MixingFailed)
            assert str(failure).startswith("bed.wav: cannot be read as sound: ")
    assert made_files(show) == made
    (show / "bed.wav").write_bytes(beds.music())
    assert _reasons(show) == ONLY_THE_HOST
    assert not build(show).failed


def test_a_file_that_is_gone_since_the_show_was_read_is_told(show: Path) -> None:
    _add_music(show, beds.music())
    library = minting.mint(show_folder.read(show))
    (show / "bed.wav").unlink()
    with pytest.raises(MixingFailed, match=r"^bed\.wav: cannot be read: No such file"):
        planning.plan(Layout(show), library)
