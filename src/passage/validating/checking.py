"""A feed against the rule books: bytes in, findings out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from passage.model import Place
from passage.validating import (
    apple,
    beside,
    namespace,
    namespace_sense,
    podlove,
    psp1,
    psp1_episode,
    rss,
    table,
)
from passage.validating.document import Document, Node, Unreadable, parse
from passage.validating.finding import Finding, Level, Profile
from passage.validating.lines import LineFault, shortened
from passage.validating.table import Fault, Rule

BOOKS = (rss, psp1, psp1_episode, apple, namespace, namespace_sense, podlove)
"""What is imported here is in the table of rules."""


def check(
    data: bytes, shown: str, *, feed: Path | None = None, profiles: frozenset[Profile] = table.ALL
) -> tuple[Finding, ...]:
    """Everything that is wrong in a feed, in order of file and line.

    `shown` is the name for its place. With `feed`, where it lies, the files beside it are looked
    at, too. Nothing is raised for whatever the bytes are.
    """
    try:
        document = parse(data)
    except Unreadable as error:
        rule = table.RULES[error.rule]
        place = Place(shown, error.line, error.column)
        return (Finding(rule.name, rule.level, place, "", error.what, error.hint, rule.clause),)
    found = [_finding(rule, fault, shown) for rule, fault in _faults(document, profiles)]
    if feed:
        found += [_in_file(*told, feed) for told in beside.check(document.root, feed)]
    return tuple(sorted(found, key=_order))


def is_wrong(findings: tuple[Finding, ...]) -> bool:
    """Whether there is an error among them; warnings and notes do not make a feed wrong."""
    return any(finding.level is Level.ERROR for finding in findings)


def _faults(document: Document, profiles: frozenset[Profile]) -> Iterator[tuple[Rule, Fault]]:
    root = document.root
    names = {address: address for address in document.namespaces}
    first = min(document.namespaces.values(), default=1)
    yield from table.faults(root, profiles, key="*root")
    yield from table.faults(Node("*encoding", 1, None, text=document.encoding), profiles)
    yield from table.faults(Node("*namespaces", first, None, names), profiles)
    if root.name == "rss":
        for node in root.walk():
            yield from table.faults(node, profiles)


def _finding(rule: Rule, fault: Fault, shown: str) -> Finding:
    return _told(rule, Place(shown, fault.at.line), fault.at, fault.what, fault.hint, fault.clause)


def _in_file(node: Node, path: Path, fault: LineFault, feed: Path) -> Finding:
    folder = feed.absolute().parent.parent
    shown = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()
    return _told(fault.rule, Place(shown, fault.line), node, fault.what, fault.hint)


def _told(  # noqa: PLR0913, PLR0917 - what a finding is made of
    rule: Rule, place: Place, at: Node, what: str, hint: str, clause: str = ""
) -> Finding:
    title = at.item.say("title") if at.item else ""
    item, what, hint = shortened(title), shortened(what), shortened(hint)
    return Finding(rule.name, rule.level, place, item, what, hint, clause or rule.clause)


def _order(finding: Finding) -> tuple[str, int, str, str]:
    return (finding.place.path, finding.place.line, finding.rule, finding.what)
