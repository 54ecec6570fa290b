"""Which stories are told, in what words and under what names, and who says so on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from passage.importing import (
    attribution,
    facts,
    interviews,
    naming,
    repeats,
    saying,
    shapes,
    words,
)
from passage.importing.saying import Said
from passage.importing.sections import Page, Section
from passage.importing.shapes import Item
from passage.importing.stories import Position, Story
from passage.model import ScriptKind


@dataclass(frozen=True, slots=True)
class Fact:
    """A block that says something about a script."""

    field: str
    """The key in the script's front matter."""
    page: int
    item: Item


@dataclass(frozen=True, slots=True)
class Draft:
    """A story on its way to being a script."""

    id: str
    story: Story
    """The printing of the story that is told."""
    copies: tuple[Section, ...]
    """Its other printings."""
    title: str
    said: tuple[Said, ...]
    facts: tuple[Fact, ...]
    stage: str = ""
    """As names are written; empty for none."""
    place: str = ""
    narrator: str = ""
    role: str = ""

    @property
    def page(self) -> int:
        """Which of the sources it is told from, counted from 0."""
        return self.story.section.page


@dataclass(frozen=True, slots=True)
class _Context:
    """What a draft has to know of its page."""

    page: Page
    slug: str
    capitals: frozenset[str]
    has_one_story: bool
    """Whether the title of the page is the title of its only story."""


def of(pages: Sequence[Page], told: Sequence[Sequence[Story]]) -> tuple[Draft, ...]:
    """Draft the scripts of pages that are imported together, in the order of the pages.

    `told` has the stories of each page. A story that is printed more than once is drafted once.
    """
    found = [story for own in told for story in own]
    chosen = []
    for members in repeats.groups(found):
        fullest = repeats.fullest(found, members)
        copies = tuple(found[number].section for number in members if number != fullest)
        chosen.append((found[fullest], copies))
    chosen.sort(key=lambda pair: (pair[0].section.page, pair[0].section.position))
    contexts = [
        _context(page, [story for story, _ in chosen if story.section.page == number])
        for number, page in enumerate(pages)
    ]
    ids = naming.Ids()
    return tuple(
        _draft(story, copies, contexts[story.section.page], ids) for story, copies in chosen
    )


def page_slug(page: Page) -> str:
    """What stands for a page in ids: its title, or the name of its source."""
    title = naming.slug(page.title.text) if page.title else ""
    return title or naming.slug(PurePath(page.name).stem) or "page"


def _context(page: Page, told: Sequence[Story]) -> _Context:
    texts = [text for story in told for text in story.section.texts if not text.isupper()]
    capitals = frozenset(
        word for text in texts for word in words.written(text) if word.isupper() and len(word) > 1
    )
    outside = [
        story
        for story in told
        if not story.section.is_post and story.position is not Position.EPILOGUE
    ]
    return _Context(page, page_slug(page), capitals, len(outside) == 1)


def _draft(story: Story, copies: tuple[Section, ...], context: _Context, ids: naming.Ids) -> Draft:
    if story.kind is ScriptKind.TESTIMONY:
        return _testimony(story, copies, context, ids)
    return _host_or_report(story, copies, context, ids)


def _testimony(
    story: Story, copies: tuple[Section, ...], context: _Context, ids: naming.Ids
) -> Draft:
    printings = (story.section, *copies)
    given: list[Fact] = []
    stage = _stage(printings, given)
    place = _place(printings, context, given)
    narrator, role = _narrator(printings, context, given)
    above = _pull_quote(printings)
    heading = _heading(printings, context)
    if heading and not any(said.item is heading.item for said in above):
        given.append(heading)
    title = shapes.unquoted(heading.item.text) if heading else ""
    named = (naming.slug(narrator), naming.slug(place) or naming.slug(title))
    return Draft(
        ids.new("-".join(filter(None, named)), f"{context.slug}-testimony"),
        story,
        copies,
        title or naming.testimony(narrator, place),
        (*above, *saying.told(story.section, _interviewer(story.section, context))),
        tuple(given),
        naming.place(stage, context.capitals),
        place,
        narrator,
        role,
    )


def _stage(printings: Sequence[Section], given: list[Fact]) -> str:
    """The stage: as a heading right above says it, else as the page has it at that point."""
    told = printings[0]
    best = next((printing for printing in printings if printing.stage_heading), told)
    if not best.stage or words.key(best.stage) == words.key(told.stage):
        best = told if told.stage else next((p for p in printings if p.stage), told)
    if best.stage_heading:
        given.append(Fact("stage", best.page, best.stage_heading))
    return best.stage


def _place(printings: Sequence[Section], context: _Context, given: list[Fact]) -> str:
    """The place, from a label or from a fact such as ``From: …``."""
    for printing in printings:
        told = _told(printing, "place")
        if printing.place:
            given.append(Fact("place", printing.page, printing.place))
            return naming.place(printing.place.text, context.capitals)
        if told:
            given += (Fact("place", printing.page, item) for item, _ in told)
            return ", ".join(naming.place(value, context.capitals) for _, value in told)
    return ""


def _narrator(
    printings: Sequence[Section], context: _Context, given: list[Fact]
) -> tuple[str, str]:
    """Name and role, from an attribution, a name above, facts, or the page's byline."""
    for printing in printings:
        named = printing.attribution
        item = printing.signature or (printing.heading if printing.is_named else None)
        names, roles = _told(printing, "narrator"), _told(printing, "role")
        if not named and not names and not roles:
            continue
        if item:
            given.append(Fact("narrator", printing.page, item))
        given += (Fact("narrator", printing.page, told) for told, _ in names)
        given += (Fact("role", printing.page, told) for told, _ in roles)
        name = named.name if named else ", ".join(value for _, value in names)
        said = [named.role if named else "", *(value for _, value in roles)]
        return naming.place(name), ", ".join(filter(None, said))
    byline = context.page.byline
    if printings[0].turns:
        return _interviewed(printings[0], context), ""
    if byline and context.has_one_story and not printings[0].is_post:
        given.append(Fact("narrator", printings[0].page, byline))
        return naming.place(attribution.writer(byline.text)), ""
    return "", ""


def _interviewed(section: Section, context: _Context) -> str:
    """Who answers in an interview, if it is not said where they do but in a heading above."""
    headings = (section.heading, section.title, context.page.title, *context.page.dates)
    found = (interviews.interviewed(heading.text) for heading in headings if heading)
    return next(filter(None, found), "")


def _interviewer(section: Section, context: _Context) -> str:
    byline = context.page.byline
    return attribution.writer(byline.text) if byline and section.turns else ""


def _told(section: Section, field: str) -> list[tuple[Item, str]]:
    """The lines of facts that give a field, and its values."""
    parsed = ((item, facts.parse(item.text)) for item in section.facts)
    return [(item, value) for item, (given, value) in parsed if given == field]


def _pull_quote(printings: Sequence[Section]) -> tuple[Said, ...]:
    """The pull quote as a paragraph, unless the narrator says its words in the story anyway."""
    told = printings[0]
    for printing in printings:
        pull = printing.title
        if pull and words.stands_in(pull.text, "\n".join(told.texts)):
            return ()
        if pull:
            return (Said(printing.page, pull, pull.text),)
    return ()


def _heading(printings: Sequence[Section], context: _Context) -> Fact | None:
    """What gives the title: a heading in words, a pull quote, or the title of the whole page."""
    told = printings[0]
    is_whole = context.page.title and context.has_one_story and not told.is_post
    if context.page.title and is_whole and context.page.byline and not told.heading:
        return Fact("title", told.page, context.page.title)
    if told.heading and not told.is_named:
        return Fact("title", told.page, told.heading)
    for printing in printings:
        if printing.title:
            return Fact("title", printing.page, printing.title)
    if context.page.title and is_whole:
        return Fact("title", told.page, context.page.title)
    return None


def _host_or_report(
    story: Story, copies: tuple[Section, ...], context: _Context, ids: naming.Ids
) -> Draft:
    section, page, is_report = story.section, context.page, story.kind is ScriptKind.REPORT
    above = [item for item in (section.place, section.heading, section.title) if item]
    opens_page = is_report or story.position is Position.PROLOGUE
    heading = page.title if opens_page else None
    if heading is None and above:
        heading = above.pop(0)
    byline = page.byline if is_report else None
    given = (("title", heading), ("stage", section.stage_heading), ("narrator", byline))
    stage = naming.place(section.stage, context.capitals)
    between = naming.slug(stage) if story.position is Position.BETWEEN else ""
    part = "" if is_report else between or str(story.position)
    body = saying.reported(section) if is_report else saying.told(section)
    return Draft(
        ids.new("-".join(filter(None, (context.slug, part)))),
        story,
        copies,
        shapes.unquoted(heading.text) if heading else _untitled(story, stage),
        (*(Said(section.page, item, item.text) for item in above), *body),
        tuple(Fact(field, section.page, item) for field, item in given if item),
        stage,
        narrator=naming.place(attribution.writer(byline.text)) if byline else "",
    )


def _untitled(story: Story, stage: str) -> str:
    """A title in the program's own words for a text of the host or of a reporter."""
    if story.kind is ScriptKind.REPORT:
        return "A report"
    return "Closing words" if story.position is Position.EPILOGUE else stage or "Introduction"
