"""What the pictures show, in words, from what they are drawn from.

It stands apart from what draws, so that a feed can be written without loading that.
"""

from __future__ import annotations

from passage.model import Manifest, Show, Stage


def cover(show: Show) -> str:
    """The show's cover, drawn or its own."""
    if show.artwork:
        return show.artwork_alt
    names = ", ".join(stage.name for stage in show.stages)
    return f"{show.title}. A line over dark hills, with a stop for each stage: {names}."


def episode(show: Show, manifest: Manifest) -> str:
    """An episode's cover."""
    return _map(show, manifest.title, show.stage(manifest.season))


def stage(show: Show, present: Stage) -> str:
    """The map for the chapters of a stage."""
    return _map(show, present.name, present)


def _map(show: Show, words: str, present: Stage | None) -> str:
    if present is None:
        return f"{words}. A line over dark hills, the way of {show.title}."
    place = show.stages.index(present) + 1
    return (
        f"{words}. A line over dark hills with {len(show.stages)} stops; "
        f"stop {place}, {present.name}, is marked."
    )
