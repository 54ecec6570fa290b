"""What a book says of itself: the metadata of its package document.

EPUB 3.3 section 5, EPUB Accessibility 1.1 section 2 and the vocabulary of schema.org:
https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/
Each claim has a test, in tests/publishing/book/test_claims.py or tests/clients/test_book.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from uuid import NAMESPACE_URL, UUID, uuid5

from passage.model import Manifest, Script, Show
from passage.publishing.book import words as own

CONFORMS_TO = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""EPUB Accessibility 1.1 section 3.5.1 has it in exactly these letters."""

CERTIFIER = "Passage"
"""Who has checked the claims: the program's own tests, on behalf of whoever runs it."""

ACTIVE = "-epub-media-overlay-active"
"""The class of what is heard now (EPUB 3.3, section 9.4.2), in book.css."""

_HAZARDS = ("noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard")
_FEATURES = (
    "alternativeText",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What a book claims of how it can be read."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str


def accessibility(words: own.Words, *, narrated: bool) -> Accessibility:
    """The claims of a book; the cover is not part of what it says, and is described in words."""
    if narrated:
        return Accessibility(
            modes=("textual", "auditory"),
            # Every visible word is narrated, so that hearing alone is enough.
            sufficient=("textual", "auditory", "textual,auditory"),
            features=("synchronizedAudioText", *_FEATURES),
            hazards=_HAZARDS,
            summary=words.narrated_summary,
        )
    return Accessibility(("textual",), ("textual",), _FEATURES, ("none",), words.text_summary)


def identifier(show: Show, *, narrated: bool) -> str:
    """A name that stays for as long as the show keeps its guid: ``urn:uuid:…``."""
    try:
        space = UUID(show.guid)
    except ValueError:
        space = uuid5(NAMESPACE_URL, show.guid or show.address)
    return f"urn:uuid:{uuid5(space, 'book' if narrated else 'book, text only')}"


def modified(manifests: Iterable[Manifest]) -> str:
    """The date of the newest episode, as EPUB 3.3 section 5.5.6 wants it: no clock is asked."""
    newest = max(manifest.published for manifest in manifests)
    return newest.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sources(scripts: Iterable[Script]) -> tuple[str, ...]:
    """Where the texts come from, each once."""
    found = (" ".join(script.source.split()) for script in scripts)
    return tuple(dict.fromkeys(source for source in found if source))
