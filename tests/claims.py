"""What Passage says of itself in what it publishes, and the tests that have established it.

A table of claims has the sentences as they are published. Who adds one, or words one anew, has to
name the tests that hold it to be true, by their pytest node ids without parameters.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent

Backed = Mapping[str, tuple[str, ...]]
"""Sentences, and the tests of each."""


def sentences(text: str) -> list[str]:
    """The sentences of a text; a number such as 2.2 ends none."""
    return re.split(r"(?<=[.!?]) ", text)


def unbacked(told: Iterable[str], table: Backed) -> list[str]:
    """What is claimed and no test is named for, what is named and not claimed, and absent tests."""
    claimed = [sentence for text in told for sentence in sentences(text)]
    return [
        *(f"no test is named for: {each}" for each in claimed if not table.get(each)),
        *(f"nobody says any more: {each}" for each in table if each not in claimed),
        *(
            f"there is no test {node}"
            for nodes in table.values()
            for node in nodes
            if not exists(node)
        ),
    ]


def exists(node: str) -> bool:
    """Whether there is a test with this node id."""
    path, _, name = node.partition("::")
    return name.startswith("test_") and name in _functions(path)


@cache
def _functions(path: str) -> frozenset[str]:
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    body = ast.parse(file.read_text("utf-8")).body
    return frozenset(each.name for each in body if isinstance(each, ast.FunctionDef))
