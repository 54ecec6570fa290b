"""A folder as the target: whatever breaks at whichever moment, what subscribers see is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from passage import fingerprint
from passage.delivering.uploading import target
from passage.delivering.uploading.plan import Copy, Remove, Send
from passage.errors import PassageError, SendingFailed
from tests.delivering.uploading import parcels
from tests.delivering.uploading.parcels import (
    FEED,
    WITHDRAWN,
    Part,
    assert_is,
    assert_sound,
    files,
    outbox,
    publish,
)


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A target on which the first version is published."""
    publish(parcels.before(tmp_path), str(tmp_path / "there"))
    return tmp_path / "there"


def test_everything_arrives_and_nothing_twice(tmp_path: Path) -> None:
    made = parcels.before(tmp_path)
    assert len(publish(made, str(tmp_path / "there")).intent.steps) == len(made.objects)
    arrived = files(tmp_path / "there")
    assert set(arrived) == {each.path for each in made.objects} | {".passage-published.json"}
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "there").rglob("*")}
    assert publish(made, str(tmp_path / "there")).intent.steps == ()
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "there").rglob("*")} == times


def test_withdrawn_words_are_gone_under_every_name(tmp_path: Path, there: Path) -> None:
    old = next(path for path in files(there) if path.startswith("audio_out/one"))
    made = parcels.after(tmp_path)
    publish(made, there.as_uri())
    assert_is(files(there), made)
    new = next(each.file for each in made.objects if each.path.startswith("audio_out/one"))
    assert (there / old).read_bytes() == new.read_bytes()
    assert not [path for path in files(there) if "two" in path]
    assert publish(made, str(there)).intent.steps == ()


def test_they_go_before_anything_else_is_sent(tmp_path: Path, there: Path) -> None:
    steps = publish(parcels.after(tmp_path), str(there)).intent.steps
    taken = max(n for n, step in enumerate(steps) if isinstance(step, Copy | Remove))
    others = [
        n for n, step in enumerate(steps) if isinstance(step, Send) and "four" in step.outgoing.path
    ]
    assert taken < min(others)


def test_without_a_withdrawal_the_old_audio_answers_with_the_new_one(
    tmp_path: Path, there: Path
) -> None:
    parts = {"one": Part(b"one alone"), "two": Part(b"two"), "three": Part(b"three stays")}
    made = outbox(tmp_path / "after", parts)
    before = files(there)
    done = publish(made, str(there))
    kinds = [type(step) for step in done.intent.steps]
    assert kinds.index(Copy) > max(n for n, kind in enumerate(kinds) if kind is Send)
    assert set(before) <= set(files(there))
    assert_is(files(there), made)


def test_former_names_that_the_target_never_had_answer(tmp_path: Path) -> None:
    made = outbox(tmp_path / "again", {"one": Part(b"one")})
    audio = made.objects[0].path
    made = replace(made, former=(("audio_out/one-00000000.mp3", audio),))
    publish(made, str(tmp_path / "there"))
    assert_is(files(tmp_path / "there"), made)


def test_an_address_that_answers_no_more_has_no_heir(tmp_path: Path, there: Path) -> None:
    old = next(path for path in files(there) if path.startswith("audio_out/one"))
    gone = frozenset({fingerprint.tombstone(old)})
    made = outbox(tmp_path / "after", {"one": Part(b"one alone")}, tombstones=gone)
    publish(made, str(there))
    assert_is(files(there), made)
    assert old not in files(there)
    assert publish(made, str(there)).intent.steps == ()


def test_without_former_names_they_are_removed(tmp_path: Path, there: Path) -> None:
    made = outbox(tmp_path / "after", {"one": Part(b"one alone")}, keeps_former=False)
    publish(made, str(there))
    assert_is(files(there), made)
    assert len([path for path in files(there) if path.endswith(".mp3")]) == 1


def test_what_others_put_there_stays(tmp_path: Path, there: Path) -> None:
    (there / "index.html").write_text("Hello")
    (there / "feed" / ".htaccess").write_text("AddType text/vtt .vtt")
    publish(parcels.after(tmp_path), str(there))
    assert (there / "index.html").read_text() == "Hello"
    assert (there / "feed" / ".htaccess").exists()


LIES: dict[str, Callable[[bytes], bytes]] = {
    "is gone": lambda _: b"",
    "is no JSON": lambda told: told[:100],
    "is no text": lambda _: b"\xff\xfe",
    "is of another version": lambda told: told.replace(b'"version": 1', b'"version": 9'),
    "names what is not there": lambda told: told.replace(b"one-", b"ten-"),
    "tells other digests": lambda told: told.replace(b'"digest": "', b'"digest": "0'),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_ledger_that_lies_does_no_harm(tmp_path: Path, there: Path, lie: str) -> None:
    ledger = there / ".passage-published.json"
    ledger.write_bytes(LIES[lie](ledger.read_bytes()))
    (there / "mine.txt").write_text("not yours")
    made = parcels.after(tmp_path)
    publish(made, str(there))
    assert_is(files(there), made)
    assert (there / "mine.txt").exists()


def test_what_somebody_wrote_over_is_sent_again(tmp_path: Path, there: Path) -> None:
    made = parcels.before(tmp_path)
    audio = next(each for each in made.objects if each.path.endswith(".mp3"))
    data = audio.file.read_bytes()
    (there / audio.path).write_bytes(data[:-1] + b"!")
    assert len(publish(made, str(there)).intent.steps) == 1
    assert (there / audio.path).read_bytes() == data


def test_another_show_is_not_written_over(tmp_path: Path, there: Path) -> None:
    before = files(there)
    with pytest.raises(PassageError, match="another show is published there"):
        publish(outbox(tmp_path / "other", {"one": Part(b"one")}, guid="another"), str(there))
    assert files(there) == before


class Failing:
    """A file system that fails at its nth change and from then on."""

    def __init__(self, files: Any, nth: int, failure: BaseException) -> None:
        self.files, self.left, self.failure = files, nth, failure

    def __getattr__(self, name: str) -> Any:
        if name in ("mv", "rm_file", "makedirs") or (name == "open"):
            return self._counting(name)
        return getattr(self.files, name)

    def _counting(self, name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if name != "open" or "wb" in given:
                self.left -= 1
                if self.left < 0:
                    raise self.failure
            return getattr(self.files, name)(*given, **named)

        return call


FAILURES = {
    "full": OSError(28, "No space left on device"),
    "read-only": PermissionError(13, "Permission denied"),
    "unplugged": OSError(5, "Input/output error"),
    "interrupted": KeyboardInterrupt(),
}


@pytest.mark.parametrize("how", FAILURES)
def test_a_failure_at_every_moment_breaks_nothing_and_the_next_run_completes(
    tmp_path: Path, there: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Only a power cut would tell the difference, and a hundred publications wait for the disk.
    monkeypatch.setattr(os, "fsync", lambda _: None)
    made = parcels.after(tmp_path)
    moments, told = 0, set[type[BaseException]]()
    while True:
        again = tmp_path / f"there-{moments}"
        shutil.copytree(there, again)
        store = target.opened(str(again))
        store.files = Failing(store.files, moments, FAILURES[how])
        try:
            parcels.into(made, store)
        except (SendingFailed, KeyboardInterrupt) as failed:
            told.add(type(failed))
        else:
            break
        assert_sound(files(again))
        publish(made, str(again))
        assert_is(files(again), made)
        moments += 1
        shutil.rmtree(again)
    assert moments > 3 * len(made.objects) // 2
    assert told == {KeyboardInterrupt if how == "interrupted" else SendingFailed}


def test_what_broke_is_told_with_what_was_sent_and_what_was_not(
    tmp_path: Path, there: Path
) -> None:
    made = parcels.after(tmp_path)
    store = target.opened(str(there))
    store.files = Failing(store.files, 0, FAILURES["full"])
    with pytest.raises(SendingFailed) as caught:
        parcels.into(made, store)
    told = str(caught.value)
    # First a feed that no longer names the episode that is gone.
    assert told.startswith(f"{there}/{FEED}: ")
    assert "No space left on device; 0 of " in told
    assert (
        "to be removed or replaced that are not yet: 5; the feed there is whole, and as it was"
        in told
    )
    assert told.endswith("run the same command again: it goes on where it stopped")
    assert caught.value.done == ()
    assert FEED in caught.value.left
    assert WITHDRAWN in files(there)["feed/transcripts/two.vtt"]


class Crowded:
    """A file system that has room for small files only."""

    def __init__(self, files: Any) -> None:
        self.files = files

    def __getattr__(self, name: str) -> Any:
        return getattr(self.files, name)

    def open(self, path: str, mode: str) -> Any:
        if "wb" in mode and ".mp3" in path:
            raise FAILURES["full"]
        return self.files.open(path, mode)


def test_an_episode_that_is_withdrawn_goes_also_where_there_is_no_room(
    tmp_path: Path, there: Path
) -> None:
    store = target.opened(str(there))
    store.files = Crowded(store.files)
    with pytest.raises(SendingFailed, match="without the episodes that are gone"):
        parcels.into(parcels.after(tmp_path), store)
    left = files(there)
    assert_sound(left)
    assert not [path for path in left if "two" in path]
    assert b"guid-two" not in left[FEED]
    assert b"guid-one" in left[FEED]
    assert b"guid-three" in left[FEED]


def test_a_feed_that_passage_did_not_make_is_not_written_over(tmp_path: Path) -> None:
    """It does not say whose it is, and has episodes."""
    there = tmp_path / "elsewhere"
    feed = there / "feed" / "feed.xml"
    feed.parent.mkdir(parents=True)
    told = "<rss><channel><title>A</title>{}</channel></rss>"
    feed.write_text(told.format("<item><guid>a</guid></item>"), "utf-8")
    with pytest.raises(PassageError, match="another show is published there"):
        publish(parcels.before(tmp_path), str(there))
    assert [path for path in there.rglob("*") if path.is_file()] == [feed]
    feed.write_text(told.format(""), "utf-8")
    publish(parcels.before(tmp_path), str(there))
