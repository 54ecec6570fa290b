"""The site that a build writes: what changed, all that is published, and nothing else."""

from __future__ import annotations

import os
import posixpath
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from passage.keeping.store import Store
from passage.pipeline import cues, records
from passage.pipeline.layout import Layout
from passage.pipeline.shelving import book
from passage.publishing.site import rendering
from tests import shows
from tests.delivering.serving.running import WAIT_S
from tests.pipeline.building import build
from tests.publishing.site.invented import tree


def pages(show: Path) -> dict[str, bytes]:
    """Every page of the site, but the transcripts that stand alone."""
    return {
        path.relative_to(show).as_posix(): path.read_bytes()
        for path in sorted((show / "feed").rglob("*.html"))
        if path.parent.name != "transcripts"
    }


def moments(show: Path) -> dict[str, int]:
    """When each file of the site was written."""
    found = [*(show / "feed").rglob("*.html"), *(show / "feed" / "site").iterdir()]
    return {path.relative_to(show).as_posix(): path.stat().st_mtime_ns for path in found}


def test_a_build_writes_these_pages(show: Path) -> None:
    assert list(pages(show)) == [
        "feed/accessibility.html",
        "feed/episodes/one.html",
        "feed/episodes/two.html",
        "feed/index.html",
        "feed/narrators/bo.html",
        "feed/narrators/cy.html",
        "feed/places/lower-town.html",
        "feed/places/the-hills.html",
        "feed/search.html",
        "feed/stages/home.html",
        "feed/stages/road.html",
    ]
    made = {path.name for path in (show / "feed" / "site").iterdir()}
    assert {"passage.css", "search.json"} <= made


def test_every_cue_of_a_built_episode_is_on_its_page(show: Path) -> None:
    for name, record in records.read(Layout(show).audio).items():
        heard = cues.read(Store(Layout(show).cache), record)
        root = tree(pages(show)[f"feed/episodes/{name}.html"])
        spans = root.xpath('//span[@class="s"]')
        assert heard
        assert [(s.text_content(), int(s.get("data-t")), int(s.get("data-e"))) for s in spans] == [
            (" ".join(each.shown.split()), each.start, each.end) for each in heard
        ]


def test_no_link_and_no_anchor_of_a_built_site_leads_nowhere(show: Path) -> None:
    for path, content in pages(show).items():
        root = tree(content)
        for where in root.xpath("//@href | //@src | //@data-index"):
            target, _, anchor = str(where).partition("#")
            if ":" in target or target.endswith("passage.js"):
                continue
            joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
            found = show / (joined if target else path)
            assert found.is_file(), f"{path} leads to {where}"
            if anchor and found.suffix == ".html":
                there = tree(found.read_bytes())
                assert anchor in there.xpath("//@id"), f"{path} leads to {where}"


def test_a_build_that_changes_nothing_makes_no_page_and_writes_none(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = moments(show)
    monkeypatch.setattr(rendering.Writer, "write", None)
    monkeypatch.setattr(cues, "read", None)
    build(show)
    assert moments(show) == before


def test_a_build_that_changes_nothing_loads_no_templates(show: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.pipeline.building import build; "
        "build(Path(sys.argv[1])); sys.exit('jinja2' in sys.modules)"
    )
    here = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", code, str(show)],
        check=False,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": here},
        timeout=WAIT_S,
    )
    assert done.returncode == 0, done.stderr.decode()


def test_a_changed_title_writes_the_pages_that_tell_it_and_no_other(show: Path) -> None:
    before = moments(show)
    shows.edit(show, "episodes/one.yml", "The First Part", "The Very First Part")
    build(show)
    changed = {path for path, moment in moments(show).items() if before.get(path) != moment}
    assert {path for path in changed if "/transcripts/" not in path} == {
        "feed/episodes/one.html",
        "feed/episodes/two.html",
        "feed/index.html",
        "feed/narrators/bo.html",
        "feed/places/lower-town.html",
        "feed/search.html",
        "feed/site/search.json",
        "feed/stages/home.html",
    }


def test_a_changed_word_makes_the_pages_that_tell_of_its_episode_and_no_other(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    write = rendering.Writer.write

    def counted(writer: rendering.Writer, template: str, path: str, **values: object) -> bytes:
        made.append(path)
        return write(writer, template, path, **values)

    before = pages(show)
    monkeypatch.setattr(rendering.Writer, "write", counted)
    shows.edit(show, "scripts/leaving.md", "Monday", "Wednesday")
    build(show)
    # Home tells how large the books are; it, the stage and the index tell the episode's length.
    lists = {"feed/index.html", "feed/search.html", "feed/stages/home.html"}
    assert set(made) - lists == {"feed/episodes/one.html"}
    assert {path for path, text in pages(show).items() if before[path] != text} <= set(made)
    assert pages(show)["feed/episodes/one.html"] != before["feed/episodes/one.html"]


def test_only_the_home_page_tells_how_large_the_books_are(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = book.publish

    def larger(*arguments: Any, **options: Any) -> book.Books:
        found = publish(*arguments, **options)
        return replace(
            found, files=tuple(replace(each, size=each.size + 5_000_000) for each in found.files)
        )

    before = pages(show)
    monkeypatch.setattr(book, "publish", larger)
    build(show)
    assert [path for path, text in pages(show).items() if before[path] != text] == [
        "feed/index.html"
    ]


def test_a_source_that_changes_no_sound_is_on_the_page_after_the_next_build(show: Path) -> None:
    shows.edit(show, "episodes/one.yml", "[leaving]", "[leaving, second, third]")
    for name, source in (("second", "An invented book"), ("third", "An invented letter")):
        head = f"title: {name}\nstage: home\nnarrator: Bo\nsource: {source}\nconsent: granted"
        text = f"---\n{head}\n---\nWe left, too.\n"
        (show / "scripts" / f"{name}.md").write_text(text, "utf-8")
    build(show)
    # The closing names each source once, so what is heard stays as it was.
    shows.edit(show, "scripts/second.md", "An invented book", "An invented letter")
    assert build(show).rendered == 0
    told = tree(pages(show)["feed/episodes/one.html"]).xpath('//p[@class="source"]/text()[1]')
    assert told == [
        "Source: An invented book",
        "Source: An invented letter",
        "Source: An invented letter",
    ]


def test_pages_that_are_lost_or_changed_are_written_again(show: Path) -> None:
    before = pages(show)
    (show / "feed" / "episodes" / "one.html").write_text("Something else.", "utf-8")
    (show / "feed" / "places" / "the-hills.html").unlink()
    (show / "feed" / "site" / "passage.css").unlink()
    build(show)
    assert pages(show) == before
    assert (show / "feed" / "site" / "passage.css").is_file()


def test_who_withdraws_is_on_no_page_and_in_no_index(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    build(show)
    assert "feed/episodes/one.html" not in pages(show)
    assert "feed/narrators/bo.html" not in pages(show)
    assert "feed/places/lower-town.html" not in pages(show)
    left = b"".join([*pages(show).values(), (show / "feed" / "site" / "search.json").read_bytes()])
    for gone in (b"We left on a Monday", b"Come back soon", b"Leaving", b"Lower Town", b"one.html"):
        assert gone not in left, gone
    assert b"We walked." in left


def test_who_has_not_yet_agreed_is_on_no_page(tmp_path: Path) -> None:
    shows.write(tmp_path)
    shows.edit(tmp_path, "scripts/walking.md", "consent: granted", "consent: pending")
    build(tmp_path)
    assert "feed/episodes/two.html" not in pages(tmp_path)
    left = b"".join(pages(tmp_path).values())
    assert b"We walked." not in left
    assert b"The Hills" not in left


def test_pages_of_another_make_are_taken_away_and_other_files_stay(show: Path) -> None:
    (show / "feed" / "episodes" / "gone.2.html").write_text("old", "utf-8")
    (show / "feed" / "places" / "nowhere.html").write_text("old", "utf-8")
    (show / "feed" / "episodes" / "note.txt").write_text("mine", "utf-8")
    build(show)
    assert not (show / "feed" / "episodes" / "gone.2.html").exists()
    assert not (show / "feed" / "places" / "nowhere.html").exists()
    assert (show / "feed" / "episodes" / "note.txt").exists()


def test_the_same_show_makes_the_same_pages(show: Path, tmp_path: Path) -> None:
    other = shows.write(tmp_path / "other")
    build(other)
    assert pages(other) == pages(show)
