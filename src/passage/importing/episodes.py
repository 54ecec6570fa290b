"""Which scripts are heard together: an episode for each stage of the journey, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from passage.importing import drafts, naming
from passage.importing.drafts import Draft
from passage.importing.journey import ELSEWHERE, Journey
from passage.importing.sections import Page
from passage.importing.stories import Position
from passage.model import Manifest, ScriptKind, Stage

APART = timedelta(days=1)
"""Between one episode and the next."""


@dataclass(slots=True)
class _Episode:
    title: str
    wanted_id: str
    stage: Stage | None = None
    drafts: list[Draft] = field(default_factory=list)


def manifests(
    pages: Sequence[Page],
    drafted: Sequence[Draft],
    way: Journey,
    show_guid: str,
    latest: datetime,
) -> tuple[Manifest, ...]:
    """The episodes of an import, in the order of the journey.

    Scripts without a stage make an episode for their page, after those of the stages. What the
    host says before and after a page stands in the first and the last episode of that page.

    Each guid comes from the show's and the episode's id (RFC 9562, version 5), so that importing
    again mints the same.
    """
    ids = naming.Ids()
    made = []
    arranged = _arranged(pages, drafted, way)
    for number, episode in enumerate(arranged, 1):
        episode_id = ids.new(episode.wanted_id)
        made.append(
            Manifest(
                id=episode_id,
                guid=str(uuid5(UUID(show_guid), episode_id)),
                number=number,
                title=episode.title,
                published=latest - (len(arranged) - number) * APART,
                scripts=tuple(draft.id for draft in episode.drafts),
                season=episode.stage.id if episode.stage else "",
                summary=_summary(episode),
                path=f"episodes/{episode_id}.yml",
            )
        )
    return tuple(made)


def _arranged(
    pages: Sequence[Page], drafted: Sequence[Draft], way: Journey
) -> tuple[_Episode, ...]:
    staged = {stage.id: _Episode(stage.name, stage.id, stage) for stage in way.stages}
    lone = _lone(pages, drafted, way)
    ends = {Position.PROLOGUE, Position.EPILOGUE}
    for draft in drafted:
        stage = way.stage(draft)
        if draft.story.position not in ends:
            staged_here = stage and stage.id != ELSEWHERE.id
            (staged[stage.id] if stage and staged_here else lone[draft.page]).drafts.append(draft)
    for draft in drafted:
        if draft.story.position in ends:
            _at_end(draft, [*staged.values(), *lone], lone[draft.page])
    every = {id(episode): episode for episode in (*staged.values(), *lone) if episode.drafts}
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
