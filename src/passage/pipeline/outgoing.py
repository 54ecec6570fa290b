"""What goes out to listeners, and whether it may: the made folders as an outbox."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from passage.delivering import kinds
from passage.delivering.uploading import feeds
from passage.delivering.uploading.outbox import Kind, Outbox, Outgoing
from passage.errors import ConsentRefused, DeliveryFailed, PassageError
from passage.model import Consent, Library
from passage.pipeline import built_from, former_names, records
from passage.pipeline.consent import guarding
from passage.pipeline.former_names import Told
from passage.pipeline.layout import Layout
from passage.pipeline.records import Record
from passage.pipeline.shelving import shelf
from passage.publishing import paging, transcripts

BUILD = "passage build"
FEED = f"feed/{paging.FEED}"

_DIGITS = "[0-9a-f]" * 8
_MADE = (
    f"audio_out/*-{_DIGITS}.mp3",
    f"feed/cover-{_DIGITS}.*",
    f"feed/editions/*-{_DIGITS}.opus",
    f"feed/pictures/*-{_DIGITS}.png",
    "feed/*.epub",
    "feed/*.html",
    "feed/archive-*.xml",
    "feed/glossary/*.mp3",
    "feed/site/*",
    "feed/chapters/*.json",
    *(f"feed/transcripts/*{form.suffix}" for form in transcripts.FORMATS),
)
_HAS_DIGEST = re.compile(
    r"audio_out/.*|feed/(cover|editions/.*|pictures/.*)-[0-9a-f]{8}\.[a-z0-9]+", re.DOTALL
)
_DIGEST = re.compile(r"-[0-9a-f]{8}$")


def outbox(
    layout: Layout, library: Library, *, former_names: bool = True, as_built: bool = False
) -> Outbox:
    """Gather what is published; without `former_names`, what audio was called before is removed.

    Raises ConsentRefused when somebody who is heard in it no longer agrees, and PassageError when
    it is not what a build of what people wrote would leave: then a build comes first. Where that
    cannot be, for a voice is missing, `as_built` publishes what there is; never without consent.
    Raises InputProblems when a name that the show protects is in anything of it.
    """
    made = records.read(layout.audio)
    _require_consent(library, made)
    if not (layout.folder / FEED).is_file():
        raise PassageError(FEED, "there is no feed to publish yet", BUILD)
    if not as_built and not built_from.is_current(layout, library):
        what = "what people wrote is not what was built: something changed since"
        raise PassageError("", what, f"{BUILD}, listen, then publish")
    kept = shelf.standing(layout, library)
    guids = {record.episode.manifest.id: record.episode.manifest.guid for record in kept}
    paths = [*_audio(kept), *_beside(layout)]
    _require_inside(layout, paths)
    told = _told(layout)
    found = Outbox(
        guid=library.show.guid,
        objects=tuple(_object(layout, path, guids) for path in paths),
        former=tuple(_former(told.names, set(paths))) if former_names else (),
        keeps_former=former_names,
        tombstones=told.gone,
        folders=("audio_out", "feed"),
        made=_MADE,
        has_withdrawals=any(s.consent is Consent.WITHDRAWN for s in library.scripts),
    )
    _require_whole(found)
    guarding.check_outgoing(layout, library, (*paths, *(old for old, _ in found.former)))
    return found


def _require_consent(library: Library, made: Mapping[str, Record]) -> None:
    """What was built before somebody withdrew goes nowhere."""
    agreed = {script.id for script in library.scripts if script.consent is Consent.GRANTED}
    wanted = {manifest.id for manifest in library.manifests}
    for record in made.values():
        manifest = record.episode.manifest
        if manifest.id in wanted and not record.scripts <= agreed:
            who = ", ".join(sorted(record.scripts - agreed))
            what = f"it was built with {who}, who does not agree to that now"
            raise ConsentRefused(manifest.title, what, f"{BUILD}, which takes it out, then publish")


def _audio(kept: Sequence[Record]) -> Iterator[str]:
    return (f"audio_out/{record.episode.file}" for record in kept)


def _beside(layout: Layout) -> Iterator[str]:
    """Everything in ``feed/`` but what begins with a dot: temporary files, and notes of systems."""
    for path in sorted(layout.feed.rglob("*")):
        shown = layout.shown(path)
        if path.is_file() and not any(part.startswith(".") for part in shown.split("/")):
            yield shown


def _require_inside(layout: Layout, paths: Sequence[str]) -> None:
    """Refuse links that lead out of the made folders: what they lead to nobody meant to publish."""
    made = [folder.resolve() for folder in layout.published]
    for path in paths:
        real = (layout.folder / path).resolve()
        if not any(real.is_relative_to(folder) for folder in made):
            what = "is a link to a file outside of what is made"
            raise PassageError(path, what, f"delete the link, then type: {BUILD}")


def _told(layout: Layout) -> Told:
    told = former_names.told(layout)
    if told.is_damaged:
        what = "cannot be read, so the addresses that subscribers hold are not known"
        raise PassageError(f"audio_out/{former_names.FILE}", what, BUILD)
    return told


def _former(names: Mapping[str, str], paths: set[str]) -> Iterator[tuple[str, str]]:
    """Former file names of audio; each has the present one."""
    for old, new in sorted(names.items()):
        if f"audio_out/{new}" in paths:
            yield f"audio_out/{old}", f"audio_out/{new}"


def _object(layout: Layout, path: str, guids: Mapping[str, str]) -> Outgoing:
    return Outgoing(
        path=path,
        file=layout.folder / path,
        kind=_kind(path),
        media_type=kinds.of(path),
        episode=_episode(path, guids),
        has_digest=_HAS_DIGEST.fullmatch(path) is not None,
    )


def _kind(path: str) -> Kind:
    name = PurePosixPath(path)
    if path == FEED:
        return Kind.FEED
    if path.startswith("feed/archive-") and name.suffix == ".xml":
        return Kind.ARCHIVE
    if name.parts[0] == "audio_out":
        return Kind.AUDIO
    return _KINDS.get(name.parts[1]) or _KINDS.get(name.suffix.lower()) or Kind.PAGE


_KINDS = {
    "editions": Kind.AUDIO,
    "transcripts": Kind.TRANSCRIPT,
    "chapters": Kind.CHAPTERS,
    "pictures": Kind.ARTWORK,
    ".epub": Kind.BOOK,
    ".jpg": Kind.ARTWORK,
    ".png": Kind.ARTWORK,
}
"""By the folder in ``feed/``, or by how the name ends."""


def _episode(path: str, guids: Mapping[str, str]) -> str:
    """The guid of the episode that a file is named after, or that its folder is."""
    for part in PurePosixPath(path).parts[1:]:
        name = part.partition(".")[0]
        if guid := guids.get(name) or guids.get(_DIGEST.sub("", name)):
            return guid
    return ""


def _require_whole(found: Outbox) -> None:
    """Refuse a feed that names what is not there: somebody else was in the folder."""
    sizes = {each.path: each.file.stat().st_size for each in found.objects}
    told = feeds.read({each.path: each.file.read_bytes() for each in found.feeds()})
    for named in sorted(told.named, key=lambda each: each.path):
        if named.path not in sizes:
            raise DeliveryFailed(named.path, "is in the feed, and not there", BUILD)
        if named.length not in (None, sizes[named.path]):
            raise DeliveryFailed(named.path, "has another length than the feed says", BUILD)


def require_elsewhere(layout: Layout, target: str) -> None:
    """Raise PassageError for a target that is the show's own folder, or lies in what is made."""
    place = Path(target.removeprefix("file://")).absolute().resolve()
    own = layout.folder.resolve()
    above = (place, *place.parents)
    if place == own or own / "feed" in above or own / "audio_out" in above:
        raise PassageError(target, "is where the show is made", "choose a folder outside of it")
