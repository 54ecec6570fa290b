"""Pages as a browser finds its way in them: what they link to, and where a link can lead."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from passage.validating.delivery.table import Told, declare
from passage.validating.finding import Level

_HTML = "https://html.spec.whatwg.org/multipage/"
LINK = declare(
    "page/link", Level.ERROR, f"{_HTML}links.html#following-hyperlinks", "a link leads to something"
)
ANCHOR = declare(
    "page/anchor",
    Level.ERROR,
    f"{_HTML}browsing-the-web.html#scroll-to-fragid",
    "a link to a place within a page leads to a place that is there",
)

WORDS = declare(
    "page/words",
    Level.ERROR,
    "https://www.w3.org/TR/WCAG22/#audio-only-and-video-only-prerecorded",
    "the page of an episode has every sentence of it, in order",
)

_VOID = frozenset({"area", "br", "hr", "img", "input", "source", "track", "video", "wbr"})
_MOST_TOLD = 60
"""Characters of a sentence that are told."""
_IN_STYLE = re.compile(
    r"""url\(\s*["']?([^"')]+?)["']?\s*\)|@import\s+["']([^"']+)["']""", re.IGNORECASE
)
_LOADED = frozenset({"audio", "embed", "iframe", "img", "script", "source", "track", "video"})
_LOADING = frozenset({"icon", "preload", "modulepreload", "stylesheet"})
_MOMENT = re.compile(r"#t=(\d+)(?:\.(\d{1,3}))?", re.ASCII)
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a page marks while it is heard: milliseconds, and who says it."""

    text: str
    start: int
    end: int
    speaker: str


@dataclass(slots=True)
class Page:
    """What stands in a page."""

    links: list[str] = field(default_factory=list)
    """As they are written, in order, fragments included."""
    anchors: set[str] = field(default_factory=set)
    paragraphs: list[tuple[str, int | None, str]] = field(default_factory=list)
    """The text of each ``<p>``, the milliseconds of the latest ``<time>`` before it, and the latest
    ``<cite>``."""
    cited: set[str] = field(default_factory=set)
    base: str = ""
    text: list[str] = field(default_factory=list)
    """All that is read, in pieces."""
    language: str = ""
    """Of the whole."""
    heading: str = ""
    """The text of the first ``<h1>``."""
    sentences: list[Sentence] = field(default_factory=list)
    stamps: list[tuple[int, str]] = field(default_factory=list)
    """Links to moments of sound: milliseconds, and their texts."""
    named: list[tuple[str, str]] = field(default_factory=list)
    """Links and their texts."""
    loads: list[str] = field(default_factory=list)
    """What a browser fetches without being asked, as it is written; part of `links`."""
    scripts: int = 0
    """Scripts that stand in the page itself."""
    doubled: set[str] = field(default_factory=set)
    """Ids that more than one element has."""
    undescribed: int = 0
    """Pictures without a text in their place."""
    canonical: str = ""

    def addresses(self, at: str) -> list[str]:
        """Where its links lead, seen from its own address."""
        base = urljoin(at, self.base)
        return [whole for link in self.links if (whole := joined(base, link))]


def read(text: str) -> Page:
    """Read HTML, however it is written."""
    reader = _Reader()
    # The parser has no answer to some marks of SGML, and stops there: what stands before is read.
    with contextlib.suppress(AssertionError):
        reader.feed(text)
        reader.close()
    return reader.page


def style(text: str) -> Page:
    """Read a style sheet: what it loads."""
    found = [a or b for a, b in _IN_STYLE.findall(text) if not (a or b).startswith("data:")]
    return Page(links=found, loads=list(found))


def broken(where: Sequence[str], link: str, told: str) -> Told:
    """Links of some pages that lead to nothing: told once, at the first of them."""
    others = len(where) - 1
    so_do = f"; so do those of {others} more {'page' if others == 1 else 'pages'}" if others else ""
    hint = "put the file there, or correct the link"
    return Told(LINK, where[0], f"its link to {link} leads to nothing: {told}{so_do}", hint)


def lost(page: str, link: str, fragment: str) -> Told:
    """A link to a place within a page that has no such place."""
    told = f'its link to {link} looks for "#{fragment}", which is not there'
    return Told(ANCHOR, page, told, "correct the link, or give the place its id")


def unsaid(title: str, text: str, said: Sequence[str]) -> str:
    """The first sentence that is not in its place in a text, as it is told; empty if all are.

    A text that has fewer than half of them is about something else, and nothing is told of it.
    """
    wanted = [plain(sentence) for sentence in said if sentence.strip()]
    present = sum(sentence in text for sentence in wanted)
    if not wanted or present * 2 < len(wanted):
        return ""
    place = 0
    for number, sentence in enumerate(wanted, start=1):
        found = text.find(sentence, place)
        if found < 0:
            shown = sentence if len(sentence) <= _MOST_TOLD else f"{sentence[:_MOST_TOLD]}…"
            return f"sentence {number} of “{title}” is not in its place: “{shown}”"
        place = found + len(sentence)
    return ""


def words(address: str, title: str, pages: Sequence[Page], said: Sequence[str]) -> Iterator[Told]:
    """Whether an episode's page, and those on which it goes on, have all that is said in it."""
    text = "\n".join("".join(page.text) for page in pages)
    if told := unsaid(title, plain(text), said):
        yield Told(WORDS, address, told, "build the pages anew and upload them")


def joined(base: str, link: str) -> str:
    """A link as a whole address; empty where it is none."""
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def plain(text: str) -> str:
    """A text with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._paragraph: list[str] | None = None
        self._open: list[tuple[str, list[str], dict[str, str]]] = []
        """Elements whose text is wanted: name, text, attributes."""
        self._cited = ""
        self._moment: int | None = None
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        self._note_links(tag, given)
        if tag == "p":
            self._end_paragraph()
            self._paragraph = []
        elif tag in {"a", "cite", "h1", "span"}:
            self._open.append((tag, [], given))
        elif tag == "time":
            self._moment = _milliseconds(given.get("datetime", ""))
        elif tag in {"script", "style", "template"}:
            self._unread += 1
        if tag in _VOID:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._end_paragraph()
        elif tag in {"a", "cite", "h1", "span"}:
            self._close(tag)
        elif tag in {"script", "style", "template"}:
            self._unread = max(0, self._unread - 1)
        if tag not in {"span", "a", "em", "strong", "i", "b", "u", "ruby", "rt", "bdi", "small"}:
            self.page.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        self.page.text.append(data)
        if self._paragraph is not None:
            self._paragraph.append(data)
        for _, text, _ in self._open:
            text.append(data)

    def close(self) -> None:
        super().close()
        self._end_paragraph()

    def _note(self, tag: str, given: dict[str, str]) -> None:
        page = self.page
        if given.get("id"):
            page.doubled |= {given["id"]} & page.anchors
        page.anchors |= {given[key] for key in ("id", "name") if given.get(key)}
        if tag == "html":
            page.language = given.get("lang", "")
        elif tag == "img" and "alt" not in given:
            page.undescribed += 1
        elif tag == "link" and given.get("rel") == "canonical":
            page.canonical = given.get("href", "")
        if (tag == "script" and "src" not in given) or any(name.startswith("on") for name in given):
            page.scripts += 1

    def _note_links(self, tag: str, given: dict[str, str]) -> None:
        page = self.page
        links = list(_links(given))
        if tag == "base":
            page.base = page.base or given.get("href", "")
        elif tag == "meta":
            page.links += _described(given)
            # Nobody asked to be led on.
            page.loads += _led(given)
        elif not (tag == "link" and given.get("rel", "") in {"preconnect", "dns-prefetch"}):
            page.links += links
            if tag in _LOADED or (tag == "link" and _LOADING & set(given.get("rel", "").split())):
                page.loads += links
        # The page of the search names there what it searches in (publishing/site).
        if tag == "form" and given.get("data-index", "").endswith(".json"):
            page.links.append(given["data-index"])

    def _close(self, tag: str) -> None:
        place = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == tag), -1)
        if place < 0:
            return
        _, pieces, given = self._open.pop(place)
        text, page = " ".join("".join(pieces).split()), self.page
        if tag == "a" and given.get("href"):
            page.named.append((given["href"], text))
        moment = _MOMENT.search(given.get("href", ""))
        if tag == "cite":
            self._cited = text
            page.cited.add(text)
        elif tag == "h1":
            page.heading = page.heading or text
        elif moment:
            page.stamps.append(
                (int(moment[1]) * 1000 + int((moment[2] or "0").ljust(3, "0")), text)
            )
        elif given.get("data-t", "").isdecimal() and given.get("data-e", "").isdecimal():
            start, end = int(given["data-t"]), int(given["data-e"])
            page.sentences.append(Sentence(text, start, end, self._cited))

    def _end_paragraph(self) -> None:
        if self._paragraph is not None:
            self.page.paragraphs.append(("".join(self._paragraph), self._moment, self._cited))
            self._paragraph = None


def _described(given: dict[str, str]) -> list[str]:
    """Addresses in what a page says of itself to others (Open Graph protocol)."""
    name, content = given.get("property", ""), given.get("content", "")
    return [content] if name.startswith("og:") and "://" in content else []


def _led(given: dict[str, str]) -> list[str]:
    """Where a page leads on to without being asked."""
    if given.get("http-equiv", "").lower() != "refresh":
        return []
    return [given.get("content", "").lower().partition("url=")[2].strip(" '\"")]


def _links(given: dict[str, str]) -> Iterator[str]:
    for name in ("href", "src", "poster", "data"):
        if given.get(name, "").strip():
            yield given[name].strip()
    for candidate in given.get("srcset", "").split(","):
        if candidate.strip():
            yield candidate.split()[0]


def _milliseconds(written: str) -> int | None:
    found = _DURATION.fullmatch(written)
    if not found or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((found[4] or "0").ljust(3, "0"))
