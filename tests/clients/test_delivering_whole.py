"""From writing to listeners and back: built, published, verified, withdrawn, published, verified.

Every command is typed as a producer types it. One target is a bucket, the other a folder that a web
server of others serves at the show's address.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]  # it ships no types
import pytest

from passage.pipeline.consent import theirs
from passage.reading import folder as show_folder
from passage.validating import traces
from passage.validating.traces import Wanted
from tests import shows
from tests.clients import nginx
from tests.delivering.uploading import buckets
from tests.delivering.uploading.buckets import BUCKET

TARGET = f"s3://{BUCKET}/roads"
LEAVING = "leaving"


@dataclass(frozen=True)
class Delivered:
    """A show, a bucket, and a folder that is served at the show's address."""

    show: Path
    www: Path
    address: str
    client: Any

    def passage(self, *arguments: str, status: int = 0) -> str:
        """Type a command in the show's folder; all that it says."""
        done = subprocess.run(
            [sys.executable, "-m", "passage", *arguments],
            cwd=self.show,
            check=False,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == status, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def publish(self) -> None:
        """To both."""
        for target in (TARGET, str(self.www)):
            self.passage("publish", target)

    def verify(self) -> None:
        """Both, and nothing is found."""
        for place in (TARGET, self.address, str(self.www)):
            said = self.passage("verify", place).splitlines()
            assert said[0].endswith(": nothing wrong."), said
            assert len(said) == 2

    def objects(self) -> dict[str, bytes]:
        """Everything at both targets."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        keys = [each["Key"] for page in pages for each in page["Contents"]]
        stored = {
            f"bucket/{key}": self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
            for key in keys
        }
        files = [path for path in self.www.rglob("*") if path.is_file()]
        return stored | {f"www/{p.relative_to(self.www).as_posix()}": p.read_bytes() for p in files}


def found(objects: dict[str, bytes], wanted: Wanted) -> dict[str, list[str]]:
    """What is found in each object and in its name, archives unpacked; only where there is some."""
    told = {
        name: [each for _, each in traces.search_file(data, wanted)]
        + traces.search_text(name, wanted)
        for name, data in objects.items()
    }
    return {name: each for name, each in told.items() if each}


@pytest.fixture
def delivered(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Delivered]:
    with (
        nginx.serving(tmp_path_factory.mktemp("nginx")) as (www, port),
        buckets.serving() as (endpoint, _),
    ):
        for name, value in {
            "AWS_ACCESS_KEY_ID": "AKIAINVENTED",
            "AWS_SECRET_ACCESS_KEY": "an-invented-secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_EC2_METADATA_DISABLED": "true",
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
        }.items():
            monkeypatch.setenv(name, value)
        client = boto3.client("s3", endpoint_url=endpoint)
        client.create_bucket(Bucket=BUCKET)
        show = shows.write(tmp_path / "show")
        address = f"http://127.0.0.1:{port}/roads/"
        shows.edit(show, "passage.yml", "https://example.org/roads/", address)
        shows.edit(show, "passage.yml", "stages:", "editions: [opus]\nstages:")
        yield Delivered(show, www / "roads", address, client)
        client.close()


def test_what_is_published_is_whole_and_what_is_withdrawn_is_nowhere(delivered: Delivered) -> None:
    delivered.passage("build")
    delivered.publish()
    delivered.verify()
    # Other sound: both targets have a former address from now on.
    shows.edit(delivered.show, "scripts/leaving.md", "on a Monday", "on a Friday")
    delivered.passage("build")
    delivered.publish()
    delivered.verify()
    library = show_folder.read(delivered.show)
    (script,) = (each for each in library.scripts if each.id == LEAVING)
    told = theirs.of(library, [script])
    assert "We left on a Friday." in told.sentences
    wanted = Wanted([name for _, name in told.names], told.sentences)
    before = found(delivered.objects(), wanted)
    for top in ("bucket/roads", "www"):
        for path in ("feed/roads.epub", "feed/roads-text.epub", "feed/site/search.json"):
            assert "We left on a Friday." in before[f"{top}/{path}"]
        assert [name for name in before if name.startswith(f"{top}/audio_out/one-")]

    said = delivered.passage("consent", "withdraw", LEAVING, "--because", "Asked for it.")
    assert "Found: 0." in said.splitlines()
    # Until it is published, both still have it, and verifying says so.
    assert "withdrawn" in delivered.passage("verify", TARGET, status=1)
    delivered.passage("verify", delivered.address, status=1)
    delivered.publish()
    delivered.verify()
    after = delivered.objects()
    assert {f"{top}/feed/roads.epub" for top in ("bucket/roads", "www")} <= set(after)
    assert found(after, wanted) == {}
    assert not [name for name in after if "/one" in name]


def test_what_is_left_of_an_episode_is_all_that_is_out_there(delivered: Delivered) -> None:
    # Its editions and pictures had other addresses, which answer no more.
    shows.edit(delivered.show, "episodes/two.yml", "[walking]", "[walking, leaving]")
    (delivered.show / "episodes/one.yml").unlink()
    delivered.passage("build")
    delivered.publish()
    before = {path.relative_to(delivered.www) for path in delivered.www.rglob("*.opus")}
    delivered.passage("consent", "withdraw", LEAVING, "--because", "Asked for it.")
    delivered.publish()
    delivered.verify()
    after = {path.relative_to(delivered.www) for path in delivered.www.rglob("*.opus")}
    assert len(before) == len(after) == 1
    assert before.isdisjoint(after)


def test_what_is_lost_at_a_target_is_found(delivered: Delivered) -> None:
    delivered.passage("build")
    delivered.publish()
    page = "feed/narrators/cy.html"
    delivered.client.delete_object(Bucket=BUCKET, Key=f"roads/{page}")
    (delivered.www / page).unlink()
    for place in (TARGET, delivered.address):
        said = delivered.passage("verify", place, status=1)
        assert f"its link to {page} leads to nothing: it is answered with 404" in said
