from __future__ import annotations

from pathlib import Path

import pytest

from passage.validating import checking, table
from passage.validating.document import parse
from passage.validating.finding import Finding, Level, Profile
from passage.validating.grammar import ELEMENTS

from . import made

UNSAID = {"podping", "images", "chat", "value", "valueRecipient", "valueTimeSplit"}
"""What the rich feed does without: deprecated, or about money."""


def told(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{f.rule} {f.place} {f.what}" for f in findings]


def test_nothing_is_wrong_in_a_feed_that_has_everything(tmp_path: Path) -> None:
    assert told(made.check(made.write(tmp_path, made.rich()))) == []


def test_in_our_own_feed_nothing_is_wrong(tmp_path: Path) -> None:
    found = made.check(made.write(tmp_path, made.ours()))
    assert told(tuple(f for f in found if f.level is not Level.NOTE)) == []


def test_the_rich_feed_has_every_element_of_the_namespace() -> None:
    root = parse(made.rich()["feed/feed.xml"]).root
    there = {node.name.removeprefix("podcast:") for node in root.walk() if "podcast:" in node.name}
    assert there == {element.name for element in ELEMENTS} - UNSAID


@pytest.mark.parametrize("profile", list(Profile))
def test_a_profile_asks_for_its_own_rules_only(profile: Profile) -> None:
    text = made.rich()["feed/feed.xml"]
    for old, new in [(b">false<", b">no<"), (b"Documentary", b"Document"), (b">podcast<", b">x<")]:
        text = text.replace(old, new)
    wanted = {
        Profile.PSP1: {"psp1/explicit"},
        Profile.APPLE: {"psp1/explicit", "apple/category"},
        Profile.NAMESPACE: {"namespace/medium"},
    }
    found = checking.check(text, "feed.xml", profiles=frozenset({profile}))
    assert made.rules(found) == wanted[profile]


def test_every_rule_has_a_clause_and_says_what_it_asks() -> None:
    for rule in table.RULES.values():
        assert rule.clause.startswith("https://"), rule
        assert rule.asks, rule
        assert rule.profiles, rule


def test_a_rule_has_a_name_of_its_own() -> None:
    with pytest.raises(ValueError, match="two rules are called xml/doctype"):
        table.declare("xml/doctype", Level.ERROR, "https://example.org", "the same")


def test_the_list_of_rules_in_the_docs_is_that_of_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "feed-rules.md").read_text("utf-8")
    for rule in table.RULES.values():
        profiles = ", ".join(sorted(rule.profiles))
        row = f"| `{rule.name}` | {rule.level} | {profiles} | {rule.asks.replace('|', '/')} |"
        assert row in page
    assert page.count("\n| `") == len(table.RULES)
