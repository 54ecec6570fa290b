"""The forms of a page, each in the smallest page that shows it. Everybody here is invented."""

from __future__ import annotations

import pytest

from passage import importing
from passage.errors import InputProblems
from passage.importing import naming
from passage.importing.source import from_text
from passage.model import Consent, Script, ScriptKind
from tests.importing.pages import LATEST, fates, planned, said

BREAD = (
    "I sold bread near the gate every morning, and my neighbours knew my name and I knew theirs."
)
STAIRS = "They came at night, and I hid below the stairs with my sister until the street was quiet."
NOTE = "The people below left their town in one winter and told of it afterwards."


def told_by(text: str) -> list[Script]:
    scripts = planned(text).scripts
    return [script for script in scripts if script.kind is ScriptKind.TESTIMONY]


def told(text: str) -> dict[str, str]:
    return fates(planned(text).account.sheets[0])


def test_a_place_can_stand_above_the_pull_quote_below_it_or_below_the_attribution() -> None:
    for page in (
        f"Town\n\nOLD GATE\n“I knew theirs.”\n{BREAD}\n— Ana, baker\n",
        f"Town\n\n“I knew theirs.”\nOLD GATE\n{BREAD}\n— Ana, baker\n",
        f"Town\n\n“I knew theirs.”\n{BREAD}\n\n— Ana, baker\nOld Gate\n\n{STAIRS}\n— Bo, 9",
        f"Town\n\n“I knew theirs.”\n\nold gate\n\n{BREAD}\n\n— Ana, baker\n",
    ):
        ana = told_by(page)[0]
        assert (ana.place, ana.narrator, ana.title) == ("Old Gate", "Ana", "I knew theirs.")
        assert said(ana) == [BREAD]


def test_a_stage_can_be_said_once_above_several_stories() -> None:
    scripts = told_by(
        f"Town\n\n{NOTE}\n\nEastland\n\n{BREAD}\n\n— Ana, baker\n\n{STAIRS}\n\n— Bo, 9\n\n"
        f"Westland\n\n{BREAD[::-1]}\n\n— Cy, 10\n"
    )
    assert [(script.narrator, script.stage) for script in scripts] == [
        ("Ana", "eastland"),
        ("Bo", "eastland"),
        ("Cy", "westland"),
    ]


def test_a_page_can_begin_with_a_stage_and_have_no_title() -> None:
    made = planned(
        f"Eastland\n\nOLD GATE\n“I knew theirs.”\n{BREAD}\n— Ana, baker\n\n"
        f"Westland\n\nNEW GATE\n“Quiet.”\n{STAIRS}\n— Bo, 9\n"
    )
    assert [(script.stage, script.place) for script in made.scripts] == [
        ("eastland", "Old Gate"),
        ("westland", "New Gate"),
    ]
    assert made.title == "Page"


def test_a_stage_can_have_an_introduction_that_the_host_says() -> None:
    made = planned(
        f"Town\n\n{NOTE}\n\nEastland\n\nIn Eastland the winter was long.\n\n"
        f"OLD GATE\n“I knew theirs.”\n{BREAD}\n— Ana, baker\n\n"
        f"Westland\n\nIn Westland it was longer.\n\nNEW GATE\n“Quiet.”\n{STAIRS}\n— Bo, 9\n"
    )
    assert [(manifest.season, manifest.scripts) for manifest in made.manifests] == [
        ("eastland", ("town-prologue", "town-eastland", "ana-old-gate")),
        ("westland", ("town-westland", "bo-new-gate")),
    ]
    assert [script.kind for script in made.scripts if script.narrator == ""] == [
        ScriptKind.HOST
    ] * 3


def test_what_stands_below_a_list_of_stages_fits_none_and_goes_elsewhere() -> None:
    made = planned(
        f"Town\n\n{NOTE}\n\nEastland\n\nWestland\n\n“I knew theirs.”\n{BREAD}\n— Ana, baker\n\n"
        f"Eastland\n\nOLD GATE\n“Quiet.”\n{STAIRS}\n— Bo, 9\n\n"
        f"Westland\n\nNEW GATE\n“Morning.”\n{BREAD[::-1]}\n— Cy, 10\n"
    )
    scripts = [script for script in made.scripts if script.kind is ScriptKind.TESTIMONY]
    assert [script.stage for script in scripts] == ["elsewhere", "eastland", "westland"]
    assert [stage.id for stage in made.stages] == ["eastland", "westland", "elsewhere"]
    assert made.elsewhere == (("ana-i-knew-theirs", ""),)
    assert [manifest.season for manifest in made.manifests] == ["eastland", "westland", "elsewhere"]


def test_a_stage_without_stories_leaves_those_below_the_next_in_theirs() -> None:
    made = planned(
        f"Town\n\n{NOTE}\n\nStage 1: Eastland\n\nStage 2: Westland\n\n"
        f"“I knew theirs.”\n{BREAD}\n— Ana, baker\n"
    )
    assert [script.stage for script in made.scripts] == ["", "stage-2-westland"]


def test_names_can_stand_above_the_stories() -> None:
    scripts = told_by(
        f"Town\n\nEastland\n\nAna Brook\n\n{BREAD}\n\nBo Quill\n\n{STAIRS}\n\n"
        f"Westland\n\nCy Farrow\n\nI found work in Westland and learned its songs.\n"
    )
    assert [(script.narrator, script.stage) for script in scripts] == [
        ("Ana Brook", "eastland"),
        ("Bo Quill", "eastland"),
        ("Cy Farrow", "westland"),
    ]


def test_attributions_can_stand_above_the_stories() -> None:
    scripts = told_by(
        f"Town\n\n{NOTE}\n\nAna Brook, 24, from Eastland\n{BREAD}\n\n"
        f"Bo Quill, 9, from Eastland\n{STAIRS}\n"
    )
    assert [(script.narrator, script.narrator_role, said(script)) for script in scripts] == [
        ("Ana Brook", "24, from Eastland", [BREAD]),
        ("Bo Quill", "9, from Eastland", [STAIRS]),
    ]


def test_an_introduction_that_runs_into_the_first_story_is_the_hosts() -> None:
    made = planned(f"Town\n\n{NOTE}\n\n{BREAD}\n\n- Ana\n\n{STAIRS}\n\n- Bo\n")
    assert [(script.id, said(script)) for script in made.scripts] == [
        ("town-prologue", [NOTE]),
        ("ana", [BREAD]),
        ("bo", [STAIRS]),
    ]


def test_a_quotation_can_be_the_whole_testimony() -> None:
    scripts = told_by("Town\n\n“I kept the key.”\n— Ana\n\n“I kept the door.” — Bo, 9\n")
    assert [(script.narrator, script.title, said(script)) for script in scripts] == [
        ("Ana", "Ana", ["“I kept the key.”"]),
        ("Bo", "Bo", ["“I kept the door.”"]),
    ]


def test_bare_names_right_below_the_stories_are_attributions() -> None:
    scripts = told_by(
        f"Town\n\n{BREAD}\nAna Brook, Old Gate\n\n{STAIRS}\nBo Quill\n\n“Quiet.”\nCy\n"
    )
    assert [(script.narrator, script.narrator_role) for script in scripts] == [
        ("Ana Brook", "Old Gate"),
        ("Bo Quill", ""),
        ("Cy", ""),
    ]


def test_names_below_the_stories_are_no_names_of_the_next() -> None:
    scripts = told_by(
        f"Voices\n\n“Quiet”\n\n{STAIRS}\n\nAna Brook, Old Gate\n\n“Known”\n\n{BREAD}\n\nBo Quill\n"
    )
    assert [(script.narrator, script.title) for script in scripts] == [
        ("Ana Brook", "Quiet"),
        ("Bo Quill", "Known"),
    ]


def test_stages_can_say_that_they_are_stages_or_be_set_apart() -> None:
    for eastland, westland in (
        ("Stage 1: Eastland", "Stage 2: Westland"),
        ("EASTLAND", "WESTLAND"),
    ):
        scripts = told_by(
            f"Town\n\n{eastland}\n\n“Quiet.”\n{STAIRS}\n— Ana Brook, 24\n\n"
            f"{westland}\n\n“Known.”\n{BREAD}\n— Bo Quill, 9\n"
        )
        assert [script.stage for script in scripts] == [
            naming.slug(eastland),
            naming.slug(westland),
        ]


def test_what_stands_behind_the_words_of_a_line_is_told_in_the_account() -> None:
    (line,) = planned("“I kept the door.” — Bo, 9").account.sheets[0].lines
    assert str(line.fate) == "narrated bo 1"
    assert [(piece.text, str(piece.fate)) for piece in line.pieces] == [
        ("“I kept the door.”", "narrated bo 1"),
        ("— Bo, 9", "metadata bo narrator"),
    ]


def test_something_said_in_a_story_is_no_pull_quote() -> None:
    (ana,) = told_by(f"Town\n\n“Nobody.”\n{BREAD}\n\n“Who is there?”\n\n{STAIRS}\n\n— Ana, 9\n")
    assert said(ana) == ["“Nobody.”", BREAD, "“Who is there?”", STAIRS]


def test_lines_of_dialogue_with_dashes_are_said() -> None:
    (ana,) = told_by(f"Town\n\n“All.”\n{BREAD}\n\n— Who is there?\n\n— Nobody.\n\n— Ana, 9\n")
    assert said(ana)[2:] == ["— Who is there?", "— Nobody."]


def test_entries_of_a_list_are_said() -> None:
    (ana,) = told_by(f"Town\n\n“All.”\n{BREAD}\n\n- Bread\n- Salt\n- Lamps\n\n{STAIRS}\n\n- Ana\n")
    assert said(ana)[2:5] == ["- Bread", "- Salt", "- Lamps"]


def test_a_subheading_inside_a_story_is_said() -> None:
    (ana,) = told_by(f"Town\n\n“All.”\n{BREAD}\n\nBelow the stairs\n\n{STAIRS}\n\n— Ana, 9\n")
    assert "Below the stairs" in said(ana)


def test_an_appeal_before_a_button_is_left_out_and_the_closing_is_the_hosts() -> None:
    page = (
        f"Town\n\n{NOTE}\n\n“All.”\n{BREAD}\n\n— Ana, 9\nHelp the bakers to bake again.\ndonate\n\n"
        f"“Quiet.”\n{STAIRS}\n\n— Bo, 9\n"
        "The town today\nThe town is empty, and the oven stands.\ndonate"
    )
    assert told(page) == {
        "1": "metadata town-prologue title",
        "3": "narrated town-prologue 1",
        "5": "narrated ana-all 1",
        "6": "narrated ana-all 2",
        "8": "metadata ana-all narrator",
        "9": "furniture appeal",
        "10": "furniture button",
        "12": "metadata bo-quiet title",
        "13": "narrated bo-quiet 1",
        "15": "metadata bo-quiet narrator",
        "16": "metadata town-epilogue title",
        "17": "narrated town-epilogue 1",
        "18": "furniture button",
    }


def test_a_post_in_a_report_is_a_testimony_without_its_part_number() -> None:
    made = planned(
        "Bakers leave the town\n\nThe town closed its ovens in May, and forty bakers left it.\n\n"
        f"View this post on Instagram\n{BREAD} (1/3)\nA post shared by The Bakers (@bakers) on\n\n"
        "The ovens are open to visitors.\n"
    )
    report, post = made.scripts
    assert (report.kind, len(report.body)) == (ScriptKind.REPORT, 2)
    assert (post.kind, post.narrator, said(post)) == (ScriptKind.TESTIMONY, "", [BREAD])
    assert post.source.endswith("(page.txt, line 6, part 1/3)")


def test_a_post_in_which_nobody_tells_of_themselves_is_quoted_where_it_stands() -> None:
    (letter,) = planned(
        f"The oven\nBy Ana Brook\n\n{BREAD}\n\nView this post on Instagram\nThe ovens are open.\n"
        f"A post shared by The Town (@town)\n\n{STAIRS}\n"
    ).scripts
    assert (letter.narrator, letter.title) == ("Ana Brook", "The oven")
    assert [paragraph.quoted for paragraph in letter.body] == [False, True, False]


def test_facts_below_a_story_are_known_of_its_narrator() -> None:
    (ana,) = told_by(f"The oven\n\n{BREAD}\n\nName: Ana Brook\nFrom: Old Gate\nAge: 24\n")
    assert (ana.narrator, ana.place, ana.narrator_role) == ("Ana Brook", "Old Gate", "Age: 24")


def test_facts_above_a_story_are_of_the_narrator_below_them() -> None:
    scripts = told_by(
        f"Town\n\nName: Ana Brook\nAge: 24\n\n{BREAD}\n\n"
        f"Name: Bo Quill\nFrom: New Gate\n\n{STAIRS}\n"
    )
    assert [(script.narrator, script.place, said(script)) for script in scripts] == [
        ("Ana Brook", "", [BREAD]),
        ("Bo Quill", "New Gate", [STAIRS]),
    ]


def test_a_place_below_a_name_that_stands_above_its_story_is_of_that_story() -> None:
    scripts = told_by(
        f"Town\n\nAna, 24\nOld Gate\n\n“Bread.”\n\n{BREAD}\n\n"
        f"Bo, 9\nNew Gate\n\n“Quiet.”\n\n{STAIRS}\n"
    )
    assert [(script.narrator, script.place) for script in scripts] == [
        ("Ana", "Old Gate"),
        ("Bo", "New Gate"),
    ]


def test_who_spoke_can_stand_in_brackets_behind_a_quotation() -> None:
    scripts = told_by(
        "Town\n\n“I kept the key.” (Ana, 24, Eastland)\n\n“I kept the door.” (a baker, 9)\n\n"
        "“I kept watch.” — former teacher, Oldtown\n"
    )
    assert [(script.narrator, script.narrator_role) for script in scripts] == [
        ("Ana", "24, Eastland"),
        ("", "a baker, 9"),
        ("", "former teacher, Oldtown"),
    ]


def test_a_letter_is_signed_below_its_last_line() -> None:
    (ana,) = told_by(f"A letter\n\n{BREAD}\n\nYours faithfully,\nAna Brook\n")
    assert ana.narrator == "Ana Brook"
    assert said(ana) == [BREAD, "Yours faithfully,"]


def test_what_somebody_else_says_of_the_writer_is_the_host_s() -> None:
    made = planned(
        f"The gate\nBy Ana Brook\n4 May 2020\n\n{BREAD}\n\n{STAIRS}\n\n"
        "Ana Brook lives in Westland.\n"
    )
    assert [(script.kind, script.narrator, len(script.body)) for script in made.scripts] == [
        (ScriptKind.TESTIMONY, "Ana Brook", 2),
        (ScriptKind.HOST, "", 1),
    ]


def test_a_report_that_lets_somebody_speak_of_themselves_is_told() -> None:
    (report,) = planned(
        "Bakers leave\nAna Brook\n4 May 2020\n\nThe town closed its ovens.\n\n"
        f"“{BREAD}” said Bo Quill, 9.\n"
    ).scripts
    assert (report.kind, report.narrator) == (ScriptKind.REPORT, "Ana Brook")
    assert [(each.speaker, each.quoted) for each in report.body] == [
        ("", False),
        ("Bo Quill", True),
        ("", False),
    ]


def test_the_parts_of_a_post_are_one_story() -> None:
    post = "View this post on Instagram\n{} {}\nA post shared by The Bakers (@bakers) on\n\n"
    page = "Bakers leave\n\nThe town closed its ovens in May.\n\n"
    for numbers in (("1/2", "2/2"), ("(1/2)", "(2/2)")):
        posts = [post.format(n, words) for n, words in zip(numbers, (BREAD, STAIRS), strict=True)]
        (story,) = told_by(page + "".join(posts))
        assert said(story) == [BREAD, STAIRS]


def test_words_in_another_script_pass_unharmed() -> None:
    (story,) = told_by(
        "أصوات\n\n“كنت أبيع الخبز.”\nكنت أبيع الخبز كل صباح عند البوابة.\n\n— أمينة، حلب\n"
    )
    assert (story.title, story.narrator) == ("كنت أبيع الخبز.", "أمينة")
    assert said(story)[-1] == "كنت أبيع الخبز كل صباح عند البوابة."


def test_a_line_that_nobody_understands_is_unplaced_and_never_guessed() -> None:
    page = f"Town\n\n{BREAD}\n\n— Ana, 9\n\n— Bo, 9\n\n{STAIRS}\n\n— Cy, 9\n"
    assert told(page)["7"] == "unplaced"


@pytest.mark.parametrize(
    "page",
    [
        "Bakers leave\n\nThe town closed its ovens.\n\n“I am glad,” said the mayor of it.\n",
        "Home\nStories\nContact\n",
        "donate\n0 / 0\n",
        "Just one line",
    ],
)
def test_a_page_without_a_testimony_is_refused_with_what_was_seen(page: str) -> None:
    with pytest.raises(InputProblems, match=r"page\.txt: holds no testimony; seen were .+"):
        planned(page)


def test_a_subtitle_above_the_stages_is_no_stage() -> None:
    page = (
        "THE LONG ROAD\n\nStories of people who walked\n\nTHE WOOD\n\n"
        "I saw wolves and I ran.\n\n— Ana, 30\n\nI hid from them.\n\n— Eva, 40\n\nTHE SHORE\n\n"
        "I saw the sea.\n\n— Ben, 20\n"
    )
    made = planned(page)
    assert [stage.name for stage in made.stages] == ["The Wood", "The Shore"]
    assert fates(made.account.sheets[0])["3"].startswith("metadata")


def test_an_answer_of_one_word_is_said() -> None:
    page = (
        "An interview with Ana\n\nHow old were you then?\n\n12\n\nWhat did you want of me?\n\n"
        "Help\n\nWhere do you live now?\n\nI live by my mother's bridge.\n"
    )
    assert [each for script in planned(page).scripts for each in said(script)][1::2] == [
        "12",
        "Help",
        "I live by my mother's bridge.",
    ]


def test_headings_of_one_level_are_stages_where_most_of_them_are() -> None:
    story = "<h2>{}</h2><p>I kept my shoes in the {}.</p><p>— {}, 30, from Oldtown</p>"
    page = "<h1>Letters</h1>" + "".join(
        story.format(heading, word, name)
        for heading, word, name in (
            ("Before", "house", "Ana"),
            ("The road", "truck", "Ben"),
            ("After", "yard", "Eva"),
        )
    )
    made = importing.plan(
        [from_text("page.html", page)],
        show=None,
        consent=Consent.PENDING,
        because="",
        latest=LATEST,
        language="en",
    )
    assert [stage.name for stage in made.stages] == ["Before", "The road", "After"]


def test_a_salutation_belongs_to_its_letter() -> None:
    page = (
        "Letters\n\nDear brother,\n\nI have your coat, and I am well.\n\nYour sister,\nMina\n\n"
        "Dear Mina,\n\nI came by the river, and I am sorry.\n\nYour brother,\nArash\n"
    )
    assert [(each.narrator, said(each)[0]) for each in planned(page).scripts] == [
        ("Mina", "Dear brother,"),
        ("Arash", "Dear Mina,"),
    ]


def test_a_name_above_a_story_can_have_a_title_and_an_occupation() -> None:
    page = (
        "WOMEN OF THE MILL\n\nMRS. ELLEN HOLT, WEAVER\n\nI started at twelve, on a box.\n\n"
        "MRS. ADA PYKE, SPINNER\n\nMy mother was there before me.\n"
    )
    assert [(each.narrator, each.narrator_role) for each in told_by(page)] == [
        ("Mrs. Ellen Holt", "WEAVER"),
        ("Mrs. Ada Pyke", "SPINNER"),
    ]
