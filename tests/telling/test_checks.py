"""What a check says of the languages in which Passage itself has no words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from passage.model import Library
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
