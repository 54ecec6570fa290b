"""Rules for what a book says of how it can be read: EPUB Accessibility 1.1, sections 2.2 and 3.5.

What can be claimed are the words of the schema.org accessibility properties for discoverability
vocabulary. For each that a book's files can bear out, it is asked whether they do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from passage.validating.book import rules
from passage.validating.book.package import XHTML, Book
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element

_CONFORMS_TO = re.compile(r"EPUB Accessibility 1\.[01] - WCAG 2\.[0-2] Level A{1,3}")
"""EPUB Accessibility 1.1, section 3.5.1."""

_MODES = frozenset(
    [
        "auditory",
        "chartOnVisual",
        "chemOnVisual",
        "colorDependent",
        "diagramOnVisual",
        "mathOnVisual",
        "musicOnVisual",
        "tactile",
        "textOnVisual",
        "textual",
        "visual",
    ]
)
_SUFFICIENT = frozenset(["auditory", "tactile", "textual", "visual"])
_HAZARDS = frozenset(
    [
        "flashing",
        "motionSimulation",
        "sound",
        "noFlashingHazard",
        "noMotionSimulationHazard",
        "noSoundHazard",
        "unknownFlashingHazard",
        "unknownMotionSimulationHazard",
        "unknownSoundHazard",
        "none",
        "unknown",
    ]
)
_ABOUT = ("flashing", "motionsimulation", "sound")

# Features of the vocabulary that say something of the text itself, which no file can contradict.
_FREE = frozenset(
    [
        "accessibleInterface",
        "annotations",
        "bookmarks",
        "horizontalWriting",
        "readingOrder",
        "timingControl",
        "unknown",
        "verticalWriting",
        "withAdditionalWordSegmentation",
        "withoutAdditionalWordSegmentation",
    ]
)


def faults(book: Book) -> Iterator[Fault]:
    """Everything that is wrong with what a book says of how it can be read."""
    yield from _said(book)
    yield from _auditory(book)
    yield from _modes(book)
    yield from _hazards(book)
    for feature in book.package.says("schema:accessibilityFeature"):
        if not _BEARS_OUT.get(feature, _nothing)(book):
            yield _untrue(book, f"accessibilityFeature {feature}", "nothing in it bears that out")
    if book.package.says("pageBreakSource") and not _PAGES(book):
        yield _untrue(book, "pageBreakSource", "it has no page breaks")


def _said(book: Book) -> Iterator[Fault]:
    package = book.package
    asked = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard")
    for name in (*asked, "accessibilitySummary"):
        if not package.says(f"schema:{name}"):
            told = f"the package does not say schema:{name}"
            yield Fault(rules.ACCESSIBILITY, package.name, 0, told, "add it")
    conforms = package.says("dcterms:conformsTo")
    stated = [each for each in conforms if each.startswith("EPUB Accessibility")]
    if len(stated) != 1 or not _CONFORMS_TO.fullmatch(stated[0]):
        told = "the package does not say what it conforms to"
        hint = "write EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
        yield Fault(rules.ACCESSIBILITY, package.name, 0, told, hint)
    certifies = [
        each.text.strip()
        for each in package.root.all("meta")
        if each.get("property") == "a11y:certifiedBy"
    ]
    if not any(certifies):
        told = "the package does not say who certifies it"
        yield Fault(rules.ACCESSIBILITY, package.name, 0, told, "add a11y:certifiedBy")


def _auditory(book: Book) -> Iterator[Fault]:
    if "auditory" not in book.package.says("schema:accessModeSufficient"):
        return
    for item in book.package.items:
        root = book.document(item) if item.media_type == XHTML else None
        body = root.find("body") if root is not None else None
        if body is not None and body.text.strip() and not item.overlay:
            told = "hearing is called sufficient, and this document is not narrated"
            yield Fault(rules.AUDITORY, item.name, body.line, told, "narrate it, or claim less")


def _modes(book: Book) -> Iterator[Fault]:
    package = book.package
    modes = package.says("schema:accessMode")
    for mode in modes:
        if mode not in _MODES:
            yield _untrue(book, f"accessMode {mode}", "there is no such mode")
    if modes and "visual" in modes and not _pictures(book):
        yield _untrue(book, "accessMode visual", "no picture but the cover is in it")
    if modes and ("auditory" in modes) != _sounds(book):
        yield _untrue(book, f"accessMode {' '.join(modes)}", "its sound, or none, is not said")
    if modes and "textual" not in modes:
        yield _untrue(book, f"accessMode {' '.join(modes)}", "its text is not said")
    for said in package.says("schema:accessModeSufficient"):
        parts = [part.strip() for part in said.split(",")]
        if not all(part in _SUFFICIENT and part in modes for part in parts):
            yield _untrue(book, f"accessModeSufficient {said}", "it has not all of these modes")
    features = package.says("schema:accessibilityFeature")
    if features and package.narrated and "synchronizedAudioText" not in features:
        yield _untrue(book, "accessibilityFeature", "synchronizedAudioText is not among them")


def _hazards(book: Book) -> Iterator[Fault]:
    said = book.package.says("schema:accessibilityHazard")
    for hazard in said:
        if hazard not in _HAZARDS:
            yield _untrue(book, f"accessibilityHazard {hazard}", "there is no such hazard")
    about = [next((each for each in _ABOUT if each in one.lower()), "") for one in said]
    alone = "none" in said or "unknown" in said
    if len(about) != len(set(about)) or (alone and len(said) > 1):
        yield _untrue(book, f"accessibilityHazard {' '.join(said)}", "that contradicts itself")


def _untrue(book: Book, claim: str, why: str) -> Fault:
    told = f"the package claims {claim}: {why}"
    return Fault(rules.CLAIMS, book.package.name, 0, told, "claim what is true")


def _nothing(_book: Book) -> bool:
    return False


def _elements(book: Book) -> Iterator[Element]:
    for item in book.package.of_type(XHTML):
        root = book.document(item)
        if root is not None:
            yield from root.walk()


def _has(*names: str) -> Callable[[Book], bool]:
    """Whether there are elements of these names, of whatever namespace."""
    return lambda book: any(each.local in names for each in _elements(book))


def _typed(*types: str) -> Callable[[Book], bool]:
    """Whether there are elements of these semantics."""
    return lambda book: any(
        set(types) & set((each.get("epub:type") + " " + each.get("role")).split())
        for each in _elements(book)
    )


def _pictures(book: Book) -> bool:
    return any(
        item.media_type.startswith(("image/", "video/")) and "cover-image" not in item.properties
        for item in book.package.items
    ) or _has("svg", "math")(book)


def _sounds(book: Book) -> bool:
    return any(item.media_type.startswith(("audio/", "video/")) for item in book.package.items)


def _open(book: Book) -> bool:
    return not {"META-INF/encryption.xml", "META-INF/rights.xml"} & set(book.container.names)


def _flows(book: Book) -> bool:
    return "pre-paginated" not in book.package.says("rendition:layout")


def _true(_book: Book) -> bool:
    return True


_PAGES = _typed("pagebreak", "doc-pagebreak", "page-list", "doc-pagelist")
_FILMS = _has("video")
_MATHS = _has("math")

_BEARS_OUT: dict[str, Callable[[Book], bool]] = dict.fromkeys(_FREE, _true) | {
    "alternativeText": _true,  # A rule of its own asks each picture.
    "ARIA": lambda book: any(
        name == "role" or name.startswith("aria-")
        for each in _elements(book)
        for name in each.attributes
    ),
    "audioDescription": _FILMS,
    "captions": _FILMS,
    "closedCaptions": _FILMS,
    "openCaptions": _FILMS,
    "signLanguage": _FILMS,
    "rubyAnnotations": _has("ruby"),
    "fullRubyAnnotations": _has("ruby"),
    "describedMath": _MATHS,
    "latex": _MATHS,
    "latex-chemistry": _MATHS,
    "MathML": _MATHS,
    "MathML-chemistry": _MATHS,
    "displayTransformability": _flows,
    "index": _typed("index", "doc-index"),
    "longDescription": lambda book: any(
        each.get("aria-details") or each.get("aria-describedby") or each.name == "details"
        for each in _elements(book)
    ),
    "none": lambda book: len(book.package.says("schema:accessibilityFeature")) == 1,
    "pageBreakMarkers": _PAGES,
    "pageNavigation": _PAGES,
    "printPageNumbers": _PAGES,
    "structuralNavigation": _has("h1", "h2", "h3", "h4", "h5", "h6"),
    "synchronizedAudioText": lambda book: book.package.narrated,
    "tableOfContents": _typed("toc", "doc-toc"),
    "ttsMarkup": lambda book: (
        any("synthesis" in name for each in _elements(book) for name in each.attributes)
        or any(item.media_type == "application/pls+xml" for item in book.package.items)
    ),
    "unlocked": _open,
}
"""Whether a book has what a feature stands for.

What is not here is of print, of touch, or of another kind of file: braille, largePrint, taggedPDF.
"""
