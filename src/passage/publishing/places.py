"""Places: where something happened, no more precisely than is safe for those who tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, log10, radians

from passage.model import Script, Show

_GEO = re.compile(r"geo:(-?[\d.]+),(-?[\d.]+)(?:;u=(\d+))?")
_METRES_IN_A_DEGREE = 111_320
"""Of latitude, and of longitude at the equator."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as feed and chapters tell it."""

    name: str
    geo: str = ""
    """RFC 5870; empty where the show does not say."""
    country: str = ""


def of_script(show: Show, script: Script) -> Place | None:
    """Where a script happened: its own place, or else its stage; None when it has neither.

    A place without coordinates has those of its stage, inside which it lies.
    """
    stage = show.stage(script.stage)
    name = script.place or (stage.name if stage else "")
    if not name:
        return None
    written = script.geo or (stage.geo if stage else "")
    geo = coarse(written, show.precision * 1000) if written else ""
    return Place(name, geo, stage.country if stage else "")


def of_scripts(show: Show, scripts: Iterable[Script]) -> tuple[Place, ...]:
    """The places of an episode, each once, in the order of the journey."""
    found = (of_script(show, script) for script in scripts)
    return tuple(dict.fromkeys(place for place in found if place))


def of_stage(show: Show, stage_id: str) -> Place | None:
    """Where a stage is."""
    stage = show.stage(stage_id)
    if not stage:
        return None
    geo = coarse(stage.geo, show.precision * 1000) if stage.geo else ""
    return Place(stage.name, geo, stage.country)


@lru_cache
def coarse(geo: str, precision: int) -> str:
    """A geo URI moved to the nearest point of a grid of `precision` metres.

    Its uncertainty (``u``, RFC 5870 section 3.4.3) covers where the place really is: the
    diagonal of a grid reaches less than three quarters of its width, to which comes what was
    uncertain before. `geo` is one that reading has accepted.
    """
    match = _GEO.fullmatch(geo)
    if not match:
        raise ValueError(f"{geo} is no geo URI")
    step = precision / _METRES_IN_A_DEGREE
    digits = max(0, 1 + ceil(-log10(step)))
    latitude = _near(float(match[1]), step, 90)
    longitude = _near(float(match[2]), step / max(cos(radians(latitude)), step / 360), 180)
    uncertain = max(precision, int(match[3] or 0) + precision * 3 // 4)
    return f"geo:{latitude:.{digits}f},{longitude:.{digits}f};u={uncertain}"


def _near(degrees: float, step: float, most: int) -> float:
    near = min(max(round(degrees / step) * step, -most), most)
    return near + 0.0  # there is no -0
