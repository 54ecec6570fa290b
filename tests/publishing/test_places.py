from __future__ import annotations

import re
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.publishing import places
from passage.publishing.places import Place

from .samples import SHOW, script


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great circle between two places (haversine)."""
    (north, east), (north2, east2) = (map(radians, place) for place in (one, other))
    half = sin((north2 - north) / 2) ** 2
    half += cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * 6_371_000 * asin(sqrt(min(half, 1)))


def parts(geo: str) -> tuple[tuple[float, float], int]:
    match = re.fullmatch(r"geo:(-?[\d.]+),(-?[\d.]+);u=(\d+)", geo)
    assert match, geo
    return (float(match[1]), float(match[2])), int(match[3])


@given(st.floats(-84, 84), st.floats(-180, 180), st.integers(1, 1000), st.integers(0, 10**6))
@settings(deadline=None)
def test_the_circle_that_is_told_holds_the_place_and_is_as_wide_as_the_show_wants(
    north: float, east: float, kilometres: int, uncertain: int
) -> None:
    told = places.coarse(f"geo:{north:.6f},{east:.6f};u={uncertain}", kilometres * 1000)
    place, radius = parts(told)
    assert metres((north, east), place) + uncertain <= radius * 1.01 + 200
    assert radius >= kilometres * 1000
    assert abs(place[0]) <= 90
    assert abs(place[1]) <= 180


@given(st.floats(-89, 89), st.floats(-179, 179))
@settings(deadline=None)
def test_neighbours_are_told_alike(north: float, east: float) -> None:
    """Nobody can find out from the digits where in the grid somebody lived."""
    told = places.coarse(f"geo:{north:.6f},{east:.6f}", 50_000)
    place, _ = parts(told)
    assert places.coarse(f"geo:{place[0]},{place[1]}", 50_000) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("geo:0,0", "geo:0.00,0.00;u=50000"),
        ("geo:-0.01,-0.01", "geo:0.00,0.00;u=50000"),
        ("geo:90,13", "geo:89.83,0.00;u=50000"),
        ("geo:-12.3456789,77.123456;u=7", "geo:-12.13,77.18;u=50000"),
    ],
)
def test_what_is_written_and_what_is_told(written: str, told: str) -> None:
    assert places.coarse(written, 50_000) == told


def test_what_is_no_geo_uri_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no geo URI"):
        places.coarse("here", 1)


def test_a_place_without_coordinates_has_those_of_its_stage() -> None:
    of_stage = places.of_stage(SHOW, "coast")
    assert of_stage
    assert places.of_script(SHOW, script("a", "coast", "")) == of_stage
    named = places.of_script(SHOW, script("a", "coast", "", "Golden Cap"))
    assert named == replace(of_stage, name="Golden Cap")


def test_what_nobody_wrote_is_not_told() -> None:
    assert places.of_script(SHOW, script("a", "", "")) is None
    assert places.of_stage(SHOW, "") is None
    assert places.of_stage(SHOW, "hills") == Place("Hills & Woods")
    assert places.of_script(SHOW, script("a", "", "", "Nowhere")) == Place("Nowhere")


def test_each_place_of_an_episode_is_told_once_in_order() -> None:
    scripts = [script("a", "hills", ""), script("b", "coast", ""), script("c", "hills", "")]
    names = [place.name for place in places.of_scripts(SHOW, scripts)]
    assert names == ["Hills & Woods", "The Coast"]
