from __future__ import annotations

from dataclasses import replace

import pytest

from passage.model import Milliseconds
from passage.publishing import highlights
from passage.publishing.published import Soundbite

from .samples import COAST
from .transcripts.cues import cue

SENTENCES = [cue(start, start + 9_000, "Words.") for start in range(61_999, 161_999, 10_000)]
MANIFEST = replace(COAST.manifest, highlight="salt")


def test_it_ends_with_the_last_sentence_that_ends_within_a_minute() -> None:
    made = highlights.soundbite(MANIFEST, COAST.chapters, SENTENCES)
    assert made == Soundbite(COAST.chapters[1].start, Milliseconds(59_000), "Salt")


@pytest.mark.parametrize("script", ["", "nobody"])
def test_without_a_highlight_there_is_none(script: str) -> None:
    manifest = replace(MANIFEST, highlight=script)
    assert highlights.soundbite(manifest, COAST.chapters, SENTENCES) is None


def test_nobody_is_cut_off_in_the_middle() -> None:
    for end in (14_999, 60_001):
        cues = [cue(61_999, 61_999 + end, "Words.")]
        assert highlights.soundbite(MANIFEST, COAST.chapters, cues) is None
