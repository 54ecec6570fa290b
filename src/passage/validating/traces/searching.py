"""A search of made files for words that must not be in them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from passage import fingerprint
from passage.spellings import Names, letters
from passage.validating.traces import carrying, known, writing
from passage.validating.traces.carrying import Carried
from passage.validating.traces.known import Clean

PROSE = 12
"""Letters from which on a sentence is looked for: shorter ones ("We walked.") are everyone's."""

_GRAM = 6
"""Letters of a piece of a sentence: of each six that follow, one begins at a sixth of the text."""

_LEAST_BYTES = 7
"""Of a name in what is no text: fewer come about by chance among the bytes of an hour of sound."""

_END = 1 << 17
"""Bytes at both ends of what is no text in which sentences are looked for: files keep texts there,
and thousands of sentences in hours of sound take too long. Names are looked for in all of it."""

_BLOCK = 1 << 18
"""Bytes that are looked at together: as many as a processor has near it."""

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
        self._raw_names = list(_raw(named, _LEAST_BYTES))
        self._longest = max((len(s) for each in self._raw_names for s in each.spelt), default=0)
        self._raw_grams: dict[bytes, list[tuple[bytes, str]]] = {}
        for sentence in self._sentences.values():
            for encoding in _ENCODINGS:
                raw = _raw_letters(sentence.encode(encoding, "replace"))
                for at in range(_GRAM):
                    gram = self._raw_grams.setdefault(raw[at : at + _GRAM], [])
                    gram.append((raw, sentence))
        self._named = named

    @property
    def key(self) -> str:
        """The same for all that look for the same in the same way."""
        return fingerprint.of(
            known.version(), sorted(self._named), sorted(self._sentences.values())
        )

    def in_text(self, text: str) -> list[str]:
        """Those that stand in a text whose escapes and tags are undone."""
        return [*self._names.seen(text), *self._said(letters(text))]

    def in_bytes(self, data: bytes) -> list[str]:
        """Those that stand in bytes, in UTF-8 or UTF-16, in small letters or capitals."""
        found: dict[str, None] = {}
        for at in range(0, len(data) if self._raw_names else 0, _BLOCK):
            small = data[at : at + _BLOCK + self._longest].lower()
            found |= {each.wanted: None for each in self._raw_names if each.stands_in(small)}
        if not self._raw_grams:
            return list(found)
        ends = data if len(data) <= 2 * _END else data[:_END] + b"\n" + data[-_END:]
        return [*found, *self._said_in_bytes(_raw_letters(ends))]

    def _said_in_bytes(self, plain: bytes) -> list[str]:
        # A build that makes nothing looks for no sentence, and does not wait for this.
        import numpy as np  # noqa: PLC0415

        # The first two letters of each piece tell nearly always that it is none.
        begins = np.zeros(1 << 16, bool)
        begins[[int.from_bytes(gram[:2], "little") for gram in self._raw_grams]] = True
        firsts = np.frombuffer(plain, "<u2", len(plain) // _GRAM * (_GRAM // 2))[:: _GRAM // 2]
        places = np.flatnonzero(begins[firsts]) * _GRAM
        pieces = {plain[at : at + _GRAM] for at in places.tolist()}
        likely = (
            each for piece in pieces & self._raw_grams.keys() for each in self._raw_grams[piece]
        )
        return list(dict.fromkeys(sentence for raw, sentence in likely if raw in plain))

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
    clean: Clean | None = None,
) -> Searched:
    """Search every file in the folders, hidden ones too; `root` lies above all of them.

    What `clean` knows is not searched again, and what is found to be clean is added to it. It must
    be of the same `wanted` (`Wanted.key`).
    """
    return search_files(root, _files(folders), wanted, clean)


def search_files(
    root: Path, paths: Iterable[Path], wanted: Wanted, clean: Clean | None = None
) -> Searched:
    """The same for some files."""
    clean = clean or Clean()
    kinds = Counter[str]()
    found: dict[Trace, None] = {}
    for path in paths:
        relative = path.relative_to(root).as_posix()
        kinds[_kind(path)] += 1
        for part in (relative, *Path(relative).parts):
            named = {each for said in carrying.of_text(part) for each in wanted.in_text(said.text)}
            found |= {Trace(relative, "its name", each): None for each in sorted(named)}
        try:
            data = b"" if path.is_dir() else path.read_bytes()
        except OSError:
            continue  # gone meanwhile
        digest = fingerprint.of_bytes(data)
        if clean.has(digest):
            continue
        inside = [Trace(relative, *each) for each in _in_file(data, wanted, clean)]
        if not inside:
            clean.add(digest)
        found |= dict.fromkeys(inside)
    return Searched(tuple(sorted(kinds.items())), tuple(found))


def search_text(text: str, wanted: Wanted) -> list[str]:
    """What of it stands in one text, whatever is escaped there."""
    return list(
        dict.fromkeys(each for view in writing.views(text) for each in wanted.in_text(view))
    )


def search_file(data: bytes, wanted: Wanted) -> list[tuple[str, str]]:
    """Where in a file something stands, and what."""
    return list(dict.fromkeys(_in_file(data, wanted, Clean())))


def _in_file(data: bytes, wanted: Wanted, clean: Clean) -> Iterator[tuple[str, str]]:
    for part in carrying.carried(data, skip=lambda each: clean.has(fingerprint.of_bytes(each))):
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


_NO_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalnum())


def _raw_letters(data: bytes) -> bytes:
    """Letters, digits and what is no ASCII; UTF-16 that is ASCII loses its zeros by this."""
    return data.translate(None, _NO_LETTERS).lower()


@dataclass(frozen=True, slots=True)
class _Raw:
    """What something looks like among bytes."""

    wanted: str
    anchors: tuple[bytes, ...]
    """Of which one is there, whatever stands between the words."""
    spelt: tuple[bytes, ...]
    names: Names

    def stands_in(self, small: bytes) -> bool:
        """Whether it is among bytes in small letters, and no part of a longer word."""
        if not any(anchor in small for anchor in self.anchors):
            return False
        return any(self._stands(small, each) for each in self.spelt)

    def _stands(self, small: bytes, spelt: bytes) -> bool:
        # In UTF-8 the zeros of UTF-16 would part its letters.
        encodings = _ENCODINGS[b"\0" in spelt :]
        at = small.find(spelt)
        while at >= 0:
            # As many before as are whole characters in UTF-16, too.
            first = at - min(at // 2 * 2, _AROUND)
            piece = small[first : at + len(spelt) + _AROUND]
            if any(self.names.find(piece.decode(each, "replace")) for each in encodings):
                return True
            at = small.find(spelt, at + 1)
        return False


def _raw(wanted: Iterable[str], least: int) -> Iterator[_Raw]:
    """What each looks like, if it is long enough not to be chance."""
    for each in wanted:
        spelt = []
        for form in _forms(each):
            plain = form.encode("utf-8", "replace").lower()
            spelt += [plain] if len(plain) >= least else []
            if len(form) >= _LEAST_WIDE:
                spelt += [form.encode(f"utf-16-{end}", "replace").lower() for end in ("le", "be")]
        if spelt:
            word = max(re.split(r"[\W_]+", each), key=len)
            forms = dict.fromkeys(_forms(word))
            anchors = [f.encode("utf-8", "replace").lower() for f in forms]
            # Without its last zero, the one of UTF-16 is the other as well, if it is ASCII.
            wide = [f.encode("utf-16-le", "replace").lower() for f in forms]
            anchors += [each.removesuffix(b"\0") for each in wide]
            if not word.isascii():
                anchors += [f.encode("utf-16-be", "replace").lower() for f in forms]
            yield _Raw(each, tuple(dict.fromkeys(anchors)), tuple(spelt), Names([each]))


def _forms(name: str) -> Iterator[str]:
    """How a name may stand among bytes, of which only ASCII's are folded there."""
    written = dict.fromkeys((name, name.lower(), name.upper(), *_joints(name)))
    yield from written
    if not name.isascii():
        yield from (unicodedata.normalize("NFD", form) for form in written)


def _joints(name: str) -> Iterator[str]:
    parts = [part for part in re.split(r"[\W_]+", name) if part]
    if 1 < len(parts) <= _MOST_PARTS:
        yield from (between.join(parts) for between in ("", " ", "-", "_", "%20", "+"))


_MOST_PARTS = 4
_AROUND = 16
"""Bytes on each side of a name that tell whether it is a word of its own."""

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
