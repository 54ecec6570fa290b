"""What goes out to listeners: everything that is published, nothing else, and only as it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from passage.delivering.uploading.outbox import Kind, Outbox
from passage.errors import ConsentRefused, DeliveryFailed, EngineUnavailable, PassageError
from passage.pipeline import minting, outgoing
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import build, made_files


def outbox(show: Path, *, former_names: bool = True, as_built: bool = False) -> Outbox:
    library = minting.mint(show_folder.read(show))
    return outgoing.outbox(Layout(show), library, former_names=former_names, as_built=as_built)


def test_all_that_is_public_goes_and_nothing_else(show: Path) -> None:
    (show / "feed" / ".passage-half").write_text("temporary")
    (show / "drafts").mkdir(exist_ok=True)
    public = {
        path
        for path in made_files(show)
        if (path.startswith("feed/") and "/." not in path) or path.endswith(".mp3")
    }
    assert {each.path for each in outbox(show).objects} == public


def test_each_file_has_its_class_its_episode_and_its_type(show: Path) -> None:
    first = "00000000-0000-4000-8000-000000000001"
    told = {each.path: each for each in outbox(show).objects}
    assert told["feed/feed.xml"].kind is Kind.FEED
    for kind, media_type, path in [
        (Kind.TRANSCRIPT, "text/vtt", "feed/transcripts/one.vtt"),
        (Kind.CHAPTERS, "application/json+chapters", "feed/chapters/one.json"),
    ]:
        each = told[path]
        assert (each.kind, each.media_type, each.episode) == (kind, media_type, first)
        assert not each.has_digest
    (audio,) = [each for each in told.values() if each.path.startswith("audio_out/one-")]
    assert (audio.kind, audio.media_type, audio.episode) == (Kind.AUDIO, "audio/mpeg", first)
    assert audio.has_digest
    (cover,) = [each for each in told.values() if each.path.startswith("feed/cover-")]
    assert (cover.kind, cover.episode, cover.has_digest) == (Kind.ARTWORK, "", True)
    stages = [each for each in told.values() if each.path.startswith("feed/pictures/stage-")]
    assert {(each.episode, each.has_digest) for each in stages} == {("", True)}


def test_former_names_go_with_what_answers_for_them(show: Path) -> None:
    (old,) = [path.name for path in (show / "audio_out").glob("one-*.mp3")]
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    build(show)
    (new,) = [path.name for path in (show / "audio_out").glob("one-*.mp3")]
    assert outbox(show).former == ((f"audio_out/{old}", f"audio_out/{new}"),)
    without = outbox(show, former_names=False)
    assert (without.former, without.keeps_former) == ((), False)


CHANGES = {
    "a word": ("scripts/leaving.md", "Monday", "Friday"),
    "a title": ("episodes/one.yml", "The First Part", "The Beginning"),
    "what only the feed says": ("passage.yml", "People who never were", "Those who never were"),
    "a date": ("episodes/two.yml", "2026-03-02", "2026-03-03"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_since_the_build_is_not_published_as_it_was(
    show: Path, change: str
) -> None:
    shows.edit(show, *CHANGES[change])
    with pytest.raises(PassageError, match="something changed since\n  passage build"):
        outbox(show)
    build(show)
    outbox(show)


def test_a_build_of_one_episode_is_not_all_that_was_written(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    shows.edit(show, "scripts/walking.md", "walked again", "walked on")
    build(show, "one")
    with pytest.raises(PassageError, match="something changed since"):
        outbox(show)


@pytest.mark.parametrize("consent", ["withdrawn", "pending"])
def test_whoever_no_longer_agrees_is_not_published(show: Path, consent: str) -> None:
    shows.edit(show, "scripts/leaving.md", "consent: granted", f"consent: {consent}")
    with pytest.raises(ConsentRefused, match="built with leaving, who does not agree") as refused:
        outbox(show)
    assert refused.value.subject == "The First Part"
    assert "passage build" in refused.value.hint
    build(show)
    told = outbox(show)
    assert not [each.path for each in told.objects if "one" in Path(each.path).stem.split("-")]
    assert told.has_withdrawals is (consent == "withdrawn")


def test_a_withdrawal_goes_out_though_the_rest_cannot_be_built(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    shows.edit(show, "scripts/walking.md", "walked again", "walked on")
    shows.edit(show, "passage.yml", "voice: en-gb", "voice: no-such-voice")
    with pytest.raises(ConsentRefused):
        outbox(show, as_built=True)
    with pytest.raises(EngineUnavailable):
        build(show)
    with pytest.raises(PassageError, match="something changed since"):
        outbox(show)
    told = outbox(show, as_built=True)
    assert {each.path.partition("-")[0] for each in told.objects if each.path[0] == "a"} == {
        "audio_out/two"
    }


def test_without_a_build_there_is_nothing_to_publish(tmp_path: Path) -> None:
    with pytest.raises(PassageError, match="no feed to publish yet\n  passage build"):
        outbox(shows.write(tmp_path))


def test_a_feed_that_names_what_is_gone_stays_here(show: Path) -> None:
    (show / "feed" / "transcripts" / "one.vtt").unlink()
    with pytest.raises(DeliveryFailed, match=r"one\.vtt: is in the feed, and not there"):
        outbox(show)


def test_audio_of_another_length_stays_here(show: Path) -> None:
    (audio,) = (show / "audio_out").glob("one-*.mp3")
    audio.write_bytes(audio.read_bytes() + b"!")
    with pytest.raises(DeliveryFailed, match="is in the feed, and not there"):
        outbox(show)


def test_former_names_that_cannot_be_read_are_told(show: Path) -> None:
    for damaged in ("{", json.dumps({"../x": "../y"})):
        (show / "audio_out" / "names.json").write_text(damaged)
        with pytest.raises(PassageError, match="cannot be read"):
            outbox(show)


def test_a_cache_that_was_dropped_asks_for_a_build(show: Path) -> None:
    shutil.rmtree(show / "audio_out" / ".cache")
    with pytest.raises(PassageError, match="something changed since"):
        outbox(show)
    build(show)
    outbox(show)


@pytest.mark.parametrize("target", ["", "feed", "audio_out/there", "feed/feed"])
def test_a_show_is_not_published_into_itself(show: Path, target: str) -> None:
    for where in (str(show / target), (show / target).as_uri()):
        with pytest.raises(PassageError, match="is where the show is made"):
            outgoing.require_elsewhere(Layout(show), where)
    outgoing.require_elsewhere(Layout(show), str(show / "public"))
    outgoing.require_elsewhere(Layout(show), "s3://feed/feed")


def test_a_link_that_leads_out_is_not_followed(show: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("what nobody meant to publish", "utf-8")
    (show / "feed" / "linked.html").symlink_to(secret)
    with pytest.raises(PassageError, match=r"feed/linked\.html: is a link to a file outside"):
        outbox(show)
    (show / "feed" / "linked.html").unlink()
    (show / "feed" / "again.html").symlink_to("index.html")
    assert "feed/again.html" in {each.path for each in outbox(show).objects}


def test_made_folders_that_lie_on_another_disk_are_published(show: Path, tmp_path: Path) -> None:
    (show / "feed").rename(tmp_path / "large-disk")
    (show / "feed").symlink_to(tmp_path / "large-disk", target_is_directory=True)
    assert "feed/feed.xml" in {each.path for each in outbox(show).objects}
