"""Show notes: what an app shows below an episode, as HTML that also reads well without tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from passage.model import Chapter, Manifest, Milliseconds

_BLANK_LINES = re.compile(r"\n\s*\n")


def html(manifest: Manifest, chapters: Sequence[Chapter]) -> str:
    """The summary in paragraphs, then the chapters in a list, each with its time stamp.

    Only ``<p>``, ``<ul>`` and ``<li>``, which Apple and Spotify keep. One line for each
    paragraph and chapter, no word of our own. Empty when there is neither.
    """
    listed = [f"<li>{stamp(chapter.start)} {escape(chapter.title)}</li>" for chapter in chapters]
    lines = [f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs(manifest.summary)]
    return "\n".join([*lines, "<ul>", *listed, "</ul>"] if listed else lines)


def stamp(moment: Milliseconds) -> str:
    """``MM:SS``, or ``H:MM:SS`` from the first hour on: what apps turn into a link.

    Rounded down, so that a listener who follows it misses nothing.
    """
    minutes, seconds = divmod(moment // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def paragraphs(text: str) -> list[str]:
    """A text that has blank lines between its paragraphs, one by one."""
    lines = "\n".join(text.splitlines())
    return [part.strip() for part in _BLANK_LINES.split(lines) if part.strip()]
