"""The table of rules: each has a name, a level, the profiles that ask for it, and its clause.

A rule is a small function over one element. What it yields is what is wrong there, and what to do;
the table adds the rest. Rules of the modules are found by importing them, in `checking`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from passage.validating.document import Node
from passage.validating.finding import Level, Profile

ALL = frozenset(Profile)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at an element."""

    at: Node
    what: str
    hint: str
    clause: str = ""
    """When it is another than the rule's own."""


Check = Callable[[Node], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table."""

    name: str
    level: Level
    profiles: frozenset[Profile]
    clause: str
    asks: str
    """What it asks for, in a line, for docs/feed-rules.md."""


RULES: dict[str, Rule] = {}
"""By name, in the order in which they are written down."""

CHECKS: dict[str, list[tuple[Rule, Check]]] = {}
"""By the name of the element that they look at."""


def declare(
    name: str, level: Level, clause: str, asks: str, profiles: frozenset[Profile] = ALL
) -> Rule:
    """Write a rule into the table. Raises ValueError for a name that is taken."""
    if name in RULES:
        raise ValueError(f"two rules are called {name}")
    RULES[name] = Rule(name, level, profiles, clause, asks)
    return RULES[name]


def on(*elements: str, rule: Rule) -> Callable[[Check], Check]:
    """Have a function look at every element of these names, for a rule."""

    def add(check: Check) -> Check:
        for element in elements:
            CHECKS.setdefault(element, []).append((rule, check))
        return check

    return add


@dataclass(frozen=True, slots=True)
class Book:
    """A rule book: what its rules are called, who asks for them, and where it lies."""

    prefix: str
    profiles: frozenset[Profile]
    address: str

    def rule(
        self, name: str, level: Level, clause: str, asks: str, *elements: str
    ) -> Callable[[Check], Check]:
        """A rule of this book and what it looks at; `clause` is added to the book's address."""
        declared = declare(
            f"{self.prefix}/{name}", level, self.address + clause, asks, self.profiles
        )
        return on(*elements, rule=declared)


def faults(
    node: Node, profiles: frozenset[Profile], *, key: str = ""
) -> Iterator[tuple[Rule, Fault]]:
    """What the rules of these profiles find at one element; `key` stands for its name."""
    for rule, check in CHECKS.get(key or node.name, ()):
        if not profiles.isdisjoint(rule.profiles):
            for fault in check(node):
                yield rule, fault
