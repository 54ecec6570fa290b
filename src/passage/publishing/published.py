"""What is published of an episode: its audio, and the files beside the feed that go with it.

All of these are values. Paths lie below the show's address, with forward slashes.
"""

from __future__ import annotations

from dataclasses import dataclass

from passage.model import Episode, Milliseconds, Script


@dataclass(frozen=True, slots=True)
class Picture:
    """A square picture."""

    path: str
    alt: str
    """What it shows, for those who do not see it."""
    size: int
    """Pixels of each side."""
    media_type: str = "image/png"


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """A transcript in one of the formats of :data:`passage.publishing.transcripts.FORMATS`."""

    path: str
    media_type: str
    captions: bool = False
    """Whether its times follow every line."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The same audio in another file, for thin connections."""

    path: str
    media_type: str
    """Such as ``audio/ogg``."""
    size: int
    """Bytes."""
    bitrate: int
    """Bits a second."""
    codecs: str
    """As RFC 6381 has them: ``opus``."""
    title: str
    """At most 32 characters."""
    integrity: str
    """As Subresource Integrity has it: ``sha384-…``."""


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A stretch of the audio that makes curious."""

    start: Milliseconds
    duration: Milliseconds
    title: str


@dataclass(frozen=True, slots=True)
class Published:
    """An episode and all that the feed tells of it."""

    episode: Episode
    scripts: tuple[Script, ...] = ()
    """Those that are heard, in order."""
    transcripts: tuple[TranscriptFile, ...] = ()
    chapters: str = ""
    """The path of its JSON chapters."""
    picture: Picture | None = None
    """Its own cover; without it apps show the show's."""
    stages: tuple[tuple[str, Picture], ...] = ()
    """A small picture for each stage, by its id; chapters show them."""
    editions: tuple[Edition, ...] = ()
    soundbite: Soundbite | None = None
    page: str = ""
    """The path of the page on which it can be heard and read."""
