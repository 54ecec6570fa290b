"""Pages that Passage made, which promise more than those of others: what they show is compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from urllib.parse import urldefrag, urljoin, urlsplit

from passage.validating.delivery import pages
from passage.validating.delivery.carriers import Chapters
from passage.validating.delivery.formats import Text
from passage.validating.delivery.pages import Page
from passage.validating.delivery.table import Told, declare
from passage.validating.finding import Level
from passage.validating.lines import decoded

_HTML = "https://html.spec.whatwg.org/multipage/"
_WCAG = "https://www.w3.org/TR/WCAG22/"
LOADS = declare(
    "page/loads",
    Level.ERROR,
    "https://www.w3.org/TR/mixed-content/",
    "a page of Passage loads nothing from another host, and has no script of its own",
)
EPISODE = declare(
    "page/episode",
    Level.ERROR,
    f"{_HTML}media.html#the-audio-element",
    "the page of an episode has its title, sound, picture and chapters (Passage)",
)
SENTENCES = declare(
    "page/sentences",
    Level.ERROR,
    f"{_WCAG}#audio-only-and-video-only-prerecorded",
    "the page of an episode has its sentences, speakers and times as the transcripts do (Passage)",
)
ACCESSIBLE = declare(
    "page/accessible",
    Level.ERROR,
    f"{_WCAG}#non-text-content",
    "pages say their language, describe pictures, and have each id once (Passage)",
)
SEARCH = declare(
    "page/search",
    Level.ERROR,
    f"{_WCAG}#multiple-ways",
    "what is searched has every episode, and leads to places that are there (Passage)",
)

_HINT = "build the pages anew and upload them"
_MOST_TOLD = 60


def made(address: str, page: Page, language: str) -> Iterator[Told]:
    """What is wrong with any page that Passage made, of a show in this language."""
    host = urlsplit(address)[:2]
    for link in page.loads:
        whole = pages.joined(urljoin(address, page.base), link)
        parts = urlsplit(whole)
        if parts.scheme in {"http", "https"} and parts[:2] != host:
            told = f"it loads something from another place: {parts.scheme}://{parts.netloc}"
            yield Told(LOADS, address, told, _HINT)
    if page.scripts:
        yield Told(LOADS, address, "a script stands in the page itself", _HINT)
    if page.language and language and _primary(page.language) != _primary(language):
        told = f"it says that its language is {page.language}, and the show's is {language}"
        yield Told(ACCESSIBLE, address, told, _HINT)
    if page.undescribed:
        yield Told(ACCESSIBLE, address, "a picture has no text in its place (alt)", _HINT)
    for name in sorted(page.doubled)[:1]:
        yield Told(ACCESSIBLE, address, f"more than one place has the id “{name}”", _HINT)
    if page.canonical and urldefrag(page.canonical)[0] != address:
        told = f"it says that its own address is {page.canonical}"
        yield Told(EPISODE, address, told, _HINT)


def home(address: str, page: Page, title: str) -> Iterator[Told]:
    """Whether the start page is that of the show."""
    if page.heading != " ".join(title.split()):
        told = f"its heading is “{page.heading}”, and the show is “{title}”"
        yield Told(EPISODE, address, told, _HINT)


def episode(
    address: str,
    found: Sequence[Page],
    title: str,
    wanted: tuple[Collection[str], Collection[str]],
    chapters: Chapters,
) -> Iterator[Told]:
    """Whether the pages of an episode, one or more, are that episode's.

    `wanted` are addresses that they have to show or play, its sound and its picture, and those
    that they have to lead to, its transcripts.
    """
    first = found[0]
    if first.heading != " ".join(title.split()):
        told = f"its heading is “{first.heading}”, and the episode is “{title}”"
        yield Told(EPISODE, address, told, _HINT)
        return
    named = {urldefrag(each)[0] for page in found for each in page.addresses(address)}
    loaded = {pages.joined(address, each) for page in found for each in page.loads}
    for each in sorted({*_lacking(wanted[0], loaded), *_lacking(wanted[1], named)}):
        told = f"it does not have {each.rpartition('/')[2]}, which is the episode's"
        yield Told(EPISODE, address, told, _HINT)
    stamps = list(dict.fromkeys(each for page in found for each in page.stamps))
    for number, (listed, right) in enumerate(zip(stamps, chapters, strict=False), start=1):
        if listed != right:
            told = f"its chapter {number} is “{listed[1]}” at {listed[0]} ms, and “{right[1]}” at"
            yield Told(EPISODE, address, f"{told} {right[0]} ms in the others", _HINT)
            return


def sentences(address: str, found: Sequence[Page], said: Text) -> Iterator[Told]:
    """Whether the sentences of pages are those of the transcript that has them whole."""
    shown = [each for page in found for each in page.sentences]
    if not shown or not said.blocks:
        return
    for number, (ours, right) in enumerate(zip(shown, said.blocks, strict=False), start=1):
        if tuple(ours.text.split()) != right.words:
            told = f"sentence {number} is “{_cut(ours.text)}”, and “{_cut(' '.join(right.words))}”"
        elif (ours.start, ours.end) != (right.start, right.end):
            told = f"sentence {number} is heard from {ours.start} to {ours.end} ms, and from"
            told += f" {right.start} to {right.end} ms"
        elif right.speaker and ours.speaker != right.speaker:
            told = (
                f"sentence {number} is said by {ours.speaker or 'nobody'}, and by {right.speaker}"
            )
        else:
            continue
        yield Told(SENTENCES, address, f"{told} in the transcript", _HINT)
        return
    if len(shown) != len(said.blocks):
        told = f"there are {len(shown)} sentences, and {len(said.blocks)} in the transcript"
        yield Told(SENTENCES, address, told, _HINT)


def searched(
    address: str,
    data: bytes,
    anchors: Callable[[str], Collection[str] | None],
    said: Mapping[str, str],
) -> Iterator[Told]:
    """What is wrong in what the site searches, ``search.json``.

    `anchors` are the places of a page, None where there is no page; `said` is all that is heard
    in an episode, by the address of its page.
    """
    hint = "build the site anew and upload it"
    text = decoded(data)
    try:
        entries = json.loads(text)["entries"] if isinstance(text, str) else None
        listed = [(str(each["u"]), str(each["w"])) for each in entries or ()]
    except (ValueError, LookupError, TypeError, RecursionError):
        entries = None
    if not isinstance(entries, list):
        yield Told(SEARCH, address, "this is nothing that the site can search in", hint)
        return
    seen = set[str]()
    for link, told_there in listed:
        page, fragment = urldefrag(pages.joined(urljoin(address, "../"), link))
        places = anchors(page)
        if not fragment:
            seen.add(page)
        if places is None or (fragment and places and fragment not in places):
            yield Told(SEARCH, address, f"it leads to {link}, which is not there", hint)
        elif fragment and page in said and pages.plain(told_there) not in said[page]:
            told = f"what it has of {link} is not what is said there: “{_cut(told_there)}”"
            yield Told(SEARCH, address, told, hint)
    for page in sorted(said.keys() - seen):
        yield Told(SEARCH, address, f"it does not have {page.rpartition('/')[2]}", hint)


def _lacking(wanted: Collection[str], found: Collection[str]) -> set[str]:
    """What is not there, with http and https alike: that is told by another rule."""
    there = {each.partition("://")[2] for each in found}
    return {each for each in wanted if each.partition("://")[2] not in there}


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_TOLD else f"{text[:_MOST_TOLD]}…"
