"""Pages in one folder, and what a person says should become of each of their lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passage import importing
from passage.importing import Import
from passage.importing.account import Blank
from passage.model import Consent
from tests.importing.pages import LATEST, facts, fates

HERE = Path(__file__).parent
PAGES = sorted((HERE / "pages").glob("*.txt"))
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
    assert len(PAGES) >= 8
