"""Building a show in a folder, as the command line does."""

from __future__ import annotations

from pathlib import Path

from passage.pipeline import building, minting, planning
from passage.pipeline.building import Outcome
from passage.pipeline.layout import Layout
from passage.pipeline.planning import Plan
from passage.reading import folder as show_folder


def build(folder: Path, *only: str, workers: int = 1) -> Outcome:
    """Read and build the show."""
    return building.build(Layout(folder), show_folder.read(folder), only=only, workers=workers)


def plan(folder: Path) -> Plan:
    """Read the show and say what a build would do."""
    return planning.plan(Layout(folder), minting.mint(show_folder.read(folder)))


def made_files(folder: Path) -> dict[str, bytes]:
    """All that follows from what people wrote: names and bytes. Former names are history."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for made in ("audio_out", "feed")
        for path in (folder / made).rglob("*")
        if path.is_file() and ".cache" not in path.parts and path.name != "names.json"
    }


def stray_files(folder: Path) -> list[str]:
    """Files whose name says that they are not finished."""
    return [path.name for path in folder.rglob(".passage-*")]
