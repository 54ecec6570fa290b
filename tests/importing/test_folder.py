from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from passage import importing
from passage.errors import DeliveryFailed
from passage.model import Consent
from tests.importing.pages import LATEST, planned
from tests.importing.test_planning import LETTER, PAGE, SHOW

WRITTEN = [
    "passage.yml",
    "scripts/the-long-way-prologue.md",
    "scripts/amina-the-well.md",
    "scripts/amina-new-town.md",
    "scripts/the-long-way-epilogue.md",
    "episodes/northland.yml",
    "episodes/southland.yml",
    "scripts/page.account.json",
]


def names(paths: tuple[Path, ...], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_new_show_is_written(tmp_path: Path) -> None:
    made = planned(PAGE)
    assert names(importing.write(made, tmp_path), tmp_path) == WRITTEN
    for name, text in importing.texts(made):
        assert (tmp_path / name).read_bytes() == text.encode()


def test_writing_again_writes_nothing(tmp_path: Path) -> None:
    importing.write(planned(PAGE), tmp_path)
    assert importing.write(planned(PAGE), tmp_path) == ()


def test_what_somebody_edited_is_kept_and_the_news_lies_beside_it(tmp_path: Path) -> None:
    importing.write(planned(PAGE), tmp_path)
    edited = tmp_path / "scripts" / "amina-the-well.md"
    edited.write_text(edited.read_text("utf-8") + "\nAnd I laughed.\n", "utf-8")
    before = edited.read_bytes()
    news = PAGE.replace("was dry", "was empty")
    assert names(importing.write(planned(news), tmp_path), tmp_path) == [
        "scripts/amina-the-well.md.new",
        "scripts/page.account.json",
    ]
    assert edited.read_bytes() == before
    assert "was empty" in (tmp_path / "scripts" / "amina-the-well.md.new").read_text("utf-8")


def test_importing_again_on_another_day_can_grant_what_was_pending(tmp_path: Path) -> None:
    importing.write(planned(PAGE), tmp_path)
    granted = planned(PAGE, consent=Consent.GRANTED, latest=LATEST + timedelta(days=9))
    written = names(importing.write(granted, tmp_path), tmp_path)
    assert written == [name for name in WRITTEN if name.endswith(".md")]
    for name in written:
        text = (tmp_path / name).read_text("utf-8")
        assert "consent: granted\nbecause: A form of 3 May.\n" in text
    assert importing.write(planned(PAGE), tmp_path) == ()


def test_importing_again_never_grants_what_was_withdrawn(tmp_path: Path) -> None:
    importing.write(planned(PAGE), tmp_path)
    script = tmp_path / "scripts" / "amina-the-well.md"
    withdrawn = script.read_text("utf-8").replace("consent: pending", "consent: withdrawn")
    script.write_text(withdrawn, "utf-8")
    written = importing.write(planned(PAGE, consent=Consent.GRANTED), tmp_path)
    assert "scripts/amina-new-town.md" in names(written, tmp_path)
    assert script.read_text("utf-8") == withdrawn
    assert not list(tmp_path.rglob("*.new"))


def test_an_episode_and_a_show_that_are_there_are_kept_as_well(tmp_path: Path) -> None:
    for name in ("passage.yml", "episodes/northland.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine\n", "utf-8")
    written = names(importing.write(planned(PAGE), tmp_path), tmp_path)
    assert written[0] == "passage.yml.new"
    assert "episodes/northland.yml.new" in written
    assert (tmp_path / "passage.yml").read_text("utf-8") == "mine\n"


def test_the_file_of_an_existing_show_is_not_touched(tmp_path: Path) -> None:
    importing.write(planned(PAGE, show=SHOW), tmp_path)
    assert not list(tmp_path.glob("passage.yml*"))


def test_each_source_has_its_account(tmp_path: Path) -> None:
    importing.write(planned(PAGE, LETTER), tmp_path)
    accounts = sorted(path.name for path in (tmp_path / "scripts").glob("*.json"))
    assert accounts == ["page-2.account.json", "page.account.json"]
    rows = json.loads((tmp_path / "scripts" / "page-2.account.json").read_text("utf-8"))["lines"]
    assert "".join(row["text"] for row in rows) == LETTER


def test_accounts_of_sources_with_the_same_name_do_not_meet() -> None:
    made = planned(PAGE, LETTER)
    one, two = made.account.sheets
    same = replace(made, account=replace(made.account, sheets=(one, replace(two, name=one.name))))
    written = [name for name, _ in importing.texts(same)]
    assert written[-2:] == ["scripts/page.account.json", "scripts/page-2.account.json"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "scripts").write_text("a file", "utf-8")
    with pytest.raises(DeliveryFailed):
        importing.write(planned(PAGE), tmp_path)
