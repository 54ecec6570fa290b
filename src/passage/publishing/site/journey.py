"""The journey as a drawing: a line over hills, with a stop for each stage.

The same shapes as on the show's artwork, as numbers for an inline SVG; the page's style sheet gives
them their colours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, tau

from passage.model import Show
from passage.publishing import direction

WIDTH, HEIGHT = 640, 430
"""Of the drawing, in its own units."""

_SKY = 400
"""Of this height are the shapes; below is the ground, where the name of the first stop stands."""

_EDGE = 70
_PIECES = 64
_MOST_NAMES, _LONGEST_NAME = 4, 14
"""More or longer ones would touch; the numbers then stand alone, and the list has the names."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage on the drawing."""

    number: int
    x: float
    y: float
    name: str = ""
    """Empty where there is no room for it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The shapes, each as the ``d`` of a path."""

    line: str
    near: str
    far: str
    stops: tuple[Stop, ...]
    radius: float
    """Of a stop."""
    width: int = WIDTH
    height: int = HEIGHT


def draw(show: Show) -> Drawing:
    """The journey of a show; it goes to the left where the show is read to the left."""
    turned = direction.of(show.language) == "rtl"

    def across(x: float) -> float:
        return WIDTH - x if turned else x

    count = len(show.stages)
    apart = (WIDTH - 2 * _EDGE) / max(count - 1, 1)
    named = count <= _MOST_NAMES and all(len(s.name) <= _LONGEST_NAME for s in show.stages)
    stops = []
    for place, stage in enumerate(show.stages):
        x = WIDTH - _EDGE - (count - 1 - place) * apart
        stops.append(
            Stop(place + 1, across(x), _ridge(x), stage.name if named else ""),
        )
    end = WIDTH - _EDGE
    return Drawing(
        line=_curve(_ridge, end, across),
        near=_hill(_ridge, across),
        far=_hill(_far, across),
        stops=tuple(stops),
        radius=min(22.0, round(apart * 0.36, 1)),
    )


def _ridge(x: float) -> float:
    share = x / WIDTH
    return round(_SKY * (0.86 - 0.5 * share - 0.08 * cos(tau * (1.5 * share + 0.42))), 1)


def _far(x: float) -> float:
    return round(_SKY * (0.5 - 0.12 * cos(tau * (0.95 * x / WIDTH + 0.7))), 1)


def _curve(height: Callable[[float], float], end: float, across: Callable[[float], float]) -> str:
    points = (end * n / _PIECES for n in range(_PIECES + 1))
    told = " ".join(f"{across(x):.1f} {height(x)}" for x in points)
    return f"M{told}"


def _hill(height: Callable[[float], float], across: Callable[[float], float]) -> str:
    return f"{_curve(height, WIDTH, across)} L{across(WIDTH)} {HEIGHT} {across(0)} {HEIGHT}Z"
