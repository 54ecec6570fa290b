"""What a build puts beside the feed, and takes away again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from passage.keeping.store import Store
from passage.pipeline import cues, records
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import build, made_files, plan


def named(show: Path) -> set[str]:
    """All files that the feed names, as they lie in the show's folder."""
    root = etree.parse(show / "feed" / "feed.xml").getroot()
    address = show_folder.read(show).show.address
    found = {
        str(value).removeprefix(address)
        for element in root.iter()
        for name, value in element.attrib.items()
        if name in {"url", "href", "image"} and str(value).startswith(address)
    }
    return {name for name in found if name and "#" not in name}


def beside(show: Path) -> set[str]:
    """All that is there but the books, which are for themselves."""
    paths = [*(show / "feed").rglob("*"), *(show / "audio_out").glob("*.mp3")]
    found = [path for path in paths if path.is_file() and path.suffix != ".epub"]
    return {path.relative_to(show).as_posix() for path in found}


def test_everything_that_the_feed_names_is_there_and_nothing_else_but_the_site(show: Path) -> None:
    pages = {path.relative_to(show).as_posix() for path in (show / "feed").rglob("*.html")}
    site = {path.relative_to(show).as_posix() for path in (show / "feed" / "site").iterdir()}
    transcripts = {name for name in pages if name.startswith("feed/transcripts/")}
    assert named(show) <= beside(show)
    assert beside(show) - named(show) == (pages | site) - transcripts - named(show)
    assert {"feed/episodes/one.html", "feed/episodes/two.html"} <= named(show)
    assert len([name for name in beside(show) if name.startswith("feed/transcripts/")]) == 10


def test_transcripts_that_are_lost_or_changed_are_written_again(show: Path) -> None:
    before = made_files(show)
    (show / "feed" / "transcripts" / "one.txt").write_text("Something else.", "utf-8")
    (show / "feed" / "transcripts" / "two.vtt").unlink()
    assert build(show).feed_changed is False
    assert made_files(show) == before


def test_a_build_that_changes_nothing_reads_no_cues(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cues, "read", None)
    assert build(show).rendered == 0


def test_cues_that_are_damaged_are_made_again(show: Path) -> None:
    before = made_files(show)
    store = Store(Layout(show).cache)
    key = cues.key(records.read(Layout(show).audio)["one"])
    store.put(key, b"nothing")
    path = next(Layout(show).cache.glob(f"??/{key}"))
    path.write_bytes(path.read_bytes() + b"!")
    [one] = [e for e in plan(show).episodes if e.manifest.id == "one"]
    assert one.reasons == ("cues missing or damaged",)
    build(show)
    assert made_files(show) == before


def test_chapters_tell_the_same_times_as_the_record(show: Path) -> None:
    record = records.read(Layout(show).audio)["one"]
    told = json.loads((show / "feed" / "chapters" / "one.json").read_bytes())["chapters"]
    assert [(round(c["startTime"] * 1000), c["title"]) for c in told] == [
        (chapter.start, chapter.title) for chapter in record.episode.chapters
    ]


def test_who_withdraws_leaves_the_transcripts_the_chapters_and_the_pictures(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    build(show)
    left = beside(show)
    assert named(show) <= left
    assert not [name for name in left if "/one" in name]


def test_a_long_feed_has_an_archive_and_a_short_one_none(show: Path) -> None:
    text = (show / "passage.yml").read_text("utf-8")
    (show / "passage.yml").write_text(text + "feed_length: 2\n", "utf-8")
    manifest = (show / "episodes" / "two.yml").read_text("utf-8").split("\n")
    lines = [line for line in manifest if not line.startswith(("guid:", "number:"))]
    (show / "episodes" / "three.yml").write_text("\n".join(["number: 3", *lines]), "utf-8")
    build(show)
    archive = show / "feed" / "archive-1.xml"
    assert archive.read_bytes().count(b"<item>") == 1
    (show / "passage.yml").write_text(text, "utf-8")
    build(show)
    assert not archive.exists()
