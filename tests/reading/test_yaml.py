"""YAML as nodes, and what is wrong with YAML in words that need no knowledge of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.reading import manifest, script, show, source, yaml
from passage.reading.fields import Values
from passage.reading.report import Mark, Report
from tests.reading import cases
from tests.reading.cases import Case
from tests.reading.conftest import ONE, PASSAGE, PROLOGUE


def read(text: str) -> yaml.Node:
    said = Report("show.yml")
    node = yaml.read(text, said)
    assert said.problems == []
    assert node is not None
    return node


def problems(text: str) -> str:
    said = Report("show.yml")
    assert yaml.read(text, said) is None
    return "\n".join(map(str, said.problems))


def texts(node: yaml.Node) -> object:
    """The node as plain lists, pairs and texts."""
    if isinstance(node, yaml.Scalar):
        return node.text
    if isinstance(node, yaml.Sequence):
        return [texts(item) for item in node.items]
    return {key: texts(value) for key, (_, value) in node.entries.items()}


@pytest.mark.parametrize(
    "written",
    ["1984", "no", "on", "null", "~", "1.50", "0x1F", "2026-11-01", "1_000", ".inf", "True", "="],
)
def test_a_scalar_is_the_text_that_was_written(written: str) -> None:
    assert texts(read(f"{written}: {written}")) == {written: written}


def test_quotes_and_blocks_are_undone() -> None:
    quoted = "a: 'it''s'\nb: \"two\\nlines\"\n"
    blocks = "c: |\n  two\n  lines\nd: >\n  one\n  line\ne: one\n  line\n"
    assert texts(read(quoted + blocks)) == {
        "a": "it's",
        "b": "two\nlines",
        "c": "two\nlines\n",
        "d": "one line\n",
        "e": "one line",
    }


def test_nodes_know_their_place() -> None:
    node = yaml.read("a:\n  - b\n  - {c: d}\n", Report("x"), first_line=3)
    assert isinstance(node, yaml.Mapping)
    key, items = node.entries["a"]
    assert isinstance(items, yaml.Sequence)
    assert (node.mark, key.mark, items.mark) == (Mark(3, 1), Mark(3, 1), Mark(4, 3))
    assert [item.mark for item in items.items] == [Mark(4, 5), Mark(5, 5)]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "~", "null"])
def test_nothing_is_a_missing_value(text: str) -> None:
    assert yaml.is_missing(read(text))


@pytest.mark.parametrize("text", ["''", '"null"', "'~'", "|\n  null", "nil"])
def test_what_is_in_quotes_is_not_missing(text: str) -> None:
    assert not yaml.is_missing(read(text))


def test_an_alias_is_what_its_anchor_is() -> None:
    assert texts(read("a: &x {b: c}\nd: *x\n")) == {"a": {"b": "c"}, "d": {"b": "c"}}
    assert texts(read("a: &x 1\nb: &x 2\nc: *x\n")) == {"a": "1", "b": "2", "c": "2"}


def test_a_directive_holds_for_its_own_text_only() -> None:
    assert texts(read("%YAML 1.1\n---\na: 1\n")) == {"a": "1"}
    # In a list with brackets, YAML 1.1 has no text that begins with a colon.
    assert texts(read("[a, :x]")) == ["a", ":x"]


def test_an_aliased_list_of_lists_is_not_copied() -> None:
    lines = ["l0: &l0 [x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 40)]
    assert isinstance(read("\n".join(lines)), yaml.Mapping)


@pytest.mark.parametrize("case", cases.read("yaml"), ids=lambda case: case.name)
def test_what_is_no_yaml_is_told_in_plain_words(case: Case) -> None:
    assert problems(f"{case.new}\n") == f"show.yml:{case.message}"


def test_thousands_of_brackets() -> None:
    assert "more than 32 levels deep" in problems("[" * 5000)


PIECES = st.sampled_from(
    [
        *"\t\n -:,[]{}#&*!|>'\"%@`?~=\\.é0",
        *("\n  ", "\n- ", ": ", "---\n", "...\n", "<<: ", "!!", "&a ", "*a", "\\x", "\\UFFFFFFFF"),
        *("%YAML 1.1\n---\n", "%TAG ! x\n", "title", "stages", "scripts", "2026-11-01", "null"),
        *("\ufeff", "\ufffd", "\U0001f600"),
    ]
)
WILD = st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join)


def damaged(good: str) -> st.SearchStrategy[str]:
    """A good text, of which a piece is replaced by something else."""
    places = st.integers(0, len(good))

    def damage(first: int, length: int, piece: str) -> str:
        return good[:first] + piece + good[first + length :]

    return st.builds(damage, places, st.integers(0, 8), PIECES | st.text(max_size=4))


def reads_or_tells(read_text: Callable[[str, Report], object], text: str) -> object:
    """The value, when there is no problem; each problem is at a place that the text has."""
    said = Report("a-file")
    text = source.decode(text.encode(), said) or ""
    value = read_text(text, said)
    lines = text.split("\n")
    for problem in said.problems:
        line, column = problem.place.line, problem.place.column
        assert 1 <= line <= len(lines), str(problem)
        assert 1 <= column <= len(lines[line - 1]) + 1, str(problem)
        assert "\n" not in problem.what + problem.hint
    return value if not said.problems else None


@settings(deadline=None)
@given(WILD | damaged(PASSAGE))
def test_any_text_is_a_show_or_has_problems(text: str) -> None:
    values = reads_or_tells(show.read, text)
    if values:
        assert isinstance(values, Values)
        assert show.build(values).address.endswith("/")


@settings(deadline=None)
@given(WILD | damaged(ONE))
def test_any_text_is_a_manifest_or_has_problems(text: str) -> None:
    values = reads_or_tells(manifest.read, text)
    if values:
        assert isinstance(values, Values)
        assert manifest.build("one", "one.yml", values).published.tzinfo


@settings(deadline=None)
@given(WILD | WILD.map("---\n{}\n---\nWords".format) | damaged(PROLOGUE))
def test_any_text_is_a_script_or_has_problems(text: str) -> None:
    draft = reads_or_tells(script.read, text)
    if draft:
        assert isinstance(draft, script.Draft)
        assert script.build("one", "one.md", draft, "en").body
