"""What this machine knows of a show, against what the world is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from passage.model.answered import Answer, Trouble
from passage.validating.delivery import answers, named
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
ARCHIVE = declare(
    "feed/archive",
    Level.ERROR,
    "https://www.rfc-editor.org/rfc/rfc5005#section-4",
    "the pages of an archive are of one show, and lead on to what is older",
)
STALE = declare("feed/stale", Level.WARNING, RSS, "the feed out there is the one that was built")
STALE_FILE = declare(
    "file/stale",
    Level.WARNING,
    f"{HTTP}#status.200",
    "a file out there is, byte for byte, the one that was built, where no other rule says more",
)
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
_MOST_TOLD = 80
"""Characters of a value that are told."""

_Value = tuple[str, str, tuple[tuple[str, str], ...]]
"""An element's name, its text and its attributes."""


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


def archived(address: str, pages: Mapping[str, Node], older: str) -> Iterator[Told]:
    """Whether the page that was read last is of the same feed, and leads on to one not read yet."""
    last, root = list(pages.items())[-1]
    first = pages[address]
    if named.guid(root) != named.guid(first):
        told = (
            f"this page is of another show than {address}: {named.guid(root) or 'it has no guid'}"
        )
        yield Told(ARCHIVE, last, told, "upload feed and archive from the same build")
    # That a page leads to itself is told by a rule of feeds.
    if older in pages and older != last:
        told = f"it leads on to {older}, which was read before: no app reaches what is older"
        yield Told(ARCHIVE, last, told, "upload feed and archive from the same build")


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
    other = {
        item.say("title"): difference
        for guid, item in built.items()
        if guid in theirs and (difference := _difference(item, theirs[guid], moved))
    }
    hint = "upload what was built last"
    for titles, told in (
        (missing, "was built and is not in the feed out there"),
        (extra, "is in the feed out there and was not built"),
    ):
        for title in titles:
            yield Told(STALE, address, f"“{title}” {told}", hint)
    for title, difference in other.items():
        told = f"“{title}” is told otherwise out there than it was built: {difference}"
        yield Told(STALE, address, told, hint)
    if missing or extra or other:
        return
    if difference := _difference(ours, outside, moved):
        told = f"the show is told otherwise out there than it was built: {difference}"
        yield Told(STALE, address, told, hint)
    elif list(theirs) != list(built):
        yield Told(STALE, address, "the episodes stand in another order than they were built", hint)


def stale_file(address: str) -> Told:
    """A file that is not the one that was built here."""
    told = "this file is not the one that was built here"
    return Told(STALE_FILE, address, told, "upload what was built last, or build it anew")


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


def _difference(ours: Node, theirs: Node, moved: tuple[str, str]) -> str:
    """The first thing that an element, or one in it, says otherwise; empty where there is none."""
    built, found = Counter(_values(ours)), Counter(_values(theirs, moved))
    lost, new = sorted((built - found).elements()), sorted((found - built).elements())
    if not lost and not new:
        return ""
    if not lost or not new or lost[0][0] != new[0][0]:
        first = min(lost[:1] + new[:1])
        return f"<{first[0]}> is {'missing' if first in lost else 'added'}"
    return f"<{new[0][0]}> is {_told(new[0], lost[0])}, and was built as {_told(lost[0], new[0])}"


def _told(value: _Value, other: _Value) -> str:
    """What one says that the other does not."""
    said = [value[1]] if value[1] != other[1] else []
    said += [f"{name}={text}" for name, text in value[2] if (name, text) not in other[2]]
    told = ", ".join(said)
    return f"“{told[:_MOST_TOLD]}…”" if len(told) > _MOST_TOLD else f"“{told}”"


def _values(node: Node, moved: tuple[str, str] = ("", "")) -> list[_Value]:
    """What an element and those in it say, in order."""

    def back(value: str) -> str:
        return value.replace(*moved) if moved[0] else value

    return sorted(
        (e.name, back(e.value), tuple(sorted((k, back(v)) for k, v in e.attributes.items())))
        for e in node.walk()
    )
