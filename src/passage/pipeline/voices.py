"""The voices of a show, found where they lie; and all the voices that can speak here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from passage import voicing
from passage.model import Cast, Library, Voice
from passage.voicing import espeak_voices, google_voices, piper_voices

Listed = Mapping[str, object]


def located(library: Library, folder: Path) -> Library:
    """The library with a cast whose voices are named by where they lie, for engines with files."""
    show = library.show
    return replace(library, show=replace(show, cast=_located(show.cast, folder)))


def _located(cast: Cast, folder: Path) -> Cast:
    def found(voice: Voice) -> Voice:
        if voice.engine != "piper":
            return voice
        return replace(voice, name=piper_voices.located(voice.name, folder))

    return replace(
        cast,
        host=found(cast.host),
        narrators=tuple((name, found(voice)) for name, voice in cast.narrators),
        others=tuple(map(found, cast.others)),
        quoted=cast.quoted and found(cast.quoted),
        languages=tuple((language, found(voice)) for language, voice in cast.languages),
    )


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine as it is on this machine."""

    name: str
    online: bool
    fault: str
    """Why it cannot speak here, and the command that would mend it; empty when it can."""
    mend: str
    """What to type to have a voice, where the engine could speak and has none; else empty."""
    voices: tuple[Listed, ...]
    """For each its ``name`` and ``languages``, and what else the engine knows of it."""


def engines(folder: Path | None, language: str = "") -> tuple[Engine, ...]:
    """What can speak here, in a show's folder or outside of one, and what cannot.

    With a `language`, only the voices for it: ``en`` has those of ``en-GB``, too.
    """
    return tuple(_engine(name, folder, language) for name in sorted(voicing.ENGINES))


def fetch(name: str, folder: Path | None, address: str | None) -> tuple[Path, ...]:
    """Download a voice for Piper into a folder, or to where all shows of this user look.

    Raises EngineUnavailable for a voice that there is not, and DeliveryFailed.
    """
    from passage.voicing import piper_catalogue  # noqa: PLC0415 - nobody else needs the net

    catalogue = piper_catalogue.Catalogue(address or piper_catalogue.ADDRESS)
    return catalogue.fetch(name, folder or piper_voices.own_folder())


_FETCH = "to have a voice: passage voices fetch en_US-lessac-medium"


def _engine(name: str, folder: Path | None, language: str) -> Engine:
    engine = voicing.ENGINES[name]
    fault = engine.fault() or ""
    found: tuple[Listed, ...] = ()
    if name == "piper":
        found = piper_voices.listed(folder)
    elif name == "espeak" and not fault:
        found = espeak_voices.listed()
    elif name == "gtts" and not fault:
        found = google_voices.listed()
    speaking = [voice for voice in found if _speaks(voice, language)]
    mend = _FETCH if name == "piper" and not fault and not found else ""
    return Engine(name, engine.online, fault, mend, tuple(speaking))


def _speaks(voice: Listed, language: str) -> bool:
    wanted = language.replace("_", "-").lower()
    languages = voice["languages"]
    return not wanted or any(
        f"{one.lower()}-".startswith(f"{wanted}-")
        for one in (languages if isinstance(languages, tuple) else ())
    )
