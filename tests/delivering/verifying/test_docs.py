from __future__ import annotations

from pathlib import Path

import pytest

# What declares rules is loaded by what uses them.
from passage.pipeline import verifying  # noqa: F401 - see the line above
from passage.validating import table as feed_table
from passage.validating.delivery import table
from passage.validating.finding import Level


def test_the_list_of_rules_in_the_docs_is_that_of_the_table() -> None:
    page = (Path(__file__).parents[3] / "docs" / "verifying.md").read_text("utf-8")
    rows = [f"| `{r.name}` | {r.level} | {r.asks} |" for r in table.RULES.values()]
    assert page.partition("|---|---|---|\n")[2].splitlines() == rows


def test_a_rule_has_a_name_of_its_own() -> None:
    with pytest.raises(ValueError, match="two rules are called answer/status"):
        table.declare("answer/status", Level.ERROR, "https://example.org", "the same")
    # Some names stand for the same thing in both tables; none for another.
    assert not set(table.RULES) & set(feed_table.RULES)
