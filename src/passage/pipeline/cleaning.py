"""The cache, freed of what no manifest reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from passage.keeping.store import Store
from passage.model import Consent, Library
from passage.pipeline import (
    cues,
    last_build,
    planning,
    recipes,
    records,
    sharing,
    soundings,
    speech,
)
from passage.pipeline.consent import leftovers
from passage.pipeline.layout import Layout
from passage.pipeline.planning import Plan
from passage.pipeline.shelving import artwork, editions


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was removed from the cache, and what is left."""

    removed: int
    freed: int
    """Bytes."""
    left: int
    """Entries."""


def clean(layout: Layout, library: Library) -> Cleaned:
    """Remove every entry that a build of the whole show would not use.

    The words of a testimony that was withdrawn are then nowhere in the cache.
    """
    planned = planning.plan(layout, library)
    used = _used(layout, library, planned)
    leftovers.only(layout, _scripts(planned))
    if any(script.consent is Consent.WITHDRAWN for script in library.scripts):
        last_build.forget(layout)
    return _remove(Store(layout.cache), lambda key: key not in used)


def clean_shared(layout: Layout, library: Library, *, everything: bool) -> bool:
    """Remove from the shared store what the show does not use, or all; tell whether it answered."""
    if not library.show.store:
        return True
    used = set[str]()
    if not everything:
        used = _used(layout, library, planning.plan(layout, library))
    return sharing.Sharing(library, Store(layout.cache), lambda _: None).clean(used)


def _scripts(planned: Plan) -> set[str]:
    return {each.segment.script for each in planned.segments if each.segment.script}


def _used(layout: Layout, library: Library, planned: Plan) -> set[str]:
    # Every build loads this module, and few clean.
    from passage.pipeline.shelving import glossary  # noqa: PLC0415

    used = {segment.recipe.key for segment in planned.segments}
    used |= {
        recipes.makeup_key(*recipes.main_voice(segment.segment), library.show.sound)
        for segment in planned.segments
    }
    used |= set(speech.keys(segment.segment for segment in planned.segments))
    used |= set(artwork.keys(layout, library))
    published, drafts = records.read(layout.audio), records.read(layout.drafts)
    used |= {soundings.key(record.episode) for record in published.values()}
    used |= editions.keys(library.show, [record.episode for record in published.values()])
    store = Store(layout.cache)
    spellings = {s for r in published.values() for s in glossary.entries(cues.read(store, r))}
    used |= glossary.keys(layout, library, spellings)
    used |= {cues.key(record) for record in (*published.values(), *drafts.values())}
    return used


def clean_all(layout: Layout) -> Cleaned:
    """Remove every entry: the next build makes everything again."""
    last_build.forget(layout)
    leftovers.only(layout, ())
    return _remove(Store(layout.cache), lambda _: True)


def _remove(store: Store, unwanted: Callable[[str], bool]) -> Cleaned:
    entries = list(store.entries())
    sizes = [size for key, size in entries if unwanted(key)]
    for key, _ in entries:
        if unwanted(key):
            store.remove(key)
    store.sweep()
    return Cleaned(len(sizes), sum(sizes), len(entries) - len(sizes))
