"""A report of what is there: the last build, the cache, and how each episode sounds."""

from __future__ import annotations

from pathlib import Path

from passage.keeping import files
from passage.keeping.store import Store
from passage.model import Library
from passage.pipeline import last_build, records, soundings
from passage.pipeline.consent import guarding
from passage.pipeline.layout import Layout
from passage.publishing import report_page
from passage.publishing.report import EpisodeReport, Report


def report(layout: Layout, library: Library) -> Report:
    """Look at what was built, measuring what was not measured before. Raises MixingFailed."""
    order = {manifest.id: number for number, manifest in enumerate(library.manifests)}
    found = records.read(layout.audio)
    made = sorted(
        (record for name, record in found.items() if name in order),
        key=lambda record: order[record.episode.manifest.id],
    )
    sounds = soundings.take(layout, made)
    sizes = [size for _, size in Store(layout.cache).entries()]
    return Report(
        title=library.show.title,
        language=library.show.language,
        wanted=library.show.sound,
        episodes=tuple(
            EpisodeReport(record.episode, sound) for record, sound in zip(made, sounds, strict=True)
        ),
        build=last_build.read(layout),
        cache_entries=len(sizes),
        cache_size=sum(sizes),
    )


def write_page(layout: Layout, library: Library, path: Path, told: Report) -> None:
    """Write the report as a page. Raises DeliveryFailed.

    Raises InputProblems when what was built before has a name that the show protects since.
    """
    page = report_page.page(told)
    guarding.check_page(layout, library, str(path), page)
    files.write(path, page.encode("utf-8"))
