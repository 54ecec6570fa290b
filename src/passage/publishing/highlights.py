"""A soundbite: the beginning of a testimony, up to the end of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from passage.model import Chapter, Cue, Manifest, Milliseconds, Role
from passage.publishing.published import Soundbite

LEAST, MOST = Milliseconds(15_000), Milliseconds(60_000)
"""The podcast namespace recommends 15 to 120 seconds (tags/soundbite.md)."""


def soundbite(
    manifest: Manifest, chapters: Sequence[Chapter], cues: Sequence[Cue]
) -> Soundbite | None:
    """As many whole sentences of the highlighted testimony as fit into a minute.

    None when the episode highlights nothing, or when no sentence ends between 15 seconds and a
    minute from its beginning: nobody is cut off in the middle.
    """
    for chapter in chapters:
        if chapter.role is Role.TESTIMONY and chapter.script == manifest.highlight != "":
            ends = (cue.end - chapter.start for cue in cues if cue.start < chapter.end)
            fitting = [end for end in ends if LEAST <= end <= MOST]
            if fitting:
                return Soundbite(chapter.start, Milliseconds(max(fitting)), chapter.title)
    return None
