"""What Passage says in its own words, on the pages and in the host's voice, by language."""

from __future__ import annotations

import pytest

from passage.narrating import phrasebook
from passage.publishing.site import catalogue


@pytest.mark.parametrize("language", ["en", "en-GB", "ko", "ko-KR", "ar", "fr", "zh-Hant", "EN"])
def test_pages_know_which_language_the_host_speaks(language: str) -> None:
    host = language if phrasebook.speaks(language) else phrasebook.of(language).language
    assert catalogue.host(language) == host
