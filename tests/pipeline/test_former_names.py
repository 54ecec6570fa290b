"""Whoever holds an old address of an episode finds the episode as it is now, or nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import feedparser
import pytest

from passage.pipeline import cleaning, former_names, records
from passage.pipeline.layout import Layout
from passage.pipeline.shelving import shelf
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import build, made_files


def _names(show: Path) -> dict[str, str]:
    told: dict[str, str] = json.loads((show / "audio_out" / "names.json").read_text("utf-8"))
    return told


def _file(show: Path, name: str) -> str:
    return records.read(show / "audio_out")[name].episode.file


def _item(show: Path, title: str) -> Any:
    parsed = feedparser.parse(str(show / "feed" / "feed.xml"))
    return next(entry for entry in parsed.entries if entry.title == title)


def _say(show: Path, old: str, new: str) -> str:
    """Change a word of the first episode and build; its audio's new name."""
    shows.edit(show, "scripts/leaving.md", old, new)
    build(show)
    return _file(show, "one")


def test_changed_audio_keeps_its_identity_and_its_former_names(show: Path) -> None:
    before, first = _item(show, "The First Part"), _file(show, "one")
    assert not (show / "audio_out" / "names.json").exists(), "nothing has a former name yet"
    second = _say(show, "Monday", "Friday")
    after = _item(show, "The First Part")
    for same in ("id", "published", "itunes_episode"):
        assert after[same] == before[same]
    assert after.enclosures[0].href.endswith(second)
    assert int(after.enclosures[0].length) == (show / "audio_out" / second).stat().st_size
    assert second != first
    assert _names(show) == {first: second}
    third = _say(show, "Friday", "cold and dark Sunday")
    assert _names(show) == dict(sorted({first: third, second: third}.items()))


def test_audio_that_is_as_it_was_has_its_name_again(show: Path) -> None:
    first = _file(show, "one")
    second = _say(show, "Monday", "Friday")
    assert _say(show, "Friday", "Monday") == first
    assert _names(show) == {second: first}


def test_they_survive_another_build_and_a_clean_cache(show: Path) -> None:
    _say(show, "Monday", "Friday")
    made, names = made_files(show), _names(show)
    cleaning.clean_all(Layout(show))
    build(show)
    assert made_files(show) == made
    assert _names(show) == names


def test_a_lost_file_of_audio_does_not_lose_its_name(show: Path) -> None:
    first = _file(show, "one")
    (show / "audio_out" / first).unlink()
    assert _names_after(show) == {first: _file(show, "one")}


def _names_after(show: Path) -> dict[str, str]:
    _say(show, "Monday", "Friday")
    return _names(show)


def test_a_build_that_was_stopped_loses_none(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _file(show, "one")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shelf, "standing", stop)
    with pytest.raises(KeyboardInterrupt):
        _say(show, "Monday", "Friday")
    monkeypatch.undo()
    assert _file(show, "one") != first
    build(show)
    assert _names(show) == {first: _file(show, "one")}


def test_what_is_withdrawn_answers_with_nothing(show: Path) -> None:
    _say(show, "Monday", "Friday")
    shows.edit(show, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    build(show)
    assert _names(show).keys() == {"gone", "changed"}
    assert not re.search("one-", (show / "audio_out" / "names.json").read_text("utf-8"))


def test_without_the_testimony_that_was_withdrawn_the_rest_answers(show: Path) -> None:
    shows.edit(show, "episodes/one.yml", "[leaving]", "[leaving, walking]")
    build(show)
    first, *_ = _names(show)
    shows.edit(show, "scripts/walking.md", "consent: granted", "consent: withdrawn")
    build(show)
    assert "two" not in (show / "audio_out" / "names.json").read_text(), "its own episode is gone"
    assert first == _file(show, "one") or _names(show)[first] == _file(show, "one")


def test_an_episode_that_is_called_otherwise_is_known_by_its_guid(show: Path) -> None:
    first = _file(show, "one")
    second = _say(show, "Monday", "Friday")
    (show / "episodes" / "one.yml").rename(show / "episodes" / "prologue.yml")
    build(show)
    present = _file(show, "prologue")
    assert _names(show) == dict(sorted({first: present, second: present}.items()))


def test_another_episode_of_the_same_name_does_not_answer_for_it(show: Path) -> None:
    _say(show, "Monday", "Friday")
    shows.edit(show, "episodes/one.yml", "000000000001", "000000000009")
    build(show)
    assert _names(show) == {}


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"one-00000000.mp3": 1}', '{"a": "../b"}'])
def test_a_damaged_list_is_begun_anew_and_told(show: Path, damage: str) -> None:
    first = _file(show, "one")
    (show / "audio_out" / "names.json").write_text(damage, "utf-8")
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    outcome = build(show)
    assert outcome.names_damaged
    assert _names(show) == {first: _file(show, "one")}
    assert not former_names.read(Layout(show)).is_damaged


def test_no_episode_takes_the_name_of_the_list(show: Path) -> None:
    (show / "episodes" / "one.yml").rename(show / "episodes" / "Names.yml")
    with pytest.raises(Exception, match=r"episodes/Names.yml: the name .* is taken") as raised:
        show_folder.read(show)
    assert "rename it" in str(raised.value)
