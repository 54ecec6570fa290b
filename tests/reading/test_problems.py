"""What a producer reads: one thing is broken in a show, and the whole message is compared."""

from __future__ import annotations

import pytest

from passage.reading import agreement
from tests.reading import cases
from tests.reading.cases import Case
from tests.reading.conftest import ShowFolder

WORDS = "These are the words of the host."


@pytest.mark.parametrize(
    "case",
    [
        *cases.read("keys"),
        *cases.read("values"),
        *cases.read("agreement"),
        *cases.read("body"),
        *cases.read("files"),
        *cases.read("podcasting"),
    ],
    ids=lambda case: case.name,
)
def test_a_broken_show_says_what_is_wrong(show: ShowFolder, case: Case) -> None:
    show.change(case.file, case.old, case.new)
    assert show.problems() == case.message


@pytest.mark.parametrize("letters", ["a" * 4001, "é" * 2001])
def test_a_description_is_measured_in_bytes(show: ShowFolder, letters: str) -> None:
    show.change("passage.yml", "People who crossed tell of the way.", letters[1:])
    show.read()
    show.change("passage.yml", letters[1:], letters)
    size = len(letters.encode())
    assert show.problems().endswith(
        f"which has {size} bytes, where podcast apps take 4000\n  make it shorter"
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("scripts/prologue.md", "title: Pro", "title: Pro\x07", "2:11: U+0007"),
        ("scripts/prologue.md", "These", "Th\x00ese", "7:3: U+0000"),
        ("episodes/one.yml", "title: The", "title: The\uffff", "3:11: U+FFFF"),
        ("passage.yml", "title: Three", "title: Three\x85", "1:13: U+0085"),
    ],
)
def test_characters_that_nobody_can_say(
    show: ShowFolder, name: str, old: str, new: str, place: str
) -> None:
    show.change(name, old, new)
    message = "is a character that can be neither spoken nor shown\n  delete it"
    assert show.problems() == f"{name}:{place} {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "passage.yml:1:1: passage.yml is empty"),
        ("# nothing yet\n", "passage.yml:2:1: passage.yml is empty"),
        ("- title\n", "passage.yml:1:1: passage.yml is a list"),
        ("Three Thousand Miles\n", "passage.yml:1:1: passage.yml is a text"),
    ],
)
def test_a_passage_yml_that_is_no_group_of_keys(show: ShowFolder, text: str, message: str) -> None:
    show.write("passage.yml", text)
    hint = '\n  such as "title: Three Thousand Miles"'
    assert show.problems() == f"{message}, where keys with values are expected{hint}"


def test_an_empty_script(show: ShowFolder) -> None:
    show.write("scripts/prologue.md", "")
    assert show.problems() == (
        "scripts/prologue.md:1:1: the file does not begin with front matter\n"
        '  begin with a line "---", the keys, such as "title: The radio", and a line "---"'
    )


def test_every_problem_is_told_at_once_in_order_of_file_and_line(show: ShowFolder) -> None:
    show.change("passage.yml", "language: en", "language: english")
    show.change("passage.yml", "author: ", "autor: ")
    show.change("scripts/prologue.md", "stage: north-korea", "stage: burma")
    show.change("scripts/prologue.md", WORDS, "[unni]{x=y}\n\n[]{lang=english}")
    show.write("scripts/broken.md", '---\ntitle: "open\n---\nWords.\n')
    show.change("episodes/one.yml", "number: 1", "number: none")
    show.change("episodes/one.yml", "- prologue", "- prolog\n  - broken")
    show.write("episodes/two.yml", "season: laos\n")
    places = [line.split(": ")[0] for line in show.problems().splitlines() if line[0] != " "]
    assert places == [
        "episodes/one.yml:1:9",
        "episodes/one.yml:6:5",
        "episodes/two.yml:1:1",
        "episodes/two.yml:1:1",
        "episodes/two.yml:1:1",
        "episodes/two.yml:1:1",
        "episodes/two.yml:1:9",
        "passage.yml:1:1",
        "passage.yml:3:11",
        "passage.yml:5:1",
        "scripts/broken.md:2:8",
        "scripts/prologue.md:4:8",
        "scripts/prologue.md:7:8",
        "scripts/prologue.md:9:3",
        "scripts/prologue.md:9:4",
    ]


def test_a_file_that_cannot_be_read_causes_no_problem_elsewhere(show: ShowFolder) -> None:
    show.write("passage.yml", "title: [\n")
    assert show.problems().startswith("passage.yml:2:1: a bracket is still open")
    assert show.problems().count("\n") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: north-korea", "id: North Korea"),
        ("- id: north-korea\n    name: North Korea", "- laos"),
    ],
)
def test_a_stage_that_cannot_be_read_is_not_missed_by_a_script(
    show: ShowFolder, old: str, new: str
) -> None:
    show.change("passage.yml", old, new)
    assert [line for line in show.problems().splitlines() if "there is no stage" in line] == []


def test_a_near_name_is_not_looked_for_without_end(
    show: ShowFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreement, "MOST_GUESSED", 1)
    show.change("episodes/one.yml", "- prologue", "- prolouge\n  - prologu")
    assert show.problems() == (
        'episodes/one.yml:6:5: there is no script "prolouge"\n  did you mean "prologue"?\n'
        'episodes/one.yml:7:5: there is no script "prologu"\n'
        "  its file would be prologu.md in the folder scripts"
    )


def test_many_stages_are_not_all_listed(show: ShowFolder) -> None:
    stages = "".join(f"  - {{id: leg-{n}, name: Leg}}\n" for n in range(20))
    show.change("passage.yml", "stages:\n", f"stages:\n{stages}")
    show.change("scripts/prologue.md", "stage: north-korea", "stage: burma")
    listed = ", ".join(f"leg-{n}" for n in range(agreement.MOST_LISTED))
    assert show.problems().endswith(f"  the stages are {listed} …")
