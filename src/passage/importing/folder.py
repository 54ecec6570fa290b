"""What an import makes, written into the folder of a show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from passage.importing import account, account_page, naming, record, writing
from passage.importing.planning import Import
from passage.importing.record import Record
from passage.keeping import files

BESIDE = ".new"
"""Added to the name of a file that could not be written because another stands there."""


class Change(StrEnum):
    """What an import does to a file."""

    NEW = "written"
    UPDATED = "brought up to date"
    BESIDE = "kept beside an edited file"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Write:
    """A file that is to be written."""

    path: str
    """Below the show's folder."""
    data: bytes
    change: Change


def texts(made: Import) -> tuple[tuple[str, str], ...]:
    """The files of an import: path below the show's folder, and text. Nothing is written."""
    return (*_produced(made), *_accounts(made))


def recorded(folder: Path) -> Record:
    """What earlier imports wrote into a show's folder."""
    path = folder / record.FILE
    return record.parse(path.read_bytes()) if path.is_file() else Record()


def changes(made: Import, folder: Path) -> tuple[Write, ...]:
    """What `write` would write, in order. Nothing is written.

    A script or an episode that nobody edited since it was imported is brought up to date. One that
    somebody edited is kept: what would be written goes beside it, with `BESIDE` added to its name.
    So it does beside a script whose narrator agreed to other words. The day of an episode and what
    a narrator agreed to are no edits; a pending script takes the consent that is given now, and one
    that is withdrawn is left alone. An account is of the last import.
    """
    before = recorded(folder)
    produced = {name: text.encode() for name, text in _produced(made)}
    found = {name: _change(folder, name, data, before) for name, data in produced.items()}
    rest = [Write(name, text.encode(), Change.ACCOUNT) for name, text in _accounts(made)]
    news = _remembered(made, produced, found, before).text().encode()
    rest.append(Write(record.FILE, news, Change.ACCOUNT))
    return tuple(
        each
        for each in (*filter(None, found.values()), *rest)
        if not _is_there(folder / each.path, each.data)
    )


def write(found: Iterable[Write], folder: Path) -> None:
    """Write what `changes` found into a show's folder, each file whole or not at all.

    Raises DeliveryFailed when there is no room or no permission.
    """
    for each in found:
        files.write(folder / each.path, each.data)


def removed(made: Import, folder: Path) -> tuple[str, ...]:
    """Files that an earlier import of the same sources made and this one does not; all stay."""
    names = [sheet.name for sheet in made.account.sheets]
    before = recorded(folder).made(names) - made.origins.keys()
    made_once = sorted(before - {"passage.yml"})
    return tuple(path for path in made_once if (folder / path).is_file())


_HEAD = rb"\A---\n(?:(?!---\n).*\n)*?"
_PENDING = re.compile(_HEAD + rb"consent: pending\n")
_WITHDRAWN = re.compile(_HEAD + rb"consent: withdrawn\n")


def _change(folder: Path, name: str, data: bytes, before: Record) -> Write | None:
    path = folder / name
    there = path.read_bytes() if path.exists() else None
    if there is None:
        return Write(name, data, Change.NEW)
    agrees = not there.startswith(b"---\n") or bool(_PENDING.search(there))
    if record.settled(there) == record.settled(data):
        return Write(name, data, Change.UPDATED) if _PENDING.search(there) else None
    if _WITHDRAWN.search(there):
        return None
    if before.is_untouched(name, there) and (agrees or not _PENDING.search(data)):
        return Write(name, data, Change.UPDATED)
    return Write(name + BESIDE, data, Change.BESIDE)


def _is_there(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _remembered(
    made: Import,
    produced: Mapping[str, bytes],
    found: Mapping[str, Write | None],
    before: Record,
) -> Record:
    """The record after an import: what stays edited keeps the digest that it was written with."""
    sources = {name: dict(paths) for name, paths in before.sources.items()}
    for name, origins in made.origins.items():
        change = found[name]
        for origin in origins:
            paths = sources.setdefault(origin, {})
            is_beside = change is not None and change.change is Change.BESIDE
            paths[name] = paths.get(name, "") if is_beside else record.digest(produced[name])
    return Record(sources)


def _produced(made: Import) -> Iterator[tuple[str, str]]:
    if made.is_new:
        narrators = [script.narrator for script in made.scripts if script.narrator]
        yield "passage.yml", writing.show(made.show, narrators)
    for script in made.scripts:
        yield script.path, writing.script(script, made.because)
    for manifest in made.manifests:
        yield manifest.path, writing.manifest(manifest)


def _accounts(made: Import) -> Iterator[tuple[str, str]]:
    ids = naming.Ids()
    for sheet in made.account.sheets:
        name = ids.new(naming.slug(PurePath(sheet.name).stem), "page")
        yield f"scripts/{name}.account.json", account.json_text(sheet)
        yield f"scripts/{name}.account.html", account_page.text(sheet)
