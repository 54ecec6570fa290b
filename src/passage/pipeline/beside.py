"""What lies beside the feed: the transcripts and chapters of every published episode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from passage.keeping import files
from passage.model import Cue, Episode, Library, Script
from passage.pipeline.artwork import Pictures
from passage.pipeline.layout import Layout
from passage.publishing import chapters, highlights
from passage.publishing.published import Published, TranscriptFile
from passage.publishing.transcripts import FORMATS, Transcript

_FOLDERS = ("chapters", "pictures", "transcripts")
"""In ``feed/``."""


def write(
    layout: Layout, library: Library, episode: Episode, cues: Sequence[Cue], pictures: Pictures
) -> Published:
    """Write an episode's files, those that changed; return all that the feed tells of it.

    Without cues there are no transcripts and no soundbite.
    """
    manifest = episode.manifest
    published = Published(
        episode,
        scripts=_heard(library, episode),
        transcripts=tuple(_transcripts(layout, library, episode, cues)),
        picture=pictures.episodes.get(manifest.id),
        stages=pictures.stages,
        soundbite=highlights.soundbite(manifest, episode.chapters, cues),
    )
    if not episode.chapters:
        return published
    path = f"feed/chapters/{manifest.id}.json"
    told = chapters.as_json(library.show, published)
    files.write_if_changed(layout.folder / path, told.encode())
    return replace(published, chapters=path)


def sweep(layout: Layout, published: Sequence[Published]) -> None:
    """Remove the transcripts and chapters of episodes that are not published."""
    named = {each.chapters for each in published}
    named |= {file.path for each in published for file in each.transcripts}
    for path in (*layout.feed.glob("chapters/*.json"), *layout.feed.glob("transcripts/*.*")):
        if layout.shown(path) not in named:
            path.unlink()


def sweep_unfinished(layout: Layout) -> None:
    """Remove what interrupted builds left half-written."""
    for folder in (layout.feed, *(layout.feed / name for name in _FOLDERS)):
        files.sweep(folder)


def _transcripts(
    layout: Layout, library: Library, episode: Episode, cues: Sequence[Cue]
) -> Iterator[TranscriptFile]:
    title, language = episode.manifest.title, library.show.language
    transcript = Transcript(title, language, tuple(cues), episode.chapters)
    for format_ in FORMATS if cues else ():
        path = f"feed/transcripts/{episode.manifest.id}{format_.suffix}"
        files.write_if_changed(layout.folder / path, format_.write(transcript).encode())
        yield TranscriptFile(path, format_.media_type, format_.captions)


def _heard(library: Library, episode: Episode) -> tuple[Script, ...]:
    """The scripts of an episode as it is, which may be older than its manifest."""
    ids = dict.fromkeys(chapter.script for chapter in episode.chapters if chapter.script)
    return tuple(library.script(script_id) for script_id in ids)
