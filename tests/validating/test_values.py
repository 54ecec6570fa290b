from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.validating import podlove, values

RIGHT: list[tuple[values.Form, str]] = [
    (values.address, "https://example.org/a?b=c&d=e#f"),
    (values.address, "https://[2001:db8::1]/"),
    (values.any_uri, "ipfs://QmX33"),
    (values.date, "Thu, 01 Apr 2021 08:00:00 EST"),
    (values.date, "1 Apr 2021 08:00 GMT"),
    (values.iso_date, "2021-09-26"),
    (values.iso_date, "2021-09-26T07:30:00.000-0600"),
    (values.language, "zh-Hant-TW"),
    (values.language, "gsw"),
    (values.geo, "geo:37.786971,-122.399677,250"),
    (values.geo, "geo:39.7837304,-100.445882;u=3900000"),
    (values.geo, "geo:370.5,-1220;crs=Mars-2031"),
    (values.osm, "W5013364#3"),
    (values.recurrence, "FREQ=YEARLY;BYDAY=+4TH;BYMONTH=11"),
    (values.recurrence, "FREQ=WEEKLY;UNTIL=2023-12-31T00:00:00.000Z;BYDAY=MO"),
    (values.recurrence, "FREQ=MONTHLY;BYMONTHDAY=-1;WKST=MO"),
    (values.integrity,
     "sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C+d6E/ICxyQOeFevnxNLR/wtJNrNYTjIysUBo"),
    (values.one_of_folded({"Host"}), "hOST"),
    (values.ratio, "16/9"),
]  # fmt: skip

WRONG: list[tuple[values.Form, str, str]] = [
    (values.address, "", "empty"),
    (values.address, "https://exämple.org/", "characters"),
    (values.address, "https://[::1/", "not an address"),
    (values.address, "/audio.mp3", "whole address"),
    (values.address, "ftp://example.org/", "whole address"),
    (values.any_uri, "nothing", "URI"),
    (values.guid, "917393e31b1e5ceface4edaa54e1f810", "UUID"),
    (values.whole, "１", "whole"),
    (values.date, "Sun, 30 Feb 2026 09:00:00 +0100", "does not exist"),
    (values.iso_date, "2026-02-30", "2026-11-01"),
    (values.language, "en_US", "pt-BR"),
    (values.geo, "geo:91,0", "outside"),
    (values.recurrence, "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY"),
    (values.recurrence, "INTERVAL=2", "FREQ="),
    (values.integrity, "", "empty"),
    (values.integrity, "md5-AAAA", "hash"),
    (values.integrity, "sha256-é", "hash"),
    (values.one_of({"yes", "no"}), "yess", 'did you mean "yes"?'),
    (values.one_of({"yes", "no"}), "?", "there are: no, yes"),
    (values.one_of(set("abcdefghijkl")), "?", "there are: a, b, c, d, e, f, g, h, i …"),
    (values.mime, "mp3", "media type"),
]


@pytest.mark.parametrize(("form", "text"), RIGHT)
def test_what_is_right_is_taken(form: values.Form, text: str) -> None:
    assert form(text) == ""


@pytest.mark.parametrize(("form", "text", "told"), WRONG)
def test_what_is_wrong_is_told(form: values.Form, text: str, told: str) -> None:
    assert told in form(text)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds the zone
@settings(deadline=None)
def test_every_date_that_we_write_is_one(when: datetime) -> None:
    assert values.date(format_datetime(when)) == ""
    assert values.iso_date(when.isoformat()) == ""


@given(st.uuids())
@settings(deadline=None)
def test_every_uuid_is_one(uuid: UUID) -> None:
    assert values.guid(str(uuid)) == values.guid(str(uuid).upper()) == ""


@given(st.text(max_size=30))
@settings(deadline=None)
def test_forms_take_any_text(text: str) -> None:
    for form in {line[0] for line in RIGHT} | {line[0] for line in WRONG}:
        assert isinstance(form(text), str)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("0", 0), ("59.5", 59_500), ("1:02", 62_000), ("01:02:03.4", 3_723_400), ("1.2345", None),
     ("", None), ("1:2:3:4", None)],
)  # fmt: skip
def test_play_time_is_read(text: str, wanted: int | None) -> None:
    assert podlove.milliseconds(text) == wanted
