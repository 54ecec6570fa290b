from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import podcastparser
import pytest
from mutagen.id3 import ID3

from passage.errors import EngineUnavailable
from passage.mixing import encoder
from passage.pipeline.layout import Layout
from passage.pipeline.making import Status
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import build, made_files, stray_files


def _feed(show: Path) -> list[dict[str, Any]]:
    path = show / "feed" / "feed.xml"
    with path.open("rb") as file:
        episodes: list[dict[str, Any]] = podcastparser.parse(str(path), file)["episodes"]
    return episodes


def _audio(show: Path, episode_id: str) -> Path:
    return next((show / "audio_out").glob(f"{episode_id}-*.mp3"))


def _text(show: Path, episode_id: str) -> str:
    return str(_tag(show, episode_id).getall("USLT")[0].text)


def _tag(show: Path, episode_id: str) -> Any:
    return ID3(_audio(show, episode_id))  # type: ignore[no-untyped-call]


def test_every_enclosure_is_there_with_the_length_and_duration_that_the_feed_states(
    show: Path,
) -> None:
    episodes = _feed(show)
    assert {episode["title"] for episode in episodes} == {"The First Part", "The Second Part"}
    for episode in episodes:
        (enclosure,) = episode["enclosures"]
        path = show / "audio_out" / enclosure["url"].rpartition("/")[2]
        assert path.stat().st_size == enclosure["file_size"]
        samples, log = encoder.run(["-i", str(path), "-f", "s16le", "pipe:1"], b"")
        assert len(samples) / 2 / 44100 == pytest.approx(episode["total_time"], abs=1)
        assert "rror" not in log


def test_every_sentence_of_a_testimony_is_in_its_episode_s_text(show: Path) -> None:
    text = _text(show, "one")
    assert "Bo: We left on a Monday. Nobody saw us go." in text
    assert "Come back soon, said the baker." in text


def test_an_episode_has_a_chapter_for_each_segment(show: Path) -> None:
    chapters = _tag(show, "one").getall("CHAP")
    starts = [chapter.start_time for chapter in chapters]
    assert starts[0] == 0
    assert starts == sorted(starts)
    assert [chapter.sub_frames["TIT2"].text[0] for chapter in chapters] == [
        "Opening",
        "Content note",
        "Home",
        "Introduction: Leaving",
        "Leaving",
        "Sources and how to help",
    ]


def test_a_second_build_makes_nothing_and_touches_nothing(show: Path) -> None:
    files = [path for path in show.rglob("*") if path.is_file()]
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}
    done = build(show)
    assert (done.rendered, done.reused, done.feed_changed) == (0, 11, False)
    assert {result.status for result in done.results} == {Status.KEPT}
    after = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in show.rglob("*")}
    assert {path: after[path] for path in before} == before
    assert len([path for path in after if path.is_file()]) == len(before)


def test_one_sentence_changed_is_one_segment_made(show: Path) -> None:
    before = _audio(show, "one")
    shows.edit(show, "scripts/leaving.md", "on a Monday", "on a Friday")
    done = build(show)
    assert (done.rendered, done.reused) == (1, 10)
    assert [result.status for result in done.results] == [Status.MADE, Status.KEPT]
    assert not before.exists()
    assert "We left on a Friday." in _text(show, "one")


def test_a_quotation_mark_costs_no_sound_but_is_shown(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "Nobody saw", "“Nobody” saw")
    assert build(show).rendered == 0
    assert "“Nobody” saw us go." in _text(show, "one")


def test_a_date_costs_no_sound(show: Path) -> None:
    shows.edit(show, "episodes/one.yml", "2026-03-01", "2026-03-11")
    done = build(show)
    assert (done.rendered, done.feed_changed) == (0, True)
    feed = (show / "feed" / "feed.xml").read_text("utf-8")
    assert re.findall(r"The \w+ Part(?=</title>)", feed) == ["The First Part", "The Second Part"]


def test_another_order_costs_no_sound(show: Path) -> None:
    shows.edit(show, "episodes/one.yml", "[leaving]", "[leaving, walking]")
    build(show)
    shows.edit(show, "episodes/one.yml", "[leaving, walking]", "[walking, leaving]")
    assert build(show).rendered == 0
    text = _text(show, "one")
    assert text.index("We walked.") < text.index("We left")


def test_only_the_episodes_that_are_named_are_made(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "on a Monday", "on a Friday")
    shows.edit(show, "scripts/walking.md", "We walked.", "We ran.")
    done = build(show, "two")
    assert [result.planned.manifest.id for result in done.results] == ["two"]
    assert "We ran." in _text(show, "two")
    assert "Monday" in _text(show, "one")
    assert len(_feed(show)) == 2


@pytest.mark.parametrize("episode_id", ["one", "two"])
def test_audio_that_is_gone_or_damaged_is_stitched_again(show: Path, episode_id: str) -> None:
    made = made_files(show)
    audio = _audio(show, episode_id)
    if episode_id == "one":
        audio.unlink()
    else:
        data = bytearray(audio.read_bytes())
        data[len(data) // 2] ^= 1
        audio.write_bytes(data)
    done = build(show)
    assert done.rendered == 0
    assert made_files(show) == made


def test_a_damaged_clip_is_made_again(show: Path) -> None:
    made = made_files(show)
    for path in (show / "audio_out" / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    assert build(show).rendered == 11
    assert made_files(show) == made


def test_what_is_made_can_be_deleted_and_made_again_byte_for_byte(show: Path) -> None:
    made = made_files(show)
    shutil.rmtree(show / "audio_out")
    shutil.rmtree(show / "feed")
    build(show, workers=2)
    assert made_files(show) == made


def test_what_a_killed_build_left_is_swept(show: Path) -> None:
    made = made_files(show)
    (show / "audio_out" / ".passage-abc").write_bytes(b"half")
    (show / "audio_out" / "one-00000000.mp3").write_bytes(b"of another time")
    (show / "feed" / ".passage-abc").write_bytes(b"half")
    next((show / "audio_out" / ".cache").glob("??")).joinpath(".passage-x").write_bytes(b"half")
    build(show)
    assert made_files(show) == made
    assert stray_files(show) == []


def test_an_episode_that_was_removed_leaves_feed_and_folder(show: Path) -> None:
    (show / "episodes" / "one.yml").unlink()
    build(show)
    assert [episode["title"] for episode in _feed(show)] == ["The Second Part"]
    assert not list((show / "audio_out").glob("one*"))


# ---- failure -----------------------------------------------------------------------------

UNSPEAKABLE = "ᏣᎳᎩ."
"""Cherokee, for which eSpeak NG has no voice and no sound."""


def test_a_failed_episode_keeps_its_audio_and_place_and_does_not_stop_the_others(
    show: Path,
) -> None:
    before = made_files(show)
    shows.edit(show, "scripts/leaving.md", "Nobody saw us go.", UNSPEAKABLE)
    shows.edit(show, "scripts/walking.md", "We walked.", "We ran.")
    done = build(show)
    assert done.failed
    assert [result.status for result in done.results] == [Status.FAILED, Status.MADE]
    (failure,) = done.results[0].failures
    assert str(failure).startswith(
        f"scripts/leaving.md:12: sentence 2 ({UNSPEAKABLE}): eSpeak NG has no sound"
    )
    name = f"audio_out/{_audio(show, 'one').name}"
    assert made_files(show)[name] == before[name]
    assert len(_feed(show)) == 2
    assert "We ran." in _text(show, "two")


def test_an_episode_that_failed_before_it_ever_was_is_not_in_the_feed(show: Path) -> None:
    shutil.rmtree(show / "audio_out")
    shows.edit(show, "scripts/leaving.md", "Nobody saw us go.", UNSPEAKABLE)
    done = build(show)
    assert done.results[0].episode is None
    assert [episode["title"] for episode in _feed(show)] == ["The Second Part"]


# ---- consent -----------------------------------------------------------------------------


def test_pending_consent_makes_a_draft_that_is_not_published(show: Path) -> None:
    shutil.rmtree(show / "audio_out")
    shows.edit(show, "scripts/leaving.md", "consent: granted\n", "")
    done = build(show)
    assert [result.planned.published for result in done.results] == [False, True]
    assert len(list((show / "drafts").glob("one-*.mp3"))) == 1
    assert not list((show / "audio_out").glob("one*"))
    assert [episode["title"] for episode in _feed(show)] == ["The Second Part"]


def test_a_draft_moves_to_the_episodes_when_consent_is_granted(show: Path) -> None:
    made = made_files(show)
    shows.edit(show, "scripts/leaving.md", "consent: granted\n", "consent: pending\n")
    build(show)
    assert len(_feed(show)) == 1
    shows.edit(show, "scripts/leaving.md", "consent: pending\n", "consent: granted\n")
    assert build(show).rendered == 0
    assert made_files(show) == made


def test_the_published_version_stays_while_a_new_testimony_waits_for_consent(show: Path) -> None:
    before = made_files(show)
    shows.edit(show, "scripts/walking.md", "consent: granted\n", "consent: pending\n")
    shows.edit(show, "episodes/one.yml", "[leaving]", "[leaving, walking]")
    build(show)
    name = f"audio_out/{_audio(show, 'one').name}"
    assert made_files(show)[name] == before[name]
    assert [episode["title"] for episode in _feed(show)] == ["The First Part"]


def test_a_withdrawn_testimony_leaves_every_output_and_the_cache(show: Path) -> None:
    shows.edit(show, "episodes/two.yml", "[walking]", "[walking, leaving]")
    build(show)
    shows.edit(show, "scripts/leaving.md", "consent: granted\n", "consent: withdrawn\n")
    done = build(show)
    assert [result.status for result in done.results] == [Status.WITHDRAWN, Status.MADE]
    assert [episode["title"] for episode in _feed(show)] == ["The Second Part"]
    assert "We left" not in _text(show, "two")
    assert "We walked." in _text(show, "two")
    layout = Layout(show)
    kept = [path for path in layout.cache.glob("??/*") if path.is_file()]
    assert len(kept) == 5 + 2 + 2 + 1 + 2 + 1, (
        "segments, voices, covers of the show and an episode, maps, cues"
    )


def test_a_withdrawn_testimony_leaves_even_if_its_episode_cannot_be_made_again(
    show: Path,
) -> None:
    shows.edit(show, "episodes/one.yml", "[leaving]", "[leaving, walking]")
    build(show)
    shows.edit(show, "scripts/leaving.md", "consent: granted\n", "consent: withdrawn\n")
    shows.edit(show, "scripts/walking.md", "We walked.", UNSPEAKABLE)
    assert build(show).failed
    assert not list((show / "audio_out").glob("one-*.mp3"))
    assert [episode["title"] for episode in _feed(show)] == ["The Second Part"]


def test_a_script_that_was_deleted_is_no_longer_vouched_for(show: Path) -> None:
    (show / "scripts" / "leaving.md").unlink()
    shows.edit(show, "episodes/one.yml", "[leaving]", "[walking]")
    shows.edit(show, "scripts/walking.md", "We walked.", UNSPEAKABLE)
    build(show)
    assert not list((show / "audio_out").glob("one-*.mp3"))


def test_a_withdrawal_waits_for_no_voice(show: Path) -> None:
    """What somebody withdrew is gone even if nothing else can be made."""
    shows.edit(show, "scripts/leaving.md", "consent: granted\n", "consent: withdrawn\n")
    shows.edit(show, "passage.yml", "{name: Ada, voice: en-gb}", "{voice: nonsense}")
    with pytest.raises(EngineUnavailable):
        build(show)
    assert not list((show / "audio_out").glob("one-*"))
    assert [episode["title"] for episode in _feed(show)] == ["The Second Part"]


def test_what_leaves_the_feed_is_told_even_when_another_episode_was_asked_for(show: Path) -> None:
    shows.edit(show, "scripts/walking.md", "consent: granted\n", "consent: withdrawn\n")
    done = build(show, "one")
    assert [gone.manifest.id for gone in done.removed] == ["two"]
    assert done.published == 1


def test_an_episode_that_is_hurt_is_mended_whichever_was_asked_for(show: Path) -> None:
    made = made_files(show)
    _audio(show, "two").unlink()
    done = build(show, "one")
    assert {r.planned.manifest.id: r.status for r in done.results} == {
        "one": Status.KEPT,
        "two": Status.MADE,
    }
    assert made_files(show) == made


def test_a_disk_that_rots_without_telling_costs_one_more_rendering(show: Path) -> None:
    made = made_files(show)
    _audio(show, "two").unlink()
    for path in (show / "audio_out" / ".cache").glob("??/*"):
        times = path.stat().st_atime_ns, path.stat().st_mtime_ns
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
        os.utime(path, ns=times)
    done = build(show)
    assert done.rendered == 5
    assert not done.failed
    assert made_files(show) == made


def test_a_guid_that_another_episode_took_along_is_not_minted_again(show: Path) -> None:
    guid = "guid: 00000000-0000-4000-8000-000000000001\n"
    shows.edit(show, "episodes/one.yml", guid, "")
    build(show)
    (show / "episodes" / "one.yml").rename(show / "episodes" / "first.yml")
    (show / "episodes" / "one.yml").write_text(
        shows.FILES["episodes/one.yml"].replace(guid, "").replace("number: 1", "number: 7")
    )
    build(show)
    guids = [manifest.guid for manifest in show_folder.read(show).manifests]
    assert len(set(guids)) == 3


# ---- artwork -----------------------------------------------------------------------------


def test_a_show_s_own_artwork_is_published_under_a_name_that_changes_with_it(show: Path) -> None:
    drawn = next((show / "feed").glob("cover-*.png"))
    shutil.copy(drawn, show / "own.png")
    with (show / "passage.yml").open("a") as file:
        file.write("artwork: own.png\n")
    build(show)
    (own,) = (show / "feed").glob("cover-*")
    assert own.read_bytes() == (show / "own.png").read_bytes()
    assert re.search(rf"feed/{own.name}", (show / "feed" / "feed.xml").read_text("utf-8"))
