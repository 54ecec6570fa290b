"""A search of made files for words that must not be in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from passage.spellings import Names, letters
from passage.validating.traces import carrying, writing
from passage.validating.traces.carrying import Carried

PROSE = 12
"""Letters from which on a sentence is looked for: shorter ones ("We walked.") are everyone's."""

_GRAM = 6
"""Letters of a piece of a sentence: of each six that follow, one begins at a sixth of the text."""

_LEAST_BYTES = 7
"""Of a name in what is no text: fewer come about by chance among the bytes of an hour of sound."""

_LEAST_WIDE = 5
"""The same in UTF-16, where every other byte is 0: letters."""


class Wanted:
    """What is looked for: names, however they are written, and sentences, however they are set."""

    def __init__(self, names: Iterable[str] = (), sentences: Iterable[str] = ()) -> None:
        named = tuple(dict.fromkeys(names))
        self._names = Names(named)
        self._sentences = {letters(each): each for each in sentences}
        self._sentences = {k: v for k, v in self._sentences.items() if len(k) >= PROSE}
        self._grams: dict[str, list[str]] = {}
        for key in self._sentences:
            for at in range(_GRAM):
                self._grams.setdefault(key[at : at + _GRAM], []).append(key)
        self._raw = [*_raw(named, _LEAST_BYTES), *_raw(self._sentences.values(), PROSE)]

    def in_text(self, text: str) -> list[str]:
        """Those that stand in a text whose escapes and tags are undone."""
        return [*self._names.seen(text), *self._said(letters(text))]

    def in_bytes(self, data: bytes) -> list[str]:
        """Those that stand in bytes, in UTF-8 or UTF-16, in small letters or capitals."""
        if not self._raw:
            return []
        small = data.lower()
        return [wanted for wanted, spelt in self._raw if any(each in small for each in spelt)]

    def _said(self, plain: str) -> list[str]:
        if not self._grams:
            return []
        pieces = {plain[at : at + _GRAM] for at in range(0, len(plain), _GRAM)}
        likely = {key for piece in pieces & self._grams.keys() for key in self._grams[piece]}
        return [self._sentences[key] for key in sorted(likely) if key in plain]


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that was looked for, and where it is."""

    path: str
    """Relative to the folder that was searched, with forward slashes."""
    where: str
    """Within the file; empty for the file as a whole, ``its name`` for the name."""
    wanted: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched, and what was found."""

    kinds: tuple[tuple[str, int], ...]
    """How many files of each kind, by the ending of their names."""
    traces: tuple[Trace, ...]

    @property
    def files(self) -> int:
        """How many in all."""
        return sum(count for _, count in self.kinds)


def search(
    root: Path,
    folders: Sequence[Path],
    wanted: Wanted,
    shown: Callable[[str], str] = str,
) -> Searched:
    """Search every file in the folders, hidden ones too; `root` lies above all of them.

    `shown` turns a path into what may be told of it.
    """
    kinds = Counter[str]()
    found: dict[Trace, None] = {}
    for path in _files(folders):
        relative = path.relative_to(root).as_posix()
        kinds[_kind(path)] += 1
        told = shown(relative)
        for view in writing.views(relative):
            found |= {Trace(told, "its name", each): None for each in wanted.in_text(view)}
        try:
            data = b"" if path.is_dir() else path.read_bytes()
        except OSError:
            continue  # gone meanwhile
        for where, each in _in_file(data, wanted):
            found[Trace(told, where, each)] = None
    return Searched(tuple(sorted(kinds.items())), tuple(found))


def search_text(text: str, wanted: Wanted) -> list[str]:
    """What of it stands in one text, whatever is escaped there."""
    return list(
        dict.fromkeys(each for view in writing.views(text) for each in wanted.in_text(view))
    )


def search_file(data: bytes, wanted: Wanted) -> list[tuple[str, str]]:
    """Where in a file something stands, and what."""
    return list(dict.fromkeys(_in_file(data, wanted)))


def _in_file(data: bytes, wanted: Wanted) -> Iterator[tuple[str, str]]:
    for part in carrying.carried(data):
        for each in _in_part(part, wanted):
            yield part.where, each


def _in_part(part: Carried, wanted: Wanted) -> list[str]:
    return wanted.in_text(part.text) if part.text else wanted.in_bytes(part.data)


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from sorted(
                path for path in folder.rglob("*") if path.is_file() or _is_bare(path)
            )


def _is_bare(path: Path) -> bool:
    """Whether it is a folder that holds nothing: only its name can tell anything."""
    return path.is_dir() and not any(path.iterdir())


def _kind(path: Path) -> str:
    if path.is_dir():
        return "folder"
    suffix = path.suffix.lower()
    return suffix.removeprefix(".") if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else "cache entry"


def _raw(wanted: Iterable[str], least: int) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """What something looks like among bytes, if it is long enough not to be chance."""
    for each in wanted:
        spelt = []
        for form in dict.fromkeys((each, each.lower(), *_joints(each))):
            plain = form.encode("utf-8", "replace").lower()
            spelt += [plain] if len(plain) >= least else []
            if len(form) >= _LEAST_WIDE:
                spelt += [form.encode(f"utf-16-{end}", "replace").lower() for end in ("le", "be")]
        if spelt:
            yield each, tuple(spelt)


def _joints(name: str) -> Iterator[str]:
    parts = [part for part in re.split(r"[\W_]+", name) if part]
    if 1 < len(parts) <= _MOST_PARTS:
        yield from (between.join(parts) for between in ("", " ", "-", "_", "%20", "+"))


_MOST_PARTS = 4
