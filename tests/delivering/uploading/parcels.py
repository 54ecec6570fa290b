"""Small invented publications, and what subscribers find at a target."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from passage.delivering.uploading import carrying, target
from passage.delivering.uploading.carrying import Done
from passage.delivering.uploading.outbox import Kind, Outbox, Outgoing
from passage.delivering.uploading.storage import Storage
from passage.delivering.uploading.target import Patience

ADDRESS = "https://example.org/roads/"
FEED = "feed/feed.xml"
WITHDRAWN = b"what somebody took back"
"""Stands in every file that holds withdrawn words."""

_H8 = "[0-9a-f]" * 8


@dataclass(frozen=True)
class Part:
    """An episode: what is heard in it, and what the feed says of it."""

    words: bytes
    title: str = ""


def outbox(folder: Path, parts: Mapping[str, Part], **changes: object) -> Outbox:
    """Write an invented show's made files into a folder."""
    objects, items = [], []
    for name, part in parts.items():
        title = part.title or f"Part {name.title()}"
        audio = _digested(f"audio_out/{name}-*.mp3", part.words * 300)
        picture = _digested(f"feed/pictures/{name}-*.png", b"picture of " + title.encode())
        files = {
            audio: (part.words * 300, Kind.AUDIO),
            f"feed/transcripts/{name}.vtt": (b"WEBVTT\n\n" + part.words, Kind.TRANSCRIPT),
            f"feed/chapters/{name}.json": (b'{"version": "1.2.0"}', Kind.CHAPTERS),
            picture: (b"picture of " + title.encode(), Kind.ARTWORK),
        }
        objects += [
            _put(folder, path, *told, episode=f"guid-{name}") for path, told in files.items()
        ]
        items.append(_item(name, title, audio, picture, len(part.words) * 300))
    feed = _FEED.format(items="".join(items), base=ADDRESS)
    objects.append(_put(folder, "feed/cover-00c0ffee.png", b"cover", Kind.ARTWORK))
    objects.append(_put(folder, FEED, feed.encode(), Kind.FEED))
    made = Outbox(
        guid="7f1c4d2e",
        objects=tuple(objects),
        folders=("audio_out", "feed"),
        made=(f"audio_out/*-{_H8}.mp3", f"feed/pictures/*-{_H8}.png", "feed/*/*.vtt", "feed/*.xml"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # what a test changes it knows


def before(folder: Path) -> Outbox:
    """Three episodes; words in two of them will be taken back."""
    parts = {"one": Part(b"one " + WITHDRAWN), "two": Part(b"two " + WITHDRAWN)}
    return outbox(folder / "before", {**parts, "three": Part(b"three stays")})


def after(folder: Path) -> Outbox:
    """The first without the words, the second gone, the third as it was, and a fourth."""
    parts = {"one": Part(b"one alone"), "three": Part(b"three stays"), "four": Part(b"four is new")}
    return outbox(folder / "after", parts, has_withdrawals=True)


def publish(outbox: Outbox, where: str, patience: Patience = target.PATIENCE) -> Done:
    """Publish as the command does."""
    store = target.opened(where, patience)
    try:
        return into(outbox, store)
    finally:
        store.close()


def into(outbox: Outbox, store: Storage) -> Done:
    """Publish to a store that is open."""
    return carrying.Publication(outbox, store).carry_out(lambda _: None)


def assert_sound(there: Mapping[str, bytes]) -> None:
    """The feed that is there, if there is one, names only what is there, in its right length."""
    feed = there.get(FEED)
    if feed is None:
        return
    assert feed.rstrip().endswith(b"</rss>")
    for path in re.findall(rb'(?:url|href)="https://example.org/roads/([^"]+)"', feed):
        assert path.decode() in there
    told = re.findall(rb'url="https://example.org/roads/([^"]+)" length="(\d+)"', feed)
    assert {path: int(length) for path, length in told} == {
        path: len(there[path.decode()]) for path, _ in told
    }


def assert_is(there: Mapping[str, bytes], outbox: Outbox) -> None:
    """Everything is there, byte for byte, and no withdrawn word is left under any name."""
    assert_has(there, outbox)
    assert [path for path, data in there.items() if WITHDRAWN in data] == []


def assert_has(there: Mapping[str, bytes], outbox: Outbox) -> None:
    """Everything is there, byte for byte, and nothing half-sent."""
    assert_sound(there)
    for each in outbox.objects:
        assert there[each.path] == each.file.read_bytes()
    present = {each.path: each.file.read_bytes() for each in outbox.objects}
    for former, path in outbox.former:
        assert there[former] == present[path]
    assert [path for path in there if path.endswith(".part")] == []


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, by paths below it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _put(folder: Path, path: str, data: bytes, kind: Kind, *, episode: str = "") -> Outgoing:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    has_digest = re.search("-[0-9a-f]{8}[.]", path) is not None
    return Outgoing(path, file, kind, "text/plain", episode, has_digest)


def _digested(pattern: str, data: bytes) -> str:
    return pattern.replace("*", hashlib.sha256(data).hexdigest()[:8])


def _item(name: str, title: str, audio: str, picture: str, length: int) -> str:
    return f"""\
    <item>
      <title>{title}</title>
      <guid isPermaLink="false">guid-{name}</guid>
      <enclosure url="{ADDRESS}{audio}" length="{length}" type="audio/mpeg"/>
      <itunes:image href="{ADDRESS}{picture}"/>
      <podcast:transcript url="{ADDRESS}feed/transcripts/{name}.vtt" type="text/vtt"/>
      <podcast:chapters url="{ADDRESS}feed/chapters/{name}.json" type="application/json+chapters"/>
    </item>
"""


_FEED = """\
<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" version="2.0"
     xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
     xmlns:podcast="https://podcastindex.org/namespace/1.0">
  <channel>
    <title>Invented Roads</title>
    <atom:link href="{base}feed/feed.xml" rel="self" type="application/rss+xml"/>
    <itunes:image href="{base}feed/cover-00c0ffee.png"/>
    <podcast:guid>7f1c4d2e</podcast:guid>
{items}  </channel>
</rss>
"""
