from __future__ import annotations

from pathlib import Path

import pytest

from passage.validating import checking

from . import made


def test_of_a_feed_from_elsewhere_no_file_is_looked_for(tmp_path: Path) -> None:
    path = made.write(tmp_path, {"feed/feed.xml": made.rich()["feed/feed.xml"]})
    assert made.rules(made.check(path)) == set()


def test_without_a_place_no_file_is_looked_for() -> None:
    text = made.rich()["feed/feed.xml"].replace(b'length="2500"', b'length="2501"')
    assert checking.check(text, "standard input") == ()


def test_the_folder_of_the_feed_may_be_called_otherwise_here(tmp_path: Path) -> None:
    made.write(tmp_path, made.rich() | {"audio_out/one.mp3": b"ID3"})
    (tmp_path / "feed").rename(tmp_path / "public")
    found = made.check(tmp_path / "public" / "feed.xml")
    assert made.rules(found) == {"file/length"}
    assert [finding.item for finding in found] == ["The first card"]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/secret.vtt",
        "https://example.org/ferry/../../secret.vtt",
        "https://example.org/ferry/feed/%2e%2e/%2e%2e/secret.vtt",
        "https://elsewhere.example/ferry/secret.vtt",
        "https://example.org/ferry/%00secret.vtt",
    ],
)
def test_a_feed_cannot_have_other_files_read(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.vtt").write_text("no transcript")
    files = made.rich()
    files["feed/feed.xml"] = files["feed/feed.xml"].replace(
        b"https://example.org/ferry/feed/one.vtt", address.encode()
    )
    assert made.rules(made.check(made.write(tmp_path / "show", files))) == set()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.vtt").write_text("no transcript")
    path = made.write(tmp_path / "show", made.rich())
    (path.parent / "one.vtt").unlink()
    (path.parent / "one.vtt").symlink_to(tmp_path / "secret.vtt")
    assert made.rules(made.check(path)) == {"file/missing"}


def test_a_video_as_picture_is_not_measured(tmp_path: Path) -> None:
    files = made.rich() | {"feed/move.mp4": b"\0\0\0\x18ftyp"}
    old = b'<podcast:image href="https://example.org/ferry/feed/cover.png"'
    new = b'<podcast:image href="https://example.org/ferry/feed/move.mp4"'
    files["feed/feed.xml"] = (
        files["feed/feed.xml"].replace(old, new).replace(b"image/png", b"video/mp4")
    )
    assert made.rules(made.check(made.write(tmp_path, files))) == set()


NOTES = [
    ("The Ferry Readers</copyright>", "© 2026</copyright>", "psp1/copyright"),
    ('alt="A ferry between two shores"', "", "namespace/image-alt"),
    ('duration="30.0"', 'duration="5"', "namespace/soundbite-length"),
    ("<ttl>", "<itunes:keywords>a, b</itunes:keywords><ttl>", "apple/retired"),
    ('<podcast:locked owner="readers@example.org">yes</podcast:locked>', "",
     "psp1/channel-locked-recommended"),
    ('<podcast:transcript url="https://example.org/ferry/feed/one.vtt" type="text/vtt"/>', "",
     "psp1/item-transcript-recommended"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), NOTES)
def test_what_is_only_recommended_is_a_note(old: str, new: str, expected: str) -> None:
    text = made.rich()["feed/feed.xml"].decode()
    assert old in text
    found = checking.check(text.replace(old, new, 1).encode(), "feed.xml")
    assert made.rules(found) == set()
    assert made.rules(found, notes=True) == {expected}
    assert not checking.is_wrong(found)


def test_a_long_line_and_a_heavy_picture_are_noted(tmp_path: Path) -> None:
    files = made.rich()
    files["feed/one.vtt"] = files["feed/one.vtt"].replace(b"It begins.", b"x" * 66)
    files["feed/cover.png"] = files["feed/cover.png"] + b"\0" * 500_000
    found = made.check(made.write(tmp_path, files))
    assert made.rules(found, notes=True) == {"webvtt/lines", "artwork/weight"}
