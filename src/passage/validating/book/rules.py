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
NAMES = _rule(
    "names",
    f"{_EPUB}#sec-container-filenames",
    "files have names of their own, that stay inside of the book wherever it is unpacked",
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
LANGUAGES = _rule(
    "languages",
    f"{_EPUB}#sec-opf-dclanguage",
    "the package names the languages that the texts are marked with, and no others",
)
DESCRIBED = _rule(
    "described",
    f"{_EPUB}#sec-opf-dccreator",
    "the package says who made the book, and which picture is its cover",
    Level.WARNING,
)
MANIFEST = _rule(
    "manifest", f"{_EPUB}#sec-item-elem", "the manifest lists each file once, with id and type"
)
META_INF = _rule(
    "meta-inf",
    f"{_EPUB}#sec-container-metainf",
    "beside the package lies only what EPUB gives a meaning to",
    Level.WARNING,
)
MISSING = _rule("missing", f"{_EPUB}#sec-item-elem", "what the manifest lists is there")
UNLISTED = _rule("unlisted", f"{_EPUB}#sec-manifest-elem", "what is there is in the manifest")
MEDIA_TYPE = _rule(
    "media-type", f"{_EPUB}#sec-core-media-types", "a file is of the type that it is listed with"
)
SPINE = _rule(
    "spine", f"{_EPUB}#sec-spine-elem", "the spine names documents, and one is the navigation"
)
CONTENTS = _rule(
    "contents",
    f"{_EPUB}#sec-nav-toc",
    "the table of contents leads to each chapter, in the order of the spine",
)
CALLED = _rule(
    "called",
    f"{_EPUB}#sec-nav-toc",
    "a narrated line of contents has the words and the sound of what it leads to",
)
HEADINGS = _rule(
    "headings",
    "https://www.w3.org/TR/WCAG22/#info-and-relationships",
    "headings are as deep as the table of contents, and skip no level",
    Level.WARNING,
)
TITLE = _rule("title", "https://www.w3.org/TR/WCAG22/#page-titled", "a document has a title")
SEMANTICS = _rule(
    "semantics",
    "https://www.w3.org/TR/dpub-aria-1.1/#role_definitions",
    "roles are known, and `epub:type` says the same",
    Level.WARNING,
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
BOTH = _rule(
    "both-languages",
    f"{_EPUB}#sec-xhtml-req",
    "what has `lang` has `xml:lang`: readers of books look at one or the other",
    Level.WARNING,
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
CLAIMS = _rule(
    "claims",
    "https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/",
    "what the package claims of how the book can be read is known, and true",
)
HIDDEN = _rule(
    "hidden",
    "https://www.w3.org/TR/WCAG22/#info-and-relationships",
    "words are hidden from nobody, and none are put in their place",
)
STYLE = _rule(
    "style",
    "https://www.w3.org/TR/WCAG22/#meaningful-sequence",
    "CSS hides no words, adds none, and turns none round",
)
OVERLAY = _rule(
    "overlay",
    f"{_EPUB}#sec-overlay-package",
    "a document names its overlay, and the overlay names only that document",
)
TARGET = _rule("target", f"{_EPUB}#sec-smil-text-elem", "a clip's words are there")
SMIL = _rule(
    "smil",
    f"{_EPUB}#sec-overlays-def",
    "an overlay is made of `par` with one text and one sound, in `seq` that say of what",
)
AUDIO = _rule("audio", f"{_EPUB}#sec-smil-audio-elem", "a clip's sound is there and listed")
SOUND = _rule(
    "sound-whole", f"{_EPUB}#sec-smil-audio-elem", "a sound is whole, and can be measured"
)
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
APART = _rule(
    "apart",
    "https://www.w3.org/TR/WCAG22/#meaningful-sequence",
    "between narrated sentences stands a space",
    Level.WARNING,
)
TOLD = _rule(
    "told",
    f"{_EPUB}#sec-overlay-docs",
    "beside its show: title, sentences, their words and languages are those of the show",
)
HEARD = _rule(
    "heard", f"{_EPUB}#sec-overlay-docs", "beside its show: each sound is that of the episode"
)
