"""``scripts/<id>.md``: front matter that tells who speaks, and the words that are spoken."""

from __future__ import annotations

import re
from dataclasses import dataclass

from passage.model import Consent, Paragraph, Script, ScriptKind
from passage.reading import kinds, markdown, podcasting, yaml
from passage.reading.fields import Field, Record, Sequence, Values
from passage.reading.report import Mark, Report

FRONT_MATTER = Record(
    "the front matter",
    (
        Field("title", kinds.TEXT, "The script's title.", "The radio", required=True),
        Field(
            "kind",
            kinds.choice(*ScriptKind),
            "Whose words these are: a narrator's, the host's or a reporter's.",
            "testimony",
            default=ScriptKind.TESTIMONY.value,
        ),
        Field(
            "stage",
            kinds.reference("stage"),
            "The id of the stage of the journey that the script belongs to.",
            "north-korea",
        ),
        Field("place", kinds.TEXT, "Where it happened.", "Hamgyong Province"),
        Field(
            "geo",
            podcasting.GEO,
            "Latitude and longitude of the place; without them, those of the stage.",
            "geo:41.8,129.7",
        ),
        Field(
            "narrator", kinds.TEXT, "Who tells it; nothing for someone without a name.", "Il-Lyong"
        ),
        Field("role", kinds.TEXT, "Who the narrator is.", "escaped North Korea in 2008"),
        Field(
            "language",
            kinds.LANGUAGE,
            "The language of the script (BCP 47); without it, the show's.",
            "en",
        ),
        Field(
            "content_notes",
            Sequence(kinds.TEXT),
            "What a listener may need to know beforehand.",
            "[separation of families]",
            default=(),
        ),
        Field(
            "source",
            kinds.TEXT,
            "Title and address of where the words come from.",
            "An interview of May 2024",
        ),
        Field(
            "consent",
            kinds.choice(*Consent),
            "Whether the narrator agreed to be published. Only what is granted is published.",
            "granted",
            default=Consent.PENDING.value,
        ),
        Field(
            "because",
            kinds.LINES,
            "Who agreed, how, and where that is recorded.",
            "She signed the form of 3 May 2024.",
        ),
        Field(
            "decided",
            kinds.DAY,
            "The day on which the narrator agreed, or no longer agreed.",
            "2024-05-03",
            default=None,
        ),
    ),
)

_SPOKEN = re.compile(r"[^\W_]")
"""A letter or a digit: without one there is nothing to say."""

_FENCE = re.compile(r"---[ \t]*")


@dataclass(frozen=True, slots=True)
class Draft:
    """A script as far as it is sound."""

    values: Values
    body: tuple[Paragraph, ...]


def read(text: str, said: Report) -> Draft | None:
    """What the file says, as far as it is sound; every problem is in the report.

    None when the front matter is missing or cannot be read. The body is read all the same.
    """
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        hint = 'begin with a line "---", the keys, such as "title: The radio", and a line "---"'
        said.add(Mark(1, 1), "the file does not begin with front matter", hint)
        return None
    end = next((n for n, line in enumerate(lines) if n and _FENCE.fullmatch(line)), None)
    if end is None:
        hint = 'put a line "---" between the keys and the words that are spoken'
        said.add(Mark(1, 1), "the front matter that begins here has no end", hint)
        return None
    node = yaml.read("\n".join(lines[1:end]), said, first_line=2)
    values = FRONT_MATTER.read(node, FRONT_MATTER.noun, said) if node else None
    body = _body("\n".join(lines[end + 1 :]), end + 2, said)
    return Draft(values, body) if values else None


def build(name: str, path: str, draft: Draft, language: str) -> Script:
    """The script with this id and path, from a draft without a problem.

    `language` is the show's, for a script that names none.
    """
    values = draft.values
    return Script(
        id=name,
        kind=ScriptKind(values["kind"]),
        title=values["title"],
        language=values["language"] or language,
        consent=Consent(values["consent"]),
        body=draft.body,
        stage=values["stage"],
        place=values["place"],
        geo=values["geo"],
        narrator=values["narrator"],
        narrator_role=values["role"],
        content_notes=values["content_notes"],
        source=values["source"],
        path=path,
        because=values["because"],
        decided=values["decided"],
    )


def _body(text: str, first_line: int, said: Report) -> tuple[Paragraph, ...]:
    before = len(said.problems)
    paragraphs = markdown.read(text, said, first_line=first_line)
    heard = any(_SPOKEN.search(paragraph.text) for paragraph in paragraphs)
    if not heard and len(said.problems) == before:
        what = "there are no words after the front matter"
        hint = "write below this line what is spoken"
        said.add(Mark(first_line - 1, 1), what, hint)
    return paragraphs
