"""An overlay: which words are heard when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from passage.validating.book.package import resolve
from passage.validating.book.tree import Element

_FULL = re.compile(r"(?:(\d+):)?([0-5]\d):([0-5]\d(?:\.\d+)?)", re.ASCII)
_COUNT = re.compile(r"(\d+(?:\.\d+)?)(h|min|s|ms)?", re.ASCII)
_UNITS = {"h": 3_600_000, "min": 60_000, "s": 1000, "ms": 1, None: 1000}


@dataclass(frozen=True, slots=True)
class Clip:
    """A ``par``: what it points to, and from when to when."""

    line: int
    document: str
    """The name of the document in the container; empty for none there."""
    target: str
    """The id in it."""
    audio: str
    """The name of the sound in the container; empty for none there."""
    start: int | None
    """In milliseconds; None for what is no clock value."""
    end: int | None
    """The same; the end of the sound where nothing is said is None, too."""

    @property
    def length(self) -> int:
        """Milliseconds; none of a clip whose times cannot be read."""
        return self.end - self.start if self.start is not None and self.end is not None else 0


def clips(name: str, root: Element) -> Iterator[Clip]:
    """The clips of an overlay, in their order; `name` is the overlay's in the container."""
    for par in root.all("par"):
        text, audio = par.find("text"), par.find("audio")
        document, target = resolve(name, text.get("src")) if text else ("", "")
        yield Clip(
            line=par.line,
            document=document,
            target=target,
            audio=_sound(name, audio.get("src")) if audio else "",
            start=milliseconds(audio.attributes.get("clipBegin", "0")) if audio else None,
            end=milliseconds(audio.get("clipEnd")) if audio else None,
        )


def _sound(name: str, reference: str) -> str:
    """A sound is named as a whole: clipBegin and clipEnd say what of it is meant."""
    found, fragment = resolve(name, reference)
    return "" if fragment else found


def milliseconds(text: str) -> int | None:
    """A clock value (EPUB 3.3, appendix G), rounded; None for anything else."""
    full, count = _FULL.fullmatch(text), _COUNT.fullmatch(text)
    if full:
        hours, minutes, seconds = int(full[1] or 0), int(full[2]), float(full[3])
        return round(1000 * (3600 * hours + 60 * minutes + seconds))
    return round(float(count[1]) * _UNITS[count[2]]) if count else None
