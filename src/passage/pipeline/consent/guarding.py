"""Names that a show protects, looked for in what is about to be published and in what was made."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from passage import fingerprint
from passage.errors import DeliveryFailed, InputProblems, Problem
from passage.keeping import files
from passage.keeping.store import Store
from passage.model import Consent, Library, Place
from passage.pipeline import cues
from passage.pipeline.consent import theirs
from passage.pipeline.former_names import Former
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.reading import folder as show_folder
from passage.reading.privacy import Privacy
from passage.spellings import Names
from passage.validating import traces
from passage.validating.traces import Clean, Searched, Wanted


def check_records(layout: Layout, library: Library, kept: Sequence[Record]) -> None:
    """Raise InputProblems when an episode that is about to be published has a protected name.

    What is read has none. But an episode may have been made before the name was protected, and
    may not have been made again. Its texts are looked at, not its files: they all come from these.
    """
    if library.show.protects_names:
        privacy = show_folder.privacy_of(layout.folder)
        if problems := list(_in_records(layout, kept, privacy)):
            raise InputProblems(problems)


def check_artwork(layout: Layout, library: Library) -> None:
    """Raise InputProblems when the show's own picture has a protected name, before it is used."""
    if library.show.protects_names and library.show.artwork:
        privacy = show_folder.privacy_of(layout.folder)
        if problems := list(_in_artwork(layout, library.show.artwork, privacy)):
            raise InputProblems(problems)


def _in_records(layout: Layout, kept: Sequence[Record], privacy: Privacy) -> Iterator[Problem]:
    store, wanted = Store(layout.cache), Wanted([*privacy.shown])
    for record in kept:
        told = msgspec.json.encode([record, cues.read(store, record)]).decode()
        for name in traces.search_text(told, wanted):
            path = layout.shown(layout.audio / record.episode.file)
            hint = (
                "nothing is published; make it again: passage build; where that does not help, "
                "it is encoded in a script or in passage.yml: write it plainly there"
            )
            yield _problem(privacy, path, "this episode", name, hint)


def _in_artwork(layout: Layout, artwork: str, privacy: Privacy) -> Iterator[Problem]:
    path = layout.folder / artwork
    searched = traces.search_file(path.read_bytes(), Wanted([*privacy.shown]))
    for where, name in searched:
        hint = "save the picture again, without it"
        yield _problem(privacy, artwork, where or "this picture", name, hint)


def check_outgoing(layout: Layout, library: Library, paths: Iterable[str]) -> None:
    """Raise InputProblems when a protected name is in what is to be sent: in files or their names.

    All that is made is made without; but somebody may have put a file there, or taken back a name
    from what was made long ago. What is sent is out of anybody's hands.
    """
    if not library.show.protects_names:
        return
    privacy = show_folder.privacy_of(layout.folder)
    wanted = Wanted([*privacy.shown])
    known = _known(layout, wanted)
    clean = Clean(known)
    outgoing = (layout.folder / path for path in paths)
    found = traces.search_files(layout.folder, outgoing, wanted, clean)
    _keep(layout, wanted, known | clean.seen)
    if found.traces:
        raise InputProblems(_found(privacy, found))


def check_page(layout: Layout, library: Library, path: str, text: str) -> None:
    """Raise InputProblems when a page that is about to be written has a protected name."""
    if library.show.protects_names:
        privacy = show_folder.privacy_of(layout.folder)
        hint = "it was made before; make it again: passage build"
        names = traces.search_text(text, Wanted([*privacy.shown]))
        if problems := [_problem(privacy, path, "this page", name, hint) for name in names]:
            raise InputProblems(problems)


def made(layout: Layout, privacy: Privacy) -> tuple[Problem, ...]:
    """Every protected name in anything that was made, its files' names, tags and pictures."""
    if not privacy.names:
        return ()
    wanted = Wanted([*privacy.shown])
    clean = Clean(_known(layout, wanted))
    found = traces.search(layout.folder, layout.made, wanted, clean)
    _keep(layout, wanted, clean.seen)
    return _found(privacy, found)


class _Kept(msgspec.Struct):
    """Files in which no protected name was found, so that only new bytes are searched."""

    wanted: str
    """`Wanted.key`: of the names, and of the version of the search."""
    clean: list[str]
    """Digests of the files' bytes. Times of change are not asked: anybody can set them."""


def _known(layout: Layout, wanted: Wanted) -> frozenset[str]:
    try:
        kept = msgspec.json.decode((layout.cache / _SEARCHED).read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return frozenset()
    return frozenset(kept.clean) if kept.wanted == wanted.key else frozenset()


def _keep(layout: Layout, wanted: Wanted, clean: Collection[str]) -> None:
    """Keep what is known for the next search, which finds the same without it."""
    if layout.cache.is_dir():
        with contextlib.suppress(DeliveryFailed):
            path = layout.cache / _SEARCHED
            # It lies among what is searched; knowing itself, it would never stay as it is.
            own = fingerprint.of_bytes(path.read_bytes()) if path.is_file() else ""
            told = msgspec.json.encode(_Kept(wanted.key, sorted({*clean} - {own})))
            files.write_if_changed(path, told)


_SEARCHED = "searched.json"
"""In the cache."""


def _found(privacy: Privacy, found: Searched) -> tuple[Problem, ...]:
    return tuple(
        _problem(privacy, trace.path, trace.where or "this file", trace.wanted, _hint(trace.path))
        for trace in found.traces
    )


def _hint(path: str) -> str:
    if "/.cache/" in path:
        return "to drop it: passage clean; if it is still found then: passage clean --all"
    return "to make it again: passage build; what Passage did not make, delete"


def _problem(privacy: Privacy, path: str, where: str, name: str, hint: str) -> Problem:
    """Tell of a name by the one that is shown for it; not even the path may say it."""
    line = privacy.lines[name]
    shown = f'the real name of "{privacy.shown[name]}"'
    what = f"{_hidden(privacy, where)} has {shown} in it (line {line} of {privacy.file})"
    return Problem(Place(_hidden(privacy, path)), what, hint)


def _hidden(privacy: Privacy, text: str) -> str:
    """The text with protected names replaced, those too that are percent-encoded in it."""
    masked = privacy.mask(text)
    is_clean = not traces.search_text(masked, Wanted([*privacy.shown]))
    return masked if is_clean else privacy.mask(traces.undone(text))


def without_names(layout: Layout, library: Library, former: Former) -> Former:
    """Former names of audio, without those that have a protected name in them: these are gone."""
    if not library.show.protects_names:
        return former
    return _without(former, show_folder.privacy_of(layout.folder).names)


def without_withdrawn(library: Library, former: Former) -> Former:
    """The same without those that tell of a withdrawn testimony, such as who told it."""
    gone = [script for script in library.scripts if script.consent is Consent.WITHDRAWN]
    told = {text for s in gone for text in (s.title, s.narrator, s.narrator_role, s.place) if text}
    likely = Names(told)
    if not any(likely.find(name) for name in _all(former)):
        return former
    alone = {name for _, name in theirs.of(library, gone).names}
    return _without(former, Names(alone))


def _without(former: Former, names: Names) -> Former:
    secret = {name for name in _all(former) if names.find(name)}
    gone = {fingerprint.tombstone(f"audio_out/{name}") for name in secret}
    return former.without(secret, gone)


def _all(former: Former) -> Iterable[str]:
    return {*former.names, *former.names.values()}
