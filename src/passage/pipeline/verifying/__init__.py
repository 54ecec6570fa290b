"""Verifying: what is out there is asked for, cheap things first, and compared.

::

    asking     each address once, a few at a time; what was found so far
    feeds      the feed and its archive
    texts      the heads of all files, then transcripts, chapters and pictures
    walk       every page that links lead to
    site       the pages that Passage made, against the episodes
    knowledge  what this machine knows of the show
    sounds     the sound of each episode, then books
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from passage.delivering.verifying import Reader
from passage.pipeline.verifying import feeds, knowledge, site, sounds, texts, walk
from passage.pipeline.verifying.asking import Asking
from passage.pipeline.verifying.knowledge import Known
from passage.validating.delivery import made, named
from passage.validating.delivery.sound import Wanted
from passage.validating.document import Node
from passage.validating.finding import Finding


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found."""

    findings: tuple[Finding, ...]
    """In the order in which they were found: cheap things first."""
    episodes: int
    addresses: int
    """How many different ones were looked at."""


def verify(
    reader: Reader,
    feed: str,
    known: Known | None = None,
    *,
    is_shelf: bool = False,
    begun: Callable[[str, int], None] = lambda _name, _count: None,
) -> Verified:
    """Look at everything that a client of a feed can ask for.

    `is_shelf` says that the reader is the show's own folder, which answers for what is never
    uploaded. `begun` hears of each step and how much it has to do. Raises PassageError when the
    feed is not there.
    """
    with tempfile.TemporaryDirectory(prefix="passage-verify-") as folder:
        asking = Asking(reader, named.base(feed), Path(folder))
        begun("feed", 1)
        roots = feeds.read(asking, feed)
        root = roots.get(feed)
        if root is None:
            return Verified(tuple(asking.found), 0, 1)
        _look(
            asking,
            roots,
            known if known and knowledge.is_of(root, known) else None,
            begun,
            is_shelf=is_shelf,
        )
        episodes = sum(len(named.items(each)) for each in roots.values())
        addresses = len({*asking.heads, *asking.files, *roots})
        return Verified(tuple(asking.found), episodes, addresses)


def _look(
    asking: Asking,
    roots: dict[str, Node],
    known: Known | None,
    begun: Callable[[str, int], None],
    *,
    is_shelf: bool,
) -> None:
    feed, root = next(iter(roots.items()))
    listed = [each for page in roots.values() for each in named.named(page)]
    items = [item for page in roots.values() for item in named.items(page)]
    texts.name_titles(asking, listed)
    begun("heads", len({each.address for each in listed}))
    texts.ask_heads(asking, listed)
    if known and not is_shelf:
        knowledge.compare(asking, known, feed, root)
    begun("texts", len(items))
    texts.fetch(asking, listed)
    texts.ask_pictures(asking, items)
    for item in items:
        texts.compare(asking, item, {})
    begun("pages", 1)
    walked = walk.walk(asking, listed, feed)
    is_ours = any(page.say("generator") == "Passage" for page in root.all("channel"))
    if is_ours:
        asking.tell(made.compare(feed, root, items, named.self_link(root)))
        site.look(asking, walked, roots, items, listed)
    begun("sounds", len(items))
    sounds.hear(asking, listed, known.wanted if known else Wanted(), is_ours=is_ours)
    if known and not is_shelf:
        knowledge.compare_withdrawn(asking, known)
        knowledge.compare_former(asking, known)
    begun("books", len(walked.books))
    sounds.read_books(asking, walked.books, items, is_ours=is_ours)
    if known and not is_shelf:
        knowledge.compare_files(asking, known, feed, root)
