"""The rules for books, by name, and what breaks one."""

from __future__ import annotations

from dataclasses import dataclass

from passage.validating.finding import Level
from passage.validating.table import Rule

RULES: dict[str, Rule] = {}
"""By name, in the order in which they are written down: docs/book.md lists them."""

_EPUB = "https://www.w3.org/TR/epub-33/"
_ACCESSIBILITY = "https://www.w3.org/TR/epub-a11y-11/"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and in which file of the container."""

    rule: Rule
    name: str
    line: int
    """0 for the file as a whole."""
    what: str
    hint: str


def _rule(name: str, clause: str, asks: str, level: Level = Level.ERROR) -> Rule:
    rule = Rule(f"book/{name}", level, frozenset(), clause, asks)
    RULES[rule.name] = rule
    return rule


ZIP = _rule("zip", f"{_EPUB}#sec-container-zip", "the file is a ZIP file that can be read")
MIMETYPE = _rule(
    "mimetype", f"{_EPUB}#sec-zip-container-mime", "`mimetype` comes first, stored and exact"
)
STORED = _rule(
    "stored",
    f"{_EPUB}#sec-zip-container-zipreqs",
    "sound is stored, so that a player can seek in it",
    Level.WARNING,
)
CONTAINER = _rule(
    "container", f"{_EPUB}#sec-container-metainf-container.xml", "the container names a package"
)
XML = _rule("xml", f"{_EPUB}#sec-xml-constraints", "documents are well-formed, without DTD")
METADATA = _rule(
    "metadata",
    f"{_EPUB}#sec-pkg-metadata",
    "the package has an identifier, a title, a language, and when it was modified",
)
MISSING = _rule("missing", f"{_EPUB}#sec-item-elem", "what the manifest lists is there")
UNLISTED = _rule("unlisted", f"{_EPUB}#sec-manifest-elem", "what is there is in the manifest")
MEDIA_TYPE = _rule(
    "media-type", f"{_EPUB}#sec-core-media-types", "a file is of the type that it is listed with"
)
SPINE = _rule(
    "spine", f"{_EPUB}#sec-spine-elem", "the spine names documents, and one is the navigation"
)
IDS = _rule("ids", "https://www.w3.org/TR/xml/#id", "an id is given once in a document")
LINK = _rule("link", f"{_EPUB}#sec-xhtml-req", "a link leads to something in the book")
ACTIVE_CONTENT = _rule(
    "active-content",
    f"{_EPUB}#sec-scripted-content",
    "nothing in it runs, moves, or comes from the net",
)
LANGUAGE = _rule(
    "language",
    "https://www.w3.org/TR/WCAG22/#language-of-page",
    "a document says its language, and `lang` and `xml:lang` agree",
)
LETTERS = _rule(
    "letters",
    "https://www.w3.org/TR/WCAG22/#language-of-parts",
    "words are marked with a language that is written in their letters",
    Level.WARNING,
)
DIRECTION = _rule(
    "direction",
    f"{_EPUB}#attrdef-spine-page-progression-direction",
    "what is written from right to left says so",
)
ALT = _rule(
    "alt", "https://www.w3.org/TR/WCAG22/#non-text-content", "a picture is described in words"
)
ACCESSIBILITY = _rule(
    "accessibility",
    f"{_ACCESSIBILITY}#sec-disc-package",
    "the package says how the book can be read, what it conforms to, and who certifies it",
)
AUDITORY = _rule(
    "auditory",
    f"{_ACCESSIBILITY}#sec-disc-package",
    "hearing is called sufficient only where every document with words is narrated",
)
OVERLAY = _rule(
    "overlay",
    f"{_EPUB}#sec-overlay-package",
    "a document names its overlay, and the overlay names only that document",
)
TARGET = _rule("target", f"{_EPUB}#sec-smil-text-elem", "a clip's words are there")
AUDIO = _rule("audio", f"{_EPUB}#sec-smil-audio-elem", "a clip's sound is there and listed")
CLOCK = _rule("clock", f"{_EPUB}#app-clock-examples", "a clip has a beginning and an end")
EMPTY = _rule("clip-empty", f"{_EPUB}#attrdef-smil-clipend", "a clip ends after it begins")
BEYOND = _rule("clip-beyond", f"{_EPUB}#attrdef-smil-clipend", "a clip lies inside its sound")
OVERLAP = _rule(
    "clip-overlap", f"{_EPUB}#sec-overlay-docs", "in the spine, no sound is heard twice"
)
GAP = _rule(
    "clip-gap", f"{_EPUB}#sec-overlay-docs", "in the spine, no sound is left out between clips"
)
DURATION = _rule(
    "duration", f"{_EPUB}#duration", "the duration of an overlay is the sum of its clips"
)
TOTAL = _rule("total", f"{_EPUB}#duration", "the duration of the book is the sum of its overlays'")
ACTIVE_CLASS = _rule(
    "active-class", f"{_EPUB}#sec-docs-assoc-style", "the class of what is heard is in the CSS"
)
ACTIVE_MARK = _rule(
    "active-mark",
    "https://www.w3.org/TR/WCAG22/#use-of-color",
    "what is heard is marked by more than colour",
)
NARRATOR = _rule("narrator", f"{_EPUB}#narrator", "the package says who reads", Level.WARNING)
UNNARRATED = _rule(
    "unnarrated", f"{_EPUB}#sec-overlay-docs", "every text of a narrated document is narrated"
)
TWICE = _rule("twice", f"{_EPUB}#sec-overlay-docs", "no text is narrated twice")
ORDER = _rule("order", f"{_EPUB}#sec-smil-seq-elem", "texts are narrated in their order")
