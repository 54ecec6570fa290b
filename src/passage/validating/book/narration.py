"""Rules for what is read aloud: each text once and in order, and each clip where it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from passage.validating.book import overlay, rules
from passage.validating.book.overlay import Clip
from passage.validating.book.package import SMIL, XHTML, Book, Item
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

Length = Callable[[BinaryIO], int | None]
"""How long a sound is, in milliseconds; None if that cannot be told."""


def faults(book: Book, length: Length) -> Iterator[Fault]:
    """Everything that is wrong with the overlays of a book."""
    if not book.package.narrated:
        return
    clips = {
        item.name: tuple(overlay.clips(item.name, root))
        for item in book.package.of_type(SMIL)
        if (root := book.document(item)) is not None
    }
    lengths = _lengths(book, length)
    for item in book.package.of_type(XHTML):
        yield from _document(book, item, clips)
    for name, found in clips.items():
        for clip in found:
            yield from _clip(book, name, clip, lengths)
    yield from _spine(book, clips)
    yield from _durations(book, clips)


def _lengths(book: Book, length: Length) -> dict[str, int]:
    found = {}
    for item in book.package.of_type("audio/mpeg"):
        if item.name in book.container.names:
            with book.container.open(item.name) as file:
                told = length(file)
            if told is not None:
                found[item.name] = told
    return found


def _document(book: Book, item: Item, clips: dict[str, tuple[Clip, ...]]) -> Iterator[Fault]:
    """A document and the overlay that it names."""
    overlays = {each.ident: each for each in book.package.of_type(SMIL)}
    named = overlays.get(item.overlay)
    about = {name for name, found in clips.items() for clip in found if clip.document == item.name}
    if item.overlay and named is None:
        told = f'the document names the overlay "{item.overlay}", which is none'
        yield Fault(rules.OVERLAY, book.package.name, item.line, told, "correct media-overlay")
    elif about - {named.name if named else ""}:
        told = f"{item.name} is read by an overlay that it does not name"
        yield Fault(rules.OVERLAY, book.package.name, item.line, told, "add media-overlay")
    root = book.document(item)
    if named and root and named.name in clips:
        own = [clip for clip in clips[named.name] if clip.document == item.name]
        yield from _texts(item.name, root, named.name, own)


def _texts(name: str, root: Element, overlay_name: str, clips: Sequence[Clip]) -> Iterator[Fault]:
    """Whether every text of a document is narrated once, in order."""
    places = {element.get("id"): place for place, element in enumerate(root.walk())}
    narrated = Counter(clip.target for clip in clips)
    for clip in clips:
        if clip.target not in places:
            told = f'there is no element with the id "{clip.target}" in {name}'
            yield Fault(rules.TARGET, overlay_name, clip.line, told, "correct the text's src")
    there = [clip for clip in clips if clip.target in places]
    for before, clip in pairwise(there):
        if places[clip.target] < places[before.target]:
            told = f'"{clip.target}" is narrated after "{before.target}", which stands behind it'
            yield Fault(rules.ORDER, overlay_name, clip.line, told, "put the clips in order")
    body = root.find("body")
    for element in body.walk() if body else ():
        for text in element.texts:
            times = sum(narrated[each.get("id")] for each in element.above if each.get("id"))
            if times != 1:
                rule = rules.TWICE if times else rules.UNNARRATED
                how = "more than once" if times else "nowhere"
                told = f"“{' '.join(text.split())}” is narrated {how}"
                yield Fault(rule, name, element.line, told, "give each text one clip")


def _clip(book: Book, name: str, clip: Clip, lengths: dict[str, int]) -> Iterator[Fault]:
    """A clip for itself."""
    listed = {item.name for item in book.package.items if item.media_type.startswith("audio/")}
    if clip.audio not in listed:
        told = "the clip names a sound that the book does not have"
        yield Fault(rules.AUDIO, name, clip.line, told, "correct the audio's src")
    documents = {item.name for item in book.package.of_type(XHTML)}
    if clip.document not in documents:
        told = "the clip names a document that the book does not have"
        yield Fault(rules.TARGET, name, clip.line, told, "correct the text's src")
    if clip.start is None or clip.end is None:
        told = "the clip does not say from when to when it is heard"
        yield Fault(rules.CLOCK, name, clip.line, told, "write clipBegin and clipEnd as 0:00:01.5")
    elif clip.end <= clip.start:
        told = "the clip ends before anything of it is heard"
        yield Fault(rules.EMPTY, name, clip.line, told, "correct clipBegin or clipEnd")
    elif clip.end > lengths.get(clip.audio, clip.end):
        told = f"the clip ends at {clip.end} ms, its sound at {lengths[clip.audio]} ms"
        yield Fault(rules.BEYOND, name, clip.line, told, "correct clipEnd")


def _spine(book: Book, clips: dict[str, tuple[Clip, ...]]) -> Iterator[Fault]:
    """Whether the clips of a sound follow one another, document after document.

    Not in the table of contents, which is outside of the spine: it says again what headings say.
    """
    overlays = {item.ident: item.name for item in book.package.of_type(SMIL)}
    last: dict[str, int | None] = {}
    for item in book.package.spine:
        name = overlays.get(item.overlay, "")
        for clip in clips.get(name, ()):
            before = last.get(clip.audio, 0)
            last[clip.audio] = clip.end
            if clip.start is None or before is None:
                continue
            if clip.start < before:
                told = f"the clip begins at {clip.start} ms, the one before ends at {before} ms"
                yield Fault(rules.OVERLAP, name, clip.line, told, "begin it where that one ends")
            elif clip.start > before:
                told = f"from {before} ms to {clip.start} ms nothing is heard of the sound"
                yield Fault(rules.GAP, name, clip.line, told, "begin it where the last one ends")


def _durations(book: Book, clips: dict[str, tuple[Clip, ...]]) -> Iterator[Fault]:
    package = book.package
    written = {
        element.get("refines").removeprefix("#"): element
        for element in package.root.all("meta")
        if element.get("property") == "media:duration"
    }
    sums = {
        item.ident: sum(clip.length for clip in clips.get(item.name, ()))
        for item in package.of_type(SMIL)
    }
    for item in package.of_type(SMIL):
        element = written.get(item.ident)
        told = overlay.milliseconds(element.text.strip()) if element else None
        if told != sums[item.ident]:
            what = (
                f"the clips of {item.name} last {sums[item.ident]} ms, the package says otherwise"
            )
            line = element.line if element else 0
            yield Fault(rules.DURATION, package.name, line, what, "correct media:duration")
    whole, total = written.get(""), sum(sums.values())
    if whole is None or overlay.milliseconds(whole.text.strip()) != total:
        what = f"all overlays last {total} ms, the package says otherwise"
        line = whole.line if whole else 0
        yield Fault(rules.TOTAL, package.name, line, what, "correct media:duration")
