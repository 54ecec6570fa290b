"""Which Piper voices there are on this machine, and which of them a show means.

A voice is two files: a model, ``NAME.onnx``, and what is to be known of it, ``NAME.onnx.json``.
A show names it as it is called (``en_US-lessac-medium``) when it lies in the show's folder
``voices/`` or in the user's own, or by its path (``sounds/ruth.onnx``), which is relative to the
show. Where a model has several speakers, one of them follows a plus: ``en_GB-vctk-medium+p239``.
"""

from __future__ import annotations

import difflib
import functools
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from passage import fingerprint

FOLDER = "voices"
"""Where a show may have voices of its own, in its folder."""

PLACE = "PASSAGE_VOICES"
"""The environment variable that names another folder for the user's own voices."""

_MODEL = ".onnx"
_PHONEMES = ("espeak", "text")
"""Kinds of model that the package can read for without more software or a download."""


class _Audio(msgspec.Struct):
    sample_rate: int


class _Language(msgspec.Struct):
    code: str = ""


class _Espeak(msgspec.Struct):
    voice: str = ""


class Config(msgspec.Struct):
    """The part of ``NAME.onnx.json`` that decides who can say what."""

    audio: _Audio
    phoneme_id_map: dict[str, list[int]]
    num_symbols: int
    espeak: _Espeak
    num_speakers: int = 1
    speaker_id_map: dict[str, int] = {}
    phoneme_type: str = "espeak"
    language: _Language = msgspec.field(default_factory=_Language)

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of the voice as it says itself, and as eSpeak NG calls it."""
        named = (self.espeak.voice, self.language.code.replace("_", "-"))
        return tuple({one.lower(): one for one in named if one}.values())


@dataclass(frozen=True, slots=True)
class Model:
    """A voice on this machine, read as far as it can be without loading it."""

    path: Path
    speaker: int | None
    """Which of its speakers; None when it has only one."""
    config: Config

    @property
    def name(self) -> str:
        """How a show may name it."""
        return self.path.stem


def own_folder() -> Path:
    """Where this user keeps voices for all shows, as the system at hand has it."""
    if given := os.environ.get(PLACE):
        return Path(given).absolute()
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "passage" / FOLDER


def located(name: str, show: Path) -> str:
    """Tell where the voice lies that a show in the folder `show` names, as an absolute path.

    When it lies nowhere, the path is where it should.
    """
    if not name:
        return ""
    model, plus, speaker = _split(name)
    if model.endswith(_MODEL) or "/" in model:
        path = show.absolute() / model
        path = path.with_name(path.name.removesuffix(_MODEL) + _MODEL)
        return f"{path.as_posix()}{plus}{speaker}"
    places = [show.absolute() / FOLDER / f"{model}{_MODEL}", own_folder() / f"{model}{_MODEL}"]
    path = next((path for path in places if path.is_file()), places[0])
    return f"{path.as_posix()}{plus}{speaker}"


def model(name: str) -> Model:
    """The voice with this name or absolute path.

    Raises LookupError, whose argument tells what is missing and the nearest, when there is none,
    or when its description cannot be read.
    """
    if not name:
        raise LookupError("a Piper voice is chosen by name; to see them: passage voices")
    base, _, speaker = _split(located(name, own_folder()))
    path = Path(base)
    config = _config(path)
    if config.phoneme_type not in _PHONEMES:
        kind = config.phoneme_type
        raise LookupError(f'"{path.stem}" reads text in a way that Passage does not bring: {kind}')
    return Model(path, _speaker(speaker, path.stem, config), config)


def identity(name: str) -> str:
    """A digest of all in the voice's files that shapes its sound, wherever they lie."""
    if not name:
        return ""
    base, plus, speaker = _split(located(name, own_folder()))
    try:
        parts = [_digest(path, _state(path)) for path in (Path(base), _description(Path(base)))]
    except OSError:
        return name
    return f"{' '.join(parts)}{plus}{speaker}"


def by_identity(known: str) -> str:
    """The voice with this identity, by where it lies in this user's folder, whatever its name.

    Raises LookupError when there is none.
    """
    digests, plus, speaker = _split(known)
    for path in sorted(own_folder().glob(f"*{_MODEL}")):
        if identity(path.as_posix()) == digests:
            return f"{path.as_posix()}{plus}{speaker}"
    raise LookupError("there is no Piper voice with these files here")


def shown(name: str) -> str:
    """What people call a voice, of which the path is known."""
    path, plus, speaker = _split(name)
    return f"{Path(path).stem}{plus}{speaker}"


def state(path: Path) -> tuple[tuple[int, int], ...]:
    """What changes when somebody puts another voice at `path`. Raises OSError."""
    return _state(path), _state(_description(path))


def listed(show: Path | None = None) -> tuple[Mapping[str, object], ...]:
    """The voices that can be named here: name, languages, speakers, and the place they lie in."""
    return tuple(
        {
            "name": path.stem,
            "languages": config.languages,
            "speakers": tuple(config.speaker_id_map) if config.num_speakers > 1 else (),
            "folder": str(path.parent),
        }
        for folder in _folders(show)
        for path, config in _readable(folder)
    )


def _folders(show: Path | None) -> list[Path]:
    return [*([show.absolute() / FOLDER] if show else []), own_folder()]


def _readable(folder: Path) -> Iterator[tuple[Path, Config]]:
    for path in sorted(folder.glob(f"*{_MODEL}")):
        try:
            yield path, _config(path)
        except LookupError:
            continue


def _split(name: str) -> tuple[str, str, str]:
    """Model, plus, speaker; a plus in a folder's name is none of ours."""
    folder, slash, last = name.rpartition("/")
    stem, plus, speaker = last.partition("+")
    return f"{folder}{slash}{stem}", plus, speaker


# Two threads must not be the first to read a type at once: msgspec crashes the process.
_configs = msgspec.json.Decoder(Config)


def _config(path: Path) -> Config:
    if not path.is_file():
        raise LookupError(_unknown(path))
    try:
        return _configs.decode(_description(path).read_bytes())
    except FileNotFoundError:
        raise LookupError(f'the file "{path.name}.json" is missing beside {path.name}') from None
    except (OSError, msgspec.MsgspecError, UnicodeError) as error:
        raise LookupError(f'"{path.name}.json" describes no Piper voice: {error}') from error


def _unknown(path: Path) -> str:
    known = {
        found.stem for folder in (path.parent, own_folder()) for found in folder.glob("*.onnx")
    }
    near = difflib.get_close_matches(path.stem, sorted(known), n=3, cutoff=0.5)
    advice = f"did you mean {' or '.join(near)}?" if near else "to see them: passage voices"
    return f'there is no Piper voice "{path.stem}" here; {advice}'


def _speaker(wanted: str, name: str, config: Config) -> int | None:
    if not wanted:
        return None
    if wanted in config.speaker_id_map:
        return config.speaker_id_map[wanted]
    if wanted.isdecimal() and int(wanted) < config.num_speakers:
        return int(wanted)
    near = difflib.get_close_matches(wanted, config.speaker_id_map, n=3)
    advice = f"; did you mean {' or '.join(f'+{one}' for one in near)}?" if near else ""
    raise LookupError(f'the Piper voice "{name}" has no speaker "+{wanted}"{advice}')


def _description(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@functools.cache
def _digest(path: Path, _state: tuple[int, int]) -> str:
    """Read once in a process, and again when the file changes: a model has a hundred megabytes."""
    digest = fingerprint.Digest()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
