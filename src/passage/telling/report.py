"""What the command line says of a report: sentences for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from passage.model import EpisodeSound, Milliseconds
from passage.publishing import words
from passage.publishing.report import EpisodeReport, Report, misses

Json = Mapping[str, object]


def lines(report: Report, page: Path | None = None) -> Iterator[str]:
    """How each episode sounds, what the last build did, and at the end what misses the norm."""
    for episode in report.episodes:
        yield from _episode(episode)
    yield words.built(report.build)
    for each in report.build.remade if report.build else ():
        yield f"  rendered: {each.episode}, {each.title}, {words.why(each.reasons)}"
    entries = words.count(report.cache_entries, "entry", "entries")
    yield f"The cache: {entries}, {words.size(report.cache_size)}."
    if page:
        yield f"written: {page}"
    if not report.episodes:
        yield "No episode is published yet."
    elif not report.misses:
        yield "Every episode meets the norm."
    yield from (f"warning: {miss}" for miss in report.misses)


def json(report: Report, page: Path | None = None) -> Json:
    """The same for programs, and the loudness over time."""
    build = report.build
    return {
        "title": report.title,
        "wanted": {"loudness": report.wanted.loudness, "true_peak": report.wanted.true_peak},
        "episodes": [_episode_json(episode, report) for episode in report.episodes],
        "build": build
        and {
            "rendered": build.rendered,
            "reused": build.reused,
            "failed": build.failed,
            "requests": build.requests,
            "remade": [
                {"episode": each.episode, "title": each.title, "reasons": each.reasons}
                for each in build.remade
            ],
        },
        "cache": {"entries": report.cache_entries, "bytes": report.cache_size},
        "warnings": report.misses,
        "html": page.as_posix() if page else None,
    }


def _episode(report: EpisodeReport) -> Iterator[str]:
    episode, sound = report.episode, report.sound
    length = words.duration(episode.duration)
    yield f"{episode.manifest.title}: {length}, {words.size(episode.size)}, {episode.file}"
    if sound is None:
        return
    yield (
        f"  loudness {sound.loudness:.1f} LUFS as one channel, "
        f"{sound.loudness_on_two_speakers:.1f} LUFS on two speakers; "
        f"true peak {sound.true_peak:.1f} dBTP; range {sound.loudness_range:.1f} LU"
    )
    yield from (f"  {line}" for line in _segments(report, sound))


def _segments(report: EpisodeReport, sound: EpisodeSound) -> Iterator[str]:
    for number, (chapter, loudness) in enumerate(report.segments, 1):
        length = words.duration(Milliseconds(chapter.end - chapter.start))
        begin = words.duration(chapter.start)
        yield f"segment {number}: {chapter.title}, at {begin}, {length}, {loudness:.1f} LUFS"
    if report.loudest and report.quietest:
        (loud, most), (quiet, least) = report.loudest, report.quietest
        yield f"loudest: {loud.title}, {most:.1f} LUFS"
        yield f"quietest: {quiet.title}, {least:.1f} LUFS; they differ by {sound.spread:.1f} LU"


def _episode_json(report: EpisodeReport, whole: Report) -> Json:
    episode = report.episode
    return {
        "id": episode.manifest.id,
        "title": episode.manifest.title,
        "file": episode.file,
        "bytes": episode.size,
        "duration_ms": episode.duration,
        "sound": report.sound and _sound_json(report.sound),
        "segments": [
            {
                "title": chapter.title,
                "role": chapter.role,
                "script": chapter.script,
                "start_ms": chapter.start,
                "end_ms": chapter.end,
                "loudness": loudness,
            }
            for chapter, loudness in report.segments
        ],
        "loudest": report.loudest and report.loudest[0].title,
        "quietest": report.quietest and report.quietest[0].title,
        "warnings": tuple(misses(report, whole.wanted)),
    }


def _sound_json(sound: EpisodeSound) -> Json:
    return {
        "loudness": sound.loudness,
        "loudness_on_two_speakers": sound.loudness_on_two_speakers,
        "true_peak": sound.true_peak,
        "loudness_range": sound.loudness_range,
        "spread": sound.spread,
        "short_term": {"every_ms": sound.stretch, "loudness": sound.curve},
    }
