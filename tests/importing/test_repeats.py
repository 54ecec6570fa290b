from __future__ import annotations

from passage.importing import account, repeats
from tests.importing.pages import fates, planned, said

LONG = (
    "We counted the boats every evening from the wall, and every evening there was one less. "
    "My sister said that we had better stop counting and begin to pack the bread, and I said "
    "that bread cannot be packed before it is baked. So we baked until the flour was gone."
)
SHORT = (
    "We counted the boats every evening from the wall. My sister said that we had better stop "
    "counting and begin to pack the bread. So we baked until the flour was gone, and I was glad."
)
OTHER = (
    "I kept the ferry tickets in a tin for thirty years, although the ferry never sailed again, "
    "and when the tin rusted I bought another tin of the same colour and moved them over."
)


def test_the_fuller_printing_is_narrated_and_the_other_repeated() -> None:
    made = planned(
        f"Boats\n\nTHE WALL\n“Not one more.”\n{SHORT}\n\n— Ana, left in 1990\n\n"
        f"“Not one more.”\n{LONG}\n\n— Ana, left in 1990\n\n"
        f"“Not my tin.”\n{OTHER}\n\n— Bo, left in 1991\n"
    )
    ana, bo = made.scripts
    assert said(ana) == ["“Not one more.”", LONG]
    assert ana.place == "The Wall"
    assert said(bo) == ["“Not my tin.”", OTHER]
    assert fates(made.account.sheets[0]) == {
        "1": "metadata show title",
        "3": "metadata ana-the-wall place",
        "4-7": "repeated ana-the-wall",
        "9": "narrated ana-the-wall 1",
        "10": "narrated ana-the-wall 2",
        "12": "metadata ana-the-wall narrator",
        "14": "narrated bo-not-my-tin 1",
        "15": "narrated bo-not-my-tin 2",
        "17": "metadata bo-not-my-tin narrator",
    }


def test_the_same_story_on_two_pages_is_told_once() -> None:
    made = planned(
        f"Boats\n\n{SHORT}\n\n— Ana, left in 1990", f"More\n\n{LONG}\n\n— Ana, left in 1990"
    )
    assert [said(script) for script in made.scripts] == [[LONG]]
    assert fates(made.account.sheets[0])["3-5"] == "repeated ana-more"


def test_a_pull_quote_that_only_the_other_printing_has_is_the_title_all_the_same() -> None:
    made = planned(
        f"Boats\n\n“Not one more.”\n{SHORT}\n\n— Ana, left in 1990\n\n"
        f"{LONG}\n\n— Ana K., left in 1990\n"
    )
    (ana,) = made.scripts
    assert (ana.title, said(ana)) == ("Not one more.", ["“Not one more.”", LONG])


def test_two_stories_of_one_narrator_are_two() -> None:
    made = planned(f"Boats\n\n{LONG}\n\n— Ana, left in 1990\n\n{OTHER}\n\n— Ana, left in 1990\n")
    assert [said(script) for script in made.scripts] == [[LONG], [OTHER]]


def test_short_stories_with_the_same_beginning_are_two() -> None:
    made = planned(
        "Boats\n\n"
        "I was born in a small village by the sea and I left it.\n\n— Ana, left in 1990\n\n"
        "I was born in a small village by the sea and I stayed there.\n\n— Bo, left in 1991\n"
    )
    assert len(made.scripts) == 2


def test_what_two_narrators_say_in_the_same_words_stays_apart_unless_it_is_all_the_same() -> None:
    halves = LONG.split(", and I said")
    made = planned(
        f"Boats\n\n{halves[0]}, and I wept. {OTHER}\n\n— Ana, left in 1990\n\n"
        f"{halves[0]}, and I sang. I have sung ever since, in the kitchen and in the yard, when "
        "nobody is near, and my daughter has learned all of it by heart without being asked to.\n\n"
        "— Bo, left in 1991\n"
    )
    assert [script.narrator for script in made.scripts] == ["Ana", "Bo"]


def test_a_place_that_is_listed_again_is_repeated() -> None:
    made = planned(
        f"Boats\n\nTHE WALL\n“Not one more.”\n{LONG}\n\n— Ana, left in 1990\n\n"
        f"THE PIER\n“Not my tin.”\n{OTHER}\n\n— Bo, left in 1991\n\n"
        "THE WALL\nTHE PIER\n\n0 / 2\n"
    )
    told = fates(made.account.sheets[0])
    assert told["15"] == "repeated ana-the-wall"
    assert told["16"] == "repeated bo-the-pier"


def test_a_thousand_stories_find_their_second_printings() -> None:
    stories = [
        f"I said {n} and my brother said {n * 7}, and in house {n * 3} the {n * 5} lamps were lit "
        f"until hour {n * 11}.\n\n— Ana, left in {1900 + n % 100}\n\n"
        for n in range(1000)
    ]
    made = planned("Boats\n\n" + "".join(stories) + "".join(reversed(stories)))
    assert len(made.scripts) == 1000
    assert made.account.sums["repeated"] == 2000


def test_what_another_printing_has_besides_is_told_in_its_own_words() -> None:
    wording = repeats.Wording(["We ate the tickets, and we slept.", "The gate stayed open."])
    assert wording.lacks("We ate the tickets. And we slept.") == ""
    assert wording.lacks("We ate the old tickets, and we slept well.") == "old … well"
    assert wording.lacks("Gate") == ""
    assert wording.lacks("Nobody came") == "Nobody came"


def test_the_account_tells_what_a_repeated_line_says_in_other_words() -> None:
    story = "I sold bread near the gate every morning, and my neighbours knew my name."
    page = (
        f"Town\n\n“Bread.”\n{story} It was warm.\n— Ana, 9\n\n“Bread.”\n{story} Cold.\n— Ana, 9\n"
    )
    (sheet,) = planned(page).account.sheets
    (line,) = (line for line in sheet.lines if getattr(line.fate, "differs", ""))
    assert (line.number, getattr(line.fate, "differs", "")) == (8, "Cold")
    assert '"of": "ana-bread", "differs": "Cold"' in account.json_text(sheet)
