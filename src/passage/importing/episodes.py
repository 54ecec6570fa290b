"""Which scripts are heard together: an episode for each stage of the journey, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from passage.importing import drafts, naming
from passage.importing.drafts import Draft
from passage.importing.earlier import Earlier
from passage.importing.journey import ELSEWHERE, Journey
from passage.importing.sections import Page
from passage.importing.stories import Position
from passage.model import Manifest, ScriptKind, Stage

APART = timedelta(days=1)
"""Between one episode and the next."""


class By(StrEnum):
    """What makes an episode."""

    STAGE = "stage"
    NARRATOR = "narrator"
    TESTIMONY = "testimony"


@dataclass(slots=True)
class _Episode:
    title: str
    wanted_id: str
    stage: Stage | None = None
    drafts: list[Draft] = field(default_factory=list)


def manifests(  # noqa: PLR0913, PLR0917 all that an episode depends on
    pages: Sequence[Page],
    drafted: Sequence[Draft],
    way: Journey,
    show_guid: str,
    latest: datetime,
    by: By = By.STAGE,
    earlier: Earlier = Earlier(),  # noqa: B008 frozen
) -> tuple[Manifest, ...]:
    """The episodes of an import, in the order of the journey.

    Scripts without a stage make an episode for their page, after those of the stages. What the
    host says before and after a page stands in the first and the last episode of that page.

    Each guid comes from the show's and the episode's id (RFC 9562, version 5), so that importing
    again mints the same. An episode that an earlier import made keeps guid, number, day, and the
    scripts that the pages have no more; a new one has the next number that is free.
    """
    ids, numbers = naming.Ids(), earlier.numbers
    made = []
    arranged = _arranged(pages, drafted, way, by)
    for place, episode in enumerate(arranged, 1):
        id_ = earlier.episode_id(episode.wanted_id, ids)
        before = earlier.manifest(id_)
        told = tuple(draft.id for draft in episode.drafts)
        gone = [script for script in before.scripts if script not in told] if before else []
        fresh = uuid5(UUID(show_guid), id_)
        made.append(
            Manifest(
                id=id_,
                guid=(before.guid if before else "") or str(fresh),
                number=before.number if before else next(numbers),
                title=episode.title,
                published=before.published if before else latest - (len(arranged) - place) * APART,
                scripts=(*told, *gone),
                season=episode.stage.id if episode.stage else "",
                summary=_summary(episode),
                path=f"episodes/{id_}.yml",
            )
        )
    return tuple(made)


def _arranged(
    pages: Sequence[Page], drafted: Sequence[Draft], way: Journey, by: By
) -> tuple[_Episode, ...]:
    grouped = {stage.id: _Episode(stage.name, stage.id, stage) for stage in way.stages}
    grouped = grouped if by is By.STAGE else {}
    lone = _lone(pages, drafted, way)
    ends = {Position.PROLOGUE, Position.EPILOGUE}
    for draft in drafted:
        if draft.story.position not in ends:
            _group(draft, grouped, way, by, lone[draft.page]).drafts.append(draft)
    for draft in drafted:
        if draft.story.position in ends:
            _at_end(draft, [*grouped.values(), *lone], lone[draft.page])
    every = {id(episode): episode for episode in (*grouped.values(), *lone) if episode.drafts}
    return tuple(every.values())


def _lone(pages: Sequence[Page], drafted: Sequence[Draft], way: Journey) -> list[_Episode]:
    """For each page the episode of its stories that fit no stage.

    Pages that name stages share one; each of the others has its own, under its title.
    """
    stages = [(draft.page, stage) for draft in drafted if (stage := way.stage(draft))]
    shared = _Episode(ELSEWHERE.name, ELSEWHERE.id, ELSEWHERE)
    lone = []
    for number, page in enumerate(pages):
        own = {stage.id for draft_page, stage in stages if draft_page == number}
        title = page.title.text if page.title else "Testimonies"
        alone = _Episode(title, drafts.page_slug(page), ELSEWHERE if own else None)
        lone.append(shared if own > {ELSEWHERE.id} else alone)
    return lone


def _group(
    draft: Draft, grouped: dict[str, _Episode], way: Journey, by: By, lone: _Episode
) -> _Episode:
    """The episode that a draft is heard in."""
    stage = way.stage(draft)
    is_testimony = draft.story.kind is ScriptKind.TESTIMONY
    if by is By.NARRATOR and is_testimony and draft.narrator:
        name = naming.slug(draft.narrator) or draft.id
        return grouped.setdefault(name, _Episode(draft.narrator, name))
    if by is By.TESTIMONY and is_testimony:
        return grouped.setdefault(draft.id, _Episode(draft.title, draft.id, stage))
    is_staged = by is By.STAGE and stage and stage.id != ELSEWHERE.id
    return grouped[stage.id] if stage and is_staged else lone


def _at_end(draft: Draft, episodes: Sequence[_Episode], otherwise: _Episode) -> None:
    """Put what the host says before or after a page where the page begins or ends.

    A page of which every story is told from another page has an episode for this alone.
    """
    own = [each for each in episodes if any(other.page == draft.page for other in each.drafts)]
    is_first = draft.story.position is Position.PROLOGUE
    drafts = (own or [otherwise])[0 if is_first else -1].drafts
    places = [at for at, other in enumerate(drafts) if other.page == draft.page] or [0]
    drafts.insert(places[0] if is_first else places[-1] + 1, draft)


def _summary(episode: _Episode) -> str:
    """What is heard, in the program's own neutral words."""
    told = [draft for draft in episode.drafts if draft.story.kind is ScriptKind.TESTIMONY]
    if not told:
        return ""
    names = dict.fromkeys(draft.narrator or "an unnamed narrator" for draft in told)
    noun = "Testimonies" if len(told) > 1 else "A testimony"
    place = f" from {episode.stage.name}" if episode.stage else ""
    return f"{noun}{place}: {', '.join(names)}."
