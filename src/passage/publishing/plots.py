"""Plots for the report's page: inline SVG that takes the colours of the text around it.

Nothing is told by colour: what is wanted is a dashed line, what is loudest and quietest has its
word. Each plot names and describes itself (SVG 2, title and desc) and has a table beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from passage.model import Sound
from passage.publishing.markup import text
from passage.publishing.report import TOLERANCE, EpisodeReport

_WIDTH = 800
_HEIGHT = 240
_TOP, _BOTTOM = -5.0, -35.0
"""LUFS at the edges of a plot of loudness: speech lies between, pauses lie below."""

_BAR = 40
"""How high the time line is."""


def loudness(report: EpisodeReport, wanted: Sound, name: str) -> str:
    """Short-term loudness over time, with the line that is wanted; `name` is unique in a page."""
    sound = report.sound
    if sound is None or not sound.curve:
        return ""
    across = _WIDTH * sound.stretch / max(report.episode.duration, 1)
    points = " ".join(
        f"{across * number:.1f},{_height(reading):.1f}"
        for number, reading in enumerate(sound.curve)
    )
    what = (
        f"Short-term loudness from {min(sound.curve):.1f} to {max(sound.curve):.1f} LUFS. "
        f"The dashed line is what is wanted: {wanted.loudness:g} LUFS, "
        f"with {TOLERANCE} LU on each side."
    )
    title = f"Loudness over time: {report.episode.manifest.title}"
    top = _height(wanted.loudness + TOLERANCE)
    band = _height(wanted.loudness - TOLERANCE) - top
    shapes = [
        *_scale(),
        f'<rect class="band" x="0" y="{top:.1f}" width="{_WIDTH}" height="{band:.1f}"/>',
        _line(wanted.loudness, "wanted"),
        f'<polyline class="curve" points="{points}"/>',
    ]
    return _svg(name, _HEIGHT, title, what, shapes)


def time_line(report: EpisodeReport, name: str) -> str:
    """The segments one after another, as long as they are; numbered as in their table."""
    if not report.segments:
        return ""
    what = f"{len(report.segments)} segments in order, each as wide as it is long."
    title = f"Segments on a time line: {report.episode.manifest.title}"
    return _svg(name, _BAR, title, what, list(_bars(report)))


def _bars(report: EpisodeReport) -> Iterator[str]:
    whole = max(report.episode.duration, 1)
    for number, (chapter, _) in enumerate(report.segments, 1):
        left = _WIDTH * chapter.start / whole
        width = _WIDTH * (chapter.end - chapter.start) / whole
        kind = "even" if number % 2 == 0 else "odd"
        yield f'<rect class="{kind}" x="{left:.1f}" y="1" width="{width:.1f}" height="{_BAR - 2}"/>'
        if width > _ROOM_FOR_A_NUMBER:
            middle = left + width / 2
            yield f'<text x="{middle:.1f}" y="{_BAR - 15}" text-anchor="middle">{number}</text>'


_ROOM_FOR_A_NUMBER = 26
"""Units of the drawing; a narrower segment is found by its neighbours."""


def _scale() -> Iterator[str]:
    for level in (-10, -20, -30):
        yield _line(level, "scale")
        yield f'<text x="2" y="{_height(level) - 3:.1f}">{level} LUFS</text>'


def _line(level: float, kind: str) -> str:
    height = f"{_height(level):.1f}"
    return f'<line class="{kind}" x1="0" y1="{height}" x2="{_WIDTH}" y2="{height}"/>'


def _height(level: float) -> float:
    inside = min(max(level, _BOTTOM), _TOP)
    return _HEIGHT * (_TOP - inside) / (_TOP - _BOTTOM)


def _svg(name: str, height: int, title: str, what: str, shapes: list[str]) -> str:
    labels = f'aria-labelledby="{name}-title" aria-describedby="{name}-desc"'
    frame = f'viewBox="0 0 {_WIDTH} {height}" xmlns="http://www.w3.org/2000/svg"'
    return "\n".join(
        [
            f'<svg role="img" {labels} {frame}>',
            f'<title id="{name}-title">{text(title)}</title>',
            f'<desc id="{name}-desc">{text(what)}</desc>',
            *shapes,
            "</svg>",
        ]
    )
