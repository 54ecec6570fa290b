"""Episodes of clips: each is stitched, tagged and kept with a record of what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from passage.errors import DeliveryFailed, PassageError
from passage.keeping.store import Store
from passage.mixing import clips, stitching
from passage.model import Chapter, Cue, Episode, Library
from passage.pipeline import cues, enclosures, records
from passage.pipeline.layout import Layout
from passage.pipeline.planning import Fate, Plan, PlannedEpisode
from passage.pipeline.records import MadeSegment, Record
from passage.pipeline.shelving import artwork
from passage.publishing import tags
from passage.publishing.transcripts import Transcript, plain


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


class Maker:
    """Turns the clips of a plan into episodes."""

    def __init__(
        self, layout: Layout, library: Library, store: Store, failures: Mapping[str, PassageError]
    ) -> None:
        self._layout, self._library, self._store = layout, library, store
        self._failures = failures

    def results(self, plan: Plan) -> Iterator[Result]:
        """Make the episodes that have to be made, and tell what became of each."""
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
        folder = self._layout.episodes(published=planned.published)
        try:
            record = self._stitched(planned, folder)
            records.write(folder, record)
        except PassageError as failure:
            return Result(planned, Status.FAILED, before, (failure,))
        return Result(planned, Status.MADE, record.episode)

    def _stitched(self, planned: PlannedEpisode, folder: Path) -> Record:
        heads, size = [], 0
        for segment in planned.segments:
            line, rest = self._store.first_line(segment.recipe.key) or self._gone()
            heads.append(clips.load(line))
            size += rest
        lengths = [head.frame_count for head in heads]
        chapters = tuple(_chapters(planned, lengths))
        heard = cues.cues([each.segment for each in planned.segments], heads)
        tag = self._tag(planned, chapters, heard)
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
        record = Record(records.VERSION, planned.made_from, episode, made)
        cues.keep(self._store, record, heard)
        return record

    def _tag(
        self, planned: PlannedEpisode, chapters: tuple[Chapter, ...], heard: tuple[Cue, ...]
    ) -> bytes:
        show = self._library.show
        title = planned.manifest.title
        text = plain.paragraphs(Transcript(title, show.language, heard, chapters))
        cover = artwork.cover(self._layout, show, artwork.TAG_SIZE)
        return tags.tags(show, planned.manifest, chapters, text, cover)

    def _clip(self, key: str) -> bytes:
        return self._store.get(key) or self._gone()

    def _gone(self) -> NoReturn:
        raise DeliveryFailed(
            self._layout.shown(self._layout.cache),
            "something that was kept there is gone or damaged",
            "passage build",
        )


def _chapters(planned: PlannedEpisode, lengths: Sequence[int]) -> Iterator[Chapter]:
    starts = stitching.starts(lengths)
    for planned_segment, start, end in zip(planned.segments, starts[:-1], starts[1:], strict=True):
        segment = planned_segment.segment
        yield Chapter(start, end, segment.title, segment.role, segment.script)
