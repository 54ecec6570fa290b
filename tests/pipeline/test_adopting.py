"""Importing as the command does it: real files, standard input, and a show that is there."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from passage import cli, console
from passage.reading import folder as show_folder
from tests.importing.test_html import PAGE
from tests.importing.test_planning import PAGE as TEXT

AGREED = '--consent granted --because "TEXT"'


def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: object
) -> tuple[int, str, str]:
    """Run ``passage import``: exit status, standard output, standard error."""
    monkeypatch.setattr(sys, "argv", ["passage", "import", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        console.run(cli.passage)
    out, err = capsys.readouterr()
    return int(str(ended.value.code)), out, err


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a page.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_a_dry_run_shows_what_would_be_made_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, page: Path, tmp_path: Path
) -> None:
    into = tmp_path / "show"
    status, out, _ = run(capsys, monkeypatch, page, "--into", into, "--dry-run", "--by", "narrator")
    assert status == 0
    assert not into.exists()
    assert f"would be written: {into / 'scripts' / 'amina.md'}" in out
    *_, last = out.splitlines()
    assert last == (
        f"Nothing was written. To make it: passage import '{page}' --into {into} --by narrator"
    )


def test_the_closing_lines_say_what_to_type_until_consent_is_granted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, page: Path, tmp_path: Path
) -> None:
    into = tmp_path / "show"
    _, out, _ = run(capsys, monkeypatch, page, "--into", into)
    assert out.splitlines()[-3:] == [
        "Consent is pending: a build makes drafts, and publishes nothing of this.",
        f"To hear it: passage build -C {into}",
        f"When all agreed: passage import '{page}' --into {into} {AGREED}",
    ]
    _, out, _ = run(
        capsys, monkeypatch, page, "--into", into, "--consent", "granted", "--because", "A form."
    )
    assert out.splitlines()[-1] == f"To build it: passage build -C {into}"
    told = {(script.consent.value, script.language) for script in show_folder.read(into).scripts}
    assert told == {("granted", "en")}


def test_standard_input_and_files_go_into_one_show(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, page: Path, tmp_path: Path
) -> None:
    into = tmp_path / "show"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    status, out, _ = run(capsys, monkeypatch, "-", page, "--into", into, "--json")
    assert status == 0
    assert json.loads(out)["lines"]["unplaced"] == 0
    accounts = {path.name for path in (into / "scripts").glob("*.account.*")}
    assert accounts == {
        f"{name}.account.{kind}"
        for name in ("standard-input", "a-page")
        for kind in ("json", "html")
    }
    numbers = [each.number for each in show_folder.read(into).manifests]
    assert len(numbers) == len(set(numbers))


def test_a_second_page_extends_the_show_and_a_story_that_is_gone_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, page: Path, tmp_path: Path
) -> None:
    into, text = tmp_path / "show", tmp_path / "way.txt"
    text.write_text(TEXT, "utf-8")
    run(capsys, monkeypatch, page, "--into", into)
    _, out, _ = run(capsys, monkeypatch, text, "--into", into)
    assert 'the show has no stage "Southland"' in out
    assert "add to the stages in passage.yml: - {id: …, name: Southland}" in out
    page.write_text(PAGE.replace("I walked to the well with my sister", "I swam, my hair was wet"))
    _, out, _ = run(capsys, monkeypatch, page, "--into", into)
    assert f"brought up to date: {into / 'scripts' / 'amina.md'}" in out
    text.write_text("A letter\n\nI kept the rope of my mother.\n\n— Omar, 24\n", "utf-8")
    _, out, _ = run(capsys, monkeypatch, text, "--into", into)
    assert "no longer on the page, and kept: scripts/amina-the-well.md" in out
    numbers = [each.number for each in show_folder.read(into).manifests]
    assert len(numbers) == len(set(numbers))


def test_every_page_that_cannot_be_read_is_told_at_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, page: Path, tmp_path: Path
) -> None:
    pdf, closed = tmp_path / "a.pdf", tmp_path / "closed.txt"
    pdf.write_bytes(b"%PDF-1.7\n")
    closed.write_text("I sang.")
    closed.chmod(0)
    sources = [page, pdf, closed, tmp_path, tmp_path / "gone.txt"]
    status, _, err = run(capsys, monkeypatch, *sources, "--into", tmp_path / "show")
    assert status == 2
    assert f"{pdf}: is a PDF, not text or HTML" in err
    assert f"pdftotext -enc UTF-8 {pdf} page.txt" in err
    assert f"{tmp_path}: is a folder, not a page" in err
    assert f"{tmp_path / 'gone.txt'}: cannot be read: No such file or directory" in err
    assert (f"{closed}: cannot be read: Permission denied" in err) == (os.geteuid() != 0)
    assert not (tmp_path / "show").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("nul.txt", b"I sang.\n\0"),
        ("deep.html", b"<div>" * 10_000 + b"The weather is fine today."),
        ("report.txt", b"Bakers leave\n\nThe town closed its ovens in May.\n"),
        ("signs.html", b"<" * 100_000),
        ("deep.md", b">" * 10_000 + b"Fine."),
        ("latin.txt", b"Caf\xe9"),
    ],
)
def test_bad_pages_make_nothing_and_say_why(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    data: bytes,
) -> None:
    (tmp_path / name).write_bytes(data)
    status, out, err = run(capsys, monkeypatch, tmp_path / name, "--into", tmp_path / "show")
    assert (status, out) == (2, "")
    assert name in err
    assert "1 problem, nothing was made." in err
    assert not (tmp_path / "show").exists()


def test_mixed_line_ends_and_a_long_line_are_no_trouble(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    words = "I sang with my brother all the way. " * 30_000
    page.write_bytes(f"Northland\r\n\rTHE WELL\n“We sang.”\x0c{words}\r\n— Amina, 24\r".encode())
    status, out, _ = run(capsys, monkeypatch, page, "--into", tmp_path / "show")
    assert status == 0
    assert "unplaced" not in out
    rows = json.loads((tmp_path / "show" / "scripts" / "page.account.json").read_bytes())["lines"]
    assert "".join(row["text"] for row in rows).encode() == page.read_bytes()
