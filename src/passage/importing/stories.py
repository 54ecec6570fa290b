"""Whose the sections of a page are: a narrator's, a reporter's, or the host's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

from passage.importing import attribution, first_person, interviews, shapes, words
from passage.importing.parts import Part, Role
from passage.importing.sections import Page, Section
from passage.model import ScriptKind

_SALUTATION = 5
"""Words."""


class Position(StrEnum):
    """Where on the page the host speaks."""

    PROLOGUE = "prologue"
    BETWEEN = "interlude"
    EPILOGUE = "epilogue"


@dataclass(frozen=True, slots=True)
class Story:
    """What becomes one script, and whose it is."""

    kind: ScriptKind
    section: Section
    position: Position | None = None
    """For the host's texts only."""


def of(page: Page) -> tuple[Story, ...]:
    """The stories of a page, in order.

    On a page of testimonies what nobody signs and nobody tells of themselves is the host's. On
    other pages it is a report, and one text, whatever posts are embedded in it.
    """
    sections = _threaded(sorted(_introduced(page), key=lambda section: section.position))
    told = _told(sections)
    if any(section in told and not section.is_post for section in sections):
        stories = _hosted(sections, told)
    else:
        posts = [Story(ScriptKind.TESTIMONY, section) for section in sections if section.is_post]
        others = [section for section in sections if not section.is_post]
        stories = [Story(ScriptKind.REPORT, _merged(others)), *posts] if others else posts
    return tuple(sorted(stories, key=lambda story: story.section.position))


def _threaded(sections: Sequence[Section]) -> list[Section]:
    """The sections, with posts that number themselves as parts of one put together."""
    threaded: list[Section] = []
    last = -1
    for section in sections:
        if section.is_post and last >= 0 and _continues(threaded[last], section):
            before = threaded[last]
            threaded[last] = replace(before, body=(*before.body, *section.body))
            continue
        last = len(threaded) if section.is_post else last
        threaded.append(section)
    return threaded


def _continues(before: Section, section: Section) -> bool:
    numbered = [part for part in map(shapes.part_of, before.texts) if any(part)]
    part, parts = next(filter(any, map(shapes.part_of, section.texts)), (0, 0))
    return bool(numbered) and numbered[-1] == (part - 1, parts)


def _introduced(page: Page) -> Iterator[Section]:
    """The sections, with an introduction parted from the story that it runs into.

    On a page with a title and several attributions, what stands between the title and the first
    sentence in the first person introduces the page: the first narrator has not begun.
    """
    signed = sum(section.signature is not None for section in page.sections)
    first, *others = _interviewed(page) or (None,)
    if first is None:
        return
    begins = 0
    if page.title and signed > 1 and not (first.is_headed or first.stage_heading or first.is_post):
        own = [first_person.tells([text]) for text in first.texts]
        begins = own.index(True) if any(own) else 0
        begins -= bool(begins) and _is_salutation(first.texts[begins - 1])
    if begins:
        yield replace(first, signature=None, facts=(), body=first.body[:begins])
    yield replace(first, body=first.body[begins:])
    yield from others


def _is_salutation(text: str) -> bool:
    """Whether a letter begins with a line: *Dear brother,*."""
    return text.endswith(",") and len(text.split()) <= _SALUTATION


def _interviewed(page: Page) -> list[Section]:
    """The sections, with what stands before and after the turns of an interview parted from it."""
    parted = []
    titled = interviews.interviewed(page.title.text) if page.title else ""
    writer = attribution.writer(page.byline.text) if page.byline else ""
    for section in page.sections:
        turns = [index for index, part in enumerate(section.body) if part.item.turn]
        first = turns[0] if turns else 0
        if first:
            parted.append(Section(section.page, section.stage, body=section.body[:first]))
        last = _answers_end(section, turns[-1] if turns else 0, titled if turns else writer)
        parted.append(replace(section, body=section.body[first:last]))
        if last < len(section.body):
            parted.append(Section(section.page, section.stage, body=section.body[last:]))
    return parted


def _answers_end(section: Section, last_turn: int, titled: str) -> int:
    """Where the last answer ends: somebody else speaks of its narrator by name below it."""
    name = section.attribution.name if section.attribution else titled
    if not name:
        return len(section.body)
    for index in range(last_turn + 1, len(section.body)):
        text = section.body[index].item.text
        if not set(words.of(name)).isdisjoint(words.of(text)) and not first_person.tells([text]):
            return index
    return len(section.body)


def _told(sections: Sequence[Section]) -> frozenset[Section]:
    """The sections that are testimonies."""
    outside = [section for section in sections if not section.is_post]
    signed = any(map(_is_signed, outside))
    told = {section for section in sections if section.is_post or _is_signed(section)}
    for section in outside:
        if (signed and section.title) or section.turns or first_person.tells(section.texts):
            told.add(section)
    opening = outside[0] if outside else None
    if opening and not (_is_signed(opening) or opening.turns or opening.is_headed):
        # Who introduces the stories of others may say "I" as well.
        others = any(section in told for section in outside[1:])
        if signed or others:
            told.discard(opening)
    return frozenset(told)


def _is_signed(section: Section) -> bool:
    """Whether the page says who tells a section."""
    return bool(section.attribution or section.facts)


def _hosted(sections: Sequence[Section], told: frozenset[Section]) -> list[Story]:
    """Testimonies with what the host says before, between and after them."""
    before = list(takewhile(lambda s: s not in told and not s.stage, sections))
    reverse = reversed(sections[len(before) :])
    after = list(takewhile(lambda s: s not in told and not s.stage_heading, reverse))[::-1]
    stories = [
        Story(ScriptKind.TESTIMONY, section)
        if section in told
        else Story(ScriptKind.HOST, section, Position.BETWEEN)
        for section in sections[len(before) : len(sections) - len(after)]
    ]
    if before:
        stories.append(Story(ScriptKind.HOST, _merged(before), Position.PROLOGUE))
    if after:
        closing = replace(_merged(after), stage="")
        stories.append(Story(ScriptKind.HOST, closing, Position.EPILOGUE))
    return stories


def _merged(sections: Sequence[Section]) -> Section:
    """Several sections as one text. The headings of all but the first become paragraphs."""
    first = sections[0]
    body = [*first.body]
    for section in sections[1:]:
        body += [Part(item, Role.BODY) for item in section.headings]
        body += section.body
    body.sort(key=lambda part: part.item.block.position)
    return replace(first, body=tuple(body))
