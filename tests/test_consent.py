from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests import shows
from tests.test_cli import Passage, passage  # noqa: F401 - a fixture

BECAUSE = ("--because", "She asked for it.")


@pytest.fixture
def show(tmp_path: Path) -> Path:
    return shows.write(tmp_path / "show")


def test_status_tells_those_first_who_were_not_asked(passage: Passage, show: Path) -> None:  # noqa: F811
    shows.edit(show, "scripts/walking.md", "consent: granted\nbecause: Invented.\n", "")
    said = passage("consent", "status", "-C", str(show))
    assert said.status == 0
    assert said.out.splitlines() == [
        "pending: scripts/walking.md, Cy, Walking",
        "granted: scripts/leaving.md, Bo, Leaving",
        "  because: Invented.",
        "2 scripts: 1 pending, 1 granted, 0 withdrawn.",
    ]
    told = json.loads(passage("consent", "status", "--json", "-C", str(show)).out)
    assert [script["consent"] for script in told["scripts"]] == ["pending", "granted"]


def test_granting_writes_it_down_and_publishes_nothing(passage: Passage, show: Path) -> None:  # noqa: F811
    shows.edit(show, "scripts/walking.md", "consent: granted\nbecause: Invented.\n", "")
    said = passage(
        *("consent", "grant", "cy", "--because", "Form 12."),
        "--date",
        "2026-05-03",
        "-C",
        str(show),
    )
    assert said.status == 0
    assert "Cy tells 1 script: scripts/walking.md" in said.err
    assert "granted: scripts/walking.md, was pending" in said.out
    assert (
        (show / "scripts" / "walking.md")
        .read_text("utf-8")
        .startswith(
            "---\ntitle: Walking\nstage: road\nplace: The Hills\nnarrator: Cy\n"
            "consent: granted\nbecause: Form 12.\ndecided: 2026-05-03\n---\n"
        )
    )
    assert not (show / "feed").exists()


def test_a_withdrawal_prints_its_proof(passage: Passage, show: Path) -> None:  # noqa: F811
    passage("build", "-C", str(show))
    said = passage("consent", "withdraw", "walking", *BECAUSE, "-C", str(show))
    assert said.status == 0, said.out
    lines = said.out.splitlines()
    assert lines[:2] == [
        "withdrawn: scripts/walking.md (was granted)",
        "no longer published: The Second Part",
    ]
    assert any(line.startswith("Searched ") and "made files" in line for line in lines)
    assert "Found: 0." in lines
    assert "still with you, in scripts/walking.md" in said.out
    assert "git" in said.out
    assert lines[-1].endswith("passage publish, then passage verify")
    again = json.loads(
        passage("consent", "withdraw", "walking", *BECAUSE, "--json", "-C", str(show)).out
    )
    assert again["gone"]
    assert again["written"] == []
    assert again["found"] == []


def test_what_is_found_ends_with_one(passage: Passage, show: Path) -> None:  # noqa: F811
    passage("build", "-C", str(show))
    shutil.copy(show / "feed" / "transcripts" / "two.vtt", show / "feed" / "kept.vtt")
    said = passage("consent", "withdraw", "Cy", *BECAUSE, "-C", str(show))
    assert said.status == 1
    assert 'found: a sentence, "Then we walked again."' in said.out
    assert "  in feed/kept.vtt" in said.out


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["withdraw", "walkin", *BECAUSE], "the nearest are: walking"),
        (["withdraw", "walking"], "--because"),
        (["withdraw", "walking", "--because", " "], "needs words"),
        (["grant", "walking", *BECAUSE, "--date", "yesterday"], "yesterday"),
        (["withdraw", *BECAUSE], "SCRIPT"),
    ],
)
def test_wrong_usage_changes_nothing(
    passage: Passage,  # noqa: F811
    show: Path,
    arguments: list[str],
    what: str,
) -> None:
    said = passage("consent", *arguments, "-C", str(show))
    assert said.status == 2
    assert what in said.err
    assert (show / "scripts" / "walking.md").read_text("utf-8") == shows.FILES["scripts/walking.md"]


@pytest.mark.parametrize("command", [[], ["grant"], ["withdraw"], ["status"]])
def test_help_fits_a_narrow_terminal(passage: Passage, command: list[str]) -> None:  # noqa: F811
    said = passage("consent", *command, "--help")
    assert said.status == 0
    assert max(map(len, said.out.splitlines())) < 80
