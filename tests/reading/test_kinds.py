"""What each kind of value accepts, and into what it turns it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.reading import addresses, kinds
from passage.reading.kinds import Fault, One


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (kinds.TEXT, "  one\n two\tthree ", "one two three"),
        (kinds.LINES, " one\n\n  two \n", "one\n\n  two"),
        (kinds.FLAG, "True", True),
        (kinds.FLAG, "false", False),
        (kinds.whole(-5, 5), "+3", 3),
        (kinds.whole(-5, 5), "-05", -5),
        (kinds.number(-5, 5), "-0.25", -0.25),
        (kinds.LANGUAGE, "EN", "en"),
        (kinds.LANGUAGE, "zh-hANT-tw", "zh-Hant-TW"),
        (kinds.LANGUAGE, "es-419", "es-419"),
        (kinds.LANGUAGE, "sl-Rozaj-1994", "sl-rozaj-1994"),
        (kinds.LANGUAGE, "en-us-u-CA-Gregory-x-QQ", "en-US-u-ca-gregory-x-qq"),
        (kinds.MOMENT, "2026-11-01T09:00:00Z", datetime(2026, 11, 1, 9, tzinfo=UTC)),
        (kinds.MOMENT, "2026-11-01t09:00z", datetime(2026, 11, 1, 9, tzinfo=UTC)),
        (
            kinds.MOMENT,
            "2026-11-01 09:00:30 -0330",
            datetime(2026, 11, 1, 9, 0, 30, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
        ),
        (addresses.ADDRESS, "HTTPS://Example.org:8080/a?b#c", "HTTPS://Example.org:8080/a?b#c"),
        (addresses.ADDRESS, "http://localhost", "http://localhost"),
        (addresses.BASE, "http://127.0.0.1:8080/show/", "http://127.0.0.1:8080/show/"),
        (addresses.ADDRESS, "https://пример.рф/путь", "https://пример.рф/путь"),
        (kinds.EMAIL, "first.last+show@mail.example.org", "first.last+show@mail.example.org"),
        (kinds.PATH, "./art//cover.v2..png", "art/cover.v2..png"),
        (kinds.ID, "A_b-9", "A_b-9"),
    ],
)
def test_accepted(kind: One, text: str, value: object) -> None:
    assert kind.parse(text) == value


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        (kinds.FLAG, "Off", "did you mean false?"),
        (kinds.FLAG, "1", ""),
        (kinds.whole(0, 9), "1.6", "did you mean 2?"),
        (kinds.whole(0, 9), "1_0", "write it in digits"),
        (kinds.whole(0, 9), "٣", "write it in digits"),
        (kinds.whole(0, 9), "9" * 5000, "write it in digits"),
        (kinds.number(0, 9), "nan", "write it in digits"),
        (kinds.number(0, 9), "1e3", "write it in digits"),
        (kinds.number(0, 9), "9.5", "did you mean 9?"),
        (kinds.LANGUAGE, "", "such as en, ko or pt-BR"),
        (kinds.LANGUAGE, "e", "such as en, ko or pt-BR"),
        (kinds.LANGUAGE, "en-", "such as en, ko or pt-BR"),
        (kinds.LANGUAGE, "zh_hant", 'did you mean "zh-Hant"?'),
        (kinds.MOMENT, "2026-11-01T25:00Z", "such as 2026-11-01T09:00:00+01:00"),
        (kinds.MOMENT, "2026-11-01T09:00+99:00", "such as 2026-11-01T09:00:00+01:00"),
        (kinds.MOMENT, "0206-11-01T09:00Z", "such as 2026-11-01T09:00:00+01:00"),
        (kinds.MOMENT, "2026-W45", "such as 2026-11-01T09:00:00+01:00"),
        (addresses.ADDRESS, "https://", "such as https://example.org/show/"),
        (addresses.ADDRESS, "https://example.org:port/", "such as https://example.org/show/"),
        (addresses.ADDRESS, "https://[::1/", "such as https://example.org/show/"),
        (
            addresses.ADDRESS,
            "http://localhost.example.org/",
            'did you mean "https://localhost.example.org/"? podcast apps refuse http',
        ),
        (
            addresses.BASE,
            "HTTP://example.org/show/",
            'did you mean "https://example.org/show/"? podcast apps refuse http',
        ),
        (addresses.ADDRESS, "javascript:alert(1)", "such as https://example.org/show/"),
        (addresses.ADDRESS, "https://example.org/a b", "such as https://example.org/show/"),
        (addresses.ADDRESS, "//example.org/a b", 'did you mean "https://example.org/a%20b"?'),
        (kinds.EMAIL, "owner", "such as owner@example.org"),
        (kinds.EMAIL, "mailto:owner@example.org", 'did you mean "owner@example.org"?'),
        (
            kinds.UUID,
            "0b7f4c3e7b0e4b3a9d6f2b6a4d9f0c11",
            "take the line away, and Passage mints one",
        ),
        (kinds.PATH, "..", 'put the file into the folder, and write ".."'),
        (kinds.PATH, "/", 'put the file into the folder, and write ""'),
        (kinds.PATH, ".", "write its name"),
        (kinds.PATH, "~/cover.png", 'put the file into the folder, and write "cover.png"'),
        (kinds.PATH, "..\\cover.png", 'put the file into the folder, and write "cover.png"'),
        (kinds.ID, "", ""),
        (kinds.ID, "북한", ""),
        (kinds.ID, "a" * 101, f'did you mean "{"a" * 100}"?'),
        (kinds.ID, "a\n", 'did you mean "a"?'),
        (kinds.ID, "scripts/The Radio.md", 'did you mean "the-radio"?'),
    ],
)
def test_refused_with_a_correction(kind: One, text: str, hint: str) -> None:
    fault = kind.parse(text)
    assert isinstance(fault, Fault)
    assert fault.hint == hint


ALL = [
    *(
        kinds.TEXT,
        kinds.LINES,
        kinds.FLAG,
        kinds.MOMENT,
        kinds.ID,
        addresses.ADDRESS,
        addresses.BASE,
    ),
    *(kinds.EMAIL, kinds.LANGUAGE, kinds.UUID, kinds.PATH),
    *(kinds.whole(-9, 9), kinds.number(-9, 9), kinds.choice("full", "bonus")),
]


@settings(deadline=None)
@given(st.sampled_from(ALL), st.text() | st.text("0123456789-:TZ+. enxu/@_", max_size=30))
def test_any_text_has_a_value_or_a_correction(kind: One, text: str) -> None:
    value = kind.parse(text)
    if isinstance(value, Fault):
        assert "\n" not in value.hint + value.what
    elif isinstance(value, str):
        assert kind.parse(value) == value


@settings(deadline=None)
@given(st.text())
def test_the_nearest_id_is_an_id(text: str) -> None:
    nearest = kinds.as_id(text)
    assert nearest == "" or kinds.is_id(nearest)
