"""Verifying, as the command line does."""

from __future__ import annotations

from passage.delivering.verifying.bounds import Bounds, Spent
from passage.pipeline import verifying
from passage.pipeline.layout import Layout
from passage.pipeline.verifying import Verified, knowledge, opening
from passage.reading import folder as show_folder
from tests.delivering.verifying.host import Host

BOUNDS = Bounds(connecting=60, answering=120)


def verify(host: Host, bounds: Bounds = BOUNDS, *also: str) -> tuple[Verified, Spent]:
    """Look at what a host serves, knowing the show as it was built."""
    opened = opening.web(f"{host.address}feed/feed.xml", bounds, also)
    known = knowledge.look(Layout(host.folder), show_folder.read(host.folder))
    return verifying.verify(opened.reader, opened.feed, known), opened.budget.spent


def rules(verified: Verified) -> set[str]:
    """The rules that were broken."""
    return {finding.rule for finding in verified.findings}


def verify_only(host: Host) -> Verified:
    """The same, knowing nothing."""
    opened = opening.web(f"{host.address}feed/feed.xml", BOUNDS)
    return verifying.verify(opened.reader, opened.feed)
