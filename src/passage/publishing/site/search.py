"""The index that the script of the site searches: every word that is told, and where."""

from __future__ import annotations

import json
from collections.abc import Iterator

from passage.model import Show
from passage.publishing.published import Published
from passage.publishing.site import tongues, values
from passage.publishing.site.values import Shelf, Testimony


def index(show: Show, shelf: Shelf) -> bytes:
    """``search.json``: addresses (``u``) relative to ``feed/``; title, narrator, place, stage.

    ``w`` has all words, ``c`` what to know beforehand where there is something, and ``l`` their
    language where it is not the show's. An entry is an episode, with its summary
    and what it tells of the stages, or a testimony.
    """
    entries = [_between(published, shelf) for published in shelf.episodes]
    entries += [dict(_told(show, testimony)) for testimony in shelf.testimonies]
    return json.dumps({"entries": entries}, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def _between(published: Published, shelf: Shelf) -> dict[str, str]:
    manifest = published.episode.manifest
    words = f"{' '.join(manifest.summary.split())} {shelf.between.get(manifest.id, '')}"
    path = values.page(manifest.id).removeprefix("feed/")
    return {"u": path, "t": manifest.title, "n": "", "p": "", "s": "", "w": words.strip()}


def _told(show: Show, testimony: Testimony) -> Iterator[tuple[str, str]]:
    script = testimony.script
    stage = show.stage(script.stage)
    yield "u", testimony.path.removeprefix("feed/")
    yield "t", tongues.plain(testimony.title)
    yield "n", script.narrator if values.is_testimony(script) else ""
    yield "p", script.place
    yield "s", stage.name if stage else ""
    if script.content_notes:
        yield "c", ", ".join(script.content_notes)
    yield "w", testimony.text
    if script.language != show.language:
        yield "l", script.language
