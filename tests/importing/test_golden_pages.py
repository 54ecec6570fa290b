"""Pages in one folder, and what a person says should become of each of their lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passage import importing
from passage.importing import Import
from passage.importing.account import Blank
from passage.model import Consent, ScriptKind
from tests.importing.pages import LATEST, facts, fates, planned

HERE = Path(__file__).parent
PAGES = sorted(
    path
    for expected in (HERE / "pages").glob("*.json")
    for path in expected.parent.glob(f"{expected.stem}.*")
    if path != expected
)
SEEDS = HERE.parents[2] / "shared" / "seeds"


def imported(path: Path) -> Import:
    source = importing.read(path.name, path.read_bytes())
    return importing.plan(
        [source], show=None, consent=Consent.PENDING, because="", latest=LATEST, language="en"
    )


def summary(made: Import) -> dict[str, object]:
    """What is kept as golden data of an import, without a sentence of the page."""
    return {
        "scripts": [facts(script) for script in made.scripts],
        "episodes": {manifest.id: list(manifest.scripts) for manifest in made.manifests},
        "stages": {stage.id: stage.name for stage in made.stages},
        "fates": fates(made.account.sheets[0]),
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_an_invented_page_becomes_what_a_person_expects(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    titles = [script.pop("title") for script in expected["scripts"]]
    made = imported(path)
    assert summary(made) == expected
    assert [script.title for script in made.scripts] == titles


@pytest.mark.parametrize("name", ["journey", "article"])
def test_a_seed_page_becomes_what_a_person_expects(name: str) -> None:
    path = SEEDS / f"{name}.txt"
    if not path.exists():
        pytest.skip(f"{name}.txt is not beside this repository")
    expected = json.loads((HERE / "golden" / f"{name}.json").read_text("utf-8"))
    assert summary(imported(path)) == expected


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_golden_fates_are_of_this_page(path: Path) -> None:
    """Each visible line stands in exactly one range of the golden data."""
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))["fates"]
    lines = imported(path).account.sheets[0].lines
    visible = {line.number for line in lines if line.fate != Blank()}
    ranges = [range(int(key.split("-")[0]), int(key.split("-")[-1]) + 1) for key in expected]
    assert sorted(n for each in ranges for n in each if n in visible) == sorted(visible)


def test_there_are_pages() -> None:
    assert len(PAGES) >= 19


def test_a_page_of_ten_thousand_lines_becomes_what_a_person_expects() -> None:
    """Twelve lines for each story, made as a person would write them down."""
    stories = 833
    lines = [line for number in range(stories) for line in _story(number)]
    page = ["The thousand doors", "", "Nobody on this page exists.", "", *lines]
    made = planned("\n".join(page) + "\n")
    told = [script for script in made.scripts if script.kind is ScriptKind.TESTIMONY]
    assert len(page) == 10_000
    assert [script.narrator for script in told] == [_name(number) for number in range(stories)]
    assert [script.stage for script in told] == [_stage(number) for number in range(stories)]
    assert made.account.sums == {
        "narrated": 1 + 3 * stories,
        "metadata": 1 + 3 * stories,
        "repeated": 0,
        "furniture": stories,
        "blank": 2 + 5 * stories,
        "unplaced": 0,
    }
    first, last = told[0].id, told[-1].id
    near = fates(made.account.sheets[0])
    assert (near["1"], near["7"]) == (
        "metadata the-thousand-doors-prologue title",
        f"metadata {first} place",
    )
    assert near["9995"] == f"narrated {last} 3"


_STAGES = ("Eastland", "Midland", "Westland")


def _story(number: int) -> list[str]:
    door = f"{_name(number).split()[0]}'s door"
    return [
        _STAGES[number * len(_STAGES) // 833],
        "",
        f"HOUSE {_name(number).split()[1].upper()}",
        f"“I left {door} as it was.”",
        f"My mother painted {door}, and I scraped it clean again on the day that we left.",
        "",
        f"I have never told {_name(number + 1)} what was behind it.",
        "",
        f"— {_name(number)}, left in {1900 + number % 100}",
        "",
        f"{number + 1} / 833",
        "",
    ]


def _name(number: int) -> str:
    """A name that no other number has."""
    ones, tens = "bdfgklmnprstvz", "aeiou"
    first = f"{ones[number % 14]}{tens[number // 14 % 5]}{ones[number // 70 % 14]}o"
    return f"{first.title()} {ones[number // 7 % 14].upper()}{tens[number % 5]}rin"


def _stage(number: int) -> str:
    return _STAGES[number * len(_STAGES) // 833].lower()
