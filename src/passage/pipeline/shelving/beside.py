"""What lies beside the feed: the transcripts and chapters of every published episode."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Self

import msgspec

from passage import fingerprint
from passage.keeping import files
from passage.keeping.store import Store
from passage.model import Consent, Episode, Library, Manifest, Script
from passage.narrating import phrasebook
from passage.pipeline import cues
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.pipeline.shelving.artwork import Pictures
from passage.publishing import chapters, highlights, transcripts
from passage.publishing.published import Published, TranscriptFile
from passage.publishing.transcripts import FORMATS, Transcript

_FOLDERS = (
    *("chapters", "editions", "episodes", "glossary", "narrators", "pictures"),
    *("places", "site", "stages", "transcripts"),
)
"""In ``feed/``."""


def write(  # noqa: PLR0913 - what an episode is, each by its name
    layout: Layout,
    library: Library,
    record: Record,
    pictures: Pictures,
    written: Written,
    *,
    is_changed: bool = False,
) -> Published:
    """Write an episode's files, those that changed; return all that the feed tells of it.

    It tells that the episode `is_changed`: that it lost a testimony.
    """
    episode = record.episode
    manifest = episode.manifest
    store = Store(layout.cache)
    published = Published(
        episode,
        scripts=heard(library, episode),
        transcripts=tuple(_transcripts(layout, library, record, store, written)),
        picture=pictures.episodes.get(manifest.id),
        stages=pictures.stages,
        soundbite=highlights.soundbite(manifest, episode.chapters, cues.read(store, record))
        if manifest.highlight
        else None,
        remarks=_remarks(library, manifest) if is_changed else (),
    )
    if not episode.chapters:
        return published
    path = f"feed/chapters/{manifest.id}.json"
    told = chapters.as_json(library.show, published)
    files.write_if_changed(layout.folder / path, told.encode())
    return replace(published, chapters=path)


def heard(library: Library, episode: Episode) -> tuple[Script, ...]:
    """The scripts of an episode as it is, which may be older than its manifest."""
    ids = dict.fromkeys(chapter.script for chapter in episode.chapters if chapter.script)
    return tuple(library.script(script_id) for script_id in ids)


def _remarks(library: Library, manifest: Manifest) -> tuple[str, ...]:
    """That an episode is another than it was, in its languages; not what was withdrawn from it."""
    scripts = {script.id: script for script in library.scripts}
    # What was made names only those who are heard in it.
    written = next((m.scripts for m in library.manifests if m.id == manifest.id), ())
    told = [scripts[name] for name in written if name in scripts]
    heard = (s.language for s in told if s.consent is not Consent.WITHDRAWN)
    spoken = [language for language in heard if phrasebook.speaks(language)]
    books = (phrasebook.of(language) for language in (library.show.language, *spoken))
    return tuple(dict.fromkeys(book.changed for book in books))


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
    layout: Layout, library: Library, record: Record, store: Store, written: Written
) -> Iterator[TranscriptFile]:
    episode, language = record.episode, library.show.language
    title = episode.manifest.title
    key = fingerprint.of(transcripts.VERSION, cues.key(record), title, language)
    paths = [f"feed/transcripts/{episode.manifest.id}{form.suffix}" for form in FORMATS]
    stand = all(written.stands(path, key) for path in paths)
    # An older version that stays in its place while the new one fails may have lost its cues.
    # What is there of it then stays as well.
    heard = () if stand else cues.read(store, record)
    if heard:
        transcript = Transcript(title, language, heard, episode.chapters)
        for path, form in zip(paths, FORMATS, strict=True):
            files.write_if_changed(layout.folder / path, form.write(transcript).encode())
            written.note(path, key)
    for path, form in zip(paths, FORMATS, strict=True):
        if (layout.folder / path).is_file():
            yield TranscriptFile(path, form.media_type, form.captions)


class Written:
    """What was written from what, so that it need not be made again to see that it stands."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._file = layout.cache / "written.json"
        self._before = self._read()
        self._now: dict[str, _Stamp] = {}
        self._groups: defaultdict[str, list[str]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self._now != self._before:
            files.write(self._file, msgspec.json.encode(self._now))

    def stands(self, path: str, key: str) -> bool:
        """Whether the file was made from what `key` tells, and nobody has written to it since."""
        stamp = self._before.get(path)
        if stamp is None or stamp != self._stamp(path, key, stamp[3]):
            return False
        self._now[path] = stamp
        return True

    def group(self, group: str) -> tuple[str, ...]:
        """All files that were noted in a group; nothing when one no longer stands."""
        if self._groups is None:
            self._groups = defaultdict(list)
            for path, stamp in self._before.items():
                self._groups[stamp[3]].append(path)
        paths = {*self._groups[group], *(p for p, s in self._now.items() if s[3] == group)}
        stand = all(p in self._now or self.stands(p, self._before[p][0]) for p in sorted(paths))
        return tuple(sorted(paths)) if stand else ()

    def note(self, path: str, key: str, group: str = "") -> None:
        """Keep in mind that the file is now what `key` tells, and in which group it is.

        Without a name, the group are all files that were made from what the same key tells.
        """
        if stamp := self._stamp(path, key, group or key):
            self._now[path] = stamp

    def _stamp(self, path: str, key: str, group: str) -> _Stamp | None:
        try:
            found = (self._layout.folder / path).stat()
        except OSError:
            return None
        return (key, found.st_size, found.st_mtime_ns, group)

    def _read(self) -> dict[str, _Stamp]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, _Stamp])
        except (OSError, msgspec.DecodeError):
            return {}


_Stamp = tuple[str, int, int, str]
"""The key, the file's size in bytes and time of change in nanoseconds, and the group."""
