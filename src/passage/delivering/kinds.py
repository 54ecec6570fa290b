"""What is in a file, as HTTP says it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".smil": "application/smil+xml",
    ".srt": "application/x-subrip",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".xsl": "text/xsl; charset=utf-8",
}
HTML = _KINDS[".html"]
FEED = "application/rss+xml; charset=utf-8"
CHAPTERS = "application/json+chapters"
UNKNOWN = "application/octet-stream"

_FEED = re.compile(r"feed/(feed|archive-\d+)\.xml")
_CHAPTERS = re.compile(r"feed/chapters/[^/]+\.json")
_READ_ELSEWHERE = re.compile(r"feed/(transcripts|chapters)/.+")


def of(path: str) -> str:
    """The media type of a made file; `path` is relative to the show's folder."""
    if _FEED.fullmatch(path):
        return FEED
    if _CHAPTERS.fullmatch(path):
        return CHAPTERS
    return _KINDS.get(PurePosixPath(path).suffix.lower(), UNKNOWN)


def is_read_elsewhere(path: str) -> bool:
    """Whether a player's page on another address has to read it (https://fetch.spec.whatwg.org).

    The podcast namespace asks for CORS on transcripts and chapters; players also read the feed.
    """
    return bool(_FEED.fullmatch(path) or _READ_ELSEWHERE.fullmatch(path))


def names_addresses(path: str) -> bool:
    """Whether the show's address stands in it: the feed, its archive, and JSON chapters."""
    return path.endswith(".xml") or bool(_CHAPTERS.fullmatch(path))
