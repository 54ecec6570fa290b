from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passage.keeping.store import State, Store

KEY = "00112233445566778899aabbccddeeff"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def _file(store: Store) -> Path:
    return store.folder / KEY[:2] / KEY


@given(data=st.binary())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_put_can_be_got(store: Store, data: bytes) -> None:
    store.put(KEY, data)
    assert store.state(KEY) is State.KEPT
    assert store.get(KEY) == data


def test_what_was_never_put_is_missing(store: Store) -> None:
    assert store.state(KEY) is State.MISSING
    assert store.get(KEY) is None
    store.remove(KEY)


@pytest.mark.parametrize("bit", range(0, 8 * 60, 37))
def test_a_flipped_bit_anywhere_is_a_miss(store: Store, bit: int) -> None:
    store.put(KEY, b"what was said")
    entry = bytearray(_file(store).read_bytes())
    entry[bit // 8] ^= 1 << bit % 8
    _file(store).write_bytes(entry)
    assert store.state(KEY) is State.DAMAGED
    assert store.get(KEY) is None


@pytest.mark.parametrize("length", [0, 1, 40, 60])
def test_a_truncated_entry_is_a_miss(store: Store, length: int) -> None:
    store.put(KEY, b"what was said")
    os.truncate(_file(store), length)
    assert store.state(KEY) is State.DAMAGED
    assert store.get(KEY) is None


def test_damage_that_keeps_the_time_of_change_is_found_when_the_bytes_are_read(
    store: Store,
) -> None:
    store.put(KEY, b"what was said")
    times = _file(store).stat().st_atime_ns, _file(store).stat().st_mtime_ns
    _file(store).write_bytes(_file(store).read_bytes().replace(b"said", b"sung"))
    os.utime(_file(store), ns=times)
    assert store.get(KEY) is None


def test_a_copy_that_lost_its_time_is_read_once_and_then_trusted(store: Store) -> None:
    store.put(KEY, b"what was said")
    sealed = _file(store).stat().st_mtime_ns
    os.utime(_file(store))
    assert store.state(KEY) is State.KEPT
    assert _file(store).stat().st_mtime_ns == sealed


def test_entries_tell_their_size(store: Store) -> None:
    store.put(KEY, b"what was said")
    assert list(store.entries()) == [(KEY, _file(store).stat().st_size)]
    store.remove(KEY)
    assert list(store.entries()) == []
