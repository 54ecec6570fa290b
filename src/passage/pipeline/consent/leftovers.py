"""Whose sound and words the cache may have: a script that is deleted leaves them there.

A script that is withdrawn leaves the cache at once. One that somebody only deletes may come back,
as with a branch of git, so its sound is kept until `passage clean`; but that has to be known.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from passage.keeping import files
from passage.model import Consent, Library
from passage.pipeline import records
from passage.pipeline.layout import Layout
from passage.pipeline.planning import Plan
from passage.pipeline.records import Record

_FILE = "scripts.json"
"""In the cache: the ids of the scripts of which something may be in it."""


def note(layout: Layout, library: Library, plan: Plan, made: Iterable[Record]) -> None:
    """Keep in mind whose words the cache may have after a build. Raises DeliveryFailed.

    Those that are in the plan, and in what was `made` before. Not those who withdrew: not even
    their names stay.
    """
    drafts = records.read(layout.drafts).values()
    heard = {name for record in (*made, *drafts) for name in record.scripts}
    heard |= {each.segment.script for each in plan.segments} - {""}
    withdrawn = {script.id for script in library.scripts if script.consent is Consent.WITHDRAWN}
    _write(layout, (_read(layout) | heard) - withdrawn)


def deleted(layout: Layout, library: Library) -> tuple[str, ...]:
    """The ids of scripts that are no longer there, of which the cache may have something."""
    return tuple(sorted(_read(layout) - {script.id for script in library.scripts}))


def only(layout: Layout, scripts: Iterable[str]) -> None:
    """Keep in mind that the cache has nothing but of these. Raises DeliveryFailed."""
    if (layout.cache / _FILE).exists():
        _write(layout, frozenset(scripts))


def _write(layout: Layout, scripts: frozenset[str]) -> None:
    files.write_if_changed(layout.cache / _FILE, msgspec.json.encode(sorted(scripts)))


def _read(layout: Layout) -> frozenset[str]:
    try:
        return frozenset(msgspec.json.decode((layout.cache / _FILE).read_bytes(), type=list[str]))
    except (OSError, msgspec.DecodeError):
        return frozenset()
