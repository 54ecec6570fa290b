from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passage.delivering.serving import ranges
from passage.delivering.serving.ranges import Span, Unsatisfiable

SIZE = 1000


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=10-19", (10, 20)),
        ("bytes=990-", (990, 1000)),
        ("bytes=990-5000", (990, 1000)),
        ("bytes=-10", (990, 1000)),
        ("bytes=-5000", (0, 1000)),
        ("BYTES = 10-19", (10, 20)),
        ("bytes=,10-19 ,", (10, 20)),
        ("bytes=10-19,15-29,30-39", (10, 40)),
        ("bytes=10-19,2000-3000", (10, 20)),
        (f"bytes=0-{'9' * 9000}", (0, 1000)),
        (f"bytes=-{'0' * 5000}7", (993, 1000)),
    ],
)
def test_one_stretch_is_sent(header: str, span: tuple[int, int]) -> None:
    assert ranges.wanted(header, SIZE) == Span(*span)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=5",
        "bytes=9-5",
        "bytes=1-2-3",
        "bytes=--5",
        "bytes=+1-2",
        "bytes=1_0-2_0",
        "bytes=٣-٤",
        "bytes=a-b",
        "bytes=0-1;2-3",
        "items=0-1",
        "bytes=0-1,9-5",
        "bytes=0-9,20-29",
    ],
)
def test_what_is_no_range_or_not_one_stretch_brings_all(header: str) -> None:
    assert ranges.wanted(header, SIZE) is None


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=5000-,-0"])
def test_bytes_that_are_not_there_are_refused(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        ranges.wanted(header, SIZE)


def test_nothing_of_an_empty_file_can_be_sent() -> None:
    with pytest.raises(Unsatisfiable):
        ranges.wanted("bytes=0-", 0)


@given(st.text(st.sampled_from("bytes=0123456789-, "), max_size=30), st.integers(0, 200))
def test_whatever_is_asked_only_what_is_there_is_sent(header: str, size: int) -> None:
    try:
        span = ranges.wanted(f"bytes={header}", size)
    except Unsatisfiable:
        return
    assert span is None or 0 <= span.start < span.stop <= size
