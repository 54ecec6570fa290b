"""A book against the rules: a file in, findings out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from passage.model import Place
from passage.validating.book import claims, narration, package, rules, source, texts
from passage.validating.book.container import Container, Unreadable
from passage.validating.book.narration import Length
from passage.validating.book.rules import Fault
from passage.validating.book.source import Source
from passage.validating.finding import Finding
from passage.validating.lines import shortened


def check(
    file: BinaryIO, shown: str, length: Length, known: Source | None = None
) -> tuple[Finding, ...]:
    """Everything that is wrong in a book, in the order of its files and their lines.

    `shown` is the name for its place; the files in it stand behind it with a slash. `length` tells
    how long a sound is; `known` is what its show has published, if that is at hand. Nothing is
    raised for whatever the bytes are.
    """
    try:
        found = list(_faults(Container(file), length, known))
    except Unreadable as error:
        told = f"the file is no ZIP file: {error}"
        found = [Fault(rules.ZIP, "", 0, told, "make the book anew: passage build")]
    return tuple(sorted((_finding(fault, shown) for fault in found), key=_order))


def _faults(container: Container, length: Length, known: Source | None) -> Iterator[Fault]:
    yield from container.faults()
    book, unread = package.read(container)
    yield from unread
    if book is not None:
        yield from claims.faults(book)
        yield from texts.faults(book)
        yield from narration.faults(book, length)
        if known is not None:
            yield from source.faults(book, known)


def _finding(fault: Fault, shown: str) -> Finding:
    rule = fault.rule
    place = Place(f"{shown}/{shortened(fault.name)}" if fault.name else shown, fault.line)
    what, hint = shortened(fault.what), shortened(fault.hint)
    return Finding(rule.name, rule.level, place, "", what, hint, rule.clause)


def _order(finding: Finding) -> tuple[str, int, str, str]:
    return (finding.place.path, finding.place.line, finding.rule, finding.what)
