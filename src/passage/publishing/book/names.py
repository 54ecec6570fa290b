"""What the books of a show are called, and what others are told of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from passage.model import Show
from passage.publishing.book import words

MEDIA_TYPE = "application/epub+zip"
"""EPUB 3.3, appendix I.2."""


@dataclass(frozen=True, slots=True)
class BookFile:
    """A book that lies beside the feed."""

    path: str
    """Below the show's address, with forward slashes."""
    title: str
    narrated: bool
    """Whether it is the read-aloud book; else it is the same text without the sound."""
    size: int
    """Bytes."""
    media_type: str = MEDIA_TYPE


def path(show: Show, *, narrated: bool) -> str:
    """Where a book of the show lies: ``feed/<slug>.epub`` or ``feed/<slug>-text.epub``."""
    return f"feed/{slug(show)}{'' if narrated else '-text'}.epub"


def title(show: Show, *, narrated: bool) -> str:
    """A book's title, on one line."""
    plain = " ".join(show.title.split())
    return plain if narrated else words.of(show.language).text_only.format(title=plain)


def slug(show: Show) -> str:
    """A name for the show of small ASCII letters, digits and ``-``.

    It is made of the last segment of the show's address, else of its title, else it is ``book``.
    """
    last = unquote(urlsplit(show.address).path).rstrip("/").rpartition("/")[2]
    return _plain(last) or _plain(show.title) or "book"


_LONGEST = 60
"""Characters: with what is added, a file name that every disk takes."""


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", letters)[:_LONGEST].strip("-")
