"""Guids: minted once, written into the file, and never changed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from passage.errors import InputProblems, Problem
from passage.keeping import files
from passage.model import Library, Manifest, Place, Show
from passage.reading import manifest as manifest_file
from passage.reading import show as show_file
from passage.reading import source
from passage.reading.report import Report

PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast guids (podcast namespace, tag "guid")."""


def mint(library: Library) -> Library:
    """Give the show and every episode that has no guid one.

    A show's is a UUIDv5 of its feed's address without scheme and trailing slashes; an episode's
    one of its id within the show's. So the same folder is given the same guids everywhere. An
    episode whose guid another has already, for it once had this id, is given the next one.
    """
    show = library.show
    show = show if show.guid else replace(show, guid=_show_guid(show))
    taken = {manifest.guid for manifest in library.manifests}
    manifests = []
    for manifest in library.manifests:
        if not manifest.guid:
            free = (guid for guid in _episode_guids(show, manifest) if guid not in taken)
            manifest = replace(manifest, guid=next(free))  # noqa: PLW2901 - the same one, named
            taken.add(manifest.guid)
        manifests.append(manifest)
    return replace(library, show=show, manifests=tuple(manifests))


def write(folder: Path, library: Library, minted: Library) -> tuple[str, ...]:
    """Write the guids that `mint` gave into their files; return the files' paths.

    A guid fills an empty ``guid:`` or becomes the last line. What people wrote there, comments
    and layout included, stays as it is. Raises InputProblems, and writes nothing, for files in
    which such a line would not say what it should.
    """
    new = {
        manifest.path: manifest.guid
        for manifest, before in zip(minted.manifests, library.manifests, strict=True)
        if not before.guid
    }
    if not library.show.guid:
        new[show_file.FILE] = minted.show.guid
    texts = {path: _with((folder / path).read_bytes(), guid) for path, guid in new.items()}
    problems = [
        Problem(Place(path), "has no guid", f"write it there: guid: {guid}")
        for path, guid in new.items()
        if not _says(path, texts[path], guid)
    ]
    if problems:
        raise InputProblems(problems)
    for path, text in texts.items():
        files.write(folder / path, text)
    return tuple(new)


def podcast_guid(feed: str) -> str:
    """The guid of the podcast whose feed has this address (podcast namespace, tag "guid")."""
    return str(uuid.uuid5(PODCASTS, feed.partition("://")[2].rstrip("/")))


def _show_guid(show: Show) -> str:
    return podcast_guid(f"{show.address}feed/feed.xml")


def _episode_guids(show: Show, manifest: Manifest) -> Iterator[str]:
    """Yield the guid that belongs to an episode's id, and those that stand in for it."""
    within = uuid.UUID(show.guid)
    yield str(uuid.uuid5(within, manifest.id))
    yield from (str(uuid.uuid5(within, f"{manifest.id} {number}")) for number in count(2))


_EMPTY = re.compile(rb"^(guid:)(?:[ \t]+(?:~|null))?(?=[ \t]*(?:[ \t]#.*)?\r?$)", re.MULTILINE)


def _with(text: bytes, guid: str) -> bytes:
    if _EMPTY.search(text):
        return _EMPTY.sub(rb"\1 " + guid.encode(), text, count=1)
    ending = b"\r\n" if b"\r\n" in text else b"\n"
    gap = b"" if text.endswith(b"\n") else ending
    return text + gap + b"guid: " + guid.encode() + ending


def _says(path: str, text: bytes, guid: str) -> bool:
    """Whether a file is sound and has this guid."""
    said = Report(path)
    read = show_file.read if path == show_file.FILE else manifest_file.read
    values = read(source.decode(text, said) or "", said)
    return values is not None and not said.problems and values.written("guid") == guid
