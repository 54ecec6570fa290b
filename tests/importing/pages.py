"""Importing a page from its text, and saying in short what became of it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby

from passage import importing
from passage.importing import By, Earlier, Import
from passage.importing.account import Blank, Sheet
from passage.importing.source import from_text
from passage.model import Consent, Script, Show

LATEST = datetime(2026, 11, 1, 9, tzinfo=UTC)


def planned(  # noqa: PLR0913 each is named where it is given
    *texts: str,
    show: Show | None = None,
    language: str = "en",
    consent: Consent = Consent.PENDING,
    latest: datetime = LATEST,
    by: By = By.STAGE,
    earlier: Earlier | None = None,
) -> Import:
    """The import of pages with these texts: ``page.txt``, ``page-2.txt`` …"""
    names = ["page.txt", *(f"page-{number}.txt" for number in range(2, len(texts) + 1))]
    return importing.plan(
        [from_text(name, text) for name, text in zip(names, texts, strict=True)],
        show=show,
        consent=consent,
        because="A form of 3 May." if consent is Consent.GRANTED else "",
        latest=latest,
        language=language,
        by=by,
        earlier=earlier or Earlier(),
    )


def fates(sheet: Sheet) -> dict[str, str]:
    """The fates of a page by line numbers, neighbours with the same fate together.

    Blank lines are left out, also those between lines with the same fate.
    """
    visible = [line for line in sheet.lines if line.fate != Blank()]
    short: dict[str, str] = {}
    for fate, group in groupby(visible, key=lambda line: str(line.fate)):
        first, *_, last = [line.number for line in group] * 2
        short[str(first) if first == last else f"{first}-{last}"] = fate
    return short


def facts(script: Script) -> dict[str, str]:
    """What is known of a script, without its words."""
    quoted = (paragraph for paragraph in script.body if paragraph.quoted)
    known = {
        "id": script.id,
        "kind": script.kind.value,
        "stage": script.stage,
        "place": script.place,
        "narrator": script.narrator,
        "role": script.narrator_role,
        "speakers": ", ".join(dict.fromkeys(each.speaker or "unnamed" for each in quoted)),
    }
    return {key: value for key, value in known.items() if value}


def said(script: Script) -> list[str]:
    """The paragraphs of a script."""
    return [paragraph.text for paragraph in script.body]
