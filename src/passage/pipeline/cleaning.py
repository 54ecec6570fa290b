"""The cache, freed of what no manifest reaches."""

from __future__ import annotations

from passage.keeping.store import Store
from passage.model import Library
from passage.pipeline import artwork, planning
from passage.pipeline.layout import Layout


def clean(layout: Layout, library: Library) -> int:
    """Remove every entry that a build of the whole show would not use; tell how many.

    The words of a testimony that was withdrawn are then nowhere in the cache.
    """
    store = Store(layout.cache)
    planned = planning.plan(layout, library)
    sizes = (artwork.FEED_SIZE, artwork.TAG_SIZE)
    used = {segment.recipe.key for segment in planned.segments}
    used |= {artwork.cover_key(layout, library.show, size) for size in sizes}
    unused = [key for key, _ in store.entries() if key not in used]
    for key in unused:
        store.remove(key)
    return len(unused)
