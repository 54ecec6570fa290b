from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import ID3

from passage import fingerprint
from passage.keeping import files
from passage.model import Consent
from passage.pipeline import (
    building,
    cleaning,
    former_names,
)
from passage.pipeline.consent import consenting, proving, withdrawing
from passage.pipeline.consent.withdrawing import Withdrawn
from passage.pipeline.layout import Layout
from passage.pipeline.shelving import shelf
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import build, made_files, stray_files
from tests.pipeline.consent import many_voices

DAY = date(2026, 11, 21)
NAMES = [*many_voices.TESTIMONIES, "leaving", "walking"]


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = many_voices.write(tmp_path_factory.mktemp("many"))
    build(folder)
    return folder


@pytest.fixture
def show(_built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_built, tmp_path / "show"))


def withdraw(folder: Path, *words: str) -> Withdrawn:
    library = show_folder.read(folder)
    chosen = consenting.choose(library, folder, words)
    return withdrawing.withdraw(Layout(folder), chosen.scripts, "She asked for it.", DAY)


def everything(folder: Path) -> bytes:
    """All bytes that were made and their names, the cache and drafts included."""
    made = [path for top in Layout(folder).made for path in sorted(top.rglob("*"))]
    return b"\n".join(
        path.name.encode() + (path.read_bytes() if path.is_file() else b"") for path in made
    )


# ---- each of them in turn ------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_each_testimony_leaves_all_that_was_made(show: Path, name: str) -> None:
    done = withdraw(show, name)
    assert done.proof.left == ()
    assert done.holds
    assert (done.proof.clips, done.proof.clips_left) == (2, 0)
    script = next(s for s in show_folder.read(show).scripts if s.id == name)
    assert script.consent is Consent.WITHDRAWN
    assert (script.because, script.decided) == ("She asked for it.", DAY)
    assert stray_files(show) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_is_what_would_be_made_without_it(
    show: Path, name: str, tmp_path: Path
) -> None:
    withdraw(show, name)
    fresh = many_voices.write(tmp_path / "fresh")
    shutil.copy(show / f"scripts/{name}.md", fresh / f"scripts/{name}.md")
    build(fresh)
    assert made_files(show) == made_files(fresh)


def test_before_it_is_withdrawn_the_same_search_finds_it_everywhere(show: Path) -> None:
    library = show_folder.read(show)
    chosen = consenting.choose(library, show, ["clock"])
    proof = proving.prove(Layout(show), library, chosen.scripts)
    assert not proof.holds
    assert {left.what for left in proof.left} == {"a sentence", "the title", "the place"}
    kinds = {Path(re.sub(r" \(.*", "", path)).suffix for left in proof.left for path in left.files}
    assert kinds >= {".mp3", ".xml", ".json", ".vtt", ".srt", ".html", ".txt", ""}
    assert proof.episodes_left == ("audio_out/evening-" + proof.episodes_left[0][-12:],)


def test_a_narrator_withdraws_all_that_they_tell(show: Path) -> None:
    done = withdraw(show, "mirela dobre")
    assert [script.id for script in done.scripts] == ["bakery", "letter"]
    assert done.holds
    assert b"Mirela" not in everything(show)
    assert "파도 소리".encode() not in everything(show)


def test_everyone_can_withdraw(show: Path) -> None:
    done = withdraw(show, *NAMES)
    assert done.holds
    assert done.outcome is not None
    assert done.outcome.published == 0
    assert list((show / "audio_out").glob("*.mp3")) == []
    assert list((show / "feed" / "transcripts").iterdir()) == []


# ---- what others say -----------------------------------------------------------------------


def test_what_another_testimony_says_as_well_stays_there_and_is_told(show: Path) -> None:
    done = withdraw(show, "bakery")
    shared = {(each.what, each.text, str(each.place)) for each in done.proof.theirs.shared}
    sentence = "It was the longest winter of my whole life."
    assert ("a sentence", sentence, "scripts/bridge.md:10") in shared
    assert ("the name of who tells it", "Mirela Dobre", "scripts/letter.md") in shared
    assert sentence.encode() in everything(show)


def test_once_both_have_withdrawn_it_is_gone(show: Path) -> None:
    withdraw(show, "bakery")
    done = withdraw(show, "bridge")
    assert done.holds
    assert "It was the longest winter of my whole life." in done.proof.theirs.sentences
    assert b"longest winter" not in everything(show)


def test_a_sentence_that_anybody_may_say_is_counted_and_not_looked_for(show: Path) -> None:
    done = withdraw(show, "bakery")
    assert done.proof.theirs.short == 1
    assert "Yes." not in done.proof.theirs.sentences


def test_what_is_said_aloud_in_other_words_is_looked_for_as_well(show: Path) -> None:
    done = withdraw(show, "bridge")
    assert any("Tsvee bel" in text for text in done.proof.theirs.sentences)
    assert b"Tsvee" not in everything(show)


# ---- what people wrote elsewhere -----------------------------------------------------------


def test_a_summary_that_quotes_it_is_found_with_its_line(show: Path) -> None:
    shows.edit(
        show,
        "episodes/evening.yml",
        "Told at a table.",
        ">-\n  The clock stopped:\n  my "
        "uncle stopped the clock himself,\n  and told us that it had stopped by itself.",
    )
    done = withdraw(show, "clock")
    assert not done.holds
    (left,) = done.proof.left
    assert (left.what, [str(place) for place in left.written]) == (
        "a sentence",
        ["episodes/evening.yml:6"],
    )
    assert any(path.startswith("feed/feed.xml") for path in left.files)
    assert any("COMM" in path for path in left.files)


def test_a_title_that_names_the_narrator_is_found_in_every_spelling(show: Path) -> None:
    shows.edit(show, "episodes/evening.yml", "The Last Evening", "An evening with TOMAS-VELE")
    done = withdraw(show, "bridge", "bakery")
    assert not done.holds
    (left,) = done.proof.left
    assert (left.what, left.text) == ("the name of who tells it", "Tomas Vele")
    assert [str(place) for place in left.written] == ["episodes/evening.yml:3"]
    shows.edit(show, "episodes/evening.yml", "An evening with TOMAS-VELE", "An evening")
    assert withdraw(show, "bridge", "bakery").holds


def test_words_in_a_file_that_passage_did_not_make_are_found(show: Path) -> None:
    (show / "feed" / "old.xhtml").write_text(
        "<p>My uncle <b>stopped</b> the clock himself, and "
        "told us that it had stopped by&nbsp;itself."
    )
    done = withdraw(show, "clock")
    assert not done.holds
    (left,) = done.proof.left
    assert (left.files, left.written) == (("feed/old.xhtml",), ())


# ---- episodes and their addresses ----------------------------------------------------------


def test_an_episode_with_others_in_it_keeps_its_guid_and_says_that_it_changed(show: Path) -> None:
    guid = f"{many_voices.GUID}4"
    before = (show / "feed" / "feed.xml").read_text("utf-8")
    assert guid in before
    assert "has been changed" not in before
    withdraw(show, "letter")
    after = (show / "feed" / "feed.xml").read_text("utf-8")
    assert guid in after
    item = after[after.index(guid) - 2000 :]
    assert item.count("This episode has been changed since it was first made.") == 2
    assert "Mirela Writes" not in after
    tags = ID3(next((show / "audio_out").glob("evening-*.mp3")))  # type: ignore[no-untyped-call] # mutagen has no types
    assert "has been changed" not in str(tags)


_CHANGED = "This episode has been changed since it was first made."


@pytest.mark.parametrize("also_deleted", [False, True], ids=["its name", "its file as well"])
def test_it_says_so_also_when_its_file_no_longer_names_what_was_withdrawn(
    show: Path, *, also_deleted: bool
) -> None:
    withdraw(show, "letter")
    told = (show / "feed" / "feed.xml").read_text("utf-8")
    assert told.count(_CHANGED) == 2
    _take_out(show, "letter")
    if also_deleted:
        (show / "scripts" / "letter.md").unlink()
    for _ in range(2):
        build(show)
        assert (show / "feed" / "feed.xml").read_text("utf-8").count(_CHANGED) == 2
    listed = (show / "audio_out" / "names.json").read_text("utf-8")
    assert "letter" not in listed


def test_it_says_so_when_both_are_edited_before_the_next_build(show: Path) -> None:
    shows.edit(show, "scripts/letter.md", "consent: granted", "consent: withdrawn")
    _take_out(show, "letter")
    build(show)
    assert (show / "feed" / "feed.xml").read_text("utf-8").count(_CHANGED) == 2


def test_an_episode_that_has_it_again_says_nothing(show: Path) -> None:
    withdraw(show, "letter")
    shows.edit(show, "scripts/letter.md", "consent: withdrawn", "consent: granted")
    build(show)
    assert _CHANGED not in (show / "feed" / "feed.xml").read_text("utf-8")
    assert former_names.changed(Layout(show)) == frozenset()


def _take_out(show: Path, name: str) -> None:
    manifest = show / "episodes" / "evening.yml"
    text = manifest.read_text("utf-8")
    assert name in text
    manifest.write_text(re.sub(rf",\s*{name}\b|\b{name},\s*|\n\s*- {name}\b", "", text), "utf-8")
    assert name not in manifest.read_text("utf-8")


def test_an_episode_of_which_nothing_is_left_leaves_tombstones_for_its_addresses(
    show: Path,
) -> None:
    addresses = [
        path.relative_to(show).as_posix()
        for top in (show / "audio_out", show / "feed")
        for path in top.rglob("two*.*")
        if path.suffix != ".json" or top.name == "feed"
    ]
    addresses += ["feed/narrators/cy.html", "feed/places/the-hills.html"]
    assert len(addresses) == 11
    withdraw(show, "walking")
    gone = former_names.read(Layout(show)).gone
    assert gone == {fingerprint.tombstone(address) for address in addresses}
    told = (show / "audio_out" / "names.json").read_text("utf-8")
    assert "two" not in told
    assert "walking" not in told


def test_former_names_of_what_is_withdrawn_are_gone_as_well(show: Path) -> None:
    first = next((show / "audio_out").glob("two-*.mp3")).name
    shows.edit(show, "scripts/walking.md", "We walked.", "We ran.")
    build(show)
    second = next((show / "audio_out").glob("two-*.mp3")).name
    withdraw(show, "walking")
    gone = former_names.read(Layout(show)).gone
    assert {fingerprint.tombstone(f"audio_out/{name}") for name in (first, second)} <= gone


def test_an_episode_that_goes_on_answers_for_its_former_names(show: Path) -> None:
    before = next((show / "audio_out").glob("evening-*.mp3")).name
    withdraw(show, "clock")
    after = next((show / "audio_out").glob("evening-*.mp3")).name
    former = former_names.read(Layout(show))
    assert former.names[before] == after
    assert fingerprint.tombstone(f"audio_out/{before}") not in former.gone


def test_what_is_granted_again_has_no_tombstone(show: Path) -> None:
    before = made_files(show)
    withdraw(show, "walking")
    shows.edit(show, "scripts/walking.md", "consent: withdrawn", "consent: granted")
    build(show)
    assert made_files(show) == before
    assert former_names.read(Layout(show)).gone == frozenset()


def test_tombstones_stay_with_every_later_build(show: Path) -> None:
    withdraw(show, "walking")
    gone = former_names.read(Layout(show)).gone
    assert len(gone) == 11
    build(show)
    shows.edit(show, "scripts/clock.md", "My uncle", "My aunt")
    build(show)
    assert former_names.read(Layout(show)).gone == gone


# ---- drafts, and what cannot be made -------------------------------------------------------


def test_a_draft_loses_it_as_well(show: Path) -> None:
    shows.edit(show, "scripts/clock.md", "consent: granted", "consent: pending")
    build(show)
    assert list((show / "drafts").glob("evening-*.mp3"))
    done = withdraw(show, "letter")
    assert done.proof.holds
    assert b"weather was not fine" not in everything(show)


def test_what_cannot_be_made_again_does_not_keep_what_is_withdrawn(show: Path) -> None:
    shows.edit(show, "passage.yml", "voice: en-gb", "voice: no-such-voice")
    done = withdraw(show, "clock")
    assert done.proof.holds
    assert done.failure is not None
    assert not done.holds
    assert b"My uncle stopped" not in everything(show)


# ---- a run that is stopped -----------------------------------------------------------------


class Stopped(BaseException):
    """As a process that is killed."""


def _stop_at(
    monkeypatch: pytest.MonkeyPatch, where: tuple[tuple[Any, str], ...], count: int
) -> Callable[[], int]:
    """Stop before the call with this number of any of these functions; tell how many there were."""
    calls = [0]

    def stopping(original: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **named: object) -> object:
            calls[0] += 1
            if calls[0] == count:
                raise Stopped
            return original(*args, **named)

        return run

    for owner, name in where:
        monkeypatch.setattr(owner, name, stopping(getattr(owner, name)))
    return lambda: calls[0]


STEPS: tuple[tuple[Any, str], ...] = (
    (files, "write_named"),
    (Path, "unlink"),
    (shelf, "publish"),
    (shelf, "tidy"),
    (cleaning, "clean"),
    (former_names, "write"),
    (former_names, "end_withdrawing"),
    (building, "build"),
    (proving, "prove"),
)


def test_a_withdrawal_that_is_stopped_anywhere_is_finished_by_the_next(
    show: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path(shutil.copytree(show, tmp_path / "whole"))
    with monkeypatch.context() as patched:
        count = _stop_at(patched, STEPS, 0)
        withdraw(whole, "clock", "walking")
        steps = count()
    assert steps > 30
    for step in range(1, steps + 1, max(steps // 12, 1)):
        stopped = Path(shutil.copytree(show, tmp_path / f"stopped-{step}"))
        with monkeypatch.context() as patched:
            _stop_at(patched, STEPS, step)
            with pytest.raises(Stopped):
                withdraw(stopped, "clock", "walking")
        done = withdraw(stopped, "clock", "walking")
        assert done.holds, step
        assert made_files(stopped) == made_files(whole), step
        names = "audio_out/names.json"
        assert (stopped / names).read_text() == (whole / names).read_text(), step
        shutil.rmtree(stopped)


def test_a_summary_that_quotes_part_of_a_sentence_is_found_with_its_line(show: Path) -> None:
    """Half a sentence is theirs as well, once it is too long to be chance."""
    quoted = "four hundred loaves, on the night before the bridge"
    shows.edit(show, "episodes/morning.yml", "Told at a table.", f'"She baked {quoted} fell."')
    build(show)
    withdrawn = withdraw(show, "bakery")
    [left] = withdrawn.proof.left
    assert left.what == "part of a sentence"
    assert left.text == "baked four hundred loaves on the night before the bridge"
    assert [str(place) for place in left.written] == ["episodes/morning.yml:4"]
    assert any("feed/feed.xml" in path for path in left.files)
    shows.edit(show, "episodes/morning.yml", quoted, "bread")
    assert withdraw(show, "bakery").holds


def test_a_few_words_that_a_summary_shares_are_no_quotation(show: Path) -> None:
    told = "She was there on the night before, and the bridge was closed."
    shows.edit(show, "episodes/morning.yml", "Told at a table.", f'"{told}"')
    build(show)
    assert withdraw(show, "bakery").holds
