from __future__ import annotations

from passage.model import Place
from passage.narrating.names import Name
from passage.telling import names as telling_names


def test_many_places_are_not_all_listed() -> None:
    places = tuple(Place("scripts/a.md", line) for line in (1, 2, 3, 4, 5))
    said = list(telling_names.lines([Name("Ro", "en", 7, places, certain=True)]))
    first = "scripts/a.md:1, scripts/a.md:2, scripts/a.md:3"
    assert said[0] == f"Ro (en), 7 times: {first} and 2 more places"
    assert said[1] == "1 name and 0 that may be one, without either."


def test_a_show_without_open_questions() -> None:
    assert list(telling_names.lines([])) == ["Every name has its entry or its spoken form."]
