"""Mixing: speeches become a clip, mastered and encoded once; clips become an episode's audio."""

from __future__ import annotations

from passage.model import Role, Segment, Sound

VERSION = 8
"""Goes up when the same speeches give other clips, in sound or in what is told of it; every clip is
then made again. It stands here so that a plan can be made without loading what makes clips."""

BED_VERSION = 1
"""Goes up when the same file under the same speech gives other samples."""

SILENCE = -70.0
"""LUFS: the absolute gate, under which nothing counts (BS.1770-4, annex 1)."""

_OVER_A_BED = frozenset({Role.OPENING, Role.STAGE_INTRO, Role.CLOSING})


def has_bed(segment: Segment, sound: Sound) -> bool:
    """Whether the show's music lies under a segment: only where the host speaks of the show."""
    return bool(sound.music) and segment.role in _OVER_A_BED
