"""The JSON Schemas of the three kinds of file, for editors that check them while they are written.

They are made of the tables that read the files, and kept in ``schemas/`` beside this module.
To make them again after a change of a table: ``python -m passage.reading.json_schema``.
"""

from __future__ import annotations

import json
from pathlib import Path

from passage.keeping import files
from passage.reading import manifest, script, show
from passage.reading.fields import Record

FOLDER = Path(__file__).with_name("schemas")

DIALECT = "https://json-schema.org/draft/2020-12/schema"

TABLES: dict[str, tuple[str, Record]] = {
    "passage": ("passage.yml: a show", show.SHOW),
    "script": ("scripts/*.md: the front matter of a script", script.FRONT_MATTER),
    "episode": ("episodes/*.yml: an episode", manifest.EPISODE),
}
"""Title and table by the name of the schema."""


def generate(name: str) -> bytes:
    """The schema `passage`, `script` or `episode`, as the bytes of its file."""
    title, record = TABLES[name]
    schema = {"$schema": DIALECT, "title": title, **record.schema()}
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()


def path(name: str) -> Path:
    """Where the schema `passage`, `script` or `episode` is kept."""
    return FOLDER / f"{name}.schema.json"


def write() -> None:
    """Make all three again."""
    for name in TABLES:
        files.write(path(name), generate(name))


if __name__ == "__main__":
    write()
