"""Shows of any length, of invented sentences, the same ones every time."""

from __future__ import annotations

import random
from pathlib import Path

WORDS_AN_HOUR = 8600
"""What the host and the narrator say in an hour at the speeds below."""

WORDS = tuple(
    word
    for line in (
        "we walked along the river when night came nobody spoke my mother carried bread and a lamp",
        "the guards were far away then rain fell on every road until morning children asked for",
    )
    for word in line.split()
)

PASSAGE_YML = """\
title: A Show of Many Roads
description: Invented sentences, to measure with.
language: en
address: https://example.org/roads/
guid: 7f1c4d2e-3c36-5a8e-9d53-0f6f5a0f9a11
author: Nobody
email: nobody@example.org
category: Society & Culture
stages:
  - {id: road, name: The Road, introduction: It goes on for longer than anyone had thought.}
cast:
  host: {voice: en-gb}
  others: [{voice: en-us+m3}, {voice: en-us+f4}]
"""


def write(folder: Path, *, testimonies: int, words: int, to_an_episode: int) -> None:
    """Write a show of so many testimonies of so many words, in episodes of so many testimonies."""
    chance = random.Random(1)  # noqa: S311 - the same sentences every time, not secrets
    for name in ("scripts", "episodes"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "passage.yml").write_text(PASSAGE_YML, "utf-8")
    ids = [f"t{number:06}" for number in range(testimonies)]
    for number, name in enumerate(ids):
        (folder / "scripts" / f"{name}.md").write_text(_script(chance, number, words), "utf-8")
    for number, first in enumerate(range(0, testimonies, to_an_episode), 1):
        text = _episode(number, ids[first : first + to_an_episode])
        (folder / "episodes" / f"e{number:05}.yml").write_text(text, "utf-8")


def write_hours(folder: Path, hours: float, to_an_episode: int = 8) -> None:
    """Write a show of about so many hours, of testimonies of a minute and a half."""
    words = 200
    write(
        folder,
        testimonies=max(round(hours * WORDS_AN_HOUR / (words + 12)), 1),
        words=words,
        to_an_episode=to_an_episode,
    )


def _script(chance: random.Random, number: int, words: int) -> str:
    paragraphs, written = [], 0
    while written < words:
        sentences = [sentence(chance) for _ in range(5)]
        written += sum(len(sentence.split()) for sentence in sentences)
        paragraphs.append(" ".join(sentences))
    body = "\n\n".join(paragraphs)
    return (
        f"---\ntitle: Mile {number}\nstage: road\nplace: Mile {number}\nnarrator: Bo {number % 7}\n"
        f"source: invented\nconsent: granted\nbecause: invented\n---\n{body}\n"
    )


def sentence(chance: random.Random) -> str:
    """An invented sentence."""
    said = " ".join(chance.choice(WORDS) for _ in range(chance.randint(6, 16)))
    return f"{said[0].upper()}{said[1:]}."


def _episode(number: int, scripts: list[str]) -> str:
    day = f"2026-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
    return (
        f"number: {number}\nguid: 00000000-0000-4000-8000-{number:012}\nseason: road\n"
        f"title: Part {number}\nsummary: What happened.\npublished: {day}T09:00:00+00:00\n"
        f"scripts: [{', '.join(scripts)}]\n"
    )
