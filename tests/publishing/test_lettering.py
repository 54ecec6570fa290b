from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, features

from passage.publishing import lettering
from passage.publishing.lettering import Face

WIDTH, HEIGHT = 2550.0, 1620.0
LETTERS = [chr(n) for n in range(0x20, 0x7F)]


def widest(made: lettering.Lettering) -> float:
    return made.size * max(lettering._width(line, made.face) for line in made.lines)


@pytest.mark.parametrize("text", ["The Long Way", "“Far?” – it’s… far", "a\u00a0b", "R&B #1!"])
def test_the_font_has_the_letters_of_english(text: str) -> None:
    assert Face.for_text(text) is Face.FIRA


@pytest.mark.parametrize(
    "text",
    ["Café", "Cafe\u0301", "Õhtu", "Đường về", "Путь", "Δρόμος", "שלום", "شارع", "გზა", "ไทย"],
)
def test_the_font_has_the_letters_of_many_languages(text: str) -> None:
    assert Face.for_text(text) is Face.FIRA


@pytest.mark.parametrize("text", ["언덕 너머", "삼천 마일 – three", "脫北"])
def test_korean_has_letters_of_its_own(text: str) -> None:
    assert Face.for_text(text) is Face.NANUM


@pytest.mark.parametrize("text", ["", " ", "Đường 언덕", "这条路", "🏔"])
def test_a_text_that_would_lose_a_letter_cannot_be_drawn(text: str) -> None:
    assert Face.for_text(text) is None


@pytest.mark.parametrize(
    ("text", "turned"), [("Far", False), ("שלום", True), ("“شارع” 12", True), ("12!", False)]
)
def test_a_title_begins_on_its_readers_side(*, text: str, turned: bool) -> None:
    assert lettering.is_right_to_left(text) is turned


def test_letters_that_are_joined_are_left_out_where_they_would_fall_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(features, "check", lambda _: False)
    assert not any(map(Face.for_text, ("שלום", "شارع", "ไม่", "e\u0301")))
    assert Face.for_text("Café") is Face.FIRA


def test_short_words_are_written_large() -> None:
    assert lettering.fit("Walks", WIDTH, HEIGHT).lines == ("Walks",)
    three = lettering.fit("The Thousand Mile Walk", WIDTH, HEIGHT)
    assert three.lines == ("The", "Thousand", "Mile Walk")
    assert three.size > 400


def test_letters_can_be_read_when_the_cover_is_55_pixels_wide() -> None:
    titles = ("The Long Way", "The Thousand Mile Walk", "Letters From the Other Bank", "w " * 500)
    for title in titles:
        assert lettering.fit(title, WIDTH, HEIGHT).size * 55 / 3000 > 6.5


def test_a_dash_stays_with_the_word_before_it() -> None:
    for count in range(2, 12):
        made = lettering.fit(" – ".join(["walking"] * count), WIDTH, HEIGHT)
        assert not any(line.startswith("-") for line in made.lines)


def test_a_text_that_is_too_long_ends_with_an_ellipsis() -> None:
    for text in ("walking " * 1250, "w" * 10_000, ". " * 5_000):
        made = lettering.fit(text, WIDTH, HEIGHT)
        assert made.lines[-1].endswith("…")
        assert widest(made) <= WIDTH


def test_a_word_that_is_longer_than_a_line_is_broken() -> None:
    made = lettering.fit("w" * 24, WIDTH, HEIGHT)
    assert "".join(made.lines) == "w" * 24
    assert len(made.lines) > 1
    assert widest(made) <= WIDTH


@given(st.lists(st.text(LETTERS, min_size=1, max_size=30), min_size=1, max_size=40).map(" ".join))
@settings(deadline=None)
def test_every_text_fits_its_place_and_loses_nothing_unsaid(text: str) -> None:
    made = lettering.fit(text, WIDTH, HEIGHT)
    written = "".join("".join(made.lines).split())
    whole = "".join(text.split())
    assert written == whole or whole.startswith(written.removesuffix("…"))
    assert written == whole or made.lines[-1].endswith("…")
    assert made.height <= HEIGHT
    assert not made.lines or widest(made) <= WIDTH


@given(st.text(LETTERS, min_size=1, max_size=120))
@settings(deadline=None, max_examples=30)
def test_what_is_drawn_stays_in_its_place(text: str) -> None:
    made = lettering.fit(text, 400, 250)
    picture = Image.new("RGB", (500, 350))
    lettering.draw(ImageDraw.Draw(picture), made, (50, 50, 450), (255, 255, 255))
    box = picture.getbbox()
    if made.lines and "".join(made.lines).strip():
        assert box is not None
        left, top, right, bottom = box
        # What overhangs: accents above capitals, and the tails of j and g.
        assert left >= 40
        assert top >= 50 - made.size * 0.14
        assert right <= 460
        assert bottom <= 50 + made.size * 0.3 + 250
