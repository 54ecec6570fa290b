"""What the feed costs: of 10,000 episodes; words, chapters and a book of ten hours; the artwork.

Usage: python -m benchmarks.feed feed|words COUNT, or book|artwork FOLDER, then --output FILE,
in a process of its own. The file tells the seconds that the work took: neither loading Python nor
inventing what is written is part of it.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import shows
from passage.model import (
    Chapter,
    Consent,
    Cue,
    Episode,
    Manifest,
    Milliseconds,
    Phrase,
    Role,
    Script,
    ScriptKind,
    Show,
    Stage,
    WordCue,
)
from passage.publishing import chapters, feed
from passage.publishing.published import Picture, Published, TranscriptFile
from passage.publishing.transcripts import FORMATS, Transcript

SENTENCE, WORD = 4_000, 400
"""Milliseconds, with the pauses."""


def main(what: str, argument: str, told: Path) -> None:
    """Prepare, then do and time it."""
    work = {"feed": _feed, "words": _words, "book": _book, "artwork": _artwork}[what](argument)
    began = time.perf_counter()
    work()
    told.write_text(f"{time.perf_counter() - began:.3f}\n", "utf-8")


def _feed(count: str) -> Callable[[], object]:
    """Episodes with all that a built show tells: three testimonies, and every file beside."""
    show = replace(bare_show(), feed_length=int(count))
    told = [published(number) for number in range(1, int(count) + 1)]
    cover = Picture("feed/cover-1234abcd.png", "A line over dark hills.", 3000)

    def work() -> None:
        for _ in feed.documents(show, told, artwork=cover):
            pass

    return work


def _words(hours: str) -> Callable[[], object]:
    """All five transcripts, with the times of words, and the chapters."""
    chance = random.Random(1)  # noqa: S311 - the same sentences every time, not secrets
    cues = tuple(_cue(chance, n) for n in range(int(hours) * 3_600_000 // SENTENCE))
    told = published(1, int(hours) * 3_600_000 // 120_000)
    transcript = Transcript("Part 1", "en", cues, told.episode.chapters)

    def work() -> None:
        for form in FORMATS:
            form.write(transcript).encode()
        chapters.as_json(bare_show(), told).encode()

    return work


def _book(folder: str) -> Callable[[], object]:
    """Both books of a show that is built, as if there were none yet."""
    from passage.pipeline import minting  # noqa: PLC0415
    from passage.pipeline.layout import Layout  # noqa: PLC0415
    from passage.pipeline.shelving import artwork, beside, book, shelf  # noqa: PLC0415
    from passage.reading import folder as show_folder  # noqa: PLC0415

    layout = Layout(Path(folder))
    library = minting.mint(show_folder.read(layout.folder))
    kept = shelf.standing(layout, library)
    pictures = artwork.publish(layout, library.show, [each.episode.manifest for each in kept])
    for path in layout.feed.glob("*.epub"):
        path.unlink()

    def work() -> None:
        with beside.Written(layout) as written:
            book.publish(layout, library, kept, pictures, written)

    return work


def _artwork(folder: str) -> Callable[[], object]:
    """Every picture of a show, with nothing kept."""
    from passage.pipeline import minting  # noqa: PLC0415 - the feed needs no Pillow
    from passage.pipeline.layout import Layout  # noqa: PLC0415
    from passage.pipeline.shelving import artwork  # noqa: PLC0415 - the feed needs no Pillow
    from passage.reading import folder as show_folder  # noqa: PLC0415

    library = minting.mint(show_folder.read(Path(folder)))
    return lambda: artwork.draw(Layout(Path(folder)), library)


def bare_show() -> Show:
    """The show that is measured."""
    return Show(
        title="A Show of Many Roads",
        description="Invented sentences, to measure with.",
        language="en",
        address="https://example.org/roads/",
        guid="7f1c4d2e-3c36-5a8e-9d53-0f6f5a0f9a11",
        author="Nobody",
        email="nobody@example.org",
        category=("Society & Culture",),
        stages=(Stage("road", "The Road", "", "KP", "geo:40.3,127.4;u=350000"),),
    )


def published(number: int, chapter_count: int = 6) -> Published:
    """An episode with all that a built show tells."""
    scripts = tuple(script(f"t{number}-{part}") for part in range(3))
    length = 120_000
    manifest = Manifest(
        id=f"e{number:05}",
        guid=f"00000000-0000-4000-8000-{number:012}",
        number=number,
        title=f"Part {number}",
        published=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number),
        scripts=tuple(script.id for script in scripts),
        season="road",
        summary="What happened on the road, told by those who walked it.",
    )
    heard = tuple(
        Chapter(
            Milliseconds(n * length),
            Milliseconds((n + 1) * length),
            f"Mile {n}",
            Role.TESTIMONY,
            scripts[n % 3].id,
        )
        for n in range(chapter_count)
    )
    file, duration = f"{manifest.id}-0123abcd.mp3", Milliseconds(chapter_count * length)
    return Published(
        Episode(manifest, file, 9_000_000, duration, heard),
        scripts=scripts,
        transcripts=tuple(
            TranscriptFile(f"feed/transcripts/{manifest.id}{f.suffix}", f.media_type, f.captions)
            for f in FORMATS
        ),
        chapters=f"feed/chapters/{manifest.id}.json",
        picture=Picture(f"feed/pictures/{manifest.id}-0a0b0c0d.png", "The road.", 1400),
        stages=(("road", Picture("feed/pictures/road-00ff00ff.png", "The road.", 600)),),
    )


def script(name: str) -> Script:
    """A testimony."""
    return Script(
        id=name,
        kind=ScriptKind.TESTIMONY,
        title=name,
        language="en",
        consent=Consent.GRANTED,
        body=(),
        stage="road",
        place=f"Mile {name}",
        narrator=f"Bo {name[-1]}",
    )


def _cue(chance: random.Random, number: int) -> Cue:
    text, start = shows.sentence(chance), number * SENTENCE
    length = (SENTENCE - WORD) // len(text.split())
    words = tuple(
        WordCue(Milliseconds(start + n * length), Milliseconds(start + (n + 1) * length), word)
        for n, word in enumerate(text.split())
    )
    return Cue(
        start=Milliseconds(start),
        end=Milliseconds(start + SENTENCE - WORD),
        phrases=(Phrase(text, text, "en"),),
        language="en",
        speaker="Bo",
        role=Role.TESTIMONY,
        script="t1-0",
        paragraph=number % 5 == 0,
        words=words,
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[4]))
