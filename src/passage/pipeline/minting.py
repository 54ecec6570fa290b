"""Guids: minted once, written into the file, and never changed."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from pathlib import Path

from passage.errors import InputProblems, Problem
from passage.keeping import files
from passage.model import Library, Manifest, Place, Show

PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast guids (podcast namespace, tag "guid")."""


def mint(library: Library) -> Library:
    """Give the show and every episode that has no guid one.

    A show's is a UUIDv5 of its feed's address without scheme and trailing slashes; an episode's
    one of its id within the show's. So the same folder is given the same guids everywhere.
    """
    show = library.show
    show = show if show.guid else replace(show, guid=_show_guid(show))
    manifests = tuple(
        manifest if manifest.guid else replace(manifest, guid=_episode_guid(show, manifest))
        for manifest in library.manifests
    )
    return replace(library, show=show, manifests=manifests)


def write(folder: Path, library: Library, minted: Library) -> tuple[str, ...]:
    """Write the guids that `mint` gave into their files; return the files' paths.

    A guid fills a line that says ``guid:`` and nothing else, or becomes the last line. What people
    wrote there, comments and layout included, stays as it is. Raises InputProblems for a file that
    is written in braces, where a last line has no place.
    """
    new = {
        manifest.path: manifest.guid
        for manifest, before in zip(minted.manifests, library.manifests, strict=True)
        if not before.guid
    }
    if not library.show.guid:
        new["passage.yml"] = minted.show.guid
    texts = {path: (folder / path).read_bytes() for path in new}
    braces = [path for path, text in texts.items() if _BRACES.match(text)]
    if braces:
        raise InputProblems(
            Problem(Place(path), "has no guid", f"write it there: guid: {new[path]}")
            for path in braces
        )
    for path, guid in new.items():
        files.write(folder / path, _with(texts[path], f"guid: {guid}".encode()))
    return tuple(new)


def podcast_guid(feed: str) -> str:
    """The guid of the podcast whose feed has this address (podcast namespace, tag "guid")."""
    return str(uuid.uuid5(PODCASTS, feed.partition("://")[2].rstrip("/")))


def _show_guid(show: Show) -> str:
    return podcast_guid(f"{show.address}feed/feed.xml")


def _episode_guid(show: Show, manifest: Manifest) -> str:
    return str(uuid.uuid5(uuid.UUID(show.guid), manifest.id))


_BRACES = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n|---)*\{")
_EMPTY = re.compile(rb"^guid:[ \t]*(?=\r?$)", re.MULTILINE)


def _with(text: bytes, line: bytes) -> bytes:
    if _EMPTY.search(text):
        return _EMPTY.sub(line, text, count=1)
    ending = b"\r\n" if b"\r\n" in text else b"\n"
    gap = b"" if text.endswith(b"\n") else ending
    return text + gap + line + ending
