"""A script that somebody deleted without withdrawing it: nothing of it goes out, and it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from passage.errors import ConsentRefused
from passage.pipeline import cleaning, minting, outgoing
from passage.pipeline.consent import leftovers, theirs
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder
from passage.validating import traces
from passage.validating.traces import Wanted
from tests import shows
from tests.pipeline.building import build
from tests.pipeline.consent import many_voices


@pytest.fixture
def show(tmp_path: Path) -> Path:
    return many_voices.write(tmp_path / "show")


@pytest.fixture
def letter(show: Path) -> Wanted:
    """What is the letter's alone."""
    library = show_folder.read(show)
    wanted = theirs.of(library, [library.script("letter")])
    return Wanted([], wanted.sentences)


def _delete(show: Path) -> None:
    (show / "scripts" / "letter.md").unlink()
    for path in (show / "episodes").glob("*.yml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("letter, ", "").replace(", letter", ""), "utf-8")


def _clean(show: Path) -> None:
    cleaning.clean(Layout(show), minting.mint(show_folder.read(show)))


def test_every_build_tells_of_it_until_the_cache_is_cleaned(show: Path, letter: Wanted) -> None:
    assert build(show).deleted == ()
    _delete(show)
    assert leftovers.deleted(Layout(show), show_folder.read(show)) == ("letter",)
    assert build(show).deleted == ("letter",)
    assert build(show).deleted == ("letter",)
    assert traces.search(show, Layout(show).made, letter).traces
    _clean(show)
    assert build(show).deleted == ()
    assert traces.search(show, Layout(show).made, letter).traces == ()


def test_nothing_of_it_is_sent(show: Path, letter: Wanted) -> None:
    build(show)
    _delete(show)
    layout, library = Layout(show), minting.mint(show_folder.read(show))
    with pytest.raises(ConsentRefused, match="letter"):
        outgoing.outbox(layout, library, as_built=True)
    build(show)
    sent = [each.file for each in outgoing.outbox(layout, library).objects]
    assert len(sent) > 20
    assert traces.search_files(show, sent, letter).traces == ()


def test_one_that_comes_back_is_not_told_of(show: Path) -> None:
    build(show)
    text = (show / "scripts" / "letter.md").read_text("utf-8")
    episodes = {path: path.read_text("utf-8") for path in (show / "episodes").glob("*.yml")}
    _delete(show)
    assert build(show).deleted == ("letter",)
    (show / "scripts" / "letter.md").write_text(text, "utf-8")
    for path, told in episodes.items():
        path.write_text(told, "utf-8")
    done = build(show)
    assert (done.deleted, done.rendered) == ((), 0)


def test_not_even_the_name_of_what_is_withdrawn_is_kept(show: Path) -> None:
    build(show)
    shows.edit(show, "scripts/letter.md", "consent: granted", "consent: withdrawn")
    assert build(show).deleted == ()
    assert "letter" not in (show / "audio_out/.cache/scripts.json").read_text("utf-8")
