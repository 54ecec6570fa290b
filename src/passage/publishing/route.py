"""The route: a line over hills, with a stop for each stage of a journey."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, tau

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

_SHARPNESS = 2
"""Drawn this many times larger and then reduced: Pillow draws edges without half-tones."""
_PIECES = 300
"""How many straight pieces make a curve."""
_EDGE = 0.135
"""From each side to the nearest stop, in widths of the picture."""

# In heights of the picture.
_LINE = 0.025
_STOP = 0.055
_LIGHT = 0.34


@dataclass(frozen=True, slots=True)
class Colours:
    """What the landscape is drawn with."""

    sky: Colour
    light: Colour
    """Rises behind the last stop."""
    far: Colour
    """The hills at the back."""
    near: Colour
    """The hill that the route goes over."""
    line: Colour


def draw(
    stops: int, size: tuple[int, int], colours: Colours, *, present: int | None = None
) -> Image.Image:
    """A landscape of `size` pixels with the route, which climbs from left to right.

    One stop is larger and has light behind it: the `present` one, counted from 0, or else the
    last one, where the journey leads.
    """
    width, height = size[0] * _SHARPNESS, size[1] * _SHARPNESS
    large = Image.new("RGB", (width, height), colours.sky)
    places = [_on(_ridge, x, large) for x in _spread(stops)]
    marked = places.pop(-1 if present is None else present)
    pen = ImageDraw.Draw(large)
    _disc(pen, marked, height * _LIGHT, colours.light)
    _hill(pen, _far, large, colours.far)
    _hill(pen, _ridge, large, colours.near)
    path = [_on(_ridge, n / _PIECES * (1 - _EDGE), large) for n in range(_PIECES + 1)]
    pen.line(path, fill=colours.line, width=round(height * _LINE), joint="curve")
    apart = width * (1 - 2 * _EDGE) / max(stops - 1, 1)
    radius = min(height * _STOP, apart * 0.3)
    _draw_stops(pen, places, radius, height, colours)
    _mark(pen, marked, height, colours)
    return large.reduce(_SHARPNESS)


def _draw_stops(
    pen: ImageDraw.ImageDraw,
    places: list[tuple[float, float]],
    radius: float,
    height: int,
    colours: Colours,
) -> None:
    inside = radius - min(height * _LINE * 0.8, radius * 0.45)
    for place in places:
        _disc(pen, place, radius, colours.line)
        _disc(pen, place, inside, colours.near)


def _mark(
    pen: ImageDraw.ImageDraw, place: tuple[float, float], height: int, colours: Colours
) -> None:
    _disc(pen, place, height * _STOP * 1.55, colours.line)
    _disc(pen, place, height * _STOP * 1.15, colours.near)
    _disc(pen, place, height * _STOP * 0.6, colours.line)


def _spread(stops: int) -> list[float]:
    """Where along the width the stops lie; a journey of one stage has only where it leads."""
    last = max(stops, 1) - 1
    return [_EDGE + (1 - 2 * _EDGE) * n / last for n in range(last)] + [1 - _EDGE]


def _ridge(x: float) -> float:
    """How high the route is, as a part of the height."""
    return 0.15 + 0.46 * x + 0.075 * cos(tau * (1.5 * x + 0.42))


def _far(x: float) -> float:
    return 0.52 + 0.10 * cos(tau * (0.95 * x + 0.70))


def _on(curve: Callable[[float], float], x: float, image: Image.Image) -> tuple[float, float]:
    return image.width * x, image.height * (1 - curve(x))


def _hill(
    pen: ImageDraw.ImageDraw, curve: Callable[[float], float], image: Image.Image, colour: Colour
) -> None:
    edge = [_on(curve, n / _PIECES, image) for n in range(_PIECES + 1)]
    pen.polygon([*edge, (image.width, image.height), (0, image.height)], fill=colour)


def _disc(
    pen: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, colour: Colour
) -> None:
    x, y = centre
    pen.ellipse([x - radius, y - radius, x + radius, y + radius], fill=colour)
