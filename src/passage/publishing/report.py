"""The report: how the last build went and how it sounds, as values, and what misses the norm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from passage.model import Chapter, Episode, EpisodeSound, Sound

TOLERANCE = 0.5
"""LU off the show's loudness that directories do not mind."""

SPREAD = 1.5
"""LU between two segments of an episode, from where a listener reaches for the volume."""


@dataclass(frozen=True, slots=True)
class EpisodeReport:
    """An episode that is published, and how it sounds."""

    episode: Episode
    sound: EpisodeSound | None
    """None when its audio is missing or damaged."""

    @property
    def segments(self) -> tuple[tuple[Chapter, float], ...]:
        """The chapters, each with its loudness in LUFS; empty when nothing was measured."""
        if self.sound is None:
            return ()
        return tuple(zip(self.episode.chapters, self.sound.segments, strict=True))

    @property
    def loudest(self) -> tuple[Chapter, float] | None:
        """The loudest segment, the first of several."""
        return max(self.segments, key=lambda segment: segment[1], default=None)

    @property
    def quietest(self) -> tuple[Chapter, float] | None:
        """The quietest segment, the first of several."""
        return min(self.segments, key=lambda segment: segment[1], default=None)


@dataclass(frozen=True, slots=True)
class Remade:
    """A segment that the last build rendered, and why."""

    episode: str
    """The id of its episode."""
    title: str
    reasons: tuple[str, ...]
    """Such as ``text`` or ``missing``; `words.why` says them."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What a build rendered, and what it found in the cache."""

    rendered: int
    """Clips that were made."""
    reused: int
    """Segments whose clip was there already."""
    failed: int
    """Clips that could not be made."""
    requests: int
    """Made to online engines."""
    remade: tuple[Remade, ...]
    """In order; a clip that two episodes share is in it twice."""


@dataclass(frozen=True, slots=True)
class Report:
    """A show after a build."""

    title: str
    language: str
    wanted: Sound
    episodes: tuple[EpisodeReport, ...]
    build: LastBuild | None
    """None when no build is on record."""
    cache_entries: int
    cache_size: int
    """Bytes."""

    @property
    def misses(self) -> tuple[str, ...]:
        """Sentences, for each episode that is not as it should be."""
        return tuple(
            f"{report.episode.manifest.title}: {miss}"
            for report in self.episodes
            for miss in misses(report, self.wanted)
        )


def misses(report: EpisodeReport, wanted: Sound) -> Iterator[str]:
    """Where an episode misses the norm: sentences, none when all is well."""
    sound = report.sound
    if sound is None:
        yield "its audio is missing or damaged; the next build makes it again."
        return
    off = round(sound.loudness - wanted.loudness, 2)
    if abs(off) > TOLERANCE:
        which = "louder" if off > 0 else "quieter"
        yield f"{abs(off):.1f} LU {which} than {wanted.loudness:g} LUFS; {TOLERANCE} LU may be."
    if sound.true_peak > wanted.true_peak:
        yield f"its true peak is {sound.true_peak:.1f} dBTP; {wanted.true_peak:g} dBTP may be."
    if sound.spread > SPREAD:
        yield f"its segments differ by {sound.spread:.1f} LU; {SPREAD} LU may be."
