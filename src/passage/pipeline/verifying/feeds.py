"""The feed and the pages of its archive: fetched, judged, and read."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from passage.delivering.verifying.hosts import is_public
from passage.errors import PassageError
from passage.model.answered import Answer
from passage.pipeline.verifying.asking import OTHER_TAG, Asking
from passage.validating import checking
from passage.validating.delivery import answers, named, parts, remembered
from passage.validating.document import Node, Unreadable, parse

LARGEST = 100_000_000
"""Bytes of a page of a feed: 20,000 episodes have a third of it."""
MOST_PAGES = 1000


def read(asking: Asking, address: str) -> dict[str, Node]:
    """All pages of a feed, by their addresses, newest first.

    Raises PassageError when the feed itself is not there: then nothing can be said of anything.
    """
    roots: dict[str, Node] = {}
    here = address
    while here and here not in roots and len(roots) < MOST_PAGES:
        answer = asking.get(here, LARGEST)
        if not roots and not answers.is_good(answer):
            told = answer.told or f"it is answered with {answer.status}"
            raise PassageError(here, told, "see whether the address is right, and the server runs")
        asking.tell(answers.status(answer))
        if not answers.is_good(answer) or not answer.path:
            break
        root = _page(asking, answer)
        asking.forget(answer)
        if root is None:
            break
        roots[here] = root
        older = next(iter(named.archive(root)), "")
        here = urljoin(here, older) if older else ""
        asking.tell(remembered.archived(address, roots, here))
    asking.tell(remembered.guids(roots))
    return roots


def _page(asking: Asking, answer: Answer) -> Node | None:
    address, path = answer.address, answer.path
    if path is None:
        return None
    data = path.read_bytes()
    asking.tell(answers.feed_type(answer))
    _heads(asking, answer)
    shown = asking.shown(address)
    rehearsal = is_rehearsal(address)
    asking.tell_found(
        each
        for each in checking.check(data, shown)
        # On one's own machine nobody listens in, and nobody has a certificate.
        if not (rehearsal and each.rule == "apple/https")
    )
    try:
        root = parse(data).root
    except Unreadable:
        return None
    asking.tell(remembered.feed_self(address, named.self_link(root)))
    return root


def _heads(asking: Asking, answer: Answer) -> None:
    address = answer.address
    asking.ask_heads([address])
    asking.ask_parts([address])
    head = asking.heads[address]
    asking.tell(answers.same_head(head, answer))
    if address in asking.parts:
        first, wanted = asking.wanted_part(address)
        asking.tell(parts.part(asking.parts[address][1], head, first, wanted))
        if answer.path:
            asking.compare_part(address, answer.path)
    again = asking.reader.again(address, answer.tag) if answer.tag else None
    asking.tell(parts.tag(answer if not head.tag else head, again))
    asking.tell(answers.letters(answer))
    if answers.is_good(head):
        asking.tell(parts.alike(head, asking.reader.as_app(address)))
    if answer.tag:
        other = asking.reader.again(address, OTHER_TAG)
        asking.tell(parts.unchanged(answer, other))


def is_rehearsal(address: str) -> bool:
    """Whether an address leads to this machine or to a private network."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or not is_public(host)
    except ValueError:
        return False
