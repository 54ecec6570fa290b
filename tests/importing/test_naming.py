from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.importing import naming


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("HAMGYONG PROVINCE", "Hamgyong Province"),
        ("incheon airport", "Incheon Airport"),
        ("EN ROUTE TO SOUTHEAST ASIA", "En Route to Southeast Asia"),
        ("near seoul", "Near Seoul"),
        ("”THE RED ZONE”", "The Red Zone"),
        ("PORT-AU-PRINCE", "Port-au-Prince"),
        ("CÔTE D'IVOIRE", "Côte d'Ivoire"),
        ("O'BRIEN STREET", "O'Brien Street"),
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("WASHINGTON DC, USA", "Washington DC, USA"),
        ("Camp Nine in the hills", "Camp Nine in the hills"),
        ("서울", "서울"),
    ],
)
def test_places_are_written_as_names(written: str, named: str) -> None:
    assert naming.place(written) == named


def test_capitals_of_the_page_stay() -> None:
    assert naming.place("THE NKDB OFFICE", {"NKDB"}) == "The NKDB Office"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Il-Lyong", "il-lyong"),
        ("Straße nach Łódź", "strasse-nach-lodz"),
        ("Nguyễn Văn An", "nguyen-van-an"),
        ("The mother’s house", "the-mothers-house"),
        ("One two three four five six seven", "one-two-three-four-five-six"),
        ("Nobody asked what we had left of it", "nobody-asked-what-we-had-left"),
        ("The house that stood at the end", "the-house-that-stood"),
        ("서울", ""),
    ],
)
def test_ids_are_plain(text: str, slug: str) -> None:
    assert naming.slug(text) == slug


@settings(deadline=None)
@given(st.text())
def test_an_id_has_only_letters_digits_and_hyphens(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", naming.slug(text))


@settings(deadline=None)
@given(st.text())
def test_casing_changes_no_letter(text: str) -> None:
    named = naming.place(text)
    assert named.casefold() in text.casefold() or named.upper() in text.upper()


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "b", ""]), max_size=30))
def test_no_id_is_given_twice(wanted: list[str]) -> None:
    ids = naming.Ids()
    given_out = [ids.new(each, "page") for each in wanted]
    assert len(set(given_out)) == len(given_out)


def test_a_testimony_without_a_title_is_named_by_what_is_known() -> None:
    assert naming.testimony("Amina", "Aleppo") == "Amina, Aleppo"
    assert naming.testimony("Amina", "") == "Amina"
    assert naming.testimony("", "Aleppo") == "A testimony from Aleppo"
    assert naming.testimony("", "") == "A testimony"


def test_an_article_that_opens_a_place_is_no_acronym() -> None:
    assert naming.place("LA MER") == "La Mer"
    assert naming.place("LA MER", {"LA"}) == "LA Mer"
    assert naming.place("USA AND BACK") == "USA and Back"
