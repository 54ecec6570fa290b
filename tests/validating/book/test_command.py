"""``passage check --book``: findings told as those of a feed are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passage.pipeline.shelving import book_check
from tests import shows
from tests.validating.book import made
from tests.validating.test_command import passage


def broken(folder: Path) -> Path:
    """A book with a text that nobody reads."""
    book = made.changed(
        made.sounding(made.files()),
        "EPUB/one/opening.xhtml",
        "</section>",
        "<p>More.</p></section>",
    )
    path = folder / "book.epub"
    path.write_bytes(made.packed(book).getvalue())
    return path


def test_a_fault_is_told_with_its_place_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = broken(tmp_path)
    status, out, err = passage(monkeypatch, capsys, "check", "--book", str(path))
    assert (status, err) == (2, "")
    assert out.splitlines() == [
        (f"{path}/EPUB/one/opening.xhtml:12: error: “More.” is narrated nowhere (book/unnarrated)"),
        "  give each text one clip; see https://www.w3.org/TR/epub-33/#sec-overlay-docs",
        f"{path}: 1 error.",
    ]


def test_programs_are_told_everything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = broken(tmp_path)
    _, out, _ = passage(monkeypatch, capsys, "check", "--book", str(path), "--json")
    told = json.loads(out)
    assert (told["book"], told["errors"]) == (str(path), 1)
    assert told["findings"][0]["rule"] == "book/unnarrated"


def test_the_own_book_of_a_show_is_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shows.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    status, out, err = passage(monkeypatch, capsys, "check", "--book")
    assert (status, out) == (2, "")
    assert err.startswith("feed/roads.epub: there is no book yet\n  to make it: ")
    path = tmp_path / "feed" / "roads.epub"
    path.parent.mkdir()
    path.write_bytes(made.packed(made.sounding(made.files())).getvalue())
    assert passage(monkeypatch, capsys, "check", "-C", "scripts", "--book") == (
        0,
        "feed/roads.epub: nothing wrong.\n",
        "",
    )


def test_a_sound_that_says_nothing_has_no_length(tmp_path: Path) -> None:
    path = tmp_path / "silent.mp3"
    path.write_bytes(b"<html>")
    with path.open("rb") as file:
        assert book_check.length(file) is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--book", "nothing.epub"], 'there is no file "nothing.epub"'),
        (["--book", "--feed"], "one of both"),
        (["--book", "--profile", "apple"], "--profile needs --feed"),
    ],
)
def test_wrong_usage_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    status, out, err = passage(monkeypatch, capsys, "check", *arguments)
    assert (status, out) == (2, "")
    assert told in err
