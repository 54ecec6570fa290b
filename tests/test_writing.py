from __future__ import annotations

import pytest

from passage import writing


@pytest.mark.parametrize(
    ("text", "languages", "told"),
    [
        ("미나", ("en", "ko"), "ko"),
        ("Mina", ("en", "ko"), "en"),
        ("Mina", ("ko", "en"), "en"),
        ("Kim 미나", ("en", "ko"), "en"),
        ("2015", ("ar", "en"), "ar"),
        ("", ("ar", "en"), "ar"),
        ("مينا", ("en", "fr", "ar-EG"), "ar-EG"),
        ("Париж", ("en", "fr"), "en"),
        ("東京", ("en", "ja"), "ja"),
        ("Srbija", ("sr-Cyrl", "sr-Latn"), "sr-Latn"),
    ],
)
def test_the_letters_of_a_text_choose_among_languages(
    text: str, languages: tuple[str, ...], told: str
) -> None:
    assert writing.told_in(text, *languages) == told
