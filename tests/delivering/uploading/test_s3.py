"""S3 as the target: a real server of it, and everything that goes wrong on the way there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]  # it ships no types
import pytest

from passage.delivering.uploading import target
from passage.delivering.uploading.target import Patience
from passage.errors import DeliveryFailed, SendingFailed
from tests.delivering.uploading import buckets, parcels
from tests.delivering.uploading.buckets import BUCKET, FAULTS, Between
from tests.delivering.uploading.parcels import (
    FEED,
    Part,
    assert_has,
    assert_is,
    assert_sound,
    publish,
)

ONCE = Patience(attempts=1)


class Bucket:
    """What is in a folder of the bucket, without what we publish with."""

    def __init__(self, client: Any, between: Between, folder: str) -> None:
        self.client, self.between, self.folder = client, between, folder
        self.address = f"s3://{BUCKET}/{folder}"

    def files(self) -> dict[str, bytes]:
        self.between.fail(None)
        listed = self.client.list_objects_v2(Bucket=BUCKET, Prefix=f"{self.folder}/")
        keys = [each["Key"] for each in listed.get("Contents", [])]
        return {
            key.removeprefix(f"{self.folder}/"): self.object(key)["Body"].read() for key in keys
        }

    def object(self, key: str) -> Any:
        return self.client.get_object(Bucket=BUCKET, Key=key)

    def fill(self, files: dict[str, bytes]) -> None:
        for path, data in files.items():
            self.client.put_object(Bucket=BUCKET, Key=f"{self.folder}/{path}", Body=data)

    def beside(self, folder: str) -> Bucket:
        return Bucket(self.client, self.between, folder)


@pytest.fixture(scope="module")
def _server() -> Iterator[tuple[str, Between]]:
    with buckets.serving() as server:
        yield server


@pytest.fixture
def bucket(
    _server: tuple[str, Between], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Bucket]:
    address, between = _server
    for name, value in {
        "AWS_ACCESS_KEY_ID": "AKIAINVENTED",
        "AWS_SECRET_ACCESS_KEY": "an-invented-secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": address,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }.items():
        monkeypatch.setenv(name, value)
    between.fail(None)
    between.asked.clear()
    client = boto3.client("s3", endpoint_url=address)
    client.create_bucket(Bucket=BUCKET)
    yield Bucket(client, between, request.node.name.partition("[")[0])
    between.fail(None)
    client.close()


@pytest.fixture
def published(bucket: Bucket, tmp_path: Path) -> Bucket:
    publish(parcels.before(tmp_path), bucket.address)
    return bucket


def test_everything_arrives_and_nothing_twice(bucket: Bucket, tmp_path: Path) -> None:
    made = parcels.before(tmp_path)
    publish(made, bucket.address)
    assert_has(bucket.files(), made)
    bucket.between.asked.clear()
    assert publish(made, bucket.address).intent.steps == ()
    assert not [asked for asked in bucket.between.asked if asked.startswith(buckets.CHANGES)]


def test_objects_say_what_they_are_and_how_long_they_keep(published: Bucket) -> None:
    feed = published.object(f"{published.folder}/{FEED}")
    assert feed["ContentType"] == "text/plain"
    assert feed["CacheControl"] == "public, max-age=300"
    (audio, *_) = [path for path in published.files() if path.endswith(".mp3")]
    assert published.object(f"{published.folder}/{audio}")["CacheControl"] == "public, max-age=3600"


def test_withdrawn_words_are_gone_under_every_name(published: Bucket, tmp_path: Path) -> None:
    made = parcels.after(tmp_path)
    published.between.asked.clear()
    publish(made, published.address)
    assert_is(published.files(), made)
    # The server copies what answers under a former name; it is not sent twice.
    assert publish(made, published.address).intent.steps == ()


def test_without_what_was_told_of_it_nothing_is_sent_again(
    published: Bucket, tmp_path: Path
) -> None:
    key = f"{published.folder}/.passage-published.json"
    published.client.delete_object(Bucket=BUCKET, Key=key)
    published.between.asked.clear()
    assert publish(parcels.before(tmp_path), published.address).intent.steps == ()
    sent = [asked for asked in published.between.asked if asked.startswith("PUT")]
    assert sent == [f"PUT /{BUCKET}/{key}"]


@pytest.mark.parametrize(
    ("how", "pace"),
    [
        *(("broken", 1), ("damaged", 3), ("unanswered", 7), ("cut", 7)),
        *(("busy", 9), ("read-only", 9), ("full", 9)),
    ],
)
def test_a_fault_at_any_change_breaks_nothing_and_the_next_run_completes(
    published: Bucket, tmp_path: Path, how: str, pace: int
) -> None:
    before, made = published.files(), parcels.after(tmp_path)
    hurt, sound = (target.opened(published.address, ONCE) for _ in range(2))
    moment, goes_on = 0, True
    while goes_on:
        there = published.beside(f"{how}-{moment}")
        there.fill(before)
        hurt.root = sound.root = there.address.removeprefix("s3://")
        published.between.fail(FAULTS[how], moment)
        try:
            parcels.into(made, hurt)
        except SendingFailed as failed:
            assert failed.left or failed.done  # noqa: PT017 - the loop ends without one
        else:
            # It noticed every fault; without one all was done.
            goes_on = published.between.left < 0
        assert_sound(there.files())
        parcels.into(made, sound)
        assert_is(there.files(), made)
        moment += pace
    assert moment > len(made.objects)
    hurt.close()
    sound.close()


@pytest.mark.parametrize("how", ["broken", "read-only", "cut"])
def test_a_target_that_cannot_be_read_is_told_and_left_alone(
    published: Bucket, tmp_path: Path, how: str
) -> None:
    before = published.files()
    for moment in range(4):
        published.between.fail(FAULTS[how], moment, ("GET", "HEAD"))
        with pytest.raises(DeliveryFailed, match=f"s3://{BUCKET}/"):
            publish(parcels.after(tmp_path), published.address, ONCE)
    left = published.files()
    assert {path: data for path, data in left.items() if path in before} == before


def test_a_passing_fault_is_not_noticed(published: Bucket, tmp_path: Path) -> None:
    made, busy = parcels.after(tmp_path), FAULTS["busy"]

    def once(between: Between, *asked: Any) -> Any:
        between.fail(None)
        return busy(between, *asked)

    published.between.fail(once, 3)
    publish(made, published.address)
    assert_is(published.files(), made)


def test_one_that_says_nothing_is_left_after_a_while(published: Bucket, tmp_path: Path) -> None:
    published.between.fail(buckets.SILENT, 2)
    with pytest.raises(SendingFailed, match="no answer came in time"):
        publish(parcels.after(tmp_path), published.address, Patience(5.0, 1))
    assert_sound(published.files())


def test_nobody_there_is_told(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(DeliveryFailed, match="Could not connect"):
        publish(parcels.before(tmp_path), bucket.address, ONCE)


def test_no_message_has_a_secret(
    bucket: Bucket, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bucket.between.fail(FAULTS["read-only"], 0)
    with pytest.raises(DeliveryFailed) as caught:
        publish(parcels.before(tmp_path), bucket.address, ONCE)
    told = f"{caught.value} {capfd.readouterr()}"
    assert "an-invented-secret" not in told
    assert "AKIAINVENTED" not in told


def test_a_bucket_that_is_not_there_is_told(bucket: Bucket, tmp_path: Path) -> None:
    del bucket
    with pytest.raises(SendingFailed, match="bucket does not exist"):
        publish(parcels.before(tmp_path), "s3://nowhere/at-all", ONCE)


def test_a_bucket_that_keeps_versions_says_so(published: Bucket, tmp_path: Path) -> None:
    assert not publish(parcels.after(tmp_path), published.address).keeps_versions
    status = {"Status": "Enabled"}
    published.client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration=status)
    try:
        made = parcels.outbox(tmp_path / "later", {"one": Part(b"one alone")})
        assert publish(made, published.address).keeps_versions
    finally:
        status = {"Status": "Suspended"}
        published.client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration=status)


def test_a_session_is_closed(published: Bucket) -> None:
    store = target.opened(published.address)
    store.listing("feed")
    store.close()
    store.close()


def test_an_object_of_many_parts_arrives_and_is_compared_whole(
    bucket: Bucket, tmp_path: Path
) -> None:
    """Above 100 MB s3fs sends parts, and what S3 then calls ETag is no checksum of the bytes."""
    made = parcels.before(tmp_path)
    audio = next(each for each in made.objects if each.path.startswith("audio_out/three"))
    size = (101 << 20) + 7
    with audio.file.open("wb") as file:
        file.write(b"begin")
        file.truncate(size)
    name = f"{bucket.folder}/{audio.path}"
    publish(made, bucket.address)
    assert bucket.object(name)["ETag"].strip('"').endswith("-3")
    assert publish(made, bucket.address).intent.steps == ()
    bucket.client.delete_object(Bucket=BUCKET, Key=f"{bucket.folder}/.passage-published.json")
    bucket.between.asked.clear()
    # Nothing tells what is there: it is read, some of it at a time.
    assert publish(made, bucket.address).intent.steps == ()
    read = [asked for asked in bucket.between.asked if asked == f"GET /{BUCKET}/{name}"]
    assert len(read) == 7
