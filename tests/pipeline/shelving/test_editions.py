"""The edition for thin connections."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from lxml import etree

from passage.errors import InputProblems, MixingFailed
from passage.mixing import encoder, opus
from passage.model import Library
from passage.pipeline import cleaning, records
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import build, made_files

PODCAST = "{https://podcastindex.org/namespace/1.0}"


@pytest.fixture
def small(show: Path) -> Path:
    shows.edit(show, "passage.yml", "stages:", "editions: [opus]\nstages:")
    build(show)
    return show


def _editions(show: Path) -> list[etree._Element]:
    tree = etree.parse(str(show / "feed" / "feed.xml"))
    return list(tree.iter(f"{PODCAST}alternateEnclosure"))


def _files(show: Path) -> list[Path]:
    return sorted((show / "feed").glob("editions/*"))


def _path(show: Path, edition: etree._Element) -> Path:
    (source,) = edition.iter(f"{PODCAST}source")
    return show / str(source.get("uri")).removeprefix("https://example.org/roads/")


def test_nothing_is_made_that_nobody_asked_for(show: Path) -> None:
    assert _files(show) == []
    assert _editions(show) == []


def test_the_feed_tells_what_is_there(small: Path) -> None:
    editions = _editions(small)
    assert sorted(_path(small, each) for each in editions) == _files(small)
    for edition in editions:
        data = _path(small, edition).read_bytes()
        told = {name: edition.get(name) for name in ("type", "length", "bitrate", "codecs")}
        assert told == {
            "type": "audio/ogg",
            "length": str(len(data)),
            "bitrate": "24000",
            "codecs": "opus",
        }
        (integrity,) = edition.iter(f"{PODCAST}integrity")
        digest = base64.b64encode(hashlib.sha384(data).digest()).decode()
        assert (integrity.get("type"), integrity.get("value")) == ("sri", f"sha384-{digest}")


def test_it_is_heard_as_long_as_the_episode_and_is_small(small: Path) -> None:
    for record in records.read(small / "audio_out").values():
        episode = record.episode
        (path,) = (small / "feed").glob(f"editions/{episode.manifest.id}-*.opus")
        samples, _ = encoder.run(["-i", str(path), "-ar", "8000", "-f", "s16le", "pipe:1"], b"")
        assert len(samples) / 16 == pytest.approx(episode.duration, abs=100)
        assert path.stat().st_size < 0.6 * episode.size


def test_the_same_audio_gives_the_same_bytes(small: Path) -> None:
    made = made_files(small)
    cleaning.clean_all(Layout(small))
    for path in _files(small):
        path.unlink()
    build(small)
    assert made_files(small) == made


def test_nothing_is_encoded_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_files(small)
    assert cleaning.clean(Layout(small), _library(small)).removed == 0
    monkeypatch.setattr(opus, "encode", _refuse)
    build(small)
    assert made_files(small) == made


def test_changed_audio_has_another_edition_in_its_place(small: Path) -> None:
    before = _files(small)
    shows.edit(small, "scripts/leaving.md", "Monday", "Friday")
    build(small)
    assert len(_files(small)) == len(before)
    assert len(set(_files(small)) & set(before)) == 1


def test_what_is_withdrawn_is_gone_and_waits_for_no_encoder(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows.edit(small, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    cleaning.clean_all(Layout(small))
    monkeypatch.setattr(opus, "encode", _refuse)
    assert build(small).failed
    assert not list((small / "feed").glob("editions/one-*"))
    assert not list((small / "audio_out").glob("one-*"))


def test_what_is_withdrawn_is_gone_where_there_is_no_encoder(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows.edit(small, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    monkeypatch.setattr(opus, "version", lambda: _refuse(small))
    assert build(small).failed
    assert not list((small / "feed").glob("editions/*"))
    assert not list((small / "audio_out").glob("one-*"))


def test_one_that_cannot_be_made_holds_nothing_else_up(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows.edit(small, "scripts/leaving.md", "Monday", "Friday")
    monkeypatch.setattr(opus, "encode", _refuse)
    outcome = build(small)
    assert [str(failure) for failure in outcome.failures] == ["ffmpeg: was not to be asked"]
    assert outcome.feed_changed
    assert [edition.get("title") for edition in _editions(small)] == ["Low bandwidth"]
    monkeypatch.undo()
    assert not build(small).failed
    assert len(_editions(small)) == 2


def test_they_go_when_nobody_asks_for_them_any_more(small: Path) -> None:
    shows.edit(small, "passage.yml", "editions: [opus]\n", "")
    build(small)
    assert (_files(small), _editions(small)) == ([], [])


def test_a_kind_that_there_is_not(show: Path) -> None:
    shows.edit(show, "passage.yml", "stages:", "editions: [opsu]\nstages:")
    with pytest.raises(InputProblems, match="opus"):
        show_folder.read(show)


def _refuse(_: Path) -> bytes:
    raise MixingFailed("ffmpeg", "was not to be asked")


def _library(show: Path) -> Library:
    return show_folder.read(show)
