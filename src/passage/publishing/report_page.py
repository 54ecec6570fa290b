"""The report as a page: HTML that stands alone, without script, for eyes, ears and fingers.

Dark and light follow the reader's wish, colours are those of the system, and every plot is
followed by its table.
"""

from __future__ import annotations

from collections.abc import Iterator

from passage.model import EpisodeSound, Milliseconds
from passage.publishing import markup, plots, words
from passage.publishing.report import EpisodeReport, LastBuild, Report, misses


def page(report: Report) -> str:
    """The whole page. The same report gives the same text."""
    title = f"Report: {report.title}"
    parts = [
        f"<h1>{markup.text(title)}</h1>",
        *_verdict(report),
        "<h2>The last build</h2>",
        *_build(report),
    ]
    for number, episode in enumerate(report.episodes, 1):
        parts += _episode(report, episode, f"episode-{number}")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            # The page's own words are English, whatever the language of the show.
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8"/>',
            '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
            f"<title>{markup.text(title)}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>\n<main>",
            *parts,
            "</main>\n</body>\n</html>\n",
        ]
    )


_STYLE = """
:root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif; }
body { background: Canvas; color: CanvasText; margin: 0 auto; max-width: 55rem; padding: 1rem; }
div[role=region] { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { font-weight: bold; text-align: start; }
th, td { border: 1px solid; padding: .2rem .6rem; text-align: start; }
svg { display: block; height: auto; margin: 1rem 0; width: 100%; border: 1px solid; }
svg text { fill: currentColor; font-size: 14px; }
.band { fill: currentColor; fill-opacity: .15; }
.wanted { stroke: currentColor; stroke-dasharray: 8 5; stroke-width: 2; }
.scale { stroke: currentColor; stroke-opacity: .35; }
.curve { fill: none; stroke: currentColor; stroke-width: 2; }
.odd, .even { fill: currentColor; fill-opacity: .08; stroke: currentColor; }
.even { fill-opacity: .2; }
"""


def _verdict(report: Report) -> Iterator[str]:
    if report.misses:
        yield markup.paragraph(f"{words.count(len(report.misses), 'warning')}:")
        yield markup.listing(report.misses)
    elif report.episodes:
        yield markup.paragraph("Every episode meets the norm.")
    else:
        yield markup.paragraph("No episode is published yet.")


def _build(report: Report) -> Iterator[str]:
    entries = words.count(report.cache_entries, "entry", "entries")
    yield markup.paragraph(words.built(report.build))
    yield markup.paragraph(f"The cache: {entries}, {words.size(report.cache_size)}.")
    if report.build and report.build.remade:
        yield _remade(report.build)


def _remade(build: LastBuild) -> str:
    rows = [(each.title, each.episode, words.why(each.reasons)) for each in build.remade]
    return markup.table("What was rendered, and why", ("Segment", "Episode", "Why"), rows)


def _episode(report: Report, episode: EpisodeReport, name: str) -> Iterator[str]:
    yield f'<h2 id="{name}">{_named(report, episode)}</h2>'
    yield from (markup.paragraph(f"Warning: {miss}") for miss in misses(episode, report.wanted))
    length = words.duration(episode.episode.duration)
    size = words.size(episode.episode.size)
    yield markup.paragraph(f"{length}, {size}, {episode.episode.file}")
    if episode.sound is None:
        return
    title = episode.episode.manifest.title
    yield _figures(title, episode.sound)
    if episode.sound.curve:
        yield "<h3>Loudness over time</h3>"
        yield plots.loudness(episode, report.wanted, f"{name}-loudness")
        yield _curve(title, episode.sound)
    yield "<h3>Segments</h3>"
    yield plots.time_line(episode, f"{name}-segments")
    yield _segments(episode)


def _named(report: Report, episode: EpisodeReport) -> str:
    language = markup.text(report.language)
    return f'<span lang="{language}">{markup.text(episode.episode.manifest.title)}</span>'


def _figures(title: str, sound: EpisodeSound) -> str:
    rows = [
        ("Loudness, as one channel", f"{sound.loudness:.1f} LUFS"),
        ("Loudness, on two speakers", f"{sound.loudness_on_two_speakers:.1f} LUFS"),
        ("True peak", f"{sound.true_peak:.1f} dBTP"),
        ("Loudness range", f"{sound.loudness_range:.1f} LU"),
        ("Loudest segment to quietest", f"{sound.spread:.1f} LU"),
    ]
    return markup.table(f"How it sounds: {title}", ("What", "Measured"), rows)


def _curve(title: str, sound: EpisodeSound) -> str:
    rows = [
        (words.duration(Milliseconds(number * sound.stretch)), f"{reading:.1f} LUFS")
        for number, reading in enumerate(sound.curve)
    ]
    columns = ("From", "Loudest three seconds")
    table = markup.table(f"Loudness over time: {title}", columns, rows)
    return f"<details>\n<summary>The same as a table</summary>\n{table}\n</details>"


def _segments(report: EpisodeReport) -> str:
    rows = []
    for number, (chapter, loudness) in enumerate(report.segments, 1):
        begin = words.duration(chapter.start)
        length = words.duration(Milliseconds(chapter.end - chapter.start))
        notes = [
            word
            for word, extreme in (("loudest", report.loudest), ("quietest", report.quietest))
            if extreme and extreme[0] is chapter
        ]
        told = (f"{loudness:.1f} LUFS", ", ".join(notes))
        rows.append((f"{number}. {chapter.title}", begin, length, *told))
    columns = ("Segment", "From", "Length", "Loudness", "Note")
    return markup.table(f"Segments: {report.episode.manifest.title}", columns, rows)
