from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passage import fingerprint
from passage.model import Voice


def test_the_digest_of_a_value_is_written_in_stone() -> None:
    """If this changes, every key of every show does: raise VERSION and say so."""
    assert fingerprint.of(Voice(name="en-us")) == "704fcd1e8133c79ebef95c668c69d977"


def test_another_process_finds_the_same() -> None:
    code = "from passage import fingerprint as f; print(f.of({'b': 1, 'a': (2, 'ß')}, b'x', 1.5))"
    there = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7"},
    )
    assert there.stdout.strip() == fingerprint.of({"a": (2, "ß"), "b": 1}, b"x", 1.5)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((1,), ("1",)),
        ((1,), (True,)),
        ((b"a",), ("a",)),
        (((),), ("",)),
        ((Voice(),), (replace(Voice(), speed=99),)),
        ((datetime(2026, 1, 1, tzinfo=UTC),), (datetime(2026, 1, 2, tzinfo=UTC),)),
        ((date(2026, 1, 1),), (date(2026, 1, 2),)),
        ((date(2026, 1, 1),), (datetime(2026, 1, 1, tzinfo=UTC),)),
    ],
)
def test_different_values_differ(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert fingerprint.of(*one) != fingerprint.of(*other)


def test_a_value_without_order_is_refused() -> None:
    with pytest.raises(TypeError, match="a set has no stable fingerprint"):
        fingerprint.of({"a", "b"})


@dataclass(frozen=True)
class _Other:
    engine: str = "espeak"
    name: str = ""
    speed: int = 100
    pitch: int = 100


def test_dataclasses_of_another_name_differ() -> None:
    assert fingerprint.of(Voice()) != fingerprint.of(_Other())


@given(st.lists(st.binary()))
def test_pieces_give_the_digest_of_the_whole(pieces: list[bytes]) -> None:
    digest = fingerprint.Digest()
    for piece in pieces:
        digest.update(piece)
    assert digest.hexdigest() == fingerprint.of_bytes(b"".join(pieces))


@given(st.text(), st.text())
def test_texts_differ_when_their_digests_do(one: str, other: str) -> None:
    assert (fingerprint.of(one) == fingerprint.of(other)) == (one == other)
