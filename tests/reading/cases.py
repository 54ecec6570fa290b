"""The cases in ``golden/``: what is broken, and the message that a producer reads.

A case begins with ``# `` and its name. ``@ `` is the file of the show, ``- `` a line that is in
it, ``+ `` one that takes its place, and ``> `` a line of the message.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

GOLDEN = Path(__file__).with_name("golden")


@dataclass(frozen=True)
class Case:
    name: str
    file: str
    old: str
    new: str
    message: str


def read(name: str) -> list[Case]:
    text = (GOLDEN / f"{name}.txt").read_text("utf-8")
    return [_case(block.splitlines()) for block in text.split("\n\n")]


def _case(lines: list[str]) -> Case:
    parts = {mark: "\n".join(line[2:] for line in lines if line[0] == mark) for mark in "#@-+>"}
    return Case(parts["#"], parts["@"], parts["-"], parts["+"], parts[">"])
