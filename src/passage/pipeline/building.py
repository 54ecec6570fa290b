"""A build: the plan is carried out, and the feed says what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from passage.errors import DeliveryFailed, PassageError
from passage.keeping import files
from passage.keeping.store import Store
from passage.mixing import clips, stitching
from passage.model import Chapter, Consent, Episode, Library
from passage.pipeline import artwork, cleaning, enclosures, planning, records, rendering
from passage.pipeline.layout import Layout
from passage.pipeline.planning import Fate, Plan, PlannedEpisode
from passage.pipeline.records import MadeSegment, Record
from passage.pipeline.rendering import Progress
from passage.publishing import feed, tags, transcript


class Status(StrEnum):
    """What became of an episode."""

    MADE = "made"
    KEPT = "kept"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Result:
    """One episode after a build. A failure among siblings is a value."""

    planned: PlannedEpisode
    status: Status
    episode: Episode | None = None
    """What can be heard now; of a failed episode what could be heard before."""
    failures: tuple[PassageError, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did."""

    results: tuple[Result, ...]
    rendered: int
    """Clips that were made."""
    reused: int
    """Segments whose clip was there already."""
    feed: Path
    feed_changed: bool
    published: int
    """Episodes in the feed."""

    @property
    def failed(self) -> bool:
        """Whether an episode is not what its manifest says."""
        return any(result.failures for result in self.results)


def build(
    layout: Layout,
    library: Library,
    *,
    only: Sequence[str] = (),
    workers: int = 1,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Make what is missing and nothing else, then the feed. Running it again changes nothing.

    Raises EngineUnavailable or MixingFailed before any work when nothing can be made here, and
    DeliveryFailed when the feed cannot be written. What fails for one episode is in its result.
    """
    plan = planning.plan(layout, library, only)
    store = Store(layout.cache)
    jobs = plan.jobs
    failures = rendering.render_all(jobs, store, workers, tell)
    results = tuple(_Maker(layout, library, store, failures).results(plan))
    kept = _kept_records(layout, library)
    feed_path, changed = _publish(layout, library, kept)
    _tidy(layout, library, kept)
    if any(script.consent is Consent.WITHDRAWN for script in library.scripts):
        cleaning.clean(layout, library)
    return Outcome(
        results=results,
        rendered=len(jobs) - len(failures),
        reused=sum(not segment.reasons for segment in plan.segments),
        feed=feed_path,
        feed_changed=changed,
        published=len(kept),
    )


class _Maker:
    """Turns the clips of a plan into episodes."""

    def __init__(
        self, layout: Layout, library: Library, store: Store, failures: Mapping[str, PassageError]
    ) -> None:
        self._layout, self._library, self._store = layout, library, store
        self._failures = failures

    def results(self, plan: Plan) -> Iterator[Result]:
        for planned in plan.episodes:
            failures = tuple(
                self._failures[segment.recipe.key]
                for segment in planned.segments
                if segment.recipe.key in self._failures
            )
            before = planned.record.episode if planned.record else None
            if failures:
                yield Result(planned, Status.FAILED, before, failures)
            elif planned.draft is None:
                yield Result(planned, Status.WITHDRAWN)
            elif planned.fate is Fate.KEPT:
                yield Result(planned, Status.KEPT, before)
            else:
                yield self._made(planned, before)

    def _made(self, planned: PlannedEpisode, before: Episode | None) -> Result:
        folder = self._layout.audio if planned.published else self._layout.drafts
        try:
            record = self._stitched(planned, folder)
            records.write(folder, record)
        except PassageError as failure:
            return Result(planned, Status.FAILED, before, (failure,))
        return Result(planned, Status.MADE, record.episode)

    def _stitched(self, planned: PlannedEpisode, folder: Path) -> Record:
        lengths, size = [], 0
        for segment in planned.segments:
            clip = clips.load(self._clip(segment.recipe.key))
            lengths.append(clip.frame_count)
            size += len(clip.frames)
        chapters = tuple(_chapters(planned, lengths))
        tag = self._tag(planned, chapters)
        frames = (clips.load(self._clip(segment.recipe.key)).frames for segment in planned.segments)
        pieces = stitching.stitch(tag, sum(lengths), size, frames)
        path = enclosures.write(folder, planned.manifest, pieces)
        episode = Episode(
            manifest=planned.manifest,
            file=path.name,
            size=path.stat().st_size,
            duration=chapters[-1].end,
            chapters=chapters,
        )
        made = tuple(
            MadeSegment(s.segment.role, s.segment.script, s.recipe, length)
            for s, length in zip(planned.segments, lengths, strict=True)
        )
        return Record(records.VERSION, planned.made_from, episode, made)

    def _tag(self, planned: PlannedEpisode, chapters: Sequence[Chapter]) -> bytes:
        show = self._library.show
        text = transcript.plain([segment.segment for segment in planned.segments])
        cover = artwork.cover(self._layout, show, artwork.TAG_SIZE)
        return tags.tags(show, planned.manifest, chapters, text, cover)

    def _clip(self, key: str) -> bytes:
        found = self._store.get(key)
        if found is None:
            raise DeliveryFailed(
                self._layout.shown(self._layout.cache),
                "something that was kept there is gone or damaged",
                "passage build",
            )
        return found


def _chapters(planned: PlannedEpisode, lengths: Sequence[int]) -> Iterator[Chapter]:
    starts = stitching.starts(lengths)
    for planned_segment, start, end in zip(planned.segments, starts[:-1], starts[1:], strict=True):
        segment = planned_segment.segment
        yield Chapter(start, end, segment.title, segment.role, segment.script)


def _kept_records(layout: Layout, library: Library) -> list[Record]:
    """The episodes to publish: made, still in the show, and all who are heard in them agree.

    An older version stays in its place while the new one fails or waits for consent, unless
    one of those who are heard in it no longer agrees.
    """
    granted = {script.id for script in library.scripts if script.consent is Consent.GRANTED}
    wanted = {manifest.id for manifest in library.manifests}
    return [
        record
        for episode_id, record in sorted(records.read(layout.audio).items())
        if episode_id in wanted and record.scripts <= granted
    ]


def _publish(layout: Layout, library: Library, kept: Iterable[Record]) -> tuple[Path, bool]:
    cover = artwork.publish(layout, library.show)
    path = layout.feed / "feed.xml"
    told = feed.feed(library.show, [record.episode for record in kept], artwork=cover.name)
    return path, files.write_if_changed(path, told)


def _tidy(layout: Layout, library: Library, kept: Sequence[Record]) -> None:
    """Remove what is no longer published, the drafts of what is, and what was left half-written."""
    Store(layout.cache).sweep()
    files.sweep(layout.feed)
    _sweep(layout.audio, {record.episode.manifest.id: record.episode.file for record in kept})
    pending = {script.id for script in library.scripts if script.consent is Consent.PENDING}
    heard = pending | {s.id for s in library.scripts if s.consent is Consent.GRANTED}
    wanted = {m.id for m in library.manifests if pending & set(m.scripts)}
    _sweep(
        layout.drafts,
        {
            episode_id: record.episode.file
            for episode_id, record in records.read(layout.drafts).items()
            if episode_id in wanted and record.scripts <= heard
        },
    )


def _sweep(folder: Path, named: Mapping[str, str]) -> None:
    for episode_id in records.read(folder):
        if episode_id not in named:
            records.remove(folder, episode_id)
    enclosures.sweep(folder, set(named.values()))
