"""The rules of what is out there; those of the feed itself are in `validating.table`."""

from __future__ import annotations

from dataclasses import dataclass

from passage.validating.finding import Level

HTTP = "https://www.rfc-editor.org/rfc/rfc9110"
RSS = "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt"
APPLE = "https://podcasters.apple.com/support/823-podcast-requirements"
TAGS = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table."""

    name: str
    level: Level
    clause: str
    asks: str
    """What it asks for, in a line, for docs/verifying.md."""


RULES: dict[str, Rule] = {}
"""By name, in the order in which they are written down."""


def declare(name: str, level: Level, clause: str, asks: str) -> Rule:
    """Write a rule into the table. Raises ValueError for a name that is taken."""
    if name in RULES:
        raise ValueError(f"two rules are called {name}")
    RULES[name] = Rule(name, level, clause, asks)
    return RULES[name]


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong at an address."""

    rule: Rule
    where: str
    """The address."""
    what: str
    hint: str
