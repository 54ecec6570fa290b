"""Keys of a script's front matter, changed in the file; all else in it stays byte for byte."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import ruamel.yaml
from ruamel.yaml import events

from passage.errors import DeliveryFailed, InputProblems, PassageError, Problem
from passage.importing.scalars import scalar
from passage.keeping import files
from passage.model import Place
from passage.reading import script as script_file
from passage.reading import source
from passage.reading.report import Report

ORDER = ("consent", "because", "decided")
"""A key that is new comes behind the one before it here, or else at the end."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_FENCE = re.compile(r"---[ \t]*(?:\r\n?|\n|\Z)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLOCK = re.compile(r"[|>][-+0-9]*")


def write(folder: Path, changes: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Change keys in the front matter of scripts, by path; return the paths that changed.

    All are written, or none: what cannot be said safely in one of the files, or not written there,
    leaves every file as it was. Raises InputProblems or DeliveryFailed.
    """
    before = {path: (folder / path).read_bytes() for path in changes}
    after = {path: _with(data, changes[path]) for path, data in before.items()}
    problems = [
        Problem(Place(path), "cannot be changed here without harm", _by_hand(changes[path]))
        for path, data in after.items()
        if not _says(path, before[path], data, changes[path])
    ]
    if problems:
        raise InputProblems(problems)
    new = {path: data for path, data in after.items() if data and data != before[path]}
    written: list[str] = []
    try:
        for path, data in new.items():
            files.write(folder / path, data)
            written.append(path)
    except (DeliveryFailed, KeyboardInterrupt):
        for path in written:
            files.write(folder / path, before[path])
        raise
    return tuple(new)


def _by_hand(values: Mapping[str, str]) -> str:
    lines = "; ".join(f"{key}: {scalar(value)}" for key, value in values.items() if value)
    return f"write it between the two lines --- of the file: {lines}"


def _with(data: bytes, values: Mapping[str, str]) -> bytes | None:
    """The bytes of a script with these values; None when the front matter cannot be found."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        text = data[len(mark) :].decode("utf-8")
        for key in sorted(values, key=_rank):
            text = _with_one(text, key, values[key])
    except (PassageError, UnicodeDecodeError, ruamel.yaml.error.YAMLError, ValueError):
        return None
    return mark + text.encode("utf-8")


def _rank(key: str) -> int:
    return ORDER.index(key) if key in ORDER else len(ORDER)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where the value of a key stands in the front matter."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Mapping:
    entries: Mapping[str, _Entry]
    is_flow: bool
    column: int
    end: int


def _with_one(text: str, key: str, value: str) -> str:
    start, end = _front_matter(text)
    # What ruamel takes for the end of a line and does not count; as long as what it stands for.
    inner = source.INVISIBLE_BREAK.sub(" ", text[start:end])
    found = _mapping(inner)
    said = _scalar(value, is_flow=found.is_flow)
    entry = found.entries.get(key)
    if entry:
        old = text[start + entry.start : start + entry.end]
        return text[: start + entry.start] + _instead(old, said) + text[start + entry.end :]
    at, line = _place_for(found, inner, key, said, _ending(text))
    return text[: start + at] + line + text[start + at :]


def _front_matter(text: str) -> tuple[int, int]:
    """Where what stands between the two fences begins and ends."""
    lines = list(_LINE.finditer(text))
    if not lines or not _FENCE.fullmatch(lines[0][0]):
        raise ValueError("no front matter")
    fence = next(line for line in (*lines[1:], None) if line is None or _FENCE.fullmatch(line[0]))
    if fence is None:
        raise ValueError("no end of the front matter")
    return lines[0].end(), fence.start()


def _ending(text: str) -> str:
    first = _LINE.match(text)
    return re.sub(r"[^\r\n]", "", first[0]) if first else "\n"


def _mapping(inner: str) -> _Mapping:
    """The entries of the mapping that the front matter is."""
    told = iter(ruamel.yaml.YAML(typ="safe", pure=True).parse(inner))
    for event in told:
        if isinstance(event, events.MappingStartEvent):
            entries, end = _entries(told, inner)
            flow = bool(event.flow_style)
            return _Mapping(entries, flow, event.start_mark.column, end)
    raise ValueError("no mapping")


def _entries(told: Iterator[events.Event], inner: str) -> tuple[dict[str, _Entry], int]:
    entries: dict[str, _Entry] = {}
    while not isinstance(key := next(told), events.MappingEndEvent):
        name = key.value if isinstance(key, events.ScalarEvent) else ""
        start, end = _node(next(told), told)
        if start == end:
            # No value: ruamel tells the place of what comes next.
            colon = _COLON.match(inner, key.end_mark.index)
            start = end = colon.end() if colon else start
        entries[name] = _Entry(start, end)
    return entries, key.start_mark.index


_COLON = re.compile(r"\s*:")


def _node(event: events.Event, told: Iterator[events.Event]) -> tuple[int, int]:
    """Where a node begins and ends; its events are taken from those that are told."""
    start, depth = event.start_mark.index, _depth(event)
    while depth:
        event = next(told)
        depth += _depth(event)
    return start, event.end_mark.index


def _depth(event: events.Event) -> int:
    if isinstance(event, events.CollectionStartEvent):
        return 1
    return -1 if isinstance(event, events.CollectionEndEvent) else 0


def _scalar(value: str, *, is_flow: bool) -> str:
    if _DAY.fullmatch(value):
        return value
    said = scalar(value)
    # Within braces a comma ends a value that stands without quotes.
    return f'"{said}"' if is_flow and not said.startswith('"') else said


def _instead(old: str, said: str) -> str:
    """What stands in the place of a value, with the comment and empty lines that follow it."""
    value = old.rstrip()
    rest = old[len(value) :]
    if not value:
        return f" {said}{rest}"
    header = re.split(r"[\r\n]", value, maxsplit=1)[0]
    block = _BLOCK.match(header)
    # The comment of a block stands behind its sign, and stays.
    return said + (header[block.end() :] if block else "") + rest


def _place_for(found: _Mapping, inner: str, key: str, said: str, ending: str) -> tuple[int, str]:
    """Where a new key goes, and how it is written there."""
    before = [name for name in ORDER[: _rank(key)] if name in found.entries]
    if found.is_flow:
        if not found.entries:
            return found.end, f"{key}: {said}"
        last = max(entry.end for entry in found.entries.values())
        return last, f", {key}: {said}"
    line = f"{' ' * found.column}{key}: {said}{ending}"
    if not before:
        return len(inner), line
    entry = found.entries[before[-1]]
    value = inner[: entry.end].rstrip()
    end = re.compile(r"\r\n?|\n").search(inner, max(len(value), entry.start))
    return (end.end() if end else len(inner)), line


def _says(path: str, before: bytes, after: bytes | None, wanted: Mapping[str, str]) -> bool:
    """Whether a script now says this, and all else as it did."""
    if after is None:
        return False
    old, new = _read(path, before), _read(path, after)
    if old is None or new is None:
        return False
    others = old.values.values.keys() - wanted.keys()
    return (
        _body(old) == _body(new)
        and all(old.values[name] == new.values[name] for name in others)
        and all(_plain(new.values[key]) == value.strip() for key, value in wanted.items())
    )


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _read(path: str, data: bytes) -> script_file.Draft | None:
    said = Report(path)
    draft = script_file.read(source.decode(data, said) or "", said)
    return None if said.problems else draft


def _body(draft: script_file.Draft) -> list[object]:
    return [replace(paragraph, line=0) for paragraph in draft.body]
