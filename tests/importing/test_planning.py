from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage import importing
from passage.errors import InputProblems
from passage.importing import Import
from passage.importing.account import Narrated, Piece
from passage.importing.founding import PODCAST
from passage.importing.source import from_text
from passage.model import Consent, ScriptKind, Show, Stage
from tests.importing.pages import LATEST, planned, said

PAGE = """The Long Way

Nobody on this page exists. They tell how they left.

Northland

THE WELL
“We sang.”
I sang with my brother until the well was dry.

— Amina, left Northland in 1990

Southland

new town
“The bread was sweet.”
I bought bread, and the bread was sweet.

— Amina, left Northland in 1990

The way today

The way is a road now.
"""

LETTER = """A letter from the well
By Omar Reed

I have kept the rope. My mother says that I should throw it away.
"""

SHOW = Show(
    title="Ways",
    description="Ways.",
    language="en",
    address="https://example.net/ways/",
    guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
    author="Ways",
    email="ways@example.net",
    category=("Society & Culture",),
    stages=(Stage("south", "Southland"), Stage("northland", "The North"), Stage("sea", "The Sea")),
)


def test_an_episode_for_each_stage_with_the_host_before_and_after() -> None:
    made = planned(PAGE)
    assert [(m.id, m.number, m.season, m.title, m.scripts) for m in made.manifests] == [
        ("northland", 1, "northland", "Northland", ("the-long-way-prologue", "amina-the-well")),
        ("southland", 2, "southland", "Southland", ("amina-new-town", "the-long-way-epilogue")),
    ]
    assert [m.summary for m in made.manifests] == [
        "A testimony from Northland: Amina.",
        "A testimony from Southland: Amina.",
    ]


def test_guids_come_from_the_show_and_the_episode_and_dates_are_a_day_apart() -> None:
    made = planned(PAGE)
    show_guid = UUID(made.show.guid)
    assert show_guid == uuid5(PODCAST, "example.org/the-long-way/feed/feed.xml")
    assert [m.guid for m in made.manifests] == [
        str(uuid5(show_guid, "northland")),
        str(uuid5(show_guid, "southland")),
    ]
    assert [m.published for m in made.manifests] == [LATEST - timedelta(days=1), LATEST]


def test_the_name_space_is_that_of_podcast_guid() -> None:
    # The example of the podcast namespace's own documentation.
    assert str(uuid5(PODCAST, "podnews.net/rss")) == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_the_same_pages_give_the_same_import() -> None:
    assert planned(PAGE, LETTER) == planned(PAGE, LETTER)


def test_a_new_show_takes_title_introduction_and_stages_from_the_page() -> None:
    made = planned(PAGE, language="en-GB")
    assert made.is_new
    assert (made.title, made.show.language) == ("The Long Way", "en-GB")
    assert made.show.description == "Nobody on this page exists. They tell how they left."
    assert made.show.stages == made.stages
    assert made.show.stages == (Stage("northland", "Northland"), Stage("southland", "Southland"))
    assert made.show.category == ("Society & Culture", "Documentary")


def test_a_show_without_stages_gets_one_that_stands_in() -> None:
    made = planned(LETTER)
    assert made.show.stages == (Stage("elsewhere", "Elsewhere"),)
    assert made.stages == made.show.stages
    assert [(m.id, m.season, m.title) for m in made.manifests] == [
        ("a-letter-from-the-well", "elsewhere", "A letter from the well")
    ]


def test_a_long_introduction_is_cut_for_the_description() -> None:
    page = PAGE.replace("Nobody on", "Nobody, and once more nobody, on " * 200 + "on")
    description = planned(page).show.description
    assert len(description.encode()) <= 4000
    assert description.endswith("nobody, on…")


def test_pages_without_stages_come_after_the_stages() -> None:
    made = planned(LETTER, PAGE)
    assert [m.id for m in made.manifests] == ["northland", "southland", "a-letter-from-the-well"]
    assert [m.number for m in made.manifests] == [1, 2, 3]


def test_scripts_tell_their_source_language_and_consent() -> None:
    made = importing.plan(
        [from_text("page.txt", PAGE)],
        show=None,
        consent=Consent.GRANTED,
        because="Both signed.",
        latest=LATEST,
        language="so",
    )
    assert {script.consent for script in made.scripts} == {Consent.GRANTED}
    assert {script.language for script in made.scripts} == {"so"}
    assert made.because == "Both signed."
    well = made.scripts[1]
    assert well.source == "The Long Way (page.txt, lines 5-11)"
    assert (well.title, well.place, well.stage) == ("We sang.", "The Well", "northland")
    assert (well.narrator, well.narrator_role) == ("Amina", "left Northland in 1990")


def test_consent_is_pending_unless_it_is_granted() -> None:
    assert {script.consent for script in planned(PAGE).scripts} == {Consent.PENDING}


def test_a_pull_quote_is_said_in_the_story_only_if_the_story_lacks_it() -> None:
    _, well, town, _ = planned(PAGE).scripts
    assert said(well)[0] == "“We sang.”"
    assert said(town) == ["I bought bread, and the bread was sweet."]
    assert town.title == "The bread was sweet."


def test_a_letter_has_the_title_of_its_page_and_the_name_of_its_writer() -> None:
    (letter,) = planned(LETTER).scripts
    assert (letter.kind, letter.title) == (ScriptKind.TESTIMONY, "A letter from the well")
    assert letter.narrator == "Omar Reed"


def test_the_stages_of_a_show_are_found_by_name_or_id_and_keep_their_order() -> None:
    made = planned(PAGE, show=SHOW)
    assert not made.is_new
    assert made.show is SHOW
    assert [stage.id for stage in made.stages] == ["south", "northland"]
    assert [m.season for m in made.manifests] == ["south", "northland"]
    assert made.manifests[0].guid == str(uuid5(UUID(SHOW.guid), "south"))


def test_a_label_that_names_a_stage_of_the_show_is_one() -> None:
    page = (
        "The Long Way\n\nThey tell.\n\nThe Sea\n“It was loud.”\nI rowed.\n\n— Amina, left in 1990"
    )
    assert [script.stage for script in planned(page, show=SHOW).scripts] == ["", "sea"]


def test_the_stories_of_a_stage_that_the_show_lacks_go_elsewhere() -> None:
    page = PAGE.replace("Southland\n", "Westland\n")
    made = planned(page, show=SHOW)
    told = [script for script in made.scripts if script.kind is ScriptKind.TESTIMONY]
    assert [script.stage for script in told] == ["northland", "elsewhere"]
    assert made.elsewhere == ((told[1].id, "Westland"),)
    assert [(m.id, m.season) for m in made.manifests] == [
        ("northland", "northland"),
        ("elsewhere", "elsewhere"),
    ]


def test_every_page_without_a_testimony_is_told() -> None:
    report = "Bakers leave\n\nThe town closed its ovens in May.\n\nThe Ovens\n\ndonate\n"
    with pytest.raises(InputProblems) as caught:
        planned(PAGE, report, "donate\n")
    told = str(caught.value).splitlines()
    assert told[0] == (
        "page-2.txt: holds no testimony; seen were 1 paragraph told by nobody about themselves, "
        "2 headings, 1 piece of furniture"
    )
    assert told[2] == "page-3.txt: holds no testimony; seen were 1 piece of furniture"


def test_a_start_without_a_time_zone_and_an_import_of_nothing_are_refused() -> None:
    def plan_at(latest: datetime, *texts: str) -> Import:
        return importing.plan(
            [from_text("page.txt", text) for text in texts],
            show=None,
            consent=Consent.PENDING,
            because="",
            latest=latest,
            language="en",
        )

    with pytest.raises(ValueError, match="time zone"):
        plan_at(datetime(2026, 11, 1), PAGE)  # noqa: DTZ001 that is the point
    with pytest.raises(ValueError, match="a source"):
        plan_at(datetime(2026, 11, 1, tzinfo=UTC))


# ---- whatever the page, words in are words out -------------------------------------------------

BLOCKS = st.sampled_from(
    [
        "Northland",
        "Southland",
        "THE WELL",
        "near the sea",
        "“We sang all the way.”",
        "“Who is there?”",
        "I sang with my brother until the well was dry.",
        "I walked,\u00a0and *nobody* [a neighbour] {no one} asked me \\ why.",
        "My mother kept the rope.\tShe said: 1. rope, 2. bucket.",
        "The road was long and nobody counted it.",
        "# 1 was my number",
        "— Amina, left Northland in 1990",
        "– Omar",
        "Petra Lind, 31, from Southland",
        "“I kept the door.” — Dalia, 61",
        "From: Southland",
        "By Omar Reed",
        "4 May 2019",
        "donate",
        "1 / 3",
        "View this post on X",
        "A post shared by Y",
        "I never drank from it. (1/2)",
        "Related Posts",
        "***",
    ]
)
ENDS = st.sampled_from(["\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\x0c", "\u2028", ""])
PAGES = st.lists(st.tuples(BLOCKS, ENDS), min_size=1, max_size=40).map(
    lambda pairs: "".join(block + end for block, end in pairs)
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PAGES, min_size=1, max_size=2))
def test_words_are_never_altered_invented_or_lost(texts: list[str]) -> None:
    try:
        made = planned(*texts)
    except InputProblems:
        return
    scripts = {script.id: said(script) for script in made.scripts}
    told: Counter[tuple[str, int]] = Counter()
    for sheet, text in zip(made.account.sheets, texts, strict=True):
        assert sheet.text == text
        for line in sheet.lines:
            for piece in line.pieces or (Piece(line.text, line.fate),):
                if not isinstance(piece.fate, Narrated):
                    continue
                words = piece.text.strip().removesuffix(piece.fate.left_out).strip()
                assert words in scripts[piece.fate.script][piece.fate.paragraph - 1]
                told[piece.fate.script, piece.fate.paragraph] += len("".join(words.split()))
    for script, paragraphs in scripts.items():
        for number, paragraph in enumerate(paragraphs, 1):
            assert len("".join(paragraph.split())) == told[script, number]


@settings(deadline=None, max_examples=200)
@given(st.lists(PAGES, min_size=1, max_size=2))
def test_every_script_is_heard_once_and_is_well_named(texts: list[str]) -> None:
    try:
        made = planned(*texts)
    except InputProblems:
        return
    heard = [script for manifest in made.manifests for script in manifest.scripts]
    assert sorted(heard) == sorted(script.id for script in made.scripts)
    assert len(set(heard)) == len(heard)
    assert [m.number for m in made.manifests] == list(range(1, len(made.manifests) + 1))
    assert len({m.id for m in made.manifests}) == len({m.guid for m in made.manifests})
    stages = {stage.id for stage in made.show.stages}
    for script in made.scripts:
        assert re.fullmatch(r"[a-z0-9-]+", script.id)
        assert script.title.strip()
        assert script.body
        assert script.stage in {"", *stages}


def test_who_asks_in_an_interview_has_another_voice_than_who_answers() -> None:
    page = "Q: Who opened the door?\nA: My aunt did. I have her key.\nQ: And then?\nA: I slept.\n"
    made = planned(page)
    assert made.show.cast.quoted is not None
    text = dict(importing.texts(made))["passage.yml"]
    assert 'cast:\n  quoted: {voice: "+f5"}\n' in text
    assert planned(PAGE).show.cast.quoted is None
