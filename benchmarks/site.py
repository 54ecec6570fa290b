"""What the pages cost: of 2,000 testimonies, from cues that are kept to files on the disk.

Usage: python -m benchmarks.site new|unchanged COUNT FILE, in a process of its own. The file tells
the seconds that the work took: neither loading Python nor inventing what is written is part of it.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks import feed as invented
from benchmarks import shows
from passage.keeping.store import Store
from passage.model import Chapter, Cue, Library, Milliseconds, Phrase, Role, Script, WordCue
from passage.pipeline import cues
from passage.pipeline.layout import Layout
from passage.pipeline.records import VERSION, Record
from passage.pipeline.shelving import beside, site
from passage.publishing.published import Picture, Published

TO_AN_EPISODE, SENTENCES = 8, 20
COVER = Picture("feed/cover-1234abcd.png", "A line over dark hills.", 3000)


def main(what: str, count: int, told: Path) -> None:
    """Prepare, then do and time it."""
    with tempfile.TemporaryDirectory(prefix="passage-bench-") as folder:
        layout = Layout(Path(folder))
        shown = tuple(
            _episode(layout, number) for number in range(1, 1 + max(count // TO_AN_EPISODE, 1))
        )
        library = Library(invented.bare_show(), (), ())
        if what == "unchanged":
            _publish(layout, library, shown)
        began = time.perf_counter()
        _publish(layout, library, shown)
        told.write_text(f"{time.perf_counter() - began:.3f}\n", "utf-8")


def _publish(layout: Layout, library: Library, shown: tuple[tuple[Record, Published], ...]) -> None:
    with beside.Written(layout) as written:
        site.publish(layout, library, shown, COVER, written)


def _episode(layout: Layout, number: int) -> tuple[Record, Published]:
    chance = random.Random(number)  # noqa: S311 - the same sentences every time, not secrets
    scripts = tuple(_script(number, part) for part in range(TO_AN_EPISODE))
    heard = tuple(_cue(chance, scripts, n) for n in range(TO_AN_EPISODE * SENTENCES))
    length = SENTENCES * invented.SENTENCE
    chapters = tuple(
        Chapter(
            Milliseconds(n * length),
            Milliseconds((n + 1) * length),
            script.title,
            Role.TESTIMONY,
            script.id,
        )
        for n, script in enumerate(scripts)
    )
    made = invented.published(number)
    episode = replace(made.episode, chapters=chapters)
    record = Record(VERSION, f"made-{number}", episode, ())
    cues.keep(Store(layout.cache), record, heard)
    return record, replace(made, episode=episode, scripts=scripts)


def _script(number: int, part: int) -> Script:
    name = f"t{number}-{part}"
    return replace(
        invented.script(name), title=f"Mile {name}", place=f"Mile {number}", narrator=f"Bo {name}"
    )


def _cue(chance: random.Random, scripts: tuple[Script, ...], number: int) -> Cue:
    text, start = shows.sentence(chance), number * invented.SENTENCE
    length = (invented.SENTENCE - invented.WORD) // len(text.split())
    return Cue(
        start=Milliseconds(start),
        end=Milliseconds(start + invented.SENTENCE - invented.WORD),
        phrases=(Phrase(text, text, "en"),),
        language="en",
        speaker="Bo",
        role=Role.TESTIMONY,
        script=scripts[number // SENTENCES].id,
        paragraph=number % 5 == 0,
        words=tuple(
            WordCue(Milliseconds(start + n * length), Milliseconds(start + (n + 1) * length), word)
            for n, word in enumerate(text.split())
        ),
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
