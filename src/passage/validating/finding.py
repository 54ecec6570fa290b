"""What a check says: which rule, how grave, where, what is wrong, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from passage.model import Place


class Level(StrEnum):
    """How grave a finding is; only an error makes a feed wrong."""

    ERROR = "error"
    """A clause says "must", or apps refuse or misread it."""
    WARNING = "warning"
    """A clause says "should", or some app will not use it."""
    NOTE = "note"
    """Something that the rule book recommends and that is not there."""


class Profile(StrEnum):
    """A rule book to check against."""

    PSP1 = "psp1"
    APPLE = "apple"
    NAMESPACE = "namespace"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    rule: str
    """Its name in docs/feed-rules.md."""
    level: Level
    place: Place
    item: str
    """The title of the episode that it is about; empty for the show as a whole."""
    what: str
    hint: str
    """What to do."""
    clause: str
    """The address of the clause that asks for it."""
