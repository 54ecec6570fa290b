"""Two good feeds with the files beside them: ours as it is built, and one that has everything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from passage.model import Chapter, Episode, Milliseconds, Role
from passage.publishing import feed
from passage.publishing.published import Picture, Published
from passage.validating import checking
from passage.validating.finding import Finding, Level, Profile
from tests import shows

GOLDEN = Path(__file__).parent / "golden"
TEXTS = ("two.vtt", "two.srt", "two.json", "two.chapters.json", "one.vtt")
FRAME = b"\xff\xfb\x90\x64"


@cache
def picture(width: int = 1400, height: int = 1400, mode: str = "RGB", kind: str = "PNG") -> bytes:
    """A picture of one colour."""
    file = BytesIO()
    Image.new(mode, (width, height)).save(file, kind)
    return file.getvalue()


def rich() -> dict[str, bytes]:
    """A feed with every element that has rules, and its files, by their paths."""
    opus = b"OggS".ljust(1000, b"\0")
    hashed = base64.b64encode(hashlib.sha256(opus).digest())
    files = {f"feed/{name}": (GOLDEN / name).read_bytes() for name in TEXTS}
    written = (GOLDEN / "feed.xml").read_bytes()
    return files | {
        "feed/feed.xml": written.replace(b"sha256-HASH", b"sha256-" + hashed),
        "feed/cover.png": picture(),
        "feed/two.txt": b"Here is the landing.\n",
        "audio_out/trailer.mp3": FRAME.ljust(2000, b"\0"),
        "audio_out/two.mp3": b"ID3".ljust(3000, b"\0"),
        "audio_out/one.mp3": FRAME.ljust(2500, b"\0"),
        "audio_out/two.opus": opus,
    }


def ours() -> dict[str, bytes]:
    """The feed of a small show, as Passage builds it, and its files."""
    chapter = Chapter(Milliseconds(0), Milliseconds(90_000), "Leaving", Role.TESTIMONY)
    episodes = [
        Episode(
            shows.manifest(name, number, name),
            f"{name}-0123abcd.mp3",
            2000 + number,
            Milliseconds(90_000),
            (chapter,),
        )
        for number, name in enumerate(("one", "two"), start=1)
    ]
    files = {f"audio_out/{episode.file}": FRAME.ljust(episode.size, b"\0") for episode in episodes}
    published = [Published(episode) for episode in episodes]
    [document] = feed.documents(
        shows.SHOW, published, artwork=Picture("feed/cover-1234abcd.png", "A road.", 1400)
    )
    return files | {
        "feed/feed.xml": document.content,
        "feed/cover-1234abcd.png": picture(),
    }


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files below a folder; the path of the feed."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "feed" / "feed.xml"


def check(path: Path, profiles: Collection[Profile] = tuple(Profile)) -> tuple[Finding, ...]:
    """What is found in a feed on disk, notes included."""
    return checking.check(
        path.read_bytes(), "feed/feed.xml", feed=path, profiles=frozenset(profiles)
    )


def rules(findings: Collection[Finding], *, notes: bool = False) -> set[str]:
    """The rules that were broken; those that only recommend with `notes`."""
    return {f.rule for f in findings if notes or f.level is not Level.NOTE}
