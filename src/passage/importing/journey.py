"""The stages of the journey, as the pages name them and as the show has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from passage.importing import naming, words
from passage.importing.drafts import Draft
from passage.importing.sections import Page
from passage.model import ELSEWHERE as ELSEWHERE_ID
from passage.model import ScriptKind, Show, Stage

ELSEWHERE = Stage(ELSEWHERE_ID, "Elsewhere")
"""Where stories go that fit no stage, until the producer says where they belong."""


@dataclass(frozen=True, slots=True)
class Journey:
    """Stages in order, to be found by their names."""

    stages: tuple[Stage, ...]
    named: Mapping[str, Stage]
    """The stages by the keys of their names (:func:`passage.importing.words.key`)."""

    def stage(self, draft: Draft) -> Stage | None:
        """The stage of a draft: `ELSEWHERE` for a story that fits none, None for the host."""
        found = self.named.get(words.key(draft.stage)) if draft.stage else None
        if found or draft.story.kind is ScriptKind.HOST:
            return found
        return next((stage for stage in self.stages if stage.id == ELSEWHERE.id), ELSEWHERE)


def of(pages: Sequence[Page], drafted: Sequence[Draft], show: Show | None) -> Journey:
    """The stages that imported scripts belong to: the show's, or those of the pages in order.

    `ELSEWHERE` comes last, if a story needs it.
    """
    way = _within(show, drafted) if show else _found(pages, drafted)
    if any(way.stage(draft) is ELSEWHERE for draft in drafted):
        return Journey((*way.stages, ELSEWHERE), way.named)
    return way


def _found(pages: Sequence[Page], drafted: Sequence[Draft]) -> Journey:
    written = {words.key(draft.stage): draft.stage for draft in drafted if draft.stage}
    ids = naming.Ids()
    stages: dict[str, Stage] = {}
    for heading in (heading for page in pages for heading in page.stages):
        key = words.key(heading)
        if key not in stages:
            name = written.get(key) or naming.place(heading)
            stages[key] = Stage(ids.new(naming.slug(name), "stage"), name)
    return Journey(tuple(stages.values()), stages)


def _within(show: Show, drafted: Sequence[Draft]) -> Journey:
    named = {words.key(stage.name): stage for stage in show.stages}
    by_id = {stage.id: stage for stage in show.stages}
    for draft in drafted:
        key, id_ = words.key(draft.stage), naming.slug(draft.stage)
        if draft.stage and key not in named and id_ in by_id:
            named[key] = by_id[id_]
    used = {named.get(words.key(draft.stage)) for draft in drafted if draft.stage}
    stages = tuple(stage for stage in show.stages if stage in used or stage.id == ELSEWHERE.id)
    return Journey(stages, named)
