from __future__ import annotations

from pathlib import Path

from passage.pipeline import cleaning
from passage.pipeline.cleaning import Cleaned
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import build, made_files


def _clean(show: Path) -> Cleaned:
    return cleaning.clean(Layout(show), show_folder.read(show))


def test_what_a_build_would_use_is_kept(show: Path) -> None:
    assert _clean(show) == Cleaned(removed=0, freed=0, left=11 + 3 + 2 + 2 + 2 + 2)
    assert build(show).rendered == 0


def test_what_no_episode_uses_any_more_is_dropped(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "Monday", "Friday")
    build(show)
    done = _clean(show)
    assert (done.removed, done.left) == (2, 22), "a clip, and the cues of its episode"
    assert done.freed > 10_000
    assert build(show).rendered == 0


def test_a_draft_s_segments_are_in_use(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "consent: granted", "consent: pending")
    assert _clean(show).removed == 0


def test_everything_can_be_dropped_and_is_made_again_the_same(show: Path) -> None:
    made = made_files(show)
    assert cleaning.clean_all(Layout(show)).left == 0
    assert made_files(show) == made
    build(show)
    assert made_files(show) == made
