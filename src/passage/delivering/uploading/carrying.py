"""A publication: what is different at the target is sent, in an order that breaks nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from passage.delivering.uploading import content, feeds, ledger, plan
from passage.delivering.uploading.content import Content
from passage.delivering.uploading.outbox import Kind, Outbox, Outgoing
from passage.delivering.uploading.plan import Copy, Remove, Send, Step, Tell, There
from passage.delivering.uploading.storage import Found, Storage
from passage.errors import DeliveryFailed, PassageError, SendingFailed
from passage.keeping.sums import Sums

SHORT_S, LONG_S = 300, 3600
"""How long caches may keep what changes in place, and what changes its name with its content.
Not for ever: when somebody withdraws, caches on the way are to forget as well."""


class News(StrEnum):
    """What subscribers notice of an episode."""

    NEW = "new"
    AUDIO = "other audio"
    DETAILS = "other details"
    BESIDE = "other files beside it"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of an episode at the target."""

    news: News
    guid: str
    title: str


@dataclass(frozen=True, slots=True)
class Intent:
    """What a publication does, before it does it."""

    steps: tuple[Step, ...]
    changes: tuple[Change, ...]
    size: int
    """Bytes to send."""
    total: int
    """Files that the target will have."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a publication did."""

    intent: Intent
    keeps_versions: bool = False
    """Whether the store keeps what was replaced and removed."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A step that was done."""

    done: int
    total: int
    path: str


class Publication:
    """An outbox and a target, compared."""

    def __init__(self, outbox: Outbox, store: Storage, sums: Sums | None = None) -> None:
        """Look at both. Raises DeliveryFailed, and PassageError where another show is published.

        Files whose checksums are in `sums` are not read, unless they are sent.
        """
        self._outbox, self._store, self._sums = outbox, store, sums or Sums()
        self._wanted: dict[str, Content] = {}
        self._listed = self._listing()
        self._before = ledger.read(store)
        self._entries = {path: e for path, e in self._before.items() if path in self._listed}
        self._there = self._look()
        self._ours = feeds.read({each.path: each.file.read_bytes() for each in outbox.feeds()})
        self._require_same_show()
        present = ((each.path, each) for each in outbox.objects)
        self._copies = plan.copies(outbox, self._there)
        self._pending = {
            path for path, each in chain(present, self._copies.items()) if not self._has(path, each)
        }

    def intent(self) -> Intent:
        """Say what is to be done."""
        steps = plan.steps(self._outbox, self._there, self._ours, self._pending)
        return Intent(
            steps=steps,
            changes=tuple(self._changes()),
            size=sum(self._size(step) for step in steps),
            total=len(self._outbox.objects) + len(self._copies),
        )

    def carry_out(self, tell: Callable[[Progress], None]) -> Done:
        """Do it. Raises SendingFailed: what was sent stays, and the next run goes on there."""
        intent = self.intent()
        number = 0
        try:
            for number, step in enumerate(intent.steps):
                if number and _is_turn(intent.steps[number - 1], step):
                    self._remember()
                self._carry(step)
                tell(Progress(number + 1, len(intent.steps), path(step)))
            self._remember()
        except DeliveryFailed as failure:
            raise self._broken_off(intent.steps, number, failure) from failure
        return Done(intent, bool(intent.steps) and self._store.keeps_versions())

    # ---- what is there -------------------------------------------------------------------

    def _listing(self) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for folder in self._outbox.folders:
            found |= self._store.listing(folder)
        for each in self._outbox.objects:
            if "/" not in each.path and (alone := self._store.look(each.path)):
                found[each.path] = alone
        return found

    def _look(self) -> There:
        documents = {
            path: self._store.read(path) or b""
            for path in sorted(self._listed)
            if path in {each.path for each in self._outbox.feeds()} or _is_document(path)
        }
        feed = feeds.read(documents)
        return There(frozenset(self._listed), frozenset(self._entries), feed)

    def _require_same_show(self) -> None:
        feed = self._there.feed
        if feed.guid == self._outbox.guid or not (feed.guid or feed.items):
            return
        whose = f"its podcast:guid is {feed.guid}" if feed.guid else "it has no podcast:guid"
        raise PassageError(
            self._store.shown,
            f"another show is published there ({whose})",
            "choose another target; nothing was sent or removed",
        )

    def _content(self, each: Outgoing) -> Content:
        if each.path not in self._wanted:
            self._wanted[each.path] = content.of_file(
                each.file,
                self._sums.of(each.file),
                each.media_type,
                LONG_S if each.has_digest else SHORT_S,
                is_staged=each.kind >= Kind.ARCHIVE,
            )
        return self._wanted[each.path]

    def _has(self, path: str, each: Outgoing) -> bool:
        """Whether the target has a file as it should be; what is not certain is read there."""
        found, wanted = self._listed.get(path), self._content(each)
        if found is None or found.size != wanted.size:
            return False
        sure = wanted.is_told_by(found.mark)
        sure = sure or ledger.bears_out(self._entries.get(path), found, wanted)
        if sure or self._store.has(path, wanted):
            self._entries[path] = ledger.entry(found, wanted)
            return True
        return False

    def _changes(self) -> Iterator[Change]:
        there, ours = self._there.feed.items, self._ours.items
        touched = {each.episode for each in self._outbox.objects if each.path in self._pending}
        for guid, item in ours.items():
            old = there.get(guid)
            if old is None:
                yield Change(News.NEW, guid, item.title)
            elif old.audio != item.audio:
                yield Change(News.AUDIO, guid, item.title)
            elif old.told != item.told:
                yield Change(News.DETAILS, guid, item.title)
            elif guid in touched:
                yield Change(News.BESIDE, guid, item.title)
        for guid, item in there.items():
            if guid not in ours:
                yield Change(News.GONE, guid, item.title)

    # ---- what is done --------------------------------------------------------------------

    def _size(self, step: Step) -> int:
        if isinstance(step, Send | Copy):
            return self._content(step.outgoing).size
        return len(step.data) if isinstance(step, Tell) else 0

    def _carry(self, step: Step) -> None:
        match step:
            case Send(each):
                wanted = self._content(each)
                if self._sums.is_kept(each.file) and not wanted.is_sound():
                    raise DeliveryFailed(each.path, _DAMAGED, f"delete {each.file}, {_MAKE}")
                self._note(each.path, self._store.write(each.path, wanted), wanted)
            case Tell(where, data, media_type):
                wanted = content.of(data, media_type, SHORT_S, is_staged=True)
                self._note(where, self._store.write(where, wanted), wanted)
            case Copy(each, where):
                wanted = self._content(each)
                self._note(where, self._store.copy(where, wanted, each.path), wanted)
            case Remove(where):
                self._store.remove(where)
                self._entries.pop(where, None)

    def _note(self, path: str, found: Found, wanted: Content) -> None:
        self._entries[path] = ledger.entry(found, wanted)

    def _remember(self) -> None:
        if self._entries != self._before:
            ledger.write(self._store, self._entries)
            self._before = dict(self._entries)

    def _broken_off(
        self, steps: Sequence[Step], number: int, failure: DeliveryFailed
    ) -> SendingFailed:
        # It only saves work: what is there is found there all the same.
        with contextlib.suppress(DeliveryFailed):
            self._remember()
        done, left = steps[:number], steps[number:]
        return SendingFailed(
            failure,
            self._state(done, steps),
            done=tuple(map(path, done)),
            left=tuple(map(path, left)),
            taken_back=tuple(path(step) for step in left if isinstance(step, Copy | Remove)),
        )

    def _state(self, done: Sequence[Step], steps: Sequence[Step]) -> str:
        """What subscribers see of a publication that stopped."""
        documents = [step for step in steps if _tells(step)]
        told = [step for step in done if _tells(step)]
        if told and len(told) == len(documents):
            return "the new feed is there, and whole"
        if told:
            return "the feed there is whole, and without the episodes that are gone"
        if self._there.feed.items:
            return "the feed there is whole, and as it was"
        return "there is no feed there yet"


_DAMAGED = "has other bytes than before, and nobody wrote to it: the disk may be failing"
_MAKE = "then type: passage build, passage publish"


def path(step: Step) -> str:
    """The path at the target that a step is about."""
    return step.outgoing.path if isinstance(step, Send) else step.path


def _tells(step: Step) -> bool:
    return isinstance(step, Tell) or (isinstance(step, Send) and step.outgoing.kind >= Kind.ARCHIVE)


def _is_turn(before: Step, step: Step) -> bool:
    """Whether another kind of work begins: what is done is then remembered at the target."""
    return _kind(before) != _kind(step)


def _kind(step: Step) -> object:
    return step.outgoing.kind if isinstance(step, Send) else type(step)


def _is_document(path: str) -> bool:
    return path.startswith("feed/") and path.endswith(".xml")
