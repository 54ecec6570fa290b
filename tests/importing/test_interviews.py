"""Interviews in the forms in which pages have them. Everybody here is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import Script, ScriptKind
from tests.importing.pages import fates, planned, said

ANSWERS = (
    "I sold bread near the gate every morning, and my neighbours knew my name.",
    "They came at night, and I hid below the stairs with my sister.",
    "My aunt opened the door to us. I still have her key.",
)
QUESTIONS = (
    "What did you do before the war?",
    "And then, did you have to leave?",
    "Who helped you?",
)


def told(text: str) -> Script:
    (script,) = (each for each in planned(text).scripts if each.kind is ScriptKind.TESTIMONY)
    return script


def interview(asks: str, answers: str, gap: str = "\n\n") -> str:
    pairs = zip(QUESTIONS, ANSWERS, strict=True)
    return gap.join(f"{asks}{ask}{gap}{answers}{answer}" for ask, answer in pairs) + "\n"


@pytest.mark.parametrize(
    ("asks", "answers", "asker", "narrator"),
    [
        ("Q: ", "A: ", "Interviewer", ""),
        ("Q. ", "A. ", "Interviewer", ""),
        ("Interviewer: ", "Ana Brook: ", "Interviewer", "Ana Brook"),
        ("Interviewerin: ", "Frau Adelt: ", "Interviewerin", "Frau Adelt"),
        ("Carla Dietz: ", "Ana Brook: ", "Carla Dietz", "Ana Brook"),
        ("CD: ", "AB: ", "CD", "AB"),
        ("**Q:** ", "**A:** ", "Interviewer", ""),
        ("P: ", "R: ", "Interviewer", ""),
        ("", "", "Interviewer", ""),
        ("Q: ", "", "Interviewer", ""),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_who_asks_and_who_answers(
    asks: str, answers: str, asker: str, narrator: str, gap: str
) -> None:
    if asks and not answers and gap == "\n":
        gap = "\n\n"  # nothing would tell an answer from a question that goes on
    script = told(interview(asks, answers, gap))
    assert [paragraph.speaker for paragraph in script.body] == [asker, ""] * 3
    assert [paragraph.quoted for paragraph in script.body] == [True, False] * 3
    assert said(script)[1::2] == list(ANSWERS)
    assert said(script)[::2] == list(QUESTIONS)
    assert script.narrator == narrator


def test_a_name_in_short_is_told_in_full_if_the_page_has_it() -> None:
    page = "The gate\n\nAna Brook spoke with Carla Dietz in May.\n\n"
    for asks, answers in (("CD: ", "AB: "), ("DIETZ: ", "BROOK: "), ("Dietz: ", "Brook: ")):
        script = told(page + interview(asks, answers))
        assert (script.narrator, script.body[0].speaker) == ("Ana Brook", "Carla Dietz")


def test_the_title_can_name_who_answers_and_the_byline_who_asks() -> None:
    page = "Interview with Ana Brook: the gate\nBy Carla Dietz\n\n"
    script = told(page + interview("Q: ", "A: "))
    assert (script.narrator, script.body[0].speaker) == ("Ana Brook", "Carla Dietz")


def test_what_stands_before_and_after_the_turns_is_the_host_s() -> None:
    made = planned(
        "The gate\n\nAna Brook was the baker of Old Gate.\n\n"
        + interview("Carla Dietz: ", "Ana Brook: ")
        + "\nI still bake on Sundays.\n\nAna Brook lives in Westland today.\n"
    )
    assert [script.kind for script in made.scripts] == [
        ScriptKind.HOST,
        ScriptKind.TESTIMONY,
        ScriptKind.HOST,
    ]
    assert said(made.scripts[1])[-1] == "I still bake on Sundays."


def test_what_stands_before_the_words_of_a_turn_is_kept_in_the_account() -> None:
    sheet = planned(interview("Q: ", "A: ")).account.sheets[0]
    lines = [line.fate for line in sheet.lines if line.text.strip()]
    assert [getattr(fate, "left_out", "") for fate in lines] == ["Q:", "A:"] * 3
    assert fates(sheet)["1"] == "narrated page-testimony 1"


@pytest.mark.parametrize(
    "page",
    [
        # Somebody who asks themselves.
        f"The gate\nBy Ana Brook\n\n{ANSWERS[0]}\n\nWhy me?\n\n{ANSWERS[1]}\n\nWhy then?\n",
        # A story in which people speak, and one with a colon in its sentences.
        f"{ANSWERS[0]}\n\nMy aunt said: come in.\n\n{ANSWERS[1]}\n\nI said: no.\n\n— Ana, 9\n",
    ],
)
def test_what_is_no_interview(page: str) -> None:
    assert not any(paragraph.quoted for paragraph in told(page).body)


LINES = st.sampled_from(
    ["Q: Who?", "A: Nobody.", "A:", "Q:", "AB: I went.", "CD: Did you?", "I went home.", "", "Who?",
     "What did you do?", "Ana: I was there, and my mother.", "Bo: Were you?", "Interviewer: You?",
     "“Quiet.”", "— Ana, 9", "**What is yours?**", "Name: Ana", "Eastland"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LINES, min_size=4, max_size=16))
def test_every_word_of_a_turn_is_said_or_kept(lines: list[str]) -> None:
    page = "\n".join([f"I begin: {ANSWERS[0]}", "", "— Ana Brook, 24", "", *lines]) + "\n"
    made = planned(page)
    (sheet,) = made.account.sheets
    assert sheet.text == page
    scripts = {script.id: script for script in made.scripts}
    for line in sheet.lines:
        fate = line.fate
        if str(fate).startswith("narrated"):
            body = scripts[getattr(fate, "script")].body  # noqa: B009 narrowed by its name
            spoken = body[getattr(fate, "paragraph") - 1].text  # noqa: B009
            left_out = getattr(fate, "left_out", "")
            both = (left_out + spoken, spoken + left_out)
            assert "".join(line.text.split()) in {"".join(each.split()) for each in both}
