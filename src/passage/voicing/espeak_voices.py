"""Which voices eSpeak NG has, and which of them a show means.

A show names a voice by language (``en-gb``), by eSpeak's own name or identifier
(``English (Scotland)``, ``gmw/en-GB-scotland``), and may add one of the variants in
eSpeak's folder ``voices/!v`` (``en-us+f3``). A variant alone (``+f3``) is a variant of the
voice for the language of the sentence.
"""

from __future__ import annotations

import difflib
import functools
import struct
from pathlib import Path

import espeakng_loader

from passage.voicing import libespeak

_SCRIPT_SUBTAG = 4
"""Letters of a script's subtag in a language tag (RFC 5646, 2.2.3)."""

_PHONTAB_HEAD, _TABLE_HEAD, _PHONEME = 4, 36, 16
"""Bytes of the file's head, of a table's, and of each phoneme."""


def named(name: str, language: str) -> str:
    """The identifier, with its variant, of the voice that is meant, such as ``gmw/en-US+m3``.

    An empty `name`, or one that is only a variant, means the voice for `language`. Raises
    LookupError, whose argument tells the nearest ones, when there is none.
    """
    base, plus, variant = name.partition("+")
    if variant not in variants() and plus:
        raise LookupError(_unknown("variant", f"+{variant}", [f"+{known}" for known in variants()]))
    if base:
        identifier = _names().get(base.lower())
        if identifier is None:
            raise LookupError(_unknown("voice", base, list(_languages())))
    else:
        identifier = _for_language(language.lower())
        if identifier is None:
            raise LookupError(_unknown("voice for the language", language, list(_languages())))
    return f"{identifier}{plus}{variant}"


def reads(language: str) -> bool:
    """Whether there is a voice for a language."""
    return _for_language(language.lower()) is not None


@functools.cache
def variants() -> tuple[str, ...]:
    """The names of the variants, such as ``f3``, in alphabetical order."""
    folder = Path(espeakng_loader.get_data_path()) / "voices" / "!v"
    return tuple(sorted(path.name for path in folder.iterdir()))


def listed() -> tuple[dict[str, object], ...]:
    """Each voice: the name by which a show may call it, what it is, and its languages."""
    return tuple(
        {
            "name": spoken[0] if spoken else identifier,
            "description": name,
            "languages": spoken,
        }
        for name, identifier, ranked in _voices()
        for spoken in (tuple(language for _, language in sorted(ranked)),)
    )


@functools.cache
def phonemes(identifier: str) -> tuple[str, frozenset[str]]:
    """The name of a voice's table of phonemes and the mnemonics in it; none for an unknown table.

    It is named in the voice's file, or else has the name of its first language
    (espeak-ng/docs/voices.md).
    """
    file = Path(espeakng_loader.get_data_path(), "lang", identifier.partition("+")[0])
    named = dict[str, str]()
    for line in file.read_text("utf-8").splitlines():
        keyword, _, value = line.partition(" ")
        named.setdefault(keyword, value.strip())
    language = named.get("language", "").partition(" ")[0].partition("-")[0]
    table = named.get("phonemes") or language
    return table, _phoneme_tables().get(table, frozenset())


@functools.cache
def _phoneme_tables() -> dict[str, frozenset[str]]:
    """The mnemonics of each table, those of the table that it builds on included.

    The file is ``phontab`` (PHONEME_TAB in espeak-ng/src/libespeak-ng/phoneme.h).
    """
    data = Path(espeakng_loader.get_data_path(), "phontab").read_bytes()
    tables: list[tuple[str, frozenset[str]]] = []
    position = _PHONTAB_HEAD
    for _ in range(data[0]):
        count, parent, name = struct.unpack_from("<BBxx32s", data, position)
        position += _TABLE_HEAD
        own = {
            data[at : at + 4].rstrip(b"\0").decode("latin-1")
            for at in range(position, position + count * _PHONEME, _PHONEME)
        }
        position += count * _PHONEME
        inherited = tables[parent - 1][1] if parent else frozenset[str]()
        tables.append((name.rstrip(b"\0").decode(), inherited | own))
    return dict(tables)


def _for_language(language: str) -> str | None:
    """Of ``en-au`` the voice for ``en``, but of ``ko-latn`` none: it could not read the letters.

    A language of which only a variety is known (``chr-us-qaaa-x-west``) is spoken in that.
    """
    varieties = (known for known in sorted(_languages()) if known.startswith(f"{language}-"))
    if language not in _languages() and (variety := next(varieties, "")):
        return _languages()[variety]
    while language not in _languages():
        language, dash, last = language.rpartition("-")
        if not dash or len(last) == _SCRIPT_SUBTAG:
            return None
    return _languages()[language]


def _unknown(kind: str, name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name.lower(), known, n=3)
    advice = f"; did you mean {' or '.join(near)}?" if near else ""
    return f'eSpeak NG has no {kind} "{name}"{advice}'


@functools.cache
def _voices() -> tuple[tuple[str, str, tuple[tuple[int, str], ...]], ...]:
    with libespeak.Library() as library:
        return tuple(library.voices())


@functools.cache
def _languages() -> dict[str, str]:
    """The first choice for each language."""
    ranked = [
        (priority, language.lower(), identifier)
        for _, identifier, languages in _voices()
        for priority, language in languages
    ]
    return {language: identifier for _, language, identifier in sorted(ranked, reverse=True)}


@functools.cache
def _names() -> dict[str, str]:
    """All by which a voice can be named: a language's is the strongest."""
    by_name = {name.lower(): identifier for name, identifier, _ in _voices()}
    by_identifier = {identifier.lower(): identifier for _, identifier, _ in _voices()}
    by_file = {identifier.rpartition("/")[2].lower(): identifier for _, identifier, _ in _voices()}
    return by_name | by_identifier | by_file | _languages()
