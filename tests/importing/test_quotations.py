"""Reports and the people whom they quote. Everybody here is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.importing import people, quotations

Pieces = list[tuple[str, str | None]]


def heard(*paragraphs: str) -> Pieces:
    """The pieces: words, and their speaker; None for the reporter."""
    parted = quotations.parted(paragraphs, people.lowercase(paragraphs))
    return [
        (piece.text, piece.speaker if piece.quoted else None) for row in parted for piece in row
    ]


def speakers(*paragraphs: str) -> list[str]:
    return [speaker for _, speaker in heard(*paragraphs) if speaker is not None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“I left at night,” said Ana Brook, 24, a baker.", "Ana Brook"),
        ("“I left at night,” Ana Brook said.", "Ana Brook"),
        ("“I left at night,” Ana Brook, 24, recalled on Monday.", "Ana Brook"),
        (
            "Ana Brook, who left Eastland in 2011, said with a smile, “I left at night.”",
            "Ana Brook",
        ),
        ("As Ana Brook explains, “I left at night.”", "Ana Brook"),
        ("According to Ana Brook, “nobody was there” that night.", "Ana Brook"),
        ("In Eastland, Ana Brook said: “I left at night.”", "Ana Brook"),
        ("Ana Brook: “I left at night.”", "Ana Brook"),
        ("Her sister Ana Brook disagrees: “I left at noon.”", "Ana Brook"),
        ('"I left at night," says Dr. Ana Brook, who runs the clinic.', "Ana Brook"),
        ("‘I left at night,’ says Ana Brook.", "Ana Brook"),
        ("« Je suis partie de nuit », raconte Awa Sarnin, 31 ans.", "Awa Sarnin"),
        ("Le maire, Jean Petit, a expliqué : « Il fallait partir. »", "Jean Petit"),
        ("Selon Awa Sarnin, « personne n'est venu ».", "Awa Sarnin"),
        ("„Ich ging in der Nacht“, sagt Jorin Adelt, 41.", "Jorin Adelt"),
        ("Seine Nachbarin Grete Voss erinnert sich: „Er ging.“", "Grete Voss"),
        ("«Me fui de noche», recuerda Rosaura Gil, de 40 años.", "Rosaura Gil"),
        ("«Parti di notte», racconta Lia Conti.", "Lia Conti"),
        ("“I left at night,” said the baker.", ""),
        ("“I left at night, and I locked the door behind me.”", ""),
    ],
)
def test_a_report_says_who_speaks(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "The town called the plan “brave” and paid the ferry.",
        "“A long road” is the name of the film that Ana Brook made.",
        "Ana Brook opened the “house of salt” in May.",
    ],
)
def test_words_in_marks_inside_a_sentence_stay_the_reporter_s(text: str) -> None:
    assert heard(text) == [(text, None)]


def test_a_paragraph_is_parted_at_its_quotations_and_keeps_every_mark() -> None:
    assert heard("She waited. “I left,” said Ana Brook, “and I locked it.” It rained.") == [
        ("She waited.", None),
        ("“I left,”", "Ana Brook"),
        ("said Ana Brook,", None),
        ("“and I locked it.”", "Ana Brook"),
        ("It rained.", None),
    ]


def test_a_part_of_a_name_and_a_pronoun_mean_whom_the_report_has_named() -> None:
    assert (
        speakers(
            "Ana Brook, 24, left Eastland with her brother.",
            "“I left at night,” said Brook.",
            "“It was cold,” she added. “Nobody spoke.”",
            "Her brother Omar Brook disagrees: “It was warm.”",
            "“You were asleep,” he says.",
        )
        == ["Ana Brook"] * 3 + ["Omar Brook"] * 2
    )


def test_a_pronoun_that_cannot_mean_who_spoke_last_names_nobody() -> None:
    assert speakers("“I left,” said Ana Brook.", "“So it was,” she said.", "“No,” he said.") == [
        "Ana Brook",
        "Ana Brook",
        "",
    ]


def test_a_long_quotation_goes_on_in_the_next_paragraph_and_an_answer_is_another_s() -> None:
    more = "“We had walked for eleven days, and none of us had shoes that fitted.”"
    assert speakers("As Ana Brook tells us: “We were tired.”", more) == ["Ana Brook"] * 2
    assert speakers("“Who is there?” asked Ana Brook.", more) == ["Ana Brook", ""]
    assert speakers("“I left,” said Ana Brook.", "“So did I.”") == ["Ana Brook", ""]


WORDS = st.sampled_from(
    ["“", "”", "«", "»", '"', "„", "‘", "’", ",", ".", "?", ":", " ", " ", "\u00a0", "said", "dit",
     "Ana", "Ana Brook", "she", "he", "sagt", "Dr.", "the", "wind", "According to", "—", "x" * 9]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=25).map("".join), max_size=5))
def test_no_character_is_altered_invented_or_lost(paragraphs: list[str]) -> None:
    parted = quotations.parted(paragraphs, people.lowercase(paragraphs))
    assert len(parted) == len(paragraphs)
    for text, pieces in zip(paragraphs, parted, strict=True):
        told = "".join("".join(piece.text.split()) for piece in pieces)
        assert told == "".join(text.split())
        for piece in pieces:
            assert not piece.speaker or piece.quoted
            assert set(piece.speaker.split()) <= set(
                " ".join(paragraphs).replace("’", " ").split()
            ) or (piece.speaker in " ".join(paragraphs))
