"""The names that audio had before: whoever has an old address hears the episode as it is now.

``audio_out/names.json`` tells, for each former file name, the present one. It is the one thing in
the made folders that cannot be made again from what people wrote: it is what subscribers hold.
An episode that is withdrawn or taken out of the show leaves it, so that nothing answers for it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from passage.keeping import files
from passage.pipeline import enclosures, records
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.publishing import paging

FILE = "names.json"
"""In ``audio_out/``."""


@dataclass(frozen=True, slots=True)
class Former:
    """What was published before a build."""

    names: Mapping[str, str]
    """Every file name so far, and the last one of the same episode."""
    guids: Mapping[str, str]
    """Of each episode, by the id that it had."""
    is_damaged: bool = False
    """Whether the file could not be read: what only it knew is forgotten."""


def read(layout: Layout) -> Former:
    """Look at what is there, before anything is made.

    Not only at the records: a build that was stopped may have made new audio and told nobody. The
    feed then still names the old.
    """
    told, is_damaged = _told(layout)
    made = records.read(layout.audio)
    names = {name: name for name in _in_the_feed(layout)}
    names |= {record.episode.file: record.episode.file for record in made.values()}
    guids = {name: record.episode.manifest.guid for name, record in made.items()}
    return Former(names | told, guids, is_damaged)


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
    found = following(former, kept)
    path = layout.audio / FILE
    if found or path.exists():
        files.write_if_changed(path, msgspec.json.format(msgspec.json.encode(found)) + b"\n")


def _in_the_feed(layout: Layout) -> Iterator[str]:
    for path in (layout.feed / paging.FEED, *layout.feed.glob("archive-*.xml")):
        with contextlib.suppress(OSError):
            yield from (name.decode() for name in _ENCLOSURE.findall(path.read_bytes()))


_ENCLOSURE = re.compile(rb'/audio_out/([A-Za-z0-9_-]+-[0-9a-f]{8}\.mp3)"')
"""In an attribute: in words that people wrote, quotes in the feed are no quotes of attributes."""


def _told(layout: Layout) -> tuple[dict[str, str], bool]:
    try:
        told = msgspec.json.decode((layout.audio / FILE).read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return {}, False
    except (OSError, msgspec.DecodeError):
        return {}, True
    # Names are taken for paths by what serves them: no other file is ever named.
    sound = {k: v for k, v in told.items() if enclosures.is_name(k) and enclosures.is_name(v)}
    return sound, sound != told
