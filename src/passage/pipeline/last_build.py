"""What the last build that changed anything rendered and why, kept in the cache for the report.

It says nothing of when and where, so the same build of the same folder leaves the same.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec

from passage.keeping import files
from passage.pipeline.layout import Layout
from passage.pipeline.planning import Plan
from passage.publishing.report import LastBuild, Remade


def of(plan: Plan, failed: Collection[str], requests: int) -> LastBuild:
    """Tell what came of a plan, some of whose clips (named by their keys) could not be made.

    `requests` went to online voices.
    """
    return LastBuild(
        rendered=len(plan.jobs) - len(failed),
        reused=sum(not segment.reasons for segment in plan.segments),
        failed=len(failed),
        requests=requests,
        remade=tuple(
            Remade(episode.manifest.id, segment.segment.title, segment.reasons)
            for episode in plan.episodes
            for segment in episode.segments
            if segment.reasons and segment.recipe.key not in failed
        ),
    )


def write(layout: Layout, build: LastBuild) -> None:
    """Keep it in place of the one before. Raises DeliveryFailed."""
    data = msgspec.json.format(msgspec.json.encode(build), indent=1) + b"\n"
    files.write_if_changed(_path(layout), data)


def read(layout: Layout) -> LastBuild | None:
    """What was kept; None when there is nothing that can be read."""
    try:
        return msgspec.json.decode(_path(layout).read_bytes(), type=LastBuild)
    except (OSError, msgspec.DecodeError):
        return None


def forget(layout: Layout) -> None:
    """Drop it: it holds titles, and a title goes when somebody withdraws."""
    _path(layout).unlink(missing_ok=True)


def _path(layout: Layout) -> Path:
    return layout.cache / "last-build.json"
