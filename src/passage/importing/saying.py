"""What a script says: the paragraphs of a section, and who speaks each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from passage.importing import first_person, people, quotations, shapes
from passage.importing.parts import Part, Role
from passage.importing.sections import Section
from passage.importing.shapes import Item

INTERVIEWER = "Interviewer"
"""Who asks, in the program's own word, where the page has none."""


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph of a script."""

    page: int
    item: Item
    text: str
    """The characters of the block, or a stretch of them, without what is left out."""
    left_out: str = ""
    """A post's part number, or what stands before a turn of an interview."""
    quoted: bool = False
    """Words of somebody else than the script's own voice."""
    speaker: str = ""
    """Who is quoted; empty for nobody, or somebody unnamed."""


def told(section: Section, interviewer: str = "") -> tuple[Said, ...]:
    """A section as its narrator or the host says it.

    `interviewer` is whom the page names for the questions of an interview.
    """
    asking = interviewer or INTERVIEWER
    narrator = section.attribution.name if section.attribution and section.turns else ""
    said = (_said(section, part, asking) for part in section.body)
    # Where several answer, the script is told by one, and quotes the others.
    return tuple(
        replace(each, quoted=True, speaker=turn.name)
        if turn and not turn.asks and turn.name not in {"", narrator}
        else each
        for each in said
        for turn in [each.item.turn]
    )


def reported(section: Section) -> tuple[Said, ...]:
    """A section as a reporter says it, its quotations in the voices of those who spoke them."""
    whole = [_said(section, part, "") for part in section.body]
    own = [said.text for said in whole if not said.quoted]
    pieces = iter(quotations.parted(own, people.lowercase(own)))
    return tuple(
        piece
        for said in whole
        for piece in ([said] if said.quoted else _pieces(said, next(pieces)))
    )


def is_heard(section: Section) -> bool:
    """Whether somebody whom a report names tells of themselves in it."""
    spoken: dict[str, list[str]] = {}
    for said in reported(section):
        spoken.setdefault(said.speaker, []).append(said.text)
    spoken.pop("", None)
    return any(first_person.tells(texts) for texts in spoken.values())


def _pieces(said: Said, pieces: Sequence[quotations.Piece]) -> list[Said]:
    return [
        replace(said, text=piece.text, speaker=piece.speaker, quoted=piece.quoted)
        for piece in pieces
    ]


def _said(section: Section, part: Part, asking: str) -> Said:
    item, turn = part.item, part.item.turn
    if turn:
        text = item.text.removeprefix(turn.label)
        if not text.strip():
            return Said(section.page, item, item.text)
        label = turn.label.strip()
        if not turn.asks:
            return Said(section.page, item, text, label)
        return Said(section.page, item, text, label, quoted=True, speaker=turn.name or asking)
    is_post = part.role is Role.POST
    number = shapes.part_number(item.text) if is_post else ""
    ahead = shapes.part_number_ahead(item.text) if is_post and not number else ""
    text = item.text.removesuffix(number).removeprefix(ahead)
    number = number or ahead
    if not text:
        text, number = item.text, ""
    return Said(section.page, item, text, number.strip(), quoted=is_post and not section.is_post)
