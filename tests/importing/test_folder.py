from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from justhtml import JustHTML

from passage import importing
from passage.errors import DeliveryFailed
from passage.importing import By, Change, Earlier, Import, record
from passage.model import Consent
from passage.reading import folder as show_folder
from tests.importing.pages import LATEST, planned
from tests.importing.test_planning import LETTER, PAGE, SHOW


def write(made: Import, folder: Path) -> tuple[Path, ...]:
    """Write an import, and tell the files that were written, without the record of imports."""
    found = importing.changes(made, folder)
    importing.write(found, folder)
    return tuple(folder / each.path for each in found if not each.path.endswith("imports.json"))


WRITTEN = [
    "passage.yml",
    "scripts/the-long-way-prologue.md",
    "scripts/amina-the-well.md",
    "scripts/amina-new-town.md",
    "scripts/the-long-way-epilogue.md",
    "episodes/northland.yml",
    "episodes/southland.yml",
    "scripts/page.account.json",
    "scripts/page.account.html",
]


def names(paths: tuple[Path, ...], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_new_show_is_written(tmp_path: Path) -> None:
    made = planned(PAGE)
    assert names(write(made, tmp_path), tmp_path) == WRITTEN
    for name, text in importing.texts(made):
        assert (tmp_path / name).read_bytes() == text.encode()


def test_writing_again_writes_nothing(tmp_path: Path) -> None:
    write(planned(PAGE), tmp_path)
    assert write(planned(PAGE), tmp_path) == ()


def test_what_somebody_edited_is_kept_and_the_news_lies_beside_it(tmp_path: Path) -> None:
    write(planned(PAGE), tmp_path)
    edited = tmp_path / "scripts" / "amina-the-well.md"
    edited.write_text(edited.read_text("utf-8") + "\nAnd I laughed.\n", "utf-8")
    before = edited.read_bytes()
    news = PAGE.replace("was dry", "was empty")
    assert names(write(planned(news), tmp_path), tmp_path) == [
        "scripts/amina-the-well.md.new",
        "scripts/page.account.json",
        "scripts/page.account.html",
    ]
    assert edited.read_bytes() == before
    assert "was empty" in (tmp_path / "scripts" / "amina-the-well.md.new").read_text("utf-8")


def test_importing_again_on_another_day_can_grant_what_was_pending(tmp_path: Path) -> None:
    write(planned(PAGE), tmp_path)
    granted = planned(PAGE, consent=Consent.GRANTED, latest=LATEST + timedelta(days=9))
    written = names(write(granted, tmp_path), tmp_path)
    assert written == [name for name in WRITTEN if name.endswith(".md")]
    for name in written:
        text = (tmp_path / name).read_text("utf-8")
        assert "consent: granted\nbecause: A form of 3 May.\n" in text
    assert write(planned(PAGE), tmp_path) == ()


def test_importing_again_never_grants_what_was_withdrawn(tmp_path: Path) -> None:
    write(planned(PAGE), tmp_path)
    script = tmp_path / "scripts" / "amina-the-well.md"
    withdrawn = script.read_text("utf-8").replace("consent: pending", "consent: withdrawn")
    script.write_text(withdrawn, "utf-8")
    written = write(planned(PAGE, consent=Consent.GRANTED), tmp_path)
    assert "scripts/amina-new-town.md" in names(written, tmp_path)
    assert script.read_text("utf-8") == withdrawn
    assert not list(tmp_path.rglob("*.new"))


def test_an_episode_and_a_show_that_are_there_are_kept_as_well(tmp_path: Path) -> None:
    for name in ("passage.yml", "episodes/northland.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine\n", "utf-8")
    written = names(write(planned(PAGE), tmp_path), tmp_path)
    assert written[0] == "passage.yml.new"
    assert "episodes/northland.yml.new" in written
    assert (tmp_path / "passage.yml").read_text("utf-8") == "mine\n"


def test_the_file_of_an_existing_show_is_not_touched(tmp_path: Path) -> None:
    write(planned(PAGE, show=SHOW), tmp_path)
    assert not list(tmp_path.glob("passage.yml*"))


def test_each_source_has_its_account(tmp_path: Path) -> None:
    write(planned(PAGE, LETTER), tmp_path)
    accounts = sorted(path.name for path in (tmp_path / "scripts").glob("*.account.json"))
    assert accounts == ["page-2.account.json", "page.account.json"]
    rows = json.loads((tmp_path / "scripts" / "page-2.account.json").read_text("utf-8"))["lines"]
    assert "".join(row["text"] for row in rows) == LETTER


def test_accounts_of_sources_with_the_same_name_do_not_meet() -> None:
    made = planned(PAGE, LETTER)
    one, two = made.account.sheets
    same = replace(made, account=replace(made.account, sheets=(one, replace(two, name=one.name))))
    written = [name for name, _ in importing.texts(same)]
    assert written[-4::2] == ["scripts/page.account.json", "scripts/page-2.account.json"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "scripts").write_text("a file", "utf-8")
    with pytest.raises(DeliveryFailed):
        write(planned(PAGE), tmp_path)


def again(folder: Path, page: str, **more: Any) -> Import:
    """The import of a page into a show that has one, as the command makes it."""
    library = show_folder.read(folder)
    made = importing.recorded(folder).made(["page.txt"])
    earlier = Earlier(library.scripts, library.manifests, made)
    return planned(page, show=library.show, earlier=earlier, **more)


def test_what_nobody_edited_is_brought_up_to_date_and_ids_and_guids_stay(tmp_path: Path) -> None:
    write(planned(PAGE), tmp_path)
    before = (tmp_path / "episodes" / "northland.yml").read_text("utf-8")
    news = again(tmp_path, PAGE.replace("was dry", "was empty"), latest=LATEST + timedelta(days=3))
    changes = {each.path: each.change for each in importing.changes(news, tmp_path)}
    assert changes.pop("scripts/amina-the-well.md") is Change.UPDATED
    assert set(changes.values()) == {Change.ACCOUNT}
    write(news, tmp_path)
    assert "was empty" in (tmp_path / "scripts" / "amina-the-well.md").read_text("utf-8")
    assert (tmp_path / "episodes" / "northland.yml").read_text("utf-8") == before
    assert write(again(tmp_path, PAGE.replace("was dry", "was empty")), tmp_path) == ()


def test_what_was_edited_once_stays_edited(tmp_path: Path) -> None:
    write(planned(PAGE), tmp_path)
    script = tmp_path / "scripts" / "amina-the-well.md"
    script.write_text(script.read_text("utf-8") + "\nAnd I laughed.\n", "utf-8")
    edited = script.read_bytes()
    for word in ("empty", "deep", "old"):
        write(again(tmp_path, PAGE.replace("was dry", f"was {word}")), tmp_path)
        assert script.read_bytes() == edited
        assert f"was {word}" in script.with_name(script.name + ".new").read_text("utf-8")


def test_words_that_nobody_agreed_to_do_not_replace_those_that_somebody_did(tmp_path: Path) -> None:
    write(planned(PAGE, consent=Consent.GRANTED), tmp_path)
    script = tmp_path / "scripts" / "amina-the-well.md"
    granted = script.read_bytes()
    news = PAGE.replace("was dry", "was empty")
    write(again(tmp_path, news), tmp_path)
    assert script.read_bytes() == granted
    assert "consent: pending" in script.with_name(script.name + ".new").read_text("utf-8")
    write(again(tmp_path, news, consent=Consent.GRANTED), tmp_path)
    assert "was empty" in script.read_text("utf-8")


def test_a_withdrawn_script_gets_no_news(tmp_path: Path) -> None:
    write(planned(PAGE), tmp_path)
    script = tmp_path / "scripts" / "amina-the-well.md"
    script.write_text(script.read_text("utf-8").replace("pending", "withdrawn"), "utf-8")
    write(again(tmp_path, PAGE.replace("was dry", "was empty")), tmp_path)
    assert "was dry" in script.read_text("utf-8")
    assert not list(tmp_path.rglob("*.new"))


def test_a_story_that_the_page_has_no_more_is_told_and_kept(tmp_path: Path) -> None:
    write(planned(PAGE), tmp_path)
    begin, end = PAGE.index("THE WELL"), PAGE.index("Southland")
    made = again(tmp_path, PAGE[:begin] + PAGE[end:])
    assert "scripts/amina-the-well.md" in importing.removed(made, tmp_path)
    assert "amina-new-town" in {script.id for script in made.scripts}
    write(made, tmp_path)
    assert (tmp_path / "scripts" / "amina-the-well.md").exists()


def test_another_page_takes_neither_ids_nor_numbers(tmp_path: Path) -> None:
    write(planned(PAGE), tmp_path)
    library = show_folder.read(tmp_path)
    earlier = Earlier(library.scripts, library.manifests)
    other = "Northland\n\nThe Well\n\nI saw the ships come in, my brother with me.\n\n— Amina, 24\n"
    made = planned(other, show=library.show, earlier=earlier)
    assert [script.id for script in made.scripts] == ["amina-the-well-2"]
    assert [(each.id, each.number) for each in made.manifests] == [("northland-2", 3)]
    write(made, tmp_path)
    assert len({each.number for each in show_folder.read(tmp_path).manifests}) == 3


def test_a_story_keeps_its_id_when_another_is_put_before_it(tmp_path: Path) -> None:
    write(planned(PAGE), tmp_path)
    old = next(each for each in planned(PAGE).scripts if each.id == "amina-the-well")
    other = "THE WELL\n“We drew.”\nI drew water for the goats and my aunt.\n\n— Amina, 24\n\n"
    more = PAGE.replace("THE WELL\n", other + "THE WELL\n", 1)
    made = again(tmp_path, more)
    same = [each for each in made.scripts if each.body[-1] == old.body[-1]]
    assert [each.id for each in same] == ["amina-the-well"]
    assert "amina-the-well-2" in {each.id for each in made.scripts}
    assert len({each.id for each in made.scripts}) == len(made.scripts)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"version": 9}', b'{"version": 1, "sources": 3}']
)
def test_a_record_that_cannot_be_read_is_none(data: bytes) -> None:
    assert record.parse(data) == record.Record()


@pytest.mark.parametrize(
    ("by", "episodes"),
    [
        (By.STAGE, ["northland", "southland"]),
        (By.NARRATOR, ["amina"]),
        (By.TESTIMONY, ["amina-the-well", "amina-new-town"]),
    ],
)
def test_an_episode_is_what_the_producer_says(by: By, episodes: list[str]) -> None:
    made = planned(PAGE, by=by)
    assert [each.id for each in made.manifests] == episodes
    told = [script for each in made.manifests for script in each.scripts]
    assert told == [script.id for script in made.scripts]


def test_a_show_has_furniture_of_its_own() -> None:
    page = PAGE + "\nOur letter [weekly] comes on Mondays?\n"
    own = replace(SHOW, furniture=(("letter", "our LETTER [weekly] * mondays?"),))
    (sheet,) = planned(page, show=own).account.sheets
    assert str(sheet.lines[-1].fate) == "furniture letter"


def test_the_account_is_a_page_for_people() -> None:
    page = PAGE + "\nFrom: <b>\n"
    told = dict(importing.texts(planned(page)))["scripts/page.account.html"]
    tree = JustHTML(told, strict=True, sanitize=False)
    heads = [dict(head.attrs or {}) for head in tree.query("th")]
    assert [table.to_text() for table in tree.query("caption")] == [
        f"{len(page.splitlines())} lines by their fate",
        "Every line of the source, and what became of it",
    ]
    assert len(tree.query("tr[id]")) == len(page.splitlines())
    assert all(head["scope"] in {"row", "col"} for head in heads)
    assert '<html lang="en">' in told
