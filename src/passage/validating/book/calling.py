"""Rules for narrated lines of the table of contents: they say again what stands in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from passage.validating.book import rules
from passage.validating.book.overlay import Clip
from passage.validating.book.package import SMIL, Book, resolve
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element


def faults(book: Book, clips: Mapping[str, Sequence[Clip]]) -> Iterator[Fault]:
    """Lines whose clip is that of other words, or of words behind another link.

    A table of contents that has a sound of its own is not compared.
    """
    overlays = {item.ident: item.name for item in book.package.of_type(SMIL)}
    spine = _Spine(
        [
            clip
            for item in book.package.spine
            for clip in clips.get(overlays.get(item.overlay, ""), ())
        ]
    )
    for item in book.package.items:
        root = book.document(item)
        name = overlays.get(item.overlay, "")
        if root is None or "nav" not in item.properties or item in book.package.spine:
            continue
        texts = _by_id(root)
        for clip in clips.get(name, ()):
            same, line = spine.at(clip), texts.get(clip.target)
            if same is None or line is None:
                continue
            yield from _compare(book, item.name, line, same)


class _Spine:
    """The clips of the spine, to be found by when they are heard."""

    def __init__(self, clips: Sequence[Clip]) -> None:
        self._clips = sorted((clip for clip in clips if clip.start is not None), key=_moment)
        self._moments = [_moment(clip) for clip in self._clips]

    def at(self, clip: Clip) -> Clip | None:
        """The clip in whose sound another begins."""
        if clip.start is None:
            return None
        place = bisect_right(self._moments, _moment(clip)) - 1
        found = self._clips[place] if place >= 0 else None
        if found is None or found.audio != clip.audio or (found.end or 0) <= clip.start:
            return None
        return found


def _moment(clip: Clip) -> tuple[str, int]:
    return clip.audio, clip.start or 0


def _by_id(root: Element) -> dict[str, Element]:
    return {element.get("id"): element for element in root.walk() if element.get("id")}


def _compare(book: Book, name: str, line: Element, same: Clip) -> Iterator[Fault]:
    root = book.documents.get(same.document)
    said = _by_id(root).get(same.target) if root else None
    shown = _plain(line)
    if said is not None and _plain(said) != shown:
        told = f"“{shown}” has the sound of “{_plain(said)}”"
        yield Fault(rules.CALLED, name, line.line, told, "write what is heard")
    for link in line.above:
        led = resolve(name, link.get("href"))[0]
        if link.name == "a" and led in book.documents and led != same.document:
            told = f"“{shown}” is heard in {same.document}, and leads elsewhere"
            yield Fault(rules.CALLED, name, line.line, told, "correct the link")


def _plain(element: Element) -> str:
    return " ".join(element.text.split())
