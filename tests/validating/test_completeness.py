"""No rule is without a fault that it finds."""

from __future__ import annotations

import pytest

from passage.validating import checking, table, values
from passage.validating.grammar import ELEMENTS, Attribute, Element

from . import made, test_beside, test_document, test_mutations

FORMED = [
    (element, attribute)
    for element in ELEMENTS
    for attribute in element.attributes
    if attribute.required or attribute.form is not values.any_text
]
VALUED = [element for element in ELEMENTS if element.value not in {None, values.any_text}]
GRAMMAR = {
    *(f"namespace/{element.name}-{attribute.name}" for element, attribute in FORMED),
    *(f"namespace/{element.name}" for element in VALUED),
}
HEAD = made.rich()["feed/feed.xml"].decode().split("  <channel>")[0]


def found(element: Element, inside: str, value: str = "?") -> set[str]:
    """The rules that an element breaks where nothing else is."""
    parent = element.parents[0]
    opened = "" if parent == "channel" else f"<{parent}>"
    closed = "" if parent == "channel" else f"</{parent}>"
    name = f"podcast:{element.name}"
    text = f"{HEAD}<channel>{opened}<{name}{inside}>{value}</{name}>{closed}</channel></rss>"
    return {finding.rule for finding in checking.check(text.encode(), "feed.xml")}


@pytest.mark.parametrize(("element", "attribute"), FORMED, ids=lambda one: one.name)
def test_a_wrong_attribute_of_the_namespace_is_found(
    element: Element, attribute: Attribute
) -> None:
    rule = f"namespace/{element.name}-{attribute.name}"
    wrong = "" if attribute.form("") else "?"
    assert rule in found(element, f' {attribute.name}="{wrong}"')
    assert (rule in found(element, "")) == attribute.required


@pytest.mark.parametrize("element", VALUED, ids=lambda one: one.name)
def test_a_missing_value_of_the_namespace_is_found(element: Element) -> None:
    assert f"namespace/{element.name}" in found(element, "", value="")


def test_all_that_is_recommended_is_asked_for() -> None:
    bare = b'<rss version="2.0"><channel><item/></channel></rss>'
    wanted = {name for name in table.RULES if name.endswith("-recommended")}
    assert len(wanted) == 10
    assert wanted <= {finding.rule for finding in checking.check(bare, "feed.xml")}


def test_every_rule_has_a_fault() -> None:
    tables = (
        *test_mutations.FEED,
        *test_mutations.BESIDE,
        *test_mutations.BYTES,
        *test_mutations.OURS,
        *test_beside.NOTES,
    )
    shown = {rule for line in tables for rule in str(line[-1]).split()}
    shown |= {rule for _, rule, _ in test_document.BROKEN}
    shown |= {"webvtt/lines", "artwork/weight"}
    recommended = {name for name in table.RULES if name.endswith("-recommended")}
    assert set(table.RULES) - shown - GRAMMAR - recommended == set()
    assert shown <= set(table.RULES)
