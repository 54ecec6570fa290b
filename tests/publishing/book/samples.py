"""Books of the invented show, timed without a voice: a second for each sentence, then a pause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from lxml import etree

from passage.model import (
    Chapter,
    Cue,
    Episode,
    Library,
    Manifest,
    Milliseconds,
    Paragraph,
    Run,
    Script,
    ScriptKind,
    Segment,
    Show,
)
from passage.narrating import episode
from passage.publishing.book import documents, order
from passage.publishing.book.documents import Cover, Sound, Text
from passage.publishing.book.parts import Told
from passage.publishing.published import Picture
from tests import shows

LEAD, SENTENCE, PAUSE = 200, 1000, 500
"""Milliseconds of a chapter before its first word, of a sentence, and after it."""

PNG = b"\x89PNG\r\n\x1a\n"
COVER = Cover(Picture("feed/cover-1234abcd.png", "A line over <dark> hills.", 1400), "en", PNG)

LEAVING = shows.script("leaving", "We left on a Monday. Nobody saw us go.")
QUOTED = replace(
    LEAVING,
    body=(
        *LEAVING.body,
        Paragraph((Run("Come back soon, she said."),), speaker="Cy", quoted=True),
        Paragraph((Run("In the city they say "), Run("안녕", "ko"), Run(" to strangers."))),
    ),
)
WALKING = shows.script("walking", "We walked. Then we walked again.", stage="road", place="")
REPORT = shows.script(
    "report", "It rained for a week.", kind=ScriptKind.REPORT, narrator="", narrator_role=""
)
PROLOGUE = shows.script("prologue", "This is about a road.", kind=ScriptKind.HOST, stage="")


def library(show: Show = shows.SHOW) -> Library:
    """Three episodes: a prologue without a stage, then a stage each; the first has three texts."""
    scripts = (PROLOGUE, QUOTED, REPORT, WALKING)
    manifests = (
        replace(shows.manifest("zero", 1, "prologue"), season="", number=0),
        shows.manifest("one", 2, "leaving", "report"),
        replace(shows.manifest("two", 3, "walking"), season="road"),
    )
    return Library(show, scripts, manifests)


def told(of: Library, manifest: Manifest) -> Told:
    """An episode as it would be heard."""
    draft = episode.draft(of, manifest)
    assert draft is not None
    chapters: list[Chapter] = []
    cues: list[Cue] = []
    now = 0
    for segment in draft.segments:
        begin, now = now, now + LEAD
        for cue in _cues(segment, now):
            cues.append(cue)
            now += SENTENCE + PAUSE
        chapters.append(
            Chapter(
                Milliseconds(begin),
                Milliseconds(now),
                segment.title,
                segment.role,
                segment.script,
            )
        )
    made = Episode(
        manifest, f"{manifest.id}-0123abcd.mp3", 1000, Milliseconds(now), tuple(chapters)
    )
    return Told(made, draft.scripts, tuple(cues))


def _cues(segment: Segment, now: int) -> Iterable[Cue]:
    for number, said in zip(count(), segment.utterances, strict=False):
        start = now + number * (SENTENCE + PAUSE)
        yield Cue(
            start=Milliseconds(start),
            end=Milliseconds(start + SENTENCE),
            phrases=said.phrases,
            language=said.language,
            speaker=said.speaker,
            role=segment.role,
            script=segment.script,
            paragraph=said.paragraph,
            quoted=said.quoted,
        )


def everything(of: Library) -> list[Told]:
    """All episodes in the order of the book."""
    return [told(of, manifest) for manifest in order.ordered(of.show, of.manifests)]


def book(of: Library, *, narrated: bool = True) -> dict[str, bytes]:
    """The files of a book; its sound is as many bytes as it should be."""
    found: dict[str, bytes] = {}
    for each in documents.documents(of.show, everything(of), COVER, narrated=narrated):
        assert each.name not in found
        found[each.name] = each.content if isinstance(each, Text) else _sound(each)
    return found


def _sound(sound: Sound) -> bytes:
    return b"ID3".ljust(sound.size, b"\0")


def with_scripts(*scripts: Script, show: Show = shows.SHOW) -> Library:
    """A show of one episode."""
    return Library(show, scripts, (shows.manifest("one", 1, *[each.id for each in scripts]),))


def parse(data: bytes) -> etree._Element:
    """A document as another reader of XML sees it."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def plain(element: etree._Element) -> str:
    """All text in an element, with single spaces."""
    return " ".join("".join(str(text) for text in element.itertext()).split())
