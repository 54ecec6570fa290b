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
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?", re.ASCII)


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

    def addresses(self, at: str) -> list[str]:
        """Where its links lead, seen from its own address."""
        base = urljoin(at, self.base)
        return [whole for link in self.links if (whole := _joined(base, link))]


def read(text: str) -> Page:
    """Read HTML, however it is written."""
    reader = _Reader()
    # The parser has no answer to some marks of SGML, and stops there: what stands before is read.
    with contextlib.suppress(AssertionError):
        reader.feed(text)
        reader.close()
    return reader.page


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


def plain(text: str) -> str:
    """A text with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._paragraph: list[str] | None = None
        self._cite: list[str] | None = None
        self._cited = ""
        self._moment: int | None = None
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        page = self.page
        page.anchors |= {given[key] for key in ("id", "name") if given.get(key)}
        if tag == "base":
            page.base = page.base or given.get("href", "")
        elif not (tag == "link" and given.get("rel", "") in {"preconnect", "dns-prefetch"}):
            page.links += _links(given)
        # The page of the search names there what it searches in (publishing/site).
        if tag == "form" and given.get("data-index", "").endswith(".json"):
            page.links.append(given["data-index"])
        if tag == "p":
            self._end_paragraph()
            self._paragraph = []
        elif tag == "cite":
            self._cite = []
        elif tag == "time":
            self._moment = _milliseconds(given.get("datetime", ""))
        elif tag in {"script", "style", "template"}:
            self._unread += 1
        if tag in _VOID:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._end_paragraph()
        elif tag == "cite" and self._cite is not None:
            self._cited = " ".join("".join(self._cite).split())
            self.page.cited.add(self._cited)
            self._cite = None
        elif tag in {"script", "style", "template"}:
            self._unread = max(0, self._unread - 1)
        if tag not in {"span", "a", "em", "strong", "i", "b", "u", "ruby", "rt", "bdi", "small"}:
            self.page.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        self.page.text.append(data)
        for open_text in (self._paragraph, self._cite):
            if open_text is not None:
                open_text.append(data)

    def close(self) -> None:
        super().close()
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        if self._paragraph is not None:
            self.page.paragraphs.append(("".join(self._paragraph), self._moment, self._cited))
            self._paragraph = None


def _links(given: dict[str, str]) -> Iterator[str]:
    for name in ("href", "src", "poster", "data"):
        if given.get(name, "").strip():
            yield given[name].strip()
    for candidate in given.get("srcset", "").split(","):
        if candidate.strip():
            yield candidate.split()[0]


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def _milliseconds(written: str) -> int | None:
    found = _DURATION.fullmatch(written)
    if not found or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((found[4] or "0").ljust(3, "0"))
