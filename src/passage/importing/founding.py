"""A show that begins with an import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from uuid import UUID, uuid5

from passage.importing import naming, writing
from passage.importing.drafts import Draft
from passage.importing.journey import ELSEWHERE, Journey
from passage.importing.sections import Page
from passage.importing.stories import Position
from passage.model import Cast, ScriptKind, Show, Voice

PODCAST = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The name space of podcast:guid (podcast namespace, tag ``guid``)."""
CATEGORY = ("Society & Culture", "Documentary")
"""A category and subcategory of Apple Podcasts."""
QUOTED = Voice(name="+f5")
"""A variant of each language's voice for interviewers; narrators are given others."""
LONGEST_DESCRIPTION = 4000
"""Bytes of UTF-8 (PSP-1, channel description)."""


def show(pages: Sequence[Page], drafted: Sequence[Draft], way: Journey, language: str) -> Show:
    """A show with the title, introduction and stages of the pages, and stand-ins for the rest."""
    title = next((page.title.text for page in pages if page.title), "")
    title = title or PurePath(pages[0].name).stem.replace("-", " ").replace("_", " ").capitalize()
    address = f"https://example.org/{naming.slug(title) or 'show'}/"
    return Show(
        title=title,
        description=_description(drafted) or title,
        language=language,
        address=address,
        guid=str(uuid5(PODCAST, f"{address.removeprefix('https://')}feed/feed.xml")),
        author=writing.AUTHOR,
        email=writing.EMAIL,
        category=CATEGORY,
        stages=way.stages or (ELSEWHERE,),
        cast=Cast(quoted=QUOTED if _has_questions(drafted) else None),
    )


def _has_questions(drafted: Sequence[Draft]) -> bool:
    """Whether somebody asks in a testimony, whose voice must not be the narrator's."""
    told = (draft for draft in drafted if draft.story.kind is ScriptKind.TESTIMONY)
    return any(said.quoted for draft in told for said in draft.said)


def _description(drafted: Sequence[Draft]) -> str:
    """The introduction of the first page that has one, or the beginning of a report."""
    prologues = [draft for draft in drafted if draft.story.position is Position.PROLOGUE]
    reports = [draft for draft in drafted if draft.story.kind is ScriptKind.REPORT]
    for draft in prologues:
        return _shortened([said.text for said in draft.said])
    for draft in reports:
        return _shortened([draft.said[0].text])
    return ""


def _shortened(paragraphs: Sequence[str]) -> str:
    """As many whole paragraphs as there is room for; at least the beginning of the first."""
    told = ""
    for paragraph in paragraphs:
        longer = f"{told} {paragraph}".strip()
        if len(longer.encode()) > LONGEST_DESCRIPTION:
            break
        told = longer
    if told:
        return told
    room = LONGEST_DESCRIPTION - len("…".encode())
    cut = paragraphs[0].encode()[:room].decode(errors="ignore")
    return cut.rpartition(" ")[0] + "…" if " " in cut else cut + "…"
