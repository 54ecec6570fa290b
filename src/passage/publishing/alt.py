"""What the pictures show, in words, from what they are drawn from: in the show's language.

It stands apart from what draws, so that a feed can be written without loading that. The words are
those of the site's catalogue; where that has none for the show's language they are English.
"""

from __future__ import annotations

from passage.model import Manifest, Show, Stage
from passage.publishing.site.catalogue import Catalogue


def language(show: Show) -> str:
    """The language in which the show's cover is described."""
    return show.language if show.artwork else Catalogue(show.language).spoken("picture_cover")


def cover(show: Show) -> str:
    """The show's cover, drawn or its own."""
    if show.artwork:
        return show.artwork_alt
    words = Catalogue(show.language)
    names = ", ".join(stage.name for stage in show.stages)
    shown = words.text("picture_cover", stages=names) if names else words.text("picture_all")
    return _behind(show.title, shown)


def episode(show: Show, manifest: Manifest) -> str:
    """An episode's cover."""
    return _map(show, manifest.title, show.stage(manifest.season))


def stage(show: Show, present: Stage) -> str:
    """The map for the chapters of a stage."""
    return _map(show, present.name, present)


def _map(show: Show, title: str, present: Stage | None) -> str:
    words = Catalogue(show.language)
    if present is None:
        return _behind(title, words.text("picture_all"))
    place = show.stages.index(present) + 1
    shown = words.text("picture", n=len(show.stages), place=place, stage=present.name)
    return _behind(title, shown)


def _behind(title: str, shown: str) -> str:
    """What is shown, behind what stands on the picture."""
    return f"{title}. {shown}"
