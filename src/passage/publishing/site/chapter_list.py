"""The chapters beside the player: all of an episode's, on whichever page each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from passage.model import Show
from passage.publishing.published import Published
from passage.publishing.site import parts, tongues, values
from passage.publishing.site.parts import Part
from passage.publishing.site.tongues import Said


@dataclass(frozen=True, slots=True)
class ChapterLink:
    """A chapter in the list."""

    start: int
    """Milliseconds."""
    title: Said
    path: str = ""
    """Of another page on which it begins, with its anchor; empty for one of the page's own."""
    page: int = 0
    """The number of that page."""


def links(
    show: Show, published: Published, cut: Sequence[Part], number: int
) -> tuple[ChapterLink, ...]:
    """The list on page `number`, from 1 on, of an episode that is cut into these parts.

    An episode of which no words are known lists the chapters of its audio.
    """
    episode = published.episode
    if not any(cut):
        return tuple(
            ChapterLink(chapter.start, tongues.said(chapter.title, show.language))
            for chapter in episode.chapters
        )
    found = [
        (page, ChapterLink(episode.chapters[section.chapter - 1].start, section.title))
        if page == number
        else (page, _elsewhere(published, section, page))
        for page, part in enumerate(cut, 1)
        for section in part
        if section.chapter and not section.continued
    ]
    if parts.lists_all(cut):
        return tuple(link for _, link in found)
    return tuple(_near(found, number))


def _elsewhere(published: Published, section: parts.Section, page: int) -> ChapterLink:
    episode = published.episode
    path = f"{values.page(episode.manifest.id, page)}#{section.anchor}"
    return ChapterLink(episode.chapters[section.chapter - 1].start, section.title, path, page)


def _near(found: Sequence[tuple[int, ChapterLink]], number: int) -> Iterator[ChapterLink]:
    """The chapters of a page, the last one before them, and the first one after them."""
    before = [link for page, link in found if page < number]
    after = [link for page, link in found if page > number]
    yield from before[-1:]
    yield from (link for page, link in found if page == number)
    yield from after[:1]
