"""The order of a book: that of the journey."""

from __future__ import annotations

from collections.abc import Iterable

from passage.model import Manifest, Show


def ordered(show: Show, manifests: Iterable[Manifest]) -> list[Manifest]:
    """Episodes in the order of the book: that of the journey, and in a stage that of their dates.

    Those that belong to no stage stand before all stages if they came before all episodes that
    belong to one, as a prologue does, and else behind them.
    """
    found = sorted(manifests, key=lambda each: (each.published, each.number, each.id))
    places = {stage.id: place for place, stage in enumerate(show.stages)}
    first = min((each.published for each in found if each.season), default=None)

    def place(manifest: Manifest) -> int:
        if manifest.season:
            return places.get(manifest.season, len(places))
        return -1 if first is None or manifest.published < first else len(places) + 1

    return sorted(found, key=place)
