from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from passage.model import Show, Stage
from passage.publishing import alt, artwork, route

from .samples import BARE_SHOW, COAST, SHOW, TRAILER


def drawn(show: Show, size: int = 300) -> Image.Image:
    return Image.open(BytesIO(artwork.cover(show, size=size)))


def has_ink(picture: Image.Image) -> bool:
    colours = picture.getcolors(picture.width * picture.height)
    assert colours is not None
    return artwork.INK in [colour for _, colour in colours]


def luminance(colour: route.Colour) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LONG = replace(
    SHOW,
    title="walking, " * 1111,
    stages=tuple(Stage(str(n), f"Stage {n}") for n in range(60)),
)


@pytest.mark.parametrize("show", [SHOW, BARE_SHOW, LONG, replace(SHOW, title="언덕")])
def test_the_cover_is_what_directories_take(show: Show) -> None:
    made = artwork.cover(show)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(made) < 500_000
    picture = Image.open(BytesIO(made))
    assert (picture.size, picture.mode) == ((3000, 3000), "RGB")


def test_a_smaller_one_is_smaller() -> None:
    assert drawn(SHOW, 1400).size == (1400, 1400)
    assert len(artwork.cover(SHOW, size=1400)) < len(artwork.cover(SHOW))


SCRIPT = """
import sys
from tests.publishing.samples import SHOW
from passage.publishing import artwork
sys.stdout.buffer.write(artwork.cover(SHOW, size=1400))
"""


def test_the_same_bytes_every_time_and_in_any_process() -> None:
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root), str(root / "src")])
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert told.stdout == artwork.cover(SHOW, size=1400) == artwork.cover(SHOW, size=1400)


def test_what_is_written_and_drawn_stands_out() -> None:
    behind = artwork.COLOURS
    pairs = product((artwork.INK, behind.line), (behind.sky, behind.light, behind.far, behind.near))
    for front, back in pairs:
        assert (luminance(front) + 0.05) / (luminance(back) + 0.05) >= 7


def test_a_title_that_no_font_can_write_in_full_is_left_out() -> None:
    assert has_ink(drawn(SHOW))
    for title in ("Café", "السلام", "Путь", "언덕 위에서"):
        assert has_ink(drawn(replace(SHOW, title=title)))
    for title in ("这条路", "Đường 언덕"):
        assert not has_ink(drawn(replace(SHOW, title=title)))


def test_the_picture_follows_the_title_and_the_stages_and_nothing_else() -> None:
    made = artwork.cover(SHOW, size=300)
    assert artwork.cover(replace(SHOW, title="The Short Way"), size=300) != made
    assert artwork.cover(replace(SHOW, stages=SHOW.stages[:1]), size=300) != made
    assert artwork.cover(replace(BARE_SHOW, title=SHOW.title, stages=SHOW.stages), size=300) == made


def test_the_words_for_the_picture_name_the_stages() -> None:
    assert alt.cover(SHOW) == (
        "The Long Way. A line over dark hills, with a stop for each stage: "
        "The Coast, Hills & Woods."
    )


def test_the_picture_of_an_episode_marks_its_stage() -> None:
    on_the_coast = artwork.episode(SHOW, COAST.manifest, size=1400)
    assert Image.open(BytesIO(on_the_coast)).size == (1400, 1400)
    assert len(on_the_coast) < 500_000
    later = replace(COAST.manifest, season="hills")
    assert artwork.episode(SHOW, later, size=1400) != on_the_coast
    assert artwork.episode(SHOW, replace(later, season=""), size=1400) == artwork.episode(
        SHOW, later, size=1400
    )
    assert alt.episode(SHOW, COAST.manifest) == (
        "Salt & <wind>. A line over dark hills with 2 stops; stop 1, The Coast, is marked."
    )
    assert alt.episode(SHOW, TRAILER.manifest) == (
        "Before we set out. A line over dark hills, the way of the journey."
    )


def test_the_route_goes_to_the_left_where_the_show_is_read_to_the_left() -> None:
    bare = replace(SHOW, title="⠓")
    made, turned = (
        Image.open(BytesIO(artwork.cover(show, size=300)))
        for show in (bare, replace(bare, language="ar"))
    )
    assert made.tobytes() != turned.tobytes()
    assert ImageOps.mirror(turned).tobytes() == made.tobytes()


def test_a_stage_has_a_small_map() -> None:
    made = [artwork.stage(SHOW, stage, size=600) for stage in SHOW.stages]
    assert [Image.open(BytesIO(each)).size for each in made] == [(600, 600)] * 2
    assert made[0] != made[1]
    assert alt.stage(SHOW, SHOW.stages[1]) == (
        "Hills & Woods. A line over dark hills with 2 stops; stop 2, Hills & Woods, is marked."
    )


def test_a_picture_of_the_show_s_own_is_told_in_its_own_words() -> None:
    assert alt.cover(replace(SHOW, artwork="a.png", artwork_alt="A lantern.")) == "A lantern."


def test_a_show_in_korean_tells_its_pictures_in_korean() -> None:
    korean = replace(
        SHOW,
        language="ko-KR",
        title="먼 길",
        stages=(Stage("coast", "바닷가"), Stage("hills", "언덕")),
    )
    manifest = replace(COAST.manifest, title="소금")
    told = {
        alt.cover(
            korean
        ): "먼 길. 어두운 언덕 위로 이어지는 선에 단계마다 지점이 있습니다: 바닷가, 언덕.",
        alt.cover(replace(korean, stages=())): "먼 길. 어두운 언덕 위로 이어지는 여정의 선입니다.",
        alt.episode(korean, manifest): "소금. 어두운 언덕 위로 이어지는 선에 지점 2개가 있고, "
        "1번째 지점인 바닷가에 표시가 되어 있습니다.",
        alt.stage(
            korean, korean.stages[1]
        ): "언덕. 어두운 언덕 위로 이어지는 선에 지점 2개가 있고, "
        "2번째 지점인 언덕에 표시가 되어 있습니다.",
    }
    assert list(told) == list(told.values())
    assert alt.language(korean) == "ko-KR"


def test_in_a_language_without_words_a_picture_is_told_in_english_and_that_is_known() -> None:
    arabic = replace(SHOW, language="ar")
    assert alt.cover(arabic) == alt.cover(SHOW)
    assert alt.language(arabic) == "en"
    assert alt.language(replace(arabic, artwork="a.png", artwork_alt="مصباح")) == "ar"
