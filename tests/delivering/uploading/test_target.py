"""What a producer writes as the target, and what is never told of it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import fsspec
import pytest

from passage.delivering.uploading import secrets, target
from passage.errors import PassageError
from tests.delivering.uploading import parcels
from tests.delivering.uploading.parcels import assert_has, assert_is


def test_any_of_fsspecs_storages_will_do(tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    for made in (parcels.before(tmp_path), parcels.after(tmp_path)):
        parcels.publish(made, "memory://roads")
        there = {
            path.removeprefix("/roads/"): memory.cat_file(path) for path in memory.find("/roads")
        }
        assert_has(there, made)
    assert_is(there, made)
    memory.rm("/roads", recursive=True)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    for address in ("sftp://me:hush-hush@host/path", "s3://AKIA:hush-hush@bucket"):
        with pytest.raises(PassageError) as refused:
            target.opened(address)
        assert "hush-hush" not in str(refused.value)
        assert secrets.PASSWORD in refused.value.hint


REFUSED = {
    "": "is empty",
    " ": "is empty",
    "https://example.org/roads/": "an address to read from",
    "s3:///folder": "names no bucket",
    "s3://bucket/folder?versionId=1": "has a",
    "sftp://host/folder#part": "has a",
    "nonsense://x/y": "fsspec knows no storage that is called nonsense",
}


@pytest.mark.parametrize("address", REFUSED)
def test_what_cannot_be_meant_is_told(address: str) -> None:
    with pytest.raises(PassageError, match=REFUSED[address]):
        target.opened(address)


def test_without_the_extra_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    known = importlib.import_module("fsspec.registry")._registry
    monkeypatch.delitem(known, "s3", raising=False)
    with pytest.raises(PassageError, match="is not installed") as refused:
        target.opened("s3://bucket/folder")
    assert refused.value.hint == "install it: pip install 'passage-podcast[s3]'"


SAID = {
    "sftp://me:hush@host/path failed": "sftp://me:…@host/path failed",
    "a key AKIAINVENTED is no key": "a key … is no key",
    "https://x/y?X-Amz-Signature=0a1b&n=1": "https://x/y?X-Amz-Signature=…&n=1",
    "no secret in it": "no secret in it",
    "see https://example.org/a@b": "see https://example.org/a@b",
}


@pytest.mark.parametrize("said", SAID)
def test_messages_of_libraries_lose_their_secrets(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAINVENTED")
    assert secrets.masked(said) == SAID[said]
