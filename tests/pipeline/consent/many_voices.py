"""An invented show of several narrators over several episodes, some of whom say the same."""

from __future__ import annotations

from pathlib import Path

from tests import shows

GUID = "00000000-0000-4000-8000-00000000000"

TESTIMONIES = {
    "bakery": """\
---
title: The Bakery on the Quay
stage: home
place: Harbour Street
narrator: Mirela Dobre
role: baked bread for thirty years
source: A conversation that never was
consent: granted
because: Invented.
---
We baked four hundred loaves on the night before the bridge was closed. Yes.

{speaker="Tomas Vele"}
> Leave the oven burning, and somebody will think that you are still there.

Nobody ever came back for the bread. It was the longest winter of my whole life.
""",
    "bridge": """\
---
title: Under the Bridge
stage: road
place: The Low Ford
narrator: Tomas Vele
role: ferried people across
consent: granted
because: Invented.
---
I counted every one of them, and I still know the number.
It was the longest winter of my whole life.

I had a [Zwiebelkuchen]{lang=de say="Tsvee bel koo chen of my mother"} in my pocket
& <nothing> else.
""",
    "letter": """\
---
title: Mirela Writes Home
stage: road
place: A Room with Two Doors
narrator: Mirela Dobre
role: baked bread for thirty years
consent: granted
because: Invented.
---
I wrote that the weather was fine; the weather was not fine at all.

한국에 와서 처음으로 바다를 보았습니다. 그날의 파도 소리를 아직도 기억합니다.
""",
    "clock": """\
---
title: The Clock That Nobody Wound
stage: home
place: Upper Mill
consent: granted
because: Invented.
---
My uncle stopped the clock himself, and told us that it had stopped by itself.
""",
}

EPISODES = {
    "morning": ("The First Morning", ["leaving", "bakery", "bridge"]),
    "evening": ("The Last Evening", ["letter", "clock"]),
    "bridge-alone": ("One Story Alone", ["bridge"]),
}

FILES = {f"scripts/{name}.md": text for name, text in TESTIMONIES.items()} | {
    f"episodes/{name}.yml": (
        f"guid: {GUID}{number}\nnumber: {number}\ntitle: {title}\nsummary: Told at a table.\n"
        f"published: 2026-04-0{number}T09:00:00+00:00\nscripts: [{', '.join(scripts)}]\n"
    )
    for number, (name, (title, scripts)) in enumerate(EPISODES.items(), 3)
}


def write(folder: Path) -> Path:
    """Write the show's files into `folder`."""
    shows.write(folder)
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder
