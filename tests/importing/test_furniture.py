from __future__ import annotations

import pytest

from passage.importing import furniture


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("0 / 0", "counter"),
        ("2 of 14", "counter"),
        ("(1/3)", "counter"),
        ("Page 12", "page-number"),
        ("- 7 -", "page-number"),
        ("give today", "button"),
        ("Donate now", "button"),
        ("Jetzt spenden", "button"),
        ("Faire un don", "button"),
        ("Leer más", "button"),
        ("Read more stories", "button"),
        ("Share on Facebook", "button"),
        ("Partager sur Facebook", "button"),
        ("Skip to content", "button"),
        ("View this post on Instagram", "post-opening"),
        ("Sieh dir diesen Beitrag auf Instagram an", "post-opening"),
        ("Ver esta publicación en Instagram", "post-opening"),
        ("A post shared by Somebody (@somebody) on", "post-closing"),
        ("Una publicación compartida de Alguien (@alguien)", "post-closing"),
        ("— Somebody (@somebody) May 1, 2018", "post-closing"),
        ("Related Posts", "related"),
        ("You may also like", "related"),
        ("Feature image via Somebody", "credit"),
        ("Photograph: Somebody", "credit"),
        ("[Photo: Somebody's shoes]", "credit"),
        ("Fotografías de Mario Gil", "credit"),
        ("Photos by Jo Min and Ana Ma for The Herald, used with permission.", "credit"),
        ("Photo: A boy looks out over the old town.", "credit"),
        ("Names were changed to protect the families.", "notice"),
        ("Follow me on Instagram", "button"),
        ("Subscribe to our newsletter.", "button"),
        ("You may also enjoy these.", "related"),
        ("Lire aussi", "related"),
        ("© 2020 Somebody", "copyright"),
        ("* Names have been changed to protect the families.", "notice"),
        ("https://example.org/page", "address"),
        ("#freedom #home", "hashtags"),
        ("* * *", "ornament"),
        ("—", "ornament"),
    ],
)
def test_furniture_is_known_by_the_name_of_its_rule(text: str, rule: str) -> None:
    assert furniture.rule_of(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "Give me today, she said, and I will give you tomorrow.",
        "I read more than I slept.",
        "A post shared by four families stood in the yard, and it held the roof.",
        "More than three hundred of us",
        "Related to nobody",
        "Home",
        "2013",
        "Photographs were all that my mother took.",
        "Page after page",
        "Photos of my mother are all that I have left.",
        "Pictures of the dead hung on every wall of that house.",
        "Fotografías de mi hija no tengo ninguna.",
        "Photographs by my father hang there still.",
        "Courtesy of the state I slept in a cell.",
        "(Photos of us were burned.)",
        "Bild von meinem Vater habe ich keins mehr.",
        "More like a cage than a room.",
        "You might like to know what I ate.",
        "Sign up for the army, they said.",
        "Topics: none. We did not talk.",
        "Names were changed at the border by a clerk who could not spell.",
        "Copyright was nothing that I thought of when I sang.",
        "Play was forbidden",
        "The next story",
    ],
)
def test_what_people_say_is_no_furniture(text: str) -> None:
    assert furniture.rule_of(text) == ""


def test_a_long_paragraph_is_never_furniture() -> None:
    assert furniture.rule_of("Photograph: " + "word " * 60) == ""
