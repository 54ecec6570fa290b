"""Sound as it was decoded, and what its tag says, against the feed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from passage.validating import values
from passage.validating.delivery.carriers import Chapters
from passage.validating.delivery.table import APPLE, RSS, TAGS, Told, declare
from passage.validating.document import Node
from passage.validating.finding import Level

_ITUNES = "https://podcasters.apple.com/support/893-audio-requirements"
DAMAGED = declare("sound/damaged", Level.ERROR, _ITUNES, "sound can be decoded from end to end")
DURATION = declare(
    "sound/duration", Level.ERROR, APPLE, "the stated duration is that of the sound, to the second"
)
LOUDNESS = declare(
    "sound/loudness", Level.WARNING, _ITUNES, "sound is as loud as the show says, within 1 LU"
)
PEAK = declare("sound/peak", Level.WARNING, _ITUNES, "no true peak lies above what the show says")
NAME = declare(
    "sound/name", Level.ERROR, RSS, "sound that is named by its bytes has those bytes (Passage)"
)
INTEGRITY = declare(
    "sound/integrity", Level.ERROR, f"{TAGS}integrity.md", "a hash in the feed is that of the file"
)
TAG = declare(
    "tag/missing", Level.ERROR, "https://id3.org/id3v2.3.0", "an MP3 says itself what it is (ID3)"
)
GUID = declare(
    "tag/guid",
    Level.WARNING,
    "https://id3.org/id3v2.3.0",
    "where the tag has a guid (TGID), it is that of the episode",
)

ABOUT = declare(
    "tag/about",
    Level.WARNING,
    "https://id3.org/id3v2.3.0",
    "the tag has the title, show, author, number and date of the episode, its words and a picture "
    "(Passage)",
)

LOUDEST_DIFFERENCE = 1.0
"""LU: Apple asks for -16 LKFS, give or take 1."""
PEAK_ERROR = 0.1
"""dB, by which measurements of the same file differ."""
_LONGEST_DIFFERENCE = 1000
"""Milliseconds: durations are stated in whole seconds."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was decoded."""

    duration: int
    """Milliseconds."""
    loudness: float
    """LUFS, integrated."""
    true_peak: float
    """dBTP."""
    damage: str = ""
    """What the decoder complained of."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What an ID3 tag says."""

    guid: str = ""
    lyrics: str = ""
    chapters: Chapters = ()
    ids: tuple[str, ...] = ()
    """Of the chapters, in order of time."""
    contents: tuple[str, ...] = ()
    """The ids that the tables of contents list."""
    ends: tuple[int, ...] = ()
    """Milliseconds at which the chapters end, in order of time."""
    title: str = ""
    album: str = ""
    artist: str = ""
    number: str = ""
    date: str = ""
    """As in 2026-03-01."""
    has_picture: bool = False
    """Whether there is one that can be read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a show wants to sound."""

    loudness: float = -16.0
    """LUFS (Apple)."""
    true_peak: float = -1.0
    """dBTP (Apple)."""


def compare(
    address: str, item: Node | None, measured: Measured, wanted: Wanted | None
) -> Iterator[Told]:
    """What is wrong with the sound; `item` is the episode that it is of, if it is of one.

    Editions for thin connections want nothing: they are as loud as what they were made from.
    """
    if measured.damage:
        told = f"the sound is damaged: {measured.damage}"
        yield Told(DAMAGED, address, told, "upload the file anew")
    stated = _seconds(item.say("itunes:duration")) if item else None
    if stated is not None and abs(stated * 1000 - measured.duration) > _LONGEST_DIFFERENCE:
        told = f"the sound lasts {measured.duration / 1000:.1f} s, the feed says {stated} s"
        yield Told(DURATION, address, told, "upload sound and feed from the same build")
    if wanted is None:
        return
    if abs(measured.loudness - wanted.loudness) > LOUDEST_DIFFERENCE:
        told = f"the loudness is {measured.loudness:.1f} LUFS, and should be {wanted.loudness:.1f}"
        yield Told(LOUDNESS, address, told, "build it again with the show's sound")
    if measured.true_peak > wanted.true_peak + PEAK_ERROR:
        told = f"the true peak is {measured.true_peak:.1f} dBTP, above {wanted.true_peak:.1f}"
        yield Told(PEAK, address, told, "build it again with the show's sound")


def tagged(address: str, item: Node, tag: Tag | None) -> Iterator[Told]:
    """Whether an MP3 has a tag, and whose it is."""
    guid = item.say("guid")
    if tag is None:
        told = "the sound has no ID3 tag: alone, it does not say what it is"
        yield Told(TAG, address, told, "upload the file anew")
    elif tag.guid and guid and tag.guid != guid:
        told = f"the tag says that this is episode {tag.guid}, the feed {guid}"
        yield Told(GUID, address, told, "upload sound and feed from the same build")


def told(address: str, tag: Tag, wanted: Mapping[str, str], *, has_text: bool) -> Iterator[Told]:
    """Whether a tag says what the feed says, by the names of the fields of Tag.

    `has_text` says that the episode has a transcript, so that its words are in the tag, too.
    """
    hint = "make the episode anew, then upload all of it"
    for name, right in wanted.items():
        said = str(getattr(tag, name))
        if right and said != right:
            what = (
                f"its {name} is “{said}”, and should be “{right}”" if said else f"it has no {name}"
            )
            yield Told(ABOUT, address, f"in the tag, {what}", hint)
    if has_text and not tag.lyrics:
        yield Told(ABOUT, address, "the tag has no words", hint)
    if not tag.has_picture:
        yield Told(ABOUT, address, "the tag has no picture that can be read", hint)


def misnamed(address: str) -> Told:
    """Bytes are not those from which a file has its name."""
    told = "the bytes are not those that its name was made from"
    return Told(NAME, address, told, "upload the file anew")


def integrity(address: str, edition: Node, path: Path) -> Iterator[Told]:
    """Whether the hashes of an alternate enclosure are those of its file."""
    for node in edition.all("podcast:integrity"):
        written = node.attributes.get("value", "")
        if node.attributes.get("type") != "sri" or values.integrity(written):
            continue
        algorithm, _, digest = written.split()[0].partition("-")
        with path.open("rb") as file:
            true = hashlib.file_digest(file, algorithm).digest()
        if base64.b64decode(digest.partition("?")[0]) != true:
            told = "the file is not the one whose hash the feed states"
            yield Told(INTEGRITY, address, told, "upload file and feed from the same build")


def _seconds(written: str) -> int | None:
    parts = written.split(":")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:  # noqa: PLR2004 - hours, minutes, seconds
        return None
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds
