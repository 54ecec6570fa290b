"""Rules for what is read aloud: each text once and in order, and each clip where it belongs."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from passage.validating.book import calling, durations, overlay, rules, structure
from passage.validating.book.overlay import Clip
from passage.validating.book.package import SMIL, XHTML, Book, Item
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

Length = Callable[[BinaryIO], int | None]
"""How long a sound is, in milliseconds; None if that cannot be told, or if it is not whole."""

_REST = 200
"""Milliseconds at the end of a sound that may belong to no clip: what an encoder fills up."""


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
    yield from _sounds(book, lengths)
    for item in book.package.items:
        yield from _document(book, item, clips)
    for name, found in clips.items():
        for clip in found:
            yield from _clip(book, name, clip, lengths)
    yield from _spine(book, clips, lengths)
    yield from durations.faults(book.package, clips)
    yield from calling.faults(book, clips)
    yield from structure.faults(book, clips)


def _lengths(book: Book, length: Length) -> dict[str, int]:
    found = {}
    for item in book.package.of_type("audio/mpeg"):
        if item.name in book.container.names and item.name not in book.container.unread:
            with book.container.open(item.name) as file:
                told = length(file)
            if told is not None:
                found[item.name] = told
    return found


def _sounds(book: Book, lengths: dict[str, int]) -> Iterator[Fault]:
    for item in book.package.of_type("audio/mpeg"):
        if item.name in book.container.names and item.name not in lengths:
            told = "the sound is not whole, or is none"
            yield Fault(rules.SOUND, item.name, 0, told, "make the book anew")


def _document(book: Book, item: Item, clips: dict[str, tuple[Clip, ...]]) -> Iterator[Fault]:
    """A document and the overlay that it names."""
    overlays = {each.ident: each for each in book.package.of_type(SMIL)}
    named = overlays.get(item.overlay)
    about = {name for name, found in clips.items() for clip in found if clip.document == item.name}
    shared = [each.ident for each in book.package.items if each.overlay == item.overlay]
    if item.overlay and (len(shared) > 1 or item.media_type != XHTML):
        told = f'the overlay "{item.overlay}" is named by {" and ".join(shared)}'
        yield Fault(rules.OVERLAY, book.package.name, item.line, told, "name it by one document")
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
    silent = {element.get("id") for element in root.walk() if not _says(element)}
    narrated = Counter(clip.target for clip in clips)
    for clip in clips:
        if clip.target not in places:
            told = f'there is no element with the id "{clip.target}" in {name}'
            yield Fault(rules.TARGET, overlay_name, clip.line, told, "correct the text's src")
        elif clip.target in silent:
            told = f'"{clip.target}" in {name} has no words'
            yield Fault(rules.TARGET, overlay_name, clip.line, told, "take the clip away")
    there = [clip for clip in clips if clip.target in places]
    for before, clip in pairwise(there):
        if places[clip.target] < places[before.target]:
            told = f'"{clip.target}" is narrated after "{before.target}", which stands behind it'
            yield Fault(rules.ORDER, overlay_name, clip.line, told, "put the clips in order")
    body = root.find("body")
    for element in body.walk() if body else ():
        yield from _apart(name, element, narrated)
        for text in (*element.texts, element.get("alt")):
            if not text.strip():
                continue
            times = sum(narrated[each.get("id")] for each in element.above if each.get("id"))
            if times != 1:
                rule = rules.TWICE if times else rules.UNNARRATED
                how = "more than once" if times else "nowhere"
                told = f"“{' '.join(text.split())}” is narrated {how}"
                yield Fault(rule, name, element.line, told, "give each text one clip")


def _apart(name: str, element: Element, narrated: Container[str]) -> Iterator[Fault]:
    """Sentences that run into each other: "…it was.Then…" is read as one word."""
    for before, after in pairwise(element.content):
        if isinstance(before, str) or isinstance(after, str):
            continue
        ends, begins = before.text[-1:], after.text[:1]
        joins = unicodedata.category(begins or " ") in {"Lu", "Ll"} and not ends.isspace()
        if before.get("id") in narrated and after.get("id") in narrated and ends and joins:
            told = f"nothing stands between “{before.text}” and “{after.text}”"
            yield Fault(rules.APART, name, after.line, told, "write a space between them")


def _says(element: Element) -> bool:
    return bool(element.text.strip() or any(each.get("alt") for each in element.walk()))


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


def _spine(
    book: Book, clips: dict[str, tuple[Clip, ...]], lengths: dict[str, int]
) -> Iterator[Fault]:
    """Whether the clips of a sound follow one another, document after document, to its end.

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
    for name, whole in lengths.items():
        end = last.get(name, 0)
        if end is not None and end + _REST < whole:
            told = f"from {end} ms to its end at {whole} ms nothing is heard of the sound"
            yield Fault(rules.GAP, name, 0, told, "end the last clip where the sound ends")
