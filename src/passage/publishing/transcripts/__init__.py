"""Transcripts: the words of an episode, to be read. Five formats, one text.

Every one has the sentences as they are written, in the order in which they are heard, each with
its cue's number or time; nothing is added but headings and the names of those who speak.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from passage.publishing.transcripts import page, plain, segments, subrip, webvtt
from passage.publishing.transcripts.transcript import Transcript

VERSION = 1
"""Goes up when the same cues give other files."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that a transcript can be."""

    suffix: str
    media_type: str
    """As ``podcast:transcript`` names it."""
    write: Callable[[Transcript], str]
    """The text of the file, to be kept as UTF-8."""
    captions: bool = False
    """Whether its times follow every line, ``rel="captions"`` in the feed."""


FORMATS = (
    Format(".vtt", "text/vtt", webvtt.write, captions=True),
    Format(".srt", "application/x-subrip", subrip.write, captions=True),
    Format(".json", "application/json", segments.write),
    Format(".html", "text/html", page.write),
    Format(".txt", "text/plain", plain.write),
)
"""In the order in which the feed offers them: what apps show best comes first."""

__all__ = ["FORMATS", "Format", "Transcript"]
