"""One page in many outward forms: what it says stays the same, and so does what is made of it.

The seed page is changed as other editors might have set it. It is read where it lies.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from passage.model import Script, ScriptKind
from tests.importing.pages import planned

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "journey.txt"

EXPECTED = [
    ("north-korea", "Hamgyong Province", "Il-Lyong"),
    ("north-korea", "Near the Border", "Vickey"),
    ("china", "The Red Zone", "Haneul"),
    ("china", "En Route to Southeast Asia", "Doohyun"),
    ("south-korea", "Incheon Airport", "Il-Lyong"),
    ("south-korea", "Near Seoul", "Haneul"),
    ("south-korea", "Yangpyeong", "Il-Lyong"),
]

Variant = Callable[[str], str]


def page() -> str:
    if not SEED.exists():
        pytest.skip("journey.txt is not beside this repository")
    return SEED.read_text("utf-8")


def once(text: str) -> str:
    """The page with each story printed once: the second printings and the frame."""
    lines = text.split("\n")
    return "\n".join([*lines[:2], "", *lines[64:167], "", *lines[203:]])


def blank_lines_everywhere(text: str) -> str:
    return "\n\n".join(line for line in text.split("\n") if line)


def no_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line)


def wrapped(text: str) -> str:
    return "\n".join(line and "\n".join(textwrap.wrap(line, 72)) for line in text.split("\n"))


def windows(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


def without_pull_quotes(text: str) -> str:
    return re.sub(r'(?m)^["“](?!Where)[^“”"]*["”]\n', "", text)


def places_below_the_pull_quotes(text: str) -> str:
    return re.sub(r'(?m)^(.*)\n(["“][^“”"]*["”]\n(?=\S))', r"\2\1\n", text)


def attributions_by_name_only(text: str) -> str:
    return re.sub(r"(?m)^— (.*), escaped .*$", r"- \1", text)


def attributions_with_age_and_origin(text: str) -> str:
    return re.sub(r"(?m)^— (.*), escaped .*$", r"\1, 24, from Oldtown, Northland", text)


def title_case(text: str) -> str:
    places = "HAMGYONG PROVINCE|EN ROUTE TO SOUTHEAST ASIA|incheon airport|near seoul|YANGPYEONG"
    return re.sub(rf"(?m)^(?:{places})$", lambda match: match.group().title(), text)


@pytest.mark.parametrize(
    "variants",
    [
        (),
        (blank_lines_everywhere,),
        (no_blank_lines,),
        (windows,),
        (once,),
        (once, blank_lines_everywhere),
        (once, no_blank_lines),
        (once, wrapped),
        (once, blank_lines_everywhere, wrapped),
        (once, without_pull_quotes),
        (once, without_pull_quotes, blank_lines_everywhere),
        (once, places_below_the_pull_quotes),
        (attributions_by_name_only,),
        (once, attributions_by_name_only),
        (once, attributions_with_age_and_origin),
        (once, attributions_with_age_and_origin, without_pull_quotes),
        (once, title_case),
    ],
    ids=lambda variants: "-".join(variant.__name__ for variant in variants) or "as-it-is",
)
def test_seven_testimonies_each_once(variants: tuple[Variant, ...]) -> None:
    text = page()
    for variant in variants:
        text = variant(text)
    made = planned(text)
    told = [script for script in made.scripts if script.kind is ScriptKind.TESTIMONY]
    assert [_known(script) for script in told] == EXPECTED
    assert [script.id for script in made.scripts if script.kind is ScriptKind.HOST] == [
        "the-journey-prologue",
        "the-journey-epilogue",
    ]
    assert made.account.sums["unplaced"] == 0
    assert [stage.id for stage in made.stages] == ["north-korea", "china", "south-korea"]


def test_the_year_of_each_narrator_is_known() -> None:
    told = [script for script in planned(page()).scripts if script.narrator]
    years = [script.narrator_role.rpartition(" ")[2] for script in told]
    assert years == ["2008", "2014", "2012", "2009", "2008", "2012", "2008"]


def _known(script: Script) -> tuple[str, str, str]:
    # "En Route To" is how a title-cased page has it, and a page's own case is kept.
    return script.stage, script.place.replace(" To ", " to "), script.narrator
