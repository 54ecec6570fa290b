"""From sources to all that an import makes, as values: nothing is read or written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from passage.errors import InputProblems, Problem
from passage.importing import (
    account,
    drafts,
    episodes,
    fates,
    founding,
    furniture,
    journey,
    page,
    saying,
    stories,
)
from passage.importing.account import Account
from passage.importing.drafts import Draft
from passage.importing.earlier import Earlier
from passage.importing.episodes import By
from passage.importing.journey import ELSEWHERE, Journey
from passage.importing.parts import Role
from passage.importing.sections import Page
from passage.importing.source import Source
from passage.importing.stories import Story
from passage.model import Consent, Manifest, Paragraph, Place, Run, Script, ScriptKind, Show, Stage


@dataclass(frozen=True, slots=True)
class Import:
    """What an import makes, and its account."""

    show: Show
    """The show that is extended, or the one that begins."""
    is_new: bool
    """Whether the show begins with this import, so that a ``passage.yml`` belongs to it."""
    stages: tuple[Stage, ...]
    """Those that the pages name, in order of the journey."""
    scripts: tuple[Script, ...]
    """In the order of the sources."""
    because: str
    """Who consented and how, for every script."""
    manifests: tuple[Manifest, ...]
    account: Account
    elsewhere: tuple[tuple[str, str], ...] = ()
    """Ids of scripts that fit no stage, and the stage that the page names (empty for none)."""
    pages: tuple[int, ...] = ()
    """For each script, which of the sources it is told from, counted from 0."""

    @property
    def title(self) -> str:
        """The title of the show."""
        return self.show.title

    @property
    def origins(self) -> Mapping[str, tuple[str, ...]]:
        """For the path of each script and episode, the names of the sources that gave it."""
        names = [sheet.name for sheet in self.account.sheets]
        page = {script.id: at for script, at in zip(self.scripts, self.pages, strict=True)}
        found: dict[str, tuple[str, ...]] = {
            script.path: (names[page[script.id]],) for script in self.scripts
        }
        for manifest in self.manifests:
            within = sorted({page[script] for script in manifest.scripts if script in page})
            found[manifest.path] = tuple(names[at] for at in within)
        return found


def plan(  # noqa: PLR0913 each is named where it is given
    sources: Sequence[Source],
    *,
    show: Show | None,
    consent: Consent,
    because: str,
    latest: datetime,
    language: str,
    by: By = By.STAGE,
    earlier: Earlier = Earlier(),  # noqa: B008 frozen
) -> Import:
    """Understand published pages of testimonies as scripts and episodes.

    `show` is the show that they are for; None begins one. `latest` is when the last episode is
    published, with its time zone; the others go before it, a day apart, so that a feed names no
    day to come. `language` is that of the pages (BCP 47). `by` says what
    makes an episode, `earlier` what the show has already. The same arguments give the same import.

    Raises InputProblems when a page holds no testimony, and ValueError when `latest` has no time
    zone or there is no source.
    """
    if latest.tzinfo is None or not sources:
        raise ValueError("an import needs a source, and a moment with a time zone")
    known = [stage.name for stage in show.stages] if show else []
    rules = furniture.with_shows(show.furniture if show else ())
    pages = [page.of(source, number, known, rules) for number, source in enumerate(sources)]
    told = [stories.of(each) for each in pages]
    _refuse_silent(pages, told)
    drafted = earlier.identified(drafts.of(pages, told))
    way = journey.of(pages, drafted, show)
    shown = show or founding.show(pages, drafted, way, language)
    return Import(
        shown,
        show is None,
        way.stages,
        tuple(_script(draft, pages, way, consent, language) for draft in drafted),
        because,
        episodes.manifests(pages, drafted, way, shown.guid, latest, by, earlier),
        _account(sources, pages, drafted),
        _elsewhere(drafted, way),
        tuple(draft.page for draft in drafted),
    )


def _elsewhere(drafted: Sequence[Draft], way: Journey) -> tuple[tuple[str, str], ...]:
    staged = ((draft, way.stage(draft)) for draft in drafted)
    return tuple(
        (draft.id, draft.stage) for draft, stage in staged if stage and stage.id == ELSEWHERE.id
    )


def _account(sources: Sequence[Source], pages: Sequence[Page], drafted: Sequence[Draft]) -> Account:
    settled = fates.of(pages, drafted)
    pairs = zip(sources, settled, strict=True)
    return Account(tuple(account.sheet(source, lines) for source, lines in pairs))


def _script(
    draft: Draft, pages: Sequence[Page], way: Journey, consent: Consent, language: str
) -> Script:
    stage = way.stage(draft)
    return Script(
        draft.id,
        draft.story.kind,
        draft.title,
        language,
        consent,
        tuple(Paragraph((Run(said.text),), said.speaker, said.quoted) for said in draft.said),
        stage=stage.id if stage else "",
        place=draft.place,
        narrator=draft.narrator,
        narrator_role=draft.role,
        source=_origin(draft, pages[draft.page]),
        path=f"scripts/{draft.id}.md",
    )


def _origin(draft: Draft, origin: Page) -> str:
    """Where the words come from: ``The Journey (journey.txt, lines 70-83)``."""
    about = [item.text for item in (origin.title, origin.byline, *origin.dates) if item]
    given = (draft.said, draft.facts)
    items = [each.item for group in given for each in group if each.page == draft.page]
    numbers = sorted({line for item in items for line in item.block.lines})
    posted = draft.said if draft.story.section.is_post else ()
    parts = [said.left_out for said in posted if said.left_out]
    where = ", ".join(
        [origin.name, _ranges(numbers), *(f"part {part.strip('()[]')}" for part in parts)]
    )
    return f"{', '.join(about)} ({where})" if about else where


def _ranges(numbers: Sequence[int]) -> str:
    """Line numbers in a few words; a blank line between two does not part them."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number - spans[-1][1] <= 2:  # noqa: PLR2004 said above
            spans[-1][1] = number
        else:
            spans.append([number, number])
    told = ", ".join(f"{a}-{b}" if a != b else f"{a}" for a, b in spans)
    return f"line {told}" if told.isdigit() else f"lines {told}"


def _refuse_silent(pages: Sequence[Page], told: Sequence[Sequence[Story]]) -> None:
    problems = [
        Problem(
            Place(silent.name),
            f"holds no testimony; seen were {_seen(silent, found)}",
            "a testimony is told in the first person or has a line below it such as"
            " “— Name, 24, from Aleppo”",
        )
        for silent, found in zip(pages, told, strict=True)
        if not any(_is_testimony(story) for story in found)
    ]
    if problems:
        raise InputProblems(problems)


def _is_testimony(story: Story) -> bool:
    is_report = story.kind is ScriptKind.REPORT
    return story.kind is ScriptKind.TESTIMONY or (is_report and saying.is_heard(story.section))


def _seen(silent: Page, found: Iterable[Story]) -> str:
    paragraphs = sum(len(story.section.body) for story in found)
    furniture = sum(part.role is Role.FURNITURE for part in silent.loose)
    headings = len(silent.loose) - furniture + bool(silent.title)
    counts = (
        (paragraphs, "paragraph", "told by nobody about themselves"),
        (headings, "heading", ""),
        (furniture, "piece", "of furniture"),
    )
    told = [
        " ".join(filter(None, (str(count), noun + "s" * (count != 1), what)))
        for count, noun, what in counts
        if count
    ]
    return ", ".join(told) or "no words"
