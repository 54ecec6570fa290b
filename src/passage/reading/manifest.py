"""``episodes/<id>.yml``: what one episode publishes."""

from __future__ import annotations

from passage.model import EpisodeKind, Manifest
from passage.reading import kinds, podcasting, yaml
from passage.reading.fields import Field, Record, Sequence, Values
from passage.reading.report import Report

EPISODE = Record(
    "an episode",
    (
        Field(
            "guid",
            kinds.UUID,
            "The episode's identity. Passage mints it once; then it never changes.",
            "0b7f4c3e-7b0e-4b3a-9d6f-2b6a4d9f0c11",
        ),
        Field(
            "number",
            kinds.whole(1, 999_999),
            "The episode's number; no other episode of the show has it.",
            "1",
            required=True,
        ),
        Field(
            "season",
            kinds.reference("stage"),
            "The id of the stage that the episode belongs to.",
            "north-korea",
        ),
        Field(
            "kind",
            kinds.choice(*EpisodeKind),
            "A full episode, a trailer or a bonus.",
            "full",
            default=EpisodeKind.FULL.value,
        ),
        Field(
            "title", kinds.TEXT, "The episode's title.", "The radio under the floor", required=True
        ),
        Field(
            "summary",
            podcasting.DESCRIPTION,
            "What the episode is about, for directories.",
            "Two people who listened at night.",
        ),
        Field(
            "display",
            podcasting.DISPLAY,
            "What apps show instead of the number, in at most 32 characters.",
            "Part one",
        ),
        Field(
            "highlight",
            kinds.reference("script"),
            "The id of the script with whose beginning apps introduce the episode.",
            "prologue",
        ),
        Field(
            "published",
            kinds.MOMENT,
            "When the episode is published: date, time and time zone (ISO 8601).",
            "2026-11-01T09:00:00+01:00",
            required=True,
        ),
        Field(
            "scripts",
            Sequence(kinds.reference("script"), at_least=1, unique=True),
            "The ids of the scripts that are heard, in order.",
            "[prologue]",
            required=True,
        ),
    ),
)


def read(text: str, said: Report) -> Values | None:
    """What the file says, as far as it is sound; every problem is in the report."""
    node = yaml.read(text, said)
    return EPISODE.read(node, EPISODE.noun, said) if node else None


def build(name: str, path: str, values: Values) -> Manifest:
    """The manifest with this id and path, from values without a problem.

    Its guid is empty when the file has none yet: minting one is not for a reader to do.
    """
    return Manifest(
        id=name,
        guid=values["guid"],
        number=values["number"],
        title=values["title"],
        published=values["published"],
        scripts=values["scripts"],
        kind=EpisodeKind(values["kind"]),
        season=values["season"],
        summary=values["summary"],
        display=values["display"],
        highlight=values["highlight"],
        path=path,
    )
