"""The pages, read by the checker of the W3C: shows in three languages, one of them turned."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.clients import programs
from tests.publishing.site import invented, test_hostile_words


def complaints(folder: Path) -> list[str]:
    """What the Nu HTML Checker says of all pages in a folder."""
    java = programs.find("java")
    jars = [
        Path(place) / "vnu-jar" / "build" / "dist" / "vnu.jar"
        for place in os.environ.get("NODE_PATH", "").split(os.pathsep)
    ]
    jar = next((jar for jar in jars if jar.is_file()), None)
    if jar is None:
        pytest.skip("vnu-jar is not in NODE_PATH; .ci/run puts it there")
    done = subprocess.run(
        [java, "-jar", jar, "--errors-only", "--format", "json", *folder.rglob("*.html")],
        check=False,
        capture_output=True,
        timeout=120,
    )
    told = json.loads(done.stderr or b'{"messages": []}')["messages"]
    return [f"{each.get('url', '')}: {each['message']}" for each in told]


def write(folder: Path, pages: dict[str, bytes]) -> None:
    for path, content in pages.items():
        where = folder / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(content)


def test_the_checker_finds_nothing_in_any_page(tmp_path: Path) -> None:
    for name, show in (("en", invented.SHOW), ("ko", invented.KOREAN), ("ar", invented.ARABIC)):
        write(tmp_path / name, invented.whole(show))
    for number, attack in enumerate(test_hostile_words.ATTACKS):
        write(tmp_path / f"attack-{number}", test_hostile_words.site_of(attack))
    assert complaints(tmp_path) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    pages = invented.whole()
    wrong = pages["feed/index.html"].replace(b"<main", b"<main></main><main", 1)
    write(tmp_path, {"wrong.html": wrong})
    assert complaints(tmp_path)
