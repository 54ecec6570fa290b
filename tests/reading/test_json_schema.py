"""The schemas that are kept, and that they say what reading says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import ruamel.yaml

from passage.reading import json_schema, manifest, script, show, yaml
from passage.reading.report import Report
from tests.reading import test_library
from tests.reading.conftest import ONE, PASSAGE, PROLOGUE

TABLES = {"passage": show.SHOW, "script": script.FRONT_MATTER, "episode": manifest.EPISODE}


def front_matter(text: str) -> str:
    return text.split("---\n")[1]


GOOD = [
    ("passage", PASSAGE),
    ("passage", test_library.PASSAGE),
    ("passage", PASSAGE + "cast:\nguid: ~\n"),
    ("script", front_matter(PROLOGUE)),
    ("script", front_matter(test_library.RADIO)),
    ("script", front_matter(test_library.PROLOGUE)),
    ("script", "title: 1984\nconsent:\nplace: true\nnarrator: 7.5\n"),
    ("episode", ONE),
    ("episode", test_library.ONE.replace("007", "7")),
    ("episode", ONE + "kind: ~\nsummary:\n"),
]

BAD = [
    ("passage", PASSAGE.replace("title: ", "titel: ")),
    ("passage", PASSAGE.replace("author: The Crossing Project\n", "")),
    ("passage", PASSAGE.replace("https://example.org/show", "example.org")),
    ("passage", PASSAGE.replace("https://example.org/show", "https://example.org/show?a=b")),
    ("passage", PASSAGE.replace("https://example.org/show", "http://example.org/show")),
    ("passage", PASSAGE.replace("Society & Culture", "[Arts, Poetry]")),
    ("passage", PASSAGE.replace("language: en", "language: english")),
    ("passage", PASSAGE.replace("owner@example.org", "owner")),
    ("passage", PASSAGE.replace("id: china", "id: South China")),
    ("passage", PASSAGE.replace("    name: China\n", "")),
    ("passage", PASSAGE + "explicit: 1\n"),
    ("passage", PASSAGE + "artwork: ../cover.png\n"),
    ("passage", PASSAGE + "artwork: art/../../cover.png\n"),
    ("passage", PASSAGE + "artwork: /cover.png\n"),
    ("passage", PASSAGE.replace("Society & Culture", "[a, b, c]")),
    ("passage", PASSAGE.replace("Society & Culture", "[]")),
    ("passage", PASSAGE + "funding: {text: Help us}\n"),
    ("passage", PASSAGE + "cast: {host: {speed: fast}}\n"),
    ("passage", PASSAGE + "cast: {narrators: {Bo: {sped: 1}}}\n"),
    ("passage", PASSAGE + "cast: {others: {voice: en}}\n"),
    ("passage", PASSAGE + "sound: {loudness: 3}\n"),
    ("passage", PASSAGE + "sound: {music: ../bed.mp3}\n"),
    ("passage", "title\n"),
    ("script", "title: [a]\n"),
    ("script", "kind: testimony\n"),
    ("script", "title: a\nkind: poem\n"),
    ("script", "title: a\nconsent: yes please\n"),
    ("script", "title: a\ncontent_notes: war\n"),
    ("script", "title: a\nnarator: b\n"),
    ("episode", ONE.replace("number: 1", "number: 0")),
    ("episode", ONE.replace("number: 1", "number: one")),
    ("episode", ONE.replace("  - prologue", "  - ../prologue")),
    ("episode", ONE.replace("  - prologue", "  - prologue\n  - prologue")),
    ("episode", ONE.replace("scripts:\n  - prologue", "scripts: []")),
    ("episode", ONE.replace("scripts:\n  - prologue", "scripts: prologue")),
    ("episode", ONE.replace("published: 2026-11-01T09:00:00+01:00\n", "")),
]


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(json_schema.path(name).read_bytes()))


def as_an_editor_reads(text: str) -> object:
    return plain(ruamel.yaml.YAML(typ="safe", pure=True).load(text))


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", json_schema.TABLES)
def test_the_schema_that_is_kept_is_that_of_the_tables(name: str) -> None:
    hint = "make them again with: python -m passage.reading.json_schema"
    assert json_schema.path(name).read_bytes() == json_schema.generate(name), hint


@pytest.mark.parametrize("name", json_schema.TABLES)
def test_the_schema_is_one(name: str) -> None:
    schema = json.loads(json_schema.generate(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert all(field["description"] for field in schema["properties"].values())


def test_they_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_schema, "FOLDER", tmp_path / "schemas")
    json_schema.write()
    assert json_schema.path("script").read_bytes() == json_schema.generate("script")


def test_no_other_schema_is_kept() -> None:
    kept = {path.name for path in json_schema.FOLDER.iterdir()}
    assert kept == {json_schema.path(name).name for name in json_schema.TABLES}


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_what_reading_accepts_the_schema_accepts(name: str, text: str) -> None:
    validator(name).validate(as_an_editor_reads(text))
    assert problems(name, text) == []


@pytest.mark.parametrize(("name", "text"), BAD)
def test_what_the_schema_refuses_reading_refuses(name: str, text: str) -> None:
    assert not validator(name).is_valid(as_an_editor_reads(text))
    assert problems(name, text)


@pytest.mark.parametrize("name", json_schema.TABLES)
def test_the_examples_of_the_tables_are_good(name: str) -> None:
    text = "".join(f"{field.name}: {field.example}\n" for field in TABLES[name].fields)
    validator(name).validate(as_an_editor_reads(text))
    assert problems(name, text) == []


def problems(name: str, text: str) -> list[str]:
    said = Report(name)
    node = yaml.read(text, said)
    assert node is not None
    TABLES[name].read(node, name, said)
    return [str(problem) for problem in said.problems]
