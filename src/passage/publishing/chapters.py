"""Chapters beside the audio. One list of them; four ways to tell it, alike to the millisecond.

In the audio it is told by `tags`, in the show notes by `notes`; here as JSON
(https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md) and
as Podlove Simple Chapters in the feed (https://podlove.org/simple-chapters/).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from passage.model import Chapter, Role, Show
from passage.publishing import address, clock, places
from passage.publishing.extension import Element
from passage.publishing.places import Place
from passage.publishing.published import Published

VERSION = "1.2.0"
"""Of JSON chapters."""


def as_json(show: Show, published: Published) -> str:
    """The file of chapters: times in seconds, and for each its place and its stage's picture.

    A place is told only where the show says where it is: ``location`` needs coordinates. With
    two places or more, apps are asked to draw the way between them (``waypoints``).
    """
    episode = published.episode
    told = [_chapter(show, published, *each) for each in _with_stages(published)]
    located = {str(chapter["location"]) for chapter in told if "location" in chapter}
    file = {
        "version": VERSION,
        "title": episode.manifest.title,
        "podcastName": show.title,
        "author": show.author,
        "fileName": episode.file,
        **({"waypoints": True} if len(located) > 1 else {}),
        "chapters": told,
    }
    return json.dumps(file, ensure_ascii=False, indent=1) + "\n"


def as_podlove(show: Show, published: Published) -> Element | None:
    """``psc:chapters`` for the feed; None for an episode without chapters."""
    if not published.episode.chapters:
        return None
    pictures = dict(published.stages)
    children = []
    for chapter, stage in _with_stages(published):
        attributes = [("start", clock.exact(chapter.start)), ("title", chapter.title)]
        if stage in pictures:
            attributes.append(("image", address.under(show, pictures[stage].path)))
        children.append(Element("psc:chapter", attributes=tuple(attributes)))
    return Element("psc:chapters", attributes=(("version", "1.2"),), children=tuple(children))


def _chapter(show: Show, published: Published, chapter: Chapter, stage: str) -> dict[str, object]:
    told: dict[str, object] = {
        "startTime": chapter.start / 1000,
        "endTime": chapter.end / 1000,
        "title": chapter.title,
    }
    pictures = dict(published.stages)
    if stage in pictures:
        told["img"] = address.under(show, pictures[stage].path)
    place = _place(show, published, chapter, stage)
    if place and place.geo:
        told["location"] = {"name": place.name, "geo": place.geo}
    return told


def _place(show: Show, published: Published, chapter: Chapter, stage: str) -> Place | None:
    for script in published.scripts:
        if script.id == chapter.script:
            return places.of_script(show, script)
    return places.of_stage(show, stage)


def _with_stages(published: Published) -> Iterator[tuple[Chapter, str]]:
    """Each chapter and its stage; an introduction to a stage belongs to what follows it."""
    by_script = {script.id: script.stage for script in published.scripts}
    stages: list[str] = []
    following = ""
    for chapter in reversed(published.episode.chapters):
        own = by_script.get(chapter.script, "")
        following = own or following
        stages.append(following if chapter.role is Role.STAGE_INTRO else own)
    return zip(published.episode.chapters, reversed(stages), strict=True)
