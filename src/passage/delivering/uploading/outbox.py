"""What is to be published: files in classes, and the names that they had before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class Kind(IntEnum):
    """Classes of files, in the order in which they are sent: what is named before what names."""

    AUDIO = 1
    TRANSCRIPT = 2
    CHAPTERS = 3
    PAGE = 4
    BOOK = 5
    ARTWORK = 6
    ARCHIVE = 7
    FEED = 8


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file, and what it is at the target."""

    path: str
    """Below the target, and below the show's address."""
    file: Path
    kind: Kind
    media_type: str
    episode: str = ""
    """The guid of the episode that it belongs to; empty for what belongs to the show."""
    has_digest: bool = False
    """Whether its name is ``<name>-<8 hexadecimal digits>.<suffix>`` and changes with its content.
    Whatever else lies there under such a name is an earlier version of it."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """All that the target should have."""

    guid: str
    """The show's."""
    objects: tuple[Outgoing, ...]
    former: tuple[tuple[str, str], ...] = ()
    """Paths that subscribers may still hold, and the path of what answers for them now."""
    keeps_former: bool = True
    """Whether what has an earlier name at the target is replaced there; otherwise it is removed."""
    tombstones: frozenset[str] = frozenset()
    """`fingerprint.tombstone` of each path that answers no more, since somebody withdrew."""
    folders: tuple[str, ...] = ()
    """Where made files lie: nothing else at the target is ever looked at, or removed."""
    made: tuple[str, ...] = ()
    """Shell patterns of the paths that Passage gives: what has such a path and is no longer
    published is removed, whoever put it there."""
    has_withdrawals: bool = False
    """Whether somebody in the show withdrew: then what changed may hold their words, and is
    replaced first of all."""

    def feeds(self) -> tuple[Outgoing, ...]:
        """The feed's documents, ``feed.xml`` last."""
        return tuple(each for each in self.objects if each.kind >= Kind.ARCHIVE)
