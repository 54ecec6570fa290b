from __future__ import annotations

import pytest
from hypothesis import given, settings

from passage.publishing import languages

from . import texts


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "eng"),
        ("EN-us", "eng"),
        ("ko-Latn", "kor"),
        ("de", "deu"),
        ("zh-Hant-TW", "zho"),
        ("yue", "yue"),
        ("mis-x-walk", "mis"),
        ("x-walk", "und"),
        ("xx", "und"),
        ("", "und"),
    ],
)
def test_three_letters_for_a_language(tag: str, code: str) -> None:
    assert languages.three_letters(tag) == code


@given(texts.writable)
@settings(deadline=None)
def test_there_are_always_three_small_letters(tag: str) -> None:
    code = languages.three_letters(tag)
    assert len(code) == 3
    assert code.isascii()
    assert code.islower()
