"""A small show of invented people, as values and as files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from passage.model import (
    Cast,
    Consent,
    Library,
    Manifest,
    Paragraph,
    Run,
    Script,
    ScriptKind,
    Show,
    Stage,
    Voice,
)

SHOW = Show(
    title="Invented Roads",
    description="People who never were tell of a way they never went.",
    language="en",
    address="https://example.org/roads/",
    guid="7f1c4d2e-3c36-5a8e-9d53-0f6f5a0f9a11",
    author="Nobody",
    email="nobody@example.org",
    category=("Society & Culture", "Documentary"),
    stages=(
        Stage("home", "Home", "It begins where everybody knows everybody."),
        Stage("road", "The Road", "It goes on for longer than anyone had thought."),
    ),
    cast=Cast(host=Voice(name="en-gb"), host_name="Ada", narrators=(("Bo", Voice(name="en-us")),)),
    help_text="Be kind to those who arrive.",
)


def script(name: str, *texts: str, **changes: object) -> Script:
    """A testimony of Bo's, granted, of these paragraphs."""
    values: dict[str, object] = {
        "kind": ScriptKind.TESTIMONY,
        "title": f"Title of {name}",
        "language": "en",
        "consent": Consent.GRANTED,
        "body": tuple(Paragraph((Run(text),)) for text in texts),
        "stage": "home",
        "place": "Lower Town",
        "narrator": "Bo",
        "narrator_role": "left in 1999",
        "source": "An invented book",
        "path": f"scripts/{name}.md",
    }
    return Script(id=name, **(values | changes))  # type: ignore[arg-type]


def manifest(name: str, number: int, *scripts: str) -> Manifest:
    """An episode of these scripts."""
    return Manifest(
        id=name,
        guid=f"00000000-0000-4000-8000-{number:012}",
        number=number,
        title=f"Part {name.title()}",
        published=datetime(2026, 3, number, 9, tzinfo=UTC),
        scripts=scripts,
        season="home",
        summary="What happened.",
        path=f"episodes/{name}.yml",
    )


def library(*scripts: Script, manifests: tuple[Manifest, ...] = ()) -> Library:
    """The show with these scripts, all in one episode unless told otherwise."""
    names = [script.id for script in scripts]
    return Library(SHOW, scripts, manifests or (manifest("one", 1, *names),))


FILES = {
    "passage.yml": """\
title: Invented Roads
description: People who never were tell of a way they never went.
language: en
address: https://example.org/roads/
guid: 7f1c4d2e-3c36-5a8e-9d53-0f6f5a0f9a11
author: Nobody
email: nobody@example.org
category: [Society & Culture, Documentary]
stages:
  - {id: home, name: Home, introduction: It begins where everybody knows everybody.}
  - {id: road, name: The Road, introduction: It goes on for longer than anyone had thought.}
cast:
  host: {name: Ada, voice: en-gb}
  narrators:
    Bo: {voice: en-us}
""",
    "scripts/leaving.md": """\
---
title: Leaving
stage: home
place: Lower Town
narrator: Bo
role: left in 1999
content_notes: [war]
source: An invented book
consent: granted
because: Invented.
---
We left on a Monday. Nobody saw us go.

> Come back soon, said the baker.
""",
    "scripts/walking.md": """\
---
title: Walking
stage: road
place: The Hills
narrator: Cy
consent: granted
because: Invented.
---
We walked. Then we walked again.
""",
    "episodes/one.yml": """\
guid: 00000000-0000-4000-8000-000000000001
number: 1
season: home
title: The First Part
summary: What happened.
published: 2026-03-01T09:00:00+00:00
scripts: [leaving]
""",
    "episodes/two.yml": """\
guid: 00000000-0000-4000-8000-000000000002
number: 2
season: road
title: The Second Part
summary: What happened then.
published: 2026-03-02T09:00:00+00:00
scripts: [walking]
""",
}


def write(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write a show's files into `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Change words in one of the show's files, as a producer does."""
    path = folder / name
    path.write_text(_changed(name, path.read_text("utf-8"), old, new), "utf-8")


def changed(name: str, *edits: tuple[str, str]) -> str:
    """One of the show's files in other words, for a show that differs in them alone."""
    text = FILES[name]
    for old, new in edits:
        text = _changed(name, text, old, new)
    return text


def _changed(name: str, text: str, old: str, new: str) -> str:
    if old not in text:
        raise LookupError(f"{name} does not say {old!r}")
    return text.replace(old, new)


def lengthen(folder: Path, scripts: int, sentences: int) -> None:
    """Add testimonies that differ, and an episode with all of them."""
    names = [f"day-{number}" for number in range(scripts)]
    for number, name in enumerate(names):
        said = " ".join(f"On day {number} we walked mile {mile}." for mile in range(sentences))
        head = f"title: Day {number}\nstage: road\nnarrator: Bo\nconsent: granted"
        (folder / "scripts" / f"{name}.md").write_text(f"---\n{head}\n---\n{said}\n", "utf-8")
    text = FILES["episodes/two.yml"].replace("[walking]", f"[{', '.join(names)}]")
    text = text.replace("0002", "0003").replace("number: 2", "number: 3")
    (folder / "episodes" / "three.yml").write_text(text, "utf-8")
