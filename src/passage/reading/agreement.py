"""Whether the files of a show agree with each other; each may be sound, and the show not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from passage.model import Place
from passage.reading import listing, picture
from passage.reading.fields import Values
from passage.reading.listing import Found
from passage.reading.privacy import Privacy
from passage.reading.report import WHOLE_FILE, Report, did_you_mean, quoted

MOST_GUESSED = 100
"""Names for which a near one is looked for: each is compared with every script of the show."""

MOST_LISTED = 12
"""Names that a hint lists when none of them is near."""


def check_references(reports: Iterable[Report], known: Mapping[str, Collection[str]]) -> None:
    """Report each name of a stage or a script that nothing has.

    `known` has the ids by noun. A noun that is not in it is not checked, for the case that
    the file with its ids could not be read.
    """
    guesses = 0
    for said in reports:
        for noun, name, mark in said.references:
            if noun in known and name not in known[noun]:
                guesses += 1
                near = did_you_mean(name, known[noun]) if guesses <= MOST_GUESSED else ""
                hint = near or _others(noun, name, known[noun])
                said.add(mark, f"there is no {noun} {quoted(name)}", hint)


def check_unique(manifests: Iterable[tuple[Values, Report]], field: str) -> None:
    """Report each episode whose guid or number another has, in the order in which they come."""
    owners: dict[object, Place] = {}
    for values, said in manifests:
        value = values.written(field)
        if value is None:
            continue
        place = said.place(values.marks[field])
        owner = owners.setdefault(value, place)
        if owner is not place:
            what = f"the {field} {value} is taken by {owner}"
            said.add(values.marks[field], what, _UNIQUE[field])


def check_names(files: Iterable[Found], privacy: Privacy) -> None:
    """Report each file whose name has a name in it that is not to be seen.

    The name of a script or an episode is in the addresses of what is published.
    """
    for found in files:
        for hit in privacy.names.find(found.path.name):
            line = f"line {privacy.lines[hit.name]} of {privacy.file}"
            what = f"the name of this file has a real name in it, that of {line}"
            found.report.add(WHOLE_FILE, what, f"rename it; say {quoted(privacy.shown[hit.name])}")


def check_show_names(show: Values | None, privacy: Privacy, said: Report) -> None:
    """Report what ``passage.yml`` says that cannot be shown otherwise and has a real name in it."""
    if show is None:
        return
    told = [(show.marks[key], show[key]) for key in ("address", "email") if key in show.marks]
    funding = show.written("funding")
    if funding and "address" in funding.marks:
        told.append((funding.marks["address"], funding["address"]))
    stages = show.written("stages") or ()
    told += [(stage.marks["id"], stage["id"]) for stage in stages if "id" in stage.marks]
    for mark, text in told:
        for hit in privacy.names.find(text):
            line = f"line {privacy.lines[hit.name]} of {privacy.file}"
            said.add(mark, f"this has a real name in it, that of {line}", "write it without")


def check_files(show: Values, folder: Path, said: Report) -> None:
    """Report a picture or music that is not there, or not in the show's folder."""
    if path := _check_file(show, "artwork", folder, said):
        _check_picture(path, show, said)
    if sound := show.written("sound"):
        _check_file(sound, "music", folder, said)


def _check_picture(path: Path, show: Values, said: Report) -> None:
    try:
        measured = picture.measure(path.read_bytes())
    except OSError as error:
        fault = f"cannot be read: {error.strerror or error}"
    else:
        fault = measured.fault if measured else "is neither a PNG nor a JPEG, or is cut off"
    if fault:
        hint = "save it again as a square RGB picture of 1400 to 3000 pixels, PNG or JPEG"
        said.add(show.marks["artwork"], f"{quoted(show['artwork'])} {fault}", hint)


def _check_file(values: Values, field: str, folder: Path, said: Report) -> Path | None:
    """Report a file that is not there; return it when it is."""
    name = values.written(field)
    if not name:
        return None
    path: Path = folder / name
    if not _is_file(path):
        beside = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
        hint = did_you_mean(path.name, beside) or _WITHOUT[field]
        said.add(values.marks[field], f"there is no file {quoted(name)}", hint)
    elif blocked := listing.obstacle(path, folder.resolve()):
        said.add(values.marks[field], f"{quoted(name)}: {blocked}", listing.COPY)
    else:
        return path
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long
        return False


_WITHOUT = {
    "artwork": "take the line away, and Passage draws one",
    "music": "take it away, and the host speaks without music",
}

_UNIQUE = {
    "guid": "take the line away from the newer episode, and Passage mints another guid",
    "number": "give one of the two another number",
}


def _others(noun: str, name: str, ids: Collection[str]) -> str:
    if noun == "script":
        return f"its file would be {name}.md in the folder scripts"
    shown = ", ".join(list(ids)[:MOST_LISTED])
    return f"the {noun}s are {shown}" + (" …" if len(ids) > MOST_LISTED else "")
