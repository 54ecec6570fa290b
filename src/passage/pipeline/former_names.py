"""The names that audio had before: whoever has an old address hears the episode as it is now.

``audio_out/names.json`` tells, for each former file name, the present one. It is the one thing in
the made folders that cannot be made again from what people wrote: it is what subscribers hold.
An episode that is withdrawn or taken out of the show leaves it, so that nothing answers for it.

What was withdrawn leaves the addresses that it had, so that servers can answer 410 there: gone, and
not lost. An address may hold a narrator's name, so under the key ``gone`` stand only the SHA-256
digests of the paths below the show's address (`tombstone`). Whoever is asked for a path can look
whether it is among them; nobody can read the paths in them. Whoever guesses a path can see whether
the guess is right, so the file stays with the producer: it is neither served nor published.

Under the key ``changed`` stand the guids of episodes that lost a testimony, each with the digest of
what that testimony's script was called: the episode says so for as long as it is published, also
when nothing else of the show knows of the script any more.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from passage.fingerprint import tombstone
from passage.keeping import files
from passage.model import Consent, Library
from passage.pipeline import enclosures, records
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.publishing import paging

FILE = "names.json"
"""In ``audio_out/``."""

GONE, CHANGED = "gone", "changed"
"""Keys of the tombstones, and of what lost a testimony; no file of an episode has such a name."""


@dataclass(frozen=True, slots=True)
class Former:
    """What was published before a build."""

    names: Mapping[str, str]
    """Every file name so far, and the last one of the same episode."""
    guids: Mapping[str, str]
    """Of each episode, by the id that it had."""
    is_damaged: bool = False
    """Whether the file could not be read: what only it knew is forgotten."""
    gone: frozenset[str] = frozenset()
    """Tombstones: of what was withdrawn before, and of all that may be withdrawn now."""
    waiting: frozenset[str] = frozenset()
    """Former names of episodes that are being made again, without what was withdrawn."""
    changed: frozenset[str] = frozenset()
    """A guid and the digest of a script, parted by a space."""

    def without(self, names: Collection[str], gone: Iterable[str]) -> Former:
        """The same without some names, which have tombstones instead."""
        left = {k: v for k, v in self.names.items() if k not in names}
        return replace(self, names=left, gone=self.gone | frozenset(gone))


def read(layout: Layout) -> Former:
    """Look at what is there, before anything is made.

    Not only at the records: a build that was stopped may have made new audio and told nobody. The
    feed then still names the old.
    """
    kept = told(layout)
    made = records.read(layout.audio)
    names = {name: name for name in _in_the_feed(layout)}
    names |= {record.episode.file: record.episode.file for record in made.values()}
    guids = {name: record.episode.manifest.guid for name, record in made.items()}
    waiting, leaving = _interrupted(layout)
    return Former(
        names | waiting | dict(kept.names),
        guids,
        kept.is_damaged,
        kept.gone | leaving,
        changed=kept.changed,
    )


def remember_changes(
    layout: Layout, former: Former, library: Library, made: Iterable[Record]
) -> Former:
    """Keep which episodes lost a testimony, before what tells of that is gone.

    It is told by the episode's file, or by what was made of it before. Who is heard in it again
    was not lost. Raises DeliveryFailed.
    """
    scripts = {script.id: script.consent for script in library.scripts}
    named = {(m.guid, name) for m in library.manifests for name in m.scripts}
    heard = {(r.episode.manifest.guid, name) for r in made for name in r.scripts}
    lost = {_change(*e) for e in named | heard if scripts.get(e[1]) is Consent.WITHDRAWN}
    back = {_change(*e) for e in named if scripts.get(e[1]) is Consent.GRANTED}
    before = told(layout)
    now = (former.changed | lost) - back
    if now != before.changed:
        _write(layout, replace(before, changed=now))
    return replace(former, changed=now)


def changed(layout: Layout) -> frozenset[str]:
    """The guids of episodes that lost a testimony."""
    return frozenset(each.partition(" ")[0] for each in told(layout).changed)


def _change(guid: str, script: str) -> str:
    return f"{guid} {tombstone(script)}"


def begin_withdrawing(layout: Layout, former: Former, continuing: Collection[str]) -> Former:
    """Remember all that is published, before some of it is taken away.

    `continuing` are the guids of the episodes that will be made again. What is remembered is kept
    in the cache until that is done, since a build may be stopped. Raises DeliveryFailed.
    """
    there = {tombstone(path) for path in _published(layout)}
    there |= {tombstone(f"audio_out/{name}") for name in former.names}
    waiting = {
        name: last
        for name, last in former.names.items()
        if former.guids.get(enclosures.episode_id(last), "") in continuing
    }
    gone = former.gone | there
    told = _Leaving(dict(sorted(waiting.items())), sorted(gone))
    files.write_if_changed(_journal(layout), msgspec.json.encode(told))
    return replace(former, gone=gone, waiting=frozenset(waiting))


def is_withdrawing(layout: Layout) -> bool:
    """Whether a build was stopped, or failed, while it withdrew something."""
    return _journal(layout).exists()


def end_withdrawing(layout: Layout) -> None:
    """Forget what was remembered for the case of an interruption."""
    _journal(layout).unlink(missing_ok=True)


def following(former: Former, kept: Iterable[Record]) -> dict[str, str]:
    """Former names and the file that has the episode now, in order of the names.

    An episode is known by its guid: its id, with which its files' names begin, may change.
    """
    episodes = [record.episode for record in kept]
    guids = {each.manifest.id: each.manifest.guid for each in episodes} | dict(former.guids)
    present = {each.manifest.guid: each.file for each in episodes}
    found = {}
    for name, last in sorted(former.names.items()):
        file = present.get(guids.get(enclosures.episode_id(last), ""))
        if file and file != name:
            found[name] = file
    return found


def write(layout: Layout, former: Former, kept: Iterable[Record]) -> None:
    """Write the file, whole or not at all, if it says something new. Raises DeliveryFailed."""
    names = following(former, kept)
    gone = _gone(layout, former, kept, names)
    _write(layout, Told(names, gone, former.changed))


def _write(layout: Layout, telling: Told) -> None:
    found: dict[str, str | list[str]] = dict(telling.names)
    listed = ((GONE, telling.gone), (CHANGED, telling.changed))
    found |= {key: sorted(each) for key, each in listed if each}
    path = layout.audio / FILE
    if found or path.exists():
        files.write_if_changed(path, msgspec.json.format(msgspec.json.encode(found)) + b"\n")


def _gone(
    layout: Layout, former: Former, kept: Iterable[Record], answered: Iterable[str]
) -> frozenset[str]:
    if not former.gone:
        return frozenset()
    # The audio of what is withdrawn may still be there: it is swept when this is written.
    audio = {record.episode.file for record in kept} | {*answered, *former.waiting}
    there = {tombstone(f"audio_out/{name}") for name in audio}
    there |= {tombstone(path) for path in _published(layout) if not path.startswith("audio_out/")}
    return former.gone - there


def _published(layout: Layout) -> Iterator[str]:
    """The paths of all that has an address; in the folder of the audio that is the audio."""
    for folder in layout.published:
        for path in folder.rglob("*"):
            is_told = folder != layout.audio or enclosures.is_name(path.name)
            if is_told and path.is_file() and layout.cache not in path.parents:
                yield layout.shown(path)


def _journal(layout: Layout) -> Path:
    return layout.cache / "withdrawing.json"


class _Leaving(msgspec.Struct):
    """What a build has in mind while it withdraws something."""

    names: dict[str, str]
    """Former names of episodes that go on."""
    gone: list[str]
    """Tombstones of all that was published; what is there in the end needs none."""


def _interrupted(layout: Layout) -> tuple[dict[str, str], frozenset[str]]:
    """What a build had in mind that was stopped while it withdrew something."""
    try:
        found = msgspec.json.decode(_journal(layout).read_bytes(), type=_Leaving)
    except (OSError, msgspec.DecodeError):
        return {}, frozenset()
    names = {
        k: v for k, v in found.names.items() if enclosures.is_name(k) and enclosures.is_name(v)
    }
    return names, frozenset(found.gone)


def _in_the_feed(layout: Layout) -> Iterator[str]:
    for path in (layout.feed / paging.FEED, *layout.feed.glob("archive-*.xml")):
        with contextlib.suppress(OSError):
            yield from (name.decode() for name in _ENCLOSURE.findall(path.read_bytes()))


_ENCLOSURE = re.compile(rb'/audio_out/([A-Za-z0-9_-]+-[0-9a-f]{8}\.mp3)"')
"""In an attribute: in words that people wrote, quotes in the feed are no quotes of attributes."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the file says."""

    names: Mapping[str, str]
    """The present name for each former one."""
    gone: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    is_damaged: bool = False


def told(layout: Layout) -> Told:
    """Read the file; what in it cannot be used is left out, and it is damaged then."""
    try:
        found = msgspec.json.decode(
            (layout.audio / FILE).read_bytes(), type=dict[str, str | list[str]]
        )
    except FileNotFoundError:
        return Told({})
    except (OSError, msgspec.DecodeError):
        return Told({}, is_damaged=True)
    listed = found.pop(GONE, []), found.pop(CHANGED, [])
    gone = frozenset(each for each in listed[0] if _DIGEST.fullmatch(each))
    changed = frozenset(each for each in listed[1] if _CHANGE.fullmatch(each))
    # Names are taken for paths by what serves them: no other file is ever named.
    sound = {
        k: v
        for k, v in found.items()
        if isinstance(v, str) and enclosures.is_name(k) and enclosures.is_name(v)
    }
    is_whole = sound == found and (len(gone), len(changed)) == tuple(map(len, listed))
    return Told(sound, gone, changed, not is_whole)


_DIGEST = re.compile("[0-9a-f]{64}")
_CHANGE = re.compile(r"\S+ [0-9a-f]{64}")
