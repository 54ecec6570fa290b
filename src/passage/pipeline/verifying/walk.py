"""Every page below the show's address, by the links that lead to it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag

from passage.model.answered import Answer, Trouble
from passage.pipeline.verifying import texts
from passage.pipeline.verifying.asking import Asking
from passage.pipeline.verifying.texts import LARGEST
from passage.validating.delivery import answers, pages
from passage.validating.delivery.named import PAGES, Named
from passage.validating.delivery.pages import Page

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_STYLE = "text/css"
_BOOK = ".epub"


@dataclass(frozen=True, slots=True)
class Walked:
    """What lies below the show's address."""

    pages: Mapping[str, Page]
    """Style sheets, too, by what they load."""
    rest: tuple[str, ...]
    """Addresses that are linked to and are no pages."""
    books: tuple[str, ...]


def walk(asking: Asking, listed: Sequence[Named], feed: str) -> Walked:
    """Follow all links below the show's address. Links that lead elsewhere are left alone."""
    linked = [each for each in listed if each.role in PAGES and _is_below(asking, each.address)]
    html = [each.address for each in listed if each.media_type == "text/html"]
    found: dict[str, Page] = {}
    seen: set[str] = set()
    todo = list(dict.fromkeys([*(each.address for each in linked), *html]))
    while todo:
        seen.update(todo)
        asking.ask_heads(todo)
        found.update(_read(asking, todo))
        links = (link for one in todo if one in found for link in _links(asking, one, found[one]))
        leads = dict.fromkeys(urldefrag(link)[0] for link in links if _is_below(asking, link))
        todo = [lead for lead in leads if lead not in seen]
    for each in linked:
        asking.tell(answers.status(_answer(asking, each.address)))
        _place(asking, found, feed, each.address, each.fragment)
        item = each.node.item
        if item and each.role == "link" and each.address in found:
            said = texts.sentences(asking, item)
            whole = list(continued(found, each.address))
            asking.tell(pages.words(each.address, each.title, whole, said))
    broken: dict[str, list[str]] = {}
    for address, page in found.items():
        _judge(asking, found, address, page, broken)
    for target, where in broken.items():
        answer = _answer(asking, target)
        why = answer.told or f"it is answered with {answer.status}"
        asking.tell([pages.broken(where, asking.shown(target), why)])
    for address in found:
        asking.tell(answers.same_head(asking.heads[address], asking.files[address]))
    stated = {each.address for each in listed if each.media_type}
    for address in sorted(seen - stated):
        asking.tell(answers.named_type(_answer(asking, address)))
    names = dict.fromkeys([*seen, *(each.address for each in listed)])
    books = tuple(one for one in names if _is_book(asking, one))
    rest = seen - found.keys() - set(books)
    return Walked(found, tuple(sorted(rest)), books)


def continued(found: Mapping[str, Page], address: str) -> Iterator[Page]:
    """A page and those on which a long transcript goes on, as publishing/site names them."""
    yield found[address]
    stem = address.removesuffix(".html")
    for number in itertools.count(2):
        page = found.get(f"{stem}.{number}.html")
        if page is None:
            return
        yield page


def _read(asking: Asking, todo: Iterable[str]) -> dict[str, Page]:
    """The pages and style sheets among these addresses."""
    todo = list(todo)
    html = {one: LARGEST for one in todo if _is_page(asking.heads[one])}
    styles = {one: LARGEST for one in todo if _is_style(asking.heads[one])}
    asking.fetch(html | styles)
    read = {}
    for address in html | styles:
        is_page = address in html and _is_page(asking.files[address])
        data = asking.data(address) if is_page or address in styles else None
        if data is not None:
            text = data.decode("utf-8", "replace")
            read[address] = pages.read(text) if is_page else pages.style(text)
    return read


def _judge(
    asking: Asking, found: dict[str, Page], address: str, page: Page, broken: dict[str, list[str]]
) -> None:
    """Judge the links of a page; what is not there goes into `broken`, with all who link to it."""
    told = set[str]()
    for link in _links(asking, address, page):
        if link in told or not _is_below(asking, link):
            continue
        told.add(link)
        target, fragment = urldefrag(link)
        answer = _answer(asking, target)
        if not answers.is_good(answer):
            if answer.trouble is Trouble.SPENT:
                asking.tell(answers.trouble(answer))
                continue
            if address not in broken.setdefault(target, []):
                broken[target].append(address)
        else:
            _place(asking, found, address, target, fragment)


def _place(asking: Asking, found: dict[str, Page], where: str, target: str, fragment: str) -> None:
    """Whether the place within a page that a link looks for is there."""
    # A text that is looked for, and a moment of sound (Media Fragments URI 1.0, 4.2), have no id.
    if not fragment or fragment.startswith((":~:", "t=")) or target not in found:
        return
    if not {fragment, unquote(fragment)} & found[target].anchors and fragment != "top":
        asking.tell([pages.lost(where, asking.shown(target), fragment)])


def _links(asking: Asking, address: str, page: Page) -> list[str]:
    """Where a page's links lead, seen from where it was found at last."""
    return page.addresses(asking.files[address].at or address)


def _answer(asking: Asking, address: str) -> Answer:
    """What is known of an address: the whole, if it was fetched, else its head."""
    return asking.files.get(address, asking.heads[address])


def _is_below(asking: Asking, address: str) -> bool:
    return address.startswith(asking.base)


def _is_page(head: Answer) -> bool:
    if not answers.is_good(head):
        # HEAD may be refused where GET is not.
        return not head.trouble and head.status in {405, 501}
    if head.is_stored and not head.media_type:
        return head.at.endswith((".html", ".xhtml"))
    return head.media_type in _HTML


def _is_style(head: Answer) -> bool:
    if head.is_stored and not head.media_type:
        return answers.is_good(head) and head.at.endswith(".css")
    return answers.is_good(head) and head.media_type == _STYLE


def _is_book(asking: Asking, address: str) -> bool:
    head = asking.heads.get(address)
    if head is None or not answers.is_good(head):
        return False
    return address.endswith(_BOOK) or head.media_type == "application/epub+zip"
