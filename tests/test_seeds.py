"""The pages that Passage was made for, from the page to the feed.

They are not part of the project; where they are absent the tests say so and are skipped.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import podcastparser
import pytest
from mutagen.id3 import ID3

from passage import cli
from passage.mixing import encoder
from passage.model import Library, ScriptKind
from passage.reading import folder as show_folder

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
PAGES = [SEEDS / "journey.txt", SEEDS / "article.txt"]

pytestmark = pytest.mark.skipif(
    not all(page.exists() for page in PAGES),
    reason="the original pages are not beside this checkout; nothing to install",
)


def _passage(*arguments: str) -> int:
    before, sys.argv = sys.argv, ["passage", *arguments]
    try:
        cli.main()
    except SystemExit as done:
        return int(str(done.code or 0))
    finally:
        sys.argv = before


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "show"
    pages = [str(page) for page in PAGES]
    assert _passage(
        "import", *pages, "--into", str(folder), "--consent", "granted", "--because", "A test."
    ) == 0  # fmt: skip
    assert _passage("build", "-C", str(folder)) == 0
    return folder


@pytest.fixture(scope="module")
def library(show: Path) -> Library:
    return show_folder.read(show)


@pytest.fixture(scope="module")
def episodes(show: Path) -> list[dict[str, Any]]:
    path = show / "feed" / "feed.xml"
    with path.open("rb") as file:
        found: list[dict[str, Any]] = podcastparser.parse(str(path), file)["episodes"]
    return found


def _audio(show: Path, episode: dict[str, Any]) -> Path:
    (enclosure,) = episode["enclosures"]
    return show / "audio_out" / str(enclosure["url"]).rpartition("/")[2]


def test_the_seven_testimonies_of_the_journey_are_found_each_once(library: Library) -> None:
    found = [
        (script.stage, script.place.casefold(), script.narrator, script.narrator_role[-4:])
        for script in library.scripts
        if script.kind is ScriptKind.TESTIMONY and script.narrator
    ]
    assert sorted(found) == sorted([
        ("north-korea", "hamgyong province", "Il-Lyong", "2008"),
        ("north-korea", "near the border", "Vickey", "2014"),
        ("china", "the red zone", "Haneul", "2012"),
        ("china", "en route to southeast asia", "Doohyun", "2009"),
        ("south-korea", "incheon airport", "Il-Lyong", "2008"),
        ("south-korea", "near seoul", "Haneul", "2012"),
        ("south-korea", "yangpyeong", "Il-Lyong", "2008"),
    ])  # fmt: skip


def test_the_story_of_the_planting_season_is_a_testimony_of_its_own(library: Library) -> None:
    (story,) = (
        script
        for script in library.scripts
        if script.kind is ScriptKind.TESTIMONY and not script.narrator
    )
    assert len(story.text.split()) > 250
    assert "(1/3)" not in story.text


def test_there_is_at_least_one_episode_for_each_stage(library: Library) -> None:
    seasons = {manifest.season for manifest in library.manifests}
    assert seasons >= {stage.id for stage in library.show.stages}


def test_enclosures_have_the_length_and_duration_that_is_stated(
    show: Path, episodes: list[dict[str, Any]], library: Library
) -> None:
    assert len(episodes) == len(library.manifests)
    for episode in episodes:
        path = _audio(show, episode)
        assert path.stat().st_size == episode["enclosures"][0]["file_size"]
        heard = encoder.run(["-i", str(path), "-f", "s16le", "pipe:1"], b"")[0]
        chapters: list[Any] = ID3(path).getall("CHAP")  # type: ignore[no-untyped-call]
        assert len(heard) / 2 / 44.1 == pytest.approx(chapters[-1].end_time, abs=50)
        assert episode["total_time"] == round(chapters[-1].end_time / 1000)


def test_every_word_of_every_testimony_is_in_its_episode_s_text(
    show: Path, episodes: list[dict[str, Any]], library: Library
) -> None:
    by_guid = {episode["guid"]: episode for episode in episodes}
    for manifest in library.manifests:
        path = _audio(show, by_guid[manifest.guid])
        tag: Any = ID3(path)  # type: ignore[no-untyped-call]
        text = _squeezed(str(tag.getall("USLT")[0].text))
        for name in manifest.scripts:
            for paragraph in library.script(name).body:
                assert _squeezed(paragraph.text) in text


def test_every_narrated_line_is_word_for_word_a_line_of_its_page(library: Library) -> None:
    pages = _squeezed("\n".join(page.read_text("utf-8") for page in PAGES))
    for script in library.scripts:
        for paragraph in script.body:
            assert _squeezed(paragraph.text) in pages


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
