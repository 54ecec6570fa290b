"""What a check says of the languages in which Passage itself has no words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from passage.errors import Problem
from passage.model import Library, Place
from passage.publishing.site import catalogue
from passage.telling import checks
from tests import shows


def said(language: str) -> list[str]:
    show = replace(shows.SHOW, language=language)
    return list(checks.library(Library(show, (), ()), ()))


def test_a_language_without_words_is_noted() -> None:
    assert "note: the site's own words are in English; there are none in ar." in said("ar")


@pytest.mark.parametrize("language", ["en", "en-GB", "ko"])
def test_a_language_with_all_words_is_not(language: str) -> None:
    assert not [line for line in said(language) if "site" in line]


def test_words_that_are_not_translated_yet_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(catalogue._TABLES["ko"], "home")
    monkeypatch.delitem(catalogue._TABLES["ko"], "skip")
    told = "note: 2 of the site's own words are in English, not yet in ko: skip, home."
    assert told in said("ko")


@pytest.mark.parametrize("language", ["ar", "ko", "en"])
def test_programs_are_told_every_note_that_people_are_told(language: str) -> None:
    show = replace(shows.SHOW, language=language)
    noted = Problem(Place("passage.yml"), "something else")
    library = Library(show, (), ())
    told = checks.library_json(library, (noted,))["notes"]
    assert isinstance(told, list)
    lines = [line for line in checks.library(library, (noted,)) if line.startswith("note: ")]
    assert len(told) == len(lines) == (3 if language == "ar" else 1)
    assert all(note["what"] in line for note, line in zip(told, lines, strict=True))
    assert {note["path"] for note in told} == {"passage.yml"}
