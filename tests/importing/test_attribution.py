from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.importing import attribution


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("— Il-Su, escaped Northland in 2008", "Il-Su", "escaped Northland in 2008"),
        ("- Amina", "Amina", ""),
        ("– Amina K.", "Amina K.", ""),
        ("—Amina van den Berg, 31", "Amina van den Berg", "31"),
        ("-- José María Núñez, exiliado en 1974", "José María Núñez", "exiliado en 1974"),
        ("— Amina (24), Aleppo", "Amina", "24, Aleppo"),
        ("— “Amina”, name changed", "Amina", "name changed"),
        ("— Nguyễn Văn An, 60 tuổi", "Nguyễn Văn An", "60 tuổi"),
        ("— أمينة، حلب", "أمينة", "حلب"),
        ("Amina, 24, from Damascus, Syria", "Amina", "24, from Damascus, Syria"),
        ("Amina (24), Damascus", "Amina", "24, Damascus"),
        ("— Amina, 19, Asmara (Érythrée)", "Amina", "19, Asmara (Érythrée)"),
        ("Amina, 19, Asmara (Érythrée)", "Amina", "19, Asmara (Érythrée)"),
        ("Amina | Damascus | 24", "Amina", "Damascus | 24"),
        ("Marta Weiß, aus Neudorf", "Marta Weiß", "aus Neudorf"),
        ("O'Neill, aged 71", "O'Neill", "aged 71"),
        ("— Anonymous", "", ""),
        ("— a teacher of 31", "", "a teacher of 31"),
        ("— Une mère de trois enfants, 38 ans", "", "Une mère de trois enfants, 38 ans"),
        ("— The baker's son, 15", "", "The baker's son, 15"),
    ],
)
def test_who_told_a_story(text: str, name: str, role: str) -> None:
    named = attribution.parse(text)
    assert named is not None
    assert (named.name, named.role) == (name, role)


@pytest.mark.parametrize(
    "text",
    [
        "— Vous êtes seule ?",
        "— Oui.",
        "— Yes, come in, she said.",
        "- a loaf of bread",
        "— and then we ran",
        "Aleppo, Syria",
        "Amina",
        "Damascus, 1974",
        "My brother, 24, from Damascus, carried me.",
        "Then, from far away, we heard it",
        "The baker, 31 and tired, opened the door to us before it was light and let us in.",
    ],
)
def test_what_is_no_attribution(text: str) -> None:
    assert attribution.parse(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Miro Lantz", "Miro Lantz"),
        ("Von Marta Weiß", "Marta Weiß"),
        ("Story by Ana de la Cruz", "Ana de la Cruz"),
        ("By the river we slept", ""),
        ("Standing by Amina", ""),
    ],
)
def test_a_byline_names_its_writer(text: str, name: str) -> None:
    assert attribution.byline(text) == name


@settings(deadline=None)
@given(st.text(st.sampled_from("Aa 1,—-|().“”é"), max_size=40))
def test_a_name_and_a_role_are_characters_of_the_line(text: str) -> None:
    named = attribution.parse(text)
    if named:
        assert named.name in text
        assert all(part in text for part in named.role.split(", "))
