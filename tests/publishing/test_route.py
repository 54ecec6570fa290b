from __future__ import annotations

import pytest
from PIL import Image

from passage.publishing import route

COLOURS = route.Colours((0, 0, 0), (0, 0, 60), (0, 60, 0), (60, 0, 0), (250, 250, 0))
SIZE = (900, 400)


def centre(number: int, stops: int) -> tuple[int, int]:
    x = route._spread(stops)[number]
    return round(SIZE[0] * x), round(SIZE[1] * (1 - route._ridge(x)))


@pytest.mark.parametrize("stops", [1, 2, 5, 12])
def test_there_is_a_stop_for_each_stage(stops: int) -> None:
    picture = route.draw(stops, SIZE, COLOURS)
    for number in range(stops - 1):
        assert picture.getpixel(centre(number, stops)) == COLOURS.near
    assert picture.getpixel(centre(stops - 1, stops)) == COLOURS.line


def test_between_the_stops_is_the_line() -> None:
    picture = route.draw(2, SIZE, COLOURS)
    for x in (0.02, 0.3, 0.5, 0.7):
        place = round(SIZE[0] * x), round(SIZE[1] * (1 - route._ridge(x)))
        assert picture.getpixel(place) == COLOURS.line


def test_the_route_climbs_and_stays_in_the_picture() -> None:
    heights = [route._ridge(x) for x in route._spread(9)]
    assert all(0.05 < height < 0.9 for height in heights)
    assert heights[-1] == max(heights)


def test_a_very_long_journey_is_still_a_line() -> None:
    picture = route.draw(1000, SIZE, COLOURS)
    assert picture.size == SIZE
    assert isinstance(picture, Image.Image)
    assert picture.getpixel(centre(999, 1000)) == COLOURS.line
