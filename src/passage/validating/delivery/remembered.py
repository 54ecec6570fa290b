"""What this machine knows of a show, against what the world is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from passage.model.answered import Answer, Trouble
from passage.validating.delivery import answers
from passage.validating.delivery.named import items
from passage.validating.delivery.table import HTTP, RSS, Told, declare
from passage.validating.document import Node
from passage.validating.finding import Level

SELF = declare(
    "feed/self",
    Level.WARNING,
    "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2",
    "a feed says of itself the address at which it lies (rel=self)",
)
GUIDS = declare(
    "feed/guids", Level.ERROR, RSS, "no episode is in a feed and its archive more than once"
)
STALE = declare("feed/stale", Level.WARNING, RSS, "the feed out there is the one that was built")
FORMER = declare(
    "former/lost", Level.ERROR, f"{HTTP}#status.404", "a former address of sound still answers"
)
FORMER_OTHER = declare(
    "former/other", Level.ERROR, f"{HTTP}#status.200", "a former address gives the present sound"
)
WITHDRAWN = declare(
    "withdrawn/answers",
    Level.ERROR,
    f"{HTTP}#status.410",
    "what was withdrawn, or is not published, answers with 404 or 410",
)

_GONE = frozenset({404, 410})


def feed_self(address: str, says: str) -> Iterator[Told]:
    """Whether a feed says where it lies."""
    if says and says != address:
        told = f"the feed says that it lies at {says}"
        yield Told(SELF, address, told, "upload the feed of this address, or ask for the other")


def guids(pages: Mapping[str, Node]) -> Iterator[Told]:
    """Episodes that are on two pages of a feed; within one page a rule of feeds tells it."""
    first: dict[str, str] = {}
    for address, root in pages.items():
        for guid in {item.say("guid") for item in items(root)} - {""}:
            if guid in first:
                told = f"the episode with the guid {guid} is on {first[guid]}, too"
                yield Told(GUIDS, address, told, "upload feed and archive from the same build")
            first.setdefault(guid, address)


def stale(
    address: str, outside: Node, ours: Node, moved: tuple[str, str] = ("", "")
) -> Iterator[Told]:
    """Where a feed is not the one that was built here, told by its episodes.

    `moved` is an address in it, and the one that is the same in what was built.
    """
    theirs = {item.say("guid"): item for item in items(outside)}
    built = {item.say("guid"): item for item in items(ours)}
    missing = [item.say("title") for guid, item in built.items() if guid not in theirs]
    extra = [item.say("title") for guid, item in theirs.items() if guid not in built]
    other = [
        item.say("title")
        for guid, item in built.items()
        if guid in theirs and _values(item) != _values(theirs[guid], moved)
    ]
    hint = "upload what was built last"
    for titles, told in (
        (missing, "was built and is not in the feed out there"),
        (extra, "is in the feed out there and was not built"),
        (other, "is told otherwise in the feed out there than in the one that was built"),
    ):
        for title in titles:
            yield Told(STALE, address, f"“{title}” {told}", hint)
    if not (missing or extra or other) and _values(outside, moved) != _values(ours):
        told = "the show is told otherwise in the feed out there than in the one that was built"
        yield Told(STALE, address, told, hint)


def former(address: str, present: str, answer: Answer, digests: tuple[str, str]) -> Iterator[Told]:
    """Whether a former address gives what the present one does, by the digests of both."""
    if answer.trouble is Trouble.SPENT:
        yield from answers.trouble(answer)
    elif answer.trouble or answer.status != 200:  # noqa: PLR2004 - OK
        what = answer.told or f"it is answered with {answer.status}"
        told = f"this former address has no sound any more: {what}"
        yield Told(FORMER, address, told, f"let it lead to {present}")
    elif digests[0] != digests[1]:
        told = f"this former address gives other sound than {present}"
        yield Told(FORMER_OTHER, address, told, "put the present sound there, too")


def gone(answer: Answer) -> Iterator[Told]:
    """Whether an address that must not answer does not; told for anything but 404 and 410."""
    if not answer.trouble and answer.status not in _GONE:
        told = f"this must not be out there, and is answered with {answer.status}"
        yield Told(WITHDRAWN, answer.address, told, "delete it there, and in every cache before it")


def _values(
    node: Node, moved: tuple[str, str] = ("", "")
) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """What an element and those in it say, in order."""

    def back(value: str) -> str:
        return value.replace(*moved) if moved[0] else value

    return sorted(
        (e.name, back(e.value), tuple(sorted((k, back(v)) for k, v in e.attributes.items())))
        for e in node.walk()
    )
