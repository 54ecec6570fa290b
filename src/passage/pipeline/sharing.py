"""Clips that several machines share: taken from a shared store before any are made, and put there.

An entry lies below the show's guid and whose words it has: a script's, or an episode's for what
the host says. Only those of published episodes are put there, so that nothing pending leaves this
machine; what is no longer granted is removed with the next build of anybody, whoever put it there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from passage.keeping.shared import Shared, Trouble
from passage.keeping.store import Store
from passage.mixing import clips
from passage.model import Consent, Library
from passage.pipeline.planning import Fate, Plan, PlannedEpisode, PlannedSegment

_MEMORY = "shared-store"
"""In the cache: the address of the store that was there once."""


class Sharing:
    """What a show has in its shared store. `tell` hears when that is given up."""

    def __init__(self, library: Library, store: Store, tell: Callable[[Trouble], None]) -> None:
        self._library, self._store = library, store
        self._shared = Shared(library.show.store, tell, store.folder / _MEMORY)
        self._there: frozenset[str] | None = None

    def withdraw(self) -> bool:
        """Remove the words of all who do not agree to be heard; tell whether that is certain."""
        return self._remove(_refused(self._library))

    def clean(self, used: Collection[str]) -> bool:
        """Remove what the show does not use any more; tell whether that is certain."""
        there = self._places()
        if there is None:
            return False
        return self._shared.remove(place for place in there if place.rpartition("/")[2] not in used)

    def borrow(self, plan: Plan) -> int:
        """Take the clips that a plan lacks; return how many came."""
        lacking = {
            place: planned
            for place, planned in self._wanted(plan)
            if planned.reasons and place in (self._places() or ())
        }
        taken = 0
        for place, clip in self._shared.get(lacking):
            planned = lacking[place]
            if clips.is_whole(clip, len(planned.segment.utterances)):
                self._store.put(planned.recipe.key, clip)
                taken += 1
        return taken

    def lend(self, plan: Plan) -> int:
        """Put there the clips of published episodes that others may need; return how many."""
        wanted = [place for place, _ in self._wanted(plan)]
        there = self._places() if wanted else None
        if there is None:
            return 0
        missing = dict.fromkeys(place for place in wanted if place not in there)
        return self._shared.put(missing, lambda place: self._store.get(place.rpartition("/")[2]))

    def _wanted(self, plan: Plan) -> Iterator[tuple[str, PlannedSegment]]:
        for episode in plan.episodes:
            if episode.published and episode.fate is Fate.MADE:
                for planned in episode.segments:
                    yield self._place(episode, planned), planned

    def _place(self, episode: PlannedEpisode, planned: PlannedSegment) -> str:
        script = planned.segment.script
        whose = f"scripts/{script}" if script else f"episodes/{episode.manifest.id}"
        return f"{self._library.show.guid}/{whose}/{planned.recipe.key}"

    def _places(self) -> frozenset[str] | None:
        if self._there is None and not self._shared.is_given_up:
            self._there = self._shared.below(self._library.show.guid)
        return self._there

    def _remove(self, whose: Collection[str]) -> bool:
        if not whose:
            return True
        there = self._places()
        if there is None:
            return False
        gone = {place for place in there if "/".join(place.split("/")[1:3]) in whose}
        self._there = there - gone
        return self._shared.remove(sorted(gone))


def _refused(library: Library) -> frozenset[str]:
    """Whose words must not be there: scripts without consent, and episodes that name one."""
    refused = {script.id for script in library.scripts if script.consent is not Consent.GRANTED}
    named = {m.id for m in library.manifests if refused & set(m.scripts)}
    return frozenset([f"scripts/{s}" for s in refused] + [f"episodes/{e}" for e in named])
