"""A withdrawal from everything that is made at once: site, books, editions, glossary, former names.

What is left is compared with what would be made without the testimony, the cache with that cache.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from passage.delivering.serving import finding
from passage.delivering.serving.finding import Found, Gone
from passage.keeping import shared
from passage.pipeline import former_names
from passage.pipeline.layout import Layout
from passage.validating import traces
from tests import shows
from tests.pipeline.building import build, made_files, stray_files
from tests.pipeline.consent import many_voices
from tests.pipeline.consent.test_withdrawing import everything, withdraw

LEXICON = """\
<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
  alphabet="ipa" xml:lang="en">
  <lexeme><grapheme>Mirela Dobre</grapheme><alias>mee rella dobra</alias></lexeme>
  <lexeme><grapheme>Tomas Vele</grapheme><alias>toe mass vella</alias></lexeme>
  <lexeme><grapheme>loaves</grapheme><alias>lohvs</alias></lexeme>
</lexicon>
"""
OURS = {
    "bakery": ("baked four hundred", "Harbour Street", "Bakery on the Quay", "Leave the oven"),
    "bridge": ("counted every one", "Low Ford", "Under the Bridge", "ferried people", "Tsvee"),
    "letter": ("weather was not fine", "Two Doors", "Writes Home", "파도 소리를"),
    "clock": ("stopped the clock", "Upper Mill", "Nobody Wound"),
    "leaving": ("left on a Monday", "Come back soon", "Lower Town"),
    "walking": ("walked again", "The Hills", "The Second Part"),
}
"""Of each testimony what is its alone, to be searched for by other means than the proof's."""

ALL = {"bakery": ("lohvs", "loaves"), "bridge": ("vella",), "clock": ()}
"""Entries of the lexicon that nobody else's words need."""


def _write(folder: Path) -> Path:
    many_voices.write(folder)
    (folder / "scripts" / "lexicon.pls").write_text(LEXICON, "utf-8")
    with (folder / "passage.yml").open("a", encoding="utf-8") as file:
        file.write("editions: [opus]\n")
    return folder


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built twice, so that every episode had another name before."""
    folder = _write(tmp_path_factory.mktemp("all"))
    shows.edit(folder, "passage.yml", "cast:", "sound: {segment_pause: 900}\ncast:")
    build(folder)
    shows.edit(folder, "passage.yml", "sound: {segment_pause: 900}\n", "")
    build(folder)
    assert len(former_names.read(Layout(folder)).names) == 10
    return folder


@pytest.fixture
def show(_built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_built, tmp_path / "show"))


def _cache(folder: Path) -> set[str]:
    cache = Layout(folder).cache
    found = {path.relative_to(cache).as_posix() for path in cache.rglob("*") if path.is_file()}
    return found - {"last-build.json", "lock", "lock.holder"}


@pytest.mark.parametrize("name", OURS)
def test_what_is_left_is_what_would_be_made_without_it_and_so_is_the_cache(
    show: Path, name: str, tmp_path: Path
) -> None:
    addresses = sorted(made_files(show))
    former = former_names.read(Layout(show)).names
    assert all(text.encode() in _plain(show) for text in (*OURS[name], *ALL.get(name, ())))
    done = withdraw(show, name)
    assert done.proof.left == ()
    assert done.holds
    fresh = _write(tmp_path / "fresh")
    shutil.copy(show / f"scripts/{name}.md", fresh / f"scripts/{name}.md")
    build(fresh)
    assert made_files(show) == made_files(fresh)
    assert _cache(show) == _cache(fresh)
    assert stray_files(show) == []
    left = _plain(show)
    assert [text for text in (*OURS[name], *ALL.get(name, ())) if text.encode() in left] == []
    for path in (*addresses, *(f"audio_out/{old}" for old in former)):
        _answers(show, path)
    again = withdraw(show, name)
    assert again.holds
    assert made_files(show) == made_files(fresh)


def _plain(folder: Path) -> bytes:
    """All that was made, with what archives and the store's entries hold."""
    found = [everything(folder)]
    for path in (folder / "feed").glob("*.epub"):
        found += [part.text.encode() for part in traces.carrying.carried(path.read_bytes())]
    return b"\n".join(found)


def _answers(show: Path, path: str) -> None:
    """What had an address is there, as it is now, or is told to be gone: never just not found."""
    if path.startswith("audio_out/") and not path.endswith(".mp3"):
        return
    found = finding.find(show, f"/{path}")
    is_there = (show / path).is_file()
    if isinstance(found, Found):
        found.file.close()
        assert is_there or path.startswith("audio_out/")
    else:
        assert isinstance(found, Gone), path
        assert not is_there


def test_episodes_that_go_on_keep_their_guid_and_say_that_they_changed(show: Path) -> None:
    withdraw(show, "bridge")
    feed = (show / "feed" / "feed.xml").read_text("utf-8")
    said = "This episode has been changed since it was first made."
    assert f"{many_voices.GUID}3" in feed
    assert f"{many_voices.GUID}5" not in feed
    assert feed.count(said) == 2
    assert said in (show / "feed" / "episodes" / "morning.html").read_text("utf-8")
    assert said not in (show / "feed" / "episodes" / "evening.html").read_text("utf-8")


KILLED = """\
import os, signal, sys
from pathlib import Path
from tests.pipeline.consent import test_withdrawing as withdrawing
left = int(sys.argv[2])
def killing(original):
    def run(*args, **named):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **named)
    return run
for owner, name in withdrawing.STEPS:
    setattr(owner, name, killing(getattr(owner, name)))
withdrawing.withdraw(Path(sys.argv[1]), "bridge", "walking")
"""


def test_a_withdrawal_that_is_killed_is_finished_by_the_next(show: Path, tmp_path: Path) -> None:
    whole = Path(shutil.copytree(show, tmp_path / "whole"))
    withdraw(whole, "bridge", "walking")
    for step in (2, 25, 50, 90):
        killed = Path(shutil.copytree(show, tmp_path / f"killed-{step}"))
        command = [sys.executable, "-c", KILLED, str(killed), str(step)]
        assert subprocess.run(command, check=False).returncode == -signal.SIGKILL, step
        assert withdraw(killed, "bridge", "walking").holds, step
        assert made_files(killed) == made_files(whole), step
        assert _cache(killed) == _cache(whole), step
        names = "audio_out/names.json"
        assert (killed / names).read_text() == (whole / names).read_text(), step
        shutil.rmtree(killed)


def test_a_file_of_an_episode_that_is_named_after_somebody_is_told_and_then_forgotten(
    show: Path,
) -> None:
    (show / "episodes" / "morning.yml").rename(show / "episodes" / "tomas-vele-and-others.yml")
    build(show)
    done = withdraw(show, "bridge", "bakery")
    assert not done.holds
    written = {str(place) for left in done.proof.left for place in left.written}
    assert "episodes/tomas-vele-and-others.yml" in written
    (show / "episodes" / "tomas-vele-and-others.yml").rename(show / "episodes" / "morning.yml")
    assert withdraw(show, "bridge", "bakery").holds
    assert b"tomas-vele" not in everything(show)
    guid = f"{many_voices.GUID}3"
    assert guid in (show / "feed" / "feed.xml").read_text("utf-8")


def test_what_others_wrote_down_is_named_and_left_alone(show: Path) -> None:
    (show / "scripts" / "page.account.html").write_text("<p>I counted every one of them, and I "
        "still know the <i>number</i>.</p>")  # fmt: skip
    (show / "report.html").write_text("<h1>Under the Bridge</h1>")
    done = withdraw(show, "bridge", "bakery")
    assert done.holds
    assert done.proof.yours == (
        "report.html",
        "scripts/lexicon.pls",
        "scripts/page.account.html",
    )


@pytest.mark.parametrize("name", ["Cy", "Max", "Min", "Search"])
def test_a_name_that_every_page_has_in_its_code_is_no_finding(tmp_path: Path, name: str) -> None:
    folder = shows.write(tmp_path / "show")
    shows.edit(folder, "scripts/walking.md", "narrator: Cy", f"narrator: {name}")
    build(folder)
    assert withdraw(folder, "walking").holds


def _shared(show: Path, tmp_path: Path) -> Path:
    """Build with a shared store; what is kept as it is would not be put there."""
    place = tmp_path / "store"
    place.mkdir()
    told = f"store: file://{place}\nsound: {{segment_pause: 800}}\ncast:"
    shows.edit(show, "passage.yml", "cast:", told)
    build(show)
    return place


def test_a_shared_store_that_does_not_answer_leaves_it_uncertain(
    show: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _shared(show, tmp_path)
    assert list(place.rglob("scripts/bridge/*"))
    with monkeypatch.context() as patched:
        patched.setattr(shared.Shared, "below", lambda *_: None)
        done = withdraw(show, "bridge")
    assert done.proof.holds
    assert done.unreached == f"file://{place}"
    assert not done.holds
    assert withdraw(show, "bridge").holds
    assert not list(place.rglob("scripts/bridge/*"))


def test_what_the_store_has_of_an_episode_that_no_longer_lists_it_goes_too(
    show: Path, tmp_path: Path
) -> None:
    place = _shared(show, tmp_path)
    before = set(place.rglob("episodes/morning/*"))
    shows.edit(show, "episodes/morning.yml", "[leaving, bakery, bridge]", "[leaving, bridge]")
    assert withdraw(show, "bakery").holds
    assert not list(place.rglob("scripts/bakery/*"))
    # What the host said of it, whose place is the episode's.
    assert before - set(place.rglob("episodes/morning/*"))
