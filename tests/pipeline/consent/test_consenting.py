from __future__ import annotations

from pathlib import Path

import pytest

from passage.errors import PassageError
from passage.pipeline.consent import consenting
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.consent import many_voices


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return many_voices.write(tmp_path)


def _chosen(folder: Path, *words: str) -> list[str]:
    library = show_folder.read(folder)
    return [script.id for script in consenting.choose(library, folder, words).scripts]


@pytest.mark.parametrize(
    "word", ["clock", "scripts/clock.md", "./scripts/clock.md", "scripts/../scripts/clock.md"]
)
def test_a_script_is_an_id_or_a_path(folder: Path, word: str) -> None:
    assert _chosen(folder, word) == ["clock"]
    assert _chosen(folder, str(folder / "scripts" / "clock.md"), word) == ["clock"]


def test_a_narrator_is_all_that_they_tell(folder: Path) -> None:
    assert _chosen(folder, "MIRELA  dobre") == ["bakery", "letter"]
    found = consenting.choose(show_folder.read(folder), folder, ["Mirela Dobre", "clock"])
    assert found.narrators == ("Mirela Dobre",)
    assert len(found.scripts) == 3


@pytest.mark.parametrize(
    ("word", "near"), [("clok", "clock"), ("Mirella Dobre", "Mirela Dobre"), ("xyzzy", "status")]
)
def test_what_there_is_not_is_told_with_the_nearest(folder: Path, word: str, near: str) -> None:
    with pytest.raises(PassageError, match=near):
        _chosen(folder, word)


def test_a_word_that_means_two_things_is_refused(folder: Path) -> None:
    shows.edit(folder, "scripts/letter.md", "narrator: Mirela Dobre", "narrator: Clock")
    with pytest.raises(PassageError, match=r"scripts/clock\.md scripts/letter\.md"):
        _chosen(folder, "clock", "Clock", "clock")


def test_those_who_were_not_asked_come_first(folder: Path) -> None:
    shows.edit(folder, "scripts/letter.md", "consent: granted", "consent: pending")
    shows.edit(folder, "scripts/clock.md", "consent: granted", "consent: withdrawn")
    listed = consenting.listed(show_folder.read(folder))
    assert [script.id for script in listed][:3] == ["letter", "clock", "bakery"]
