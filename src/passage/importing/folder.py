"""What an import makes, written into the folder of a show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from passage.importing import account, naming, writing
from passage.importing.planning import Import
from passage.keeping import files

BESIDE = ".new"
"""Added to the name of a file that could not be written because another stands there."""


def texts(made: Import) -> tuple[tuple[str, str], ...]:
    """The files of an import: path below the show's folder, and text. Nothing is written."""
    return (*_produced(made), *_accounts(made))


def write(made: Import, folder: Path) -> tuple[Path, ...]:
    """Write an import into a show's folder, each file whole or not at all.

    A file that is there and says something else is kept: what would be written goes beside it,
    with `BESIDE` added to its name. The day of an episode and what a narrator agreed to make no
    difference, except that a script whose consent is pending takes the consent that is given now.
    An account is replaced, because it is of the last import. Returns the paths that were written,
    in order; files that were there as they are to be are not among them.

    Raises DeliveryFailed when there is no room or no permission.
    """
    written = []
    for name, text in _produced(made):
        path, data = folder / name, text.encode()
        there = path.read_bytes() if path.exists() else None
        if there is not None and _settled(there) != _settled(data):
            path = path.with_name(path.name + BESIDE)
        elif there is not None and not _PENDING.search(there):
            continue
        if files.write_if_changed(path, data):
            written.append(path)
    for name, text in _accounts(made):
        if files.write_if_changed(folder / name, text.encode()):
            written.append(folder / name)
    return tuple(written)


_HEAD = rb"\A(---\n(?:(?!---\n).*\n)*?)"
_CONSENT = re.compile(_HEAD + rb"consent: .*\n(?:because: .*\n)?")
_PENDING = re.compile(_HEAD + rb"consent: pending\n")
_DAY = re.compile(rb"^published: .*\n", re.MULTILINE)


def _settled(data: bytes) -> bytes:
    """A script without what its narrator agreed to, or an episode without its day."""
    return _CONSENT.sub(rb"\1", data) if data.startswith(b"---\n") else _DAY.sub(b"", data)


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
