"""What the command line says of a feed or a book that was checked: for people, for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from passage.publishing import words
from passage.validating.finding import Finding, Level

MOST = 10
"""Findings of one rule that are told one by one; programs are told all."""


def lines(findings: Sequence[Finding], shown: str) -> Iterator[str]:
    """Each finding in two lines, of one rule ten at most, and how many of each level at the end."""
    yield from each(findings)
    yield f"{shown}: {total(findings)}."


def each(findings: Sequence[Finding]) -> Iterator[str]:
    """Each finding in two lines, of one rule ten at most."""
    told: Counter[str] = Counter()
    for finding in findings:
        told[finding.rule] += 1
        if told[finding.rule] <= MOST:
            about = f"“{finding.item}”: " if finding.item else ""
            yield f"{finding.place}: {finding.level}: {about}{finding.what} ({finding.rule})"
            yield f"  {finding.hint}; see {finding.clause}"
    for rule, number in told.items():
        if number > MOST:
            yield f"{number - MOST} more of {rule}; --json tells them all."


def json(findings: Sequence[Finding], shown: str, noun: str = "feed") -> Mapping[str, object]:
    """The same for programs; `noun` is what was checked."""
    levels = Counter(finding.level for finding in findings)
    return {
        noun: shown,
        "errors": levels[Level.ERROR],
        "warnings": levels[Level.WARNING],
        "notes": levels[Level.NOTE],
        "findings": [
            {
                "rule": finding.rule,
                "level": finding.level,
                "path": finding.place.path,
                "line": finding.place.line,
                "column": finding.place.column,
                "item": finding.item,
                "what": finding.what,
                "hint": finding.hint,
                "clause": finding.clause,
            }
            for finding in findings
        ],
    }


def total(findings: Sequence[Finding]) -> str:
    """How many findings of each level there are."""
    levels = Counter(finding.level for finding in findings)
    told = [words.count(levels[level], level.value) for level in Level if levels[level]]
    return ", ".join(told) or "nothing wrong"
