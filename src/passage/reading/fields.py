"""Tables of fields: what the keys of a file are, which value each has, and what each is for.

A `Record` is such a table. The same table reads a file, with every problem at once, and makes
the JSON Schema with which an editor checks the file while it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from passage.reading import report, yaml
from passage.reading.kinds import One, Schema, Value
from passage.reading.report import Mark, Report, quoted


class Kind(Protocol):
    """How the value of a field is read."""

    def read(self, node: yaml.Node, told: str, said: Report) -> Value:
        """The value, told of as `told`; None when it is wrong, which is reported."""

    def schema(self) -> Schema:
        """What an editor needs to check the value while it is written."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record."""

    name: str
    kind: Kind
    about: str
    """For the reader of the schema."""
    example: str
    """As it is written behind ``name:``."""
    required: bool = False
    default: Any = ""
    """The value when the key is not there."""


@dataclass(frozen=True, slots=True)
class Values:
    """What a record says: a value for each field that is sound, and where each was written."""

    values: dict[str, Any]
    marks: dict[str, Mark]

    def __getitem__(self, name: str) -> Value:
        return self.values[name]

    def written(self, name: str) -> Value:
        """The value of a field if it was written and is sound, otherwise None."""
        return self.values[name] if name in self.marks else None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values. Read as a tuple."""

    of: Kind
    at_least: int = 0
    at_most: int | None = None
    lone: bool = False
    """Whether one value may stand without the brackets of a list."""
    unique: bool = False

    def read(self, node: yaml.Node, told: str, said: Report) -> tuple[Any, ...] | None:
        """The items; None when one is wrong, or they are too few or too many, or no list."""
        if self.lone and isinstance(node, yaml.Scalar):
            node = yaml.Sequence(node.mark, [node])
        if not isinstance(node, yaml.Sequence):
            what = f"{told} is {yaml.shape(node)}, where a list is expected"
            hint = f"write [{quoted(node.text)[1:-1]}]" if isinstance(node, yaml.Scalar) else ""
            said.add(node.mark, what, hint)
            return None
        if not self._fits(len(node.items)):
            what = f"{told} has {len(node.items)} items, where {self._amount()} expected"
            said.add(node.mark, what)
            return None
        items = tuple(self._items(node.items, told, said))
        return None if None in items else items

    def schema(self) -> Schema:
        """An array, or also what one item is."""
        items = self.of.schema()
        form: Schema = {"type": "array", "items": items}
        if self.at_least:
            form["minItems"] = self.at_least
        if self.at_most is not None:
            form["maxItems"] = self.at_most
        if self.unique:
            form["uniqueItems"] = True
        if self.lone:
            form["type"] = ["array", *_types(items)]
        return form

    def _fits(self, count: int) -> bool:
        return self.at_least <= count and (self.at_most is None or count <= self.at_most)

    def _amount(self) -> str:
        if self.at_most is None:
            return f"{self.at_least} or more are"
        return f"at least {self.at_least} and at most {self.at_most} are"

    def _items(self, nodes: list[yaml.Node], told: str, said: Report) -> Iterator[Value]:
        seen: set[str] = set()
        for node in nodes:
            text = node.text if isinstance(node, yaml.Scalar) else None
            if text is not None and (yaml.is_missing(node) or not text.strip()):
                said.add(node.mark, f"an item of {told} is empty", "write it, or delete it")
                yield None
            elif self.unique and text in seen:
                said.add(node.mark, f"{quoted(text or '')} is in {told} twice", "delete one")
                yield None
            else:
                yield self.of.read(node, told if self.lone else f"an item of {told}", said)
            seen.add(text or "")


@dataclass(frozen=True, slots=True)
class NameMapping:
    """Names that the producer chooses, each with a value. Read as a tuple of pairs."""

    of: Kind
    keys: One

    def read(self, node: yaml.Node, told: str, said: Report) -> tuple[tuple[str, Any], ...] | None:
        """The pairs, in the order in which they are written; None when one is wrong."""
        if not isinstance(node, yaml.Mapping):
            what = f"{told} is {yaml.shape(node)}, where names with values are expected"
            said.add(node.mark, what, 'write each as in "name: {…}"')
            return None
        pairs = [
            (
                self.keys.read(key, f"a name in {told}", said),
                self.of.read(value, quoted(name), said),
            )
            for name, (key, value) in node.entries.items()
        ]
        return None if any(None in pair for pair in pairs) else tuple(pairs)

    def schema(self) -> Schema:
        """An object with any keys."""
        return {"type": "object", "additionalProperties": self.of.schema()}


@dataclass(frozen=True, slots=True)
class Record:
    """A group of keys, each known and told by its field."""

    noun: str
    """What the keys are of, such as ``a stage``."""
    fields: tuple[Field, ...]
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(field.name for field in self.fields))

    def read(self, node: yaml.Node, told: str, said: Report) -> Values | None:
        """The values; None when this is no group of keys."""
        if not isinstance(node, yaml.Mapping):
            first = next((each for each in self.fields if each.required), self.fields[0])
            what = f"{told} is {yaml.shape(node)}, where keys with values are expected"
            said.add(node.mark, what, f'such as "{first.name}: {first.example}"')
            return None
        self._report_unknown(node, said)
        found = Values({}, {})
        for field_ in self.fields:
            self._read_field(field_, node, found, said)
        return found

    def schema(self) -> Schema:
        """An object with these keys and no others."""
        return {
            "type": "object",
            "properties": {field.name: _property(field) for field in self.fields},
            "required": [field.name for field in self.fields if field.required],
            "additionalProperties": False,
        }

    def _report_unknown(self, node: yaml.Mapping, said: Report) -> None:
        for name, (key, _) in node.entries.items():
            if name not in self.names:
                hint = report.did_you_mean(name, self.names)
                known = ", ".join(field.name for field in self.fields)
                said.add(
                    key.mark,
                    f"{quoted(name)} is no key of {self.noun}",
                    hint or f"the keys are {known}",
                )

    def _read_field(self, field: Field, node: yaml.Mapping, found: Values, said: Report) -> None:
        entry = node.entries.get(field.name)
        if entry is None or yaml.is_missing(entry[1]):
            found.values[field.name] = field.default
            if field.required:
                mark = entry[0].mark if entry else node.mark
                lacks = "has no value" if entry else "is missing"
                what = f'"{field.name}" {lacks}; {self.noun} needs it'
                said.add(mark, what, f'write "{field.name}: {field.example}"')
            return
        value = field.kind.read(entry[1], f'"{field.name}"', said)
        if value == "" and field.required:
            said.add(entry[1].mark, f'"{field.name}" is empty', f'such as "{field.example}"')
        elif value is not None:
            found.values[field.name] = value
            found.marks[field.name] = entry[1].mark


def _property(field: Field) -> Schema:
    form = field.kind.schema()
    if not field.required:
        form["type"] = [*_types(form), "null"]
        if "enum" in form:
            form["enum"] = [*form["enum"], None]
    if field.default not in ("", (), None):
        form["default"] = field.default
    return {"description": field.about, **form}


def _types(form: Schema) -> list[str]:
    kinds = form["type"]
    return list(kinds) if isinstance(kinds, list) else [kinds]
