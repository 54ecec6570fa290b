"""What is done at the target, in which order, so that its feed never names what is not there.

Nothing is done here: values in, values out. docs/publishing.md says why the order is this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fnmatch import fnmatchcase

from passage import fingerprint
from passage.delivering.uploading import feeds
from passage.delivering.uploading.feeds import Feed
from passage.delivering.uploading.outbox import Kind, Outbox, Outgoing

PART = ".part"
"""What the name of a file ends with at the target while it is being sent."""

_DIGEST = re.compile(r"(.+-)[0-9a-f]{8}(\.[a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class Send:
    """Send a file."""

    outgoing: Outgoing


@dataclass(frozen=True, slots=True)
class Tell:
    """Put a document of the feed there, as it must be for the time being."""

    path: str
    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Let a former name answer with what is there now."""

    outgoing: Outgoing
    """What answers."""
    path: str
    """The former name."""


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove what is no longer published."""

    path: str


Step = Send | Tell | Copy | Remove


@dataclass(frozen=True, slots=True)
class There:
    """What the target has."""

    paths: frozenset[str]
    ours: frozenset[str]
    """Those that an earlier publication put there, as it says itself."""
    feed: Feed


def copies(outbox: Outbox, there: There) -> dict[str, Outgoing]:
    """Former names, and what answers for each: those that the show knows, and those found there."""
    present = {each.path: each for each in outbox.objects}
    found = {old: present[new] for old, new in outbox.former if new in present}
    heirs = {
        _digested(each.path): each
        for each in outbox.objects
        if each.has_digest and outbox.keeps_former
    }
    for path in sorted(_ours(outbox, there)):
        heir = heirs.get(_digested(path))
        if heir and path not in present and fingerprint.tombstone(path) not in outbox.tombstones:
            found.setdefault(path, heir)
    return {path: each for path, each in found.items() if path not in present}


def steps(outbox: Outbox, there: There, ours: Feed, pending: AbstractSet[str]) -> tuple[Step, ...]:
    """Everything to do, in order; `pending` are the paths that are not yet as they should be."""
    return tuple(_Planner(outbox, there, ours, pending).steps())


class _Planner:
    def __init__(self, outbox: Outbox, there: There, ours: Feed, pending: AbstractSet[str]) -> None:
        self._outbox, self._there, self._ours, self._pending = outbox, there, ours, pending
        self._copies = copies(outbox, there)
        present = {each.path for each in outbox.objects}
        self._gone = sorted(_ours(outbox, there) - present - self._copies.keys())
        self._gone_episodes = frozenset(there.feed.items.keys() - ours.items.keys())
        self._affected = self._affected_episodes()
        self._done: set[Step] = set()

    def steps(self) -> Iterator[Step]:
        hasty = self._outbox.has_withdrawals or bool(self._affected)
        if hasty:
            yield from self._once(self._removals(self._there.feed.paths))
        if self._gone_episodes and self._waits_for(lambda _: True):
            yield from self._once(self._meanwhile(self._gone_episodes))
        if self._affected and self._waits_for(lambda each: not self._is_affected(each)):
            yield from self._once(self._at_once())
        yield from self._once(self._sends(lambda _: True))
        yield from self._once(self._replacements(lambda _: True, named=frozenset()))
        yield from self._once(self._removals(frozenset()))

    def _once(self, steps: Iterator[Step]) -> Iterator[Step]:
        for step in steps:
            if step not in self._done:
                self._done.add(step)
                yield step

    def _affected_episodes(self) -> frozenset[str]:
        """Those whose words, or some of them, were taken back since they were published."""
        there, ours = self._there.feed.items, self._ours.items
        affected = set(self._gone_episodes)
        if self._outbox.has_withdrawals:
            both = there.keys() & ours.keys()
            affected |= {guid for guid in both if there[guid].audio != ours[guid].audio}
            # What a run that was cut has left under former names.
            stale = self._copies.keys() & self._there.paths & self._pending
            affected |= {self._copies[path].episode for path in stale} - {""}
        return frozenset(affected)

    def _waits_for(self, wanted: Callable[[Outgoing], bool]) -> bool:
        """Whether one of these has to be sent before the new feed can be."""
        return any(
            each.path in self._pending and each.kind < Kind.ARCHIVE and wanted(each)
            for each in self._outbox.objects
        )

    def _is_affected(self, outgoing: Outgoing) -> bool:
        return not outgoing.episode or outgoing.episode in self._affected

    def _at_once(self) -> Iterator[Step]:
        """Send no more than it takes to take back what remains without some of its words."""
        yield from self._sends(lambda each: self._is_affected(each) and each.kind < Kind.ARCHIVE)
        yield from self._meanwhile(self._affected)

    def _meanwhile(self, episodes: Collection[str]) -> Iterator[Step]:
        """Publish a feed that differs in these episodes only; then what it no longer names goes."""
        told = feeds.between(self._there.feed, self._ours, episodes)
        for path, data in sorted(told.items(), key=lambda each: _late(each[0])):
            yield Tell(path, data, self._outbox.feeds()[-1].media_type)
        named = feeds.read({**self._there.feed.documents, **told}).paths
        yield from self._replacements(lambda each: each.episode in episodes, named)
        yield from self._removals(named)

    def _sends(self, wanted: Callable[[Outgoing], bool]) -> Iterator[Step]:
        for each in sorted(self._outbox.objects, key=_order):
            if wanted(each) and (each.path in self._pending or self._is_interim(each.path)):
                yield Send(each)

    def _is_interim(self, path: str) -> bool:
        """Whether it says for the time being what the new one no longer says."""
        return any(isinstance(step, Tell) and step.path == path for step in self._done)

    def _replacements(
        self, wanted: Callable[[Outgoing], bool], named: Collection[str]
    ) -> Iterator[Step]:
        for path, each in sorted(self._copies.items()):
            if wanted(each) and path in self._pending and path not in named:
                yield Copy(each, path)

    def _removals(self, named: Collection[str]) -> Iterator[Step]:
        return (Remove(path) for path in self._gone if path not in named)


def _ours(outbox: Outbox, there: There) -> frozenset[str]:
    """What was published earlier, finished or not: only where made files lie."""
    return frozenset(
        path
        for path in there.paths
        if path.partition("/")[0] in outbox.folders
        and (
            path in there.ours
            or path.endswith(PART)
            or any(fnmatchcase(path, pattern) for pattern in outbox.made)
        )
    )


def _digested(path: str) -> tuple[str, str] | None:
    found = _DIGEST.fullmatch(path)
    return (found[1], found[2]) if found else None


def _order(outgoing: Outgoing) -> tuple[Kind, str]:
    return outgoing.kind, outgoing.path


def _late(path: str) -> tuple[bool, str]:
    """The feed itself after its archive."""
    return path.endswith("/feed.xml"), path
