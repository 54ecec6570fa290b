from __future__ import annotations

from pathlib import Path

import pytest

from passage.errors import InputProblems
from passage.model import Library
from passage.reading import folder

PASSAGE = """\
title: Three Thousand Miles
description: People who crossed tell of the way.
language: en
address: https://example.org/show
author: The Crossing Project
email: owner@example.org
stages:
  - id: north-korea
    name: North Korea
  - id: china
    name: China
category: Society & Culture
"""

PROLOGUE = """\
---
title: Prologue
kind: host
stage: north-korea
consent: granted
---
These are the words of the host.
"""

ONE = """\
number: 1
season: north-korea
title: The first
published: 2026-11-01T09:00:00+01:00
scripts:
  - prologue
"""


class ShowFolder:
    """A small show without a problem, to be broken."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("passage.yml", PASSAGE)
        self.write("scripts/prologue.md", PROLOGUE)
        self.write("episodes/one.yml", ONE)

    def write(self, name: str, text: str | bytes) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is in {name} {text.count(old)} times"
        self.write(name, text.replace(old, new))

    def read(self) -> Library:
        return folder.read(self.path)

    def problems(self) -> str:
        with pytest.raises(InputProblems) as caught:
            self.read()
        return str(caught.value)


@pytest.fixture
def show(tmp_path: Path) -> ShowFolder:
    return ShowFolder(tmp_path)
