"""A show of invented people, built, with pages and a book beside it: what is served."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from tests import shows
from tests.pipeline.building import build

_PENDING = """\
---
title: Waiting
stage: road
narrator: Di
consent: pending
---
Nobody has asked me yet.
"""
_DRAFT = """\
guid: 00000000-0000-4000-8000-000000000003
number: 3
season: road
title: The Third Part
summary: What will happen.
published: 2026-03-03T09:00:00+00:00
scripts: [waiting]
"""
_ABOUT = """\
<!DOCTYPE html>
<html lang="en"><head><title>About</title></head>
<body><main><h1 id="top-of-it">About</h1><p><a href="./#one">The first part</a></p></main></body>
</html>
"""


def build_show(folder: Path, address: str) -> Path:
    """Build it twice, so that sound has a former name; `address` is where it will be served."""
    shows.write(folder)
    shows.edit(folder, "passage.yml", "https://example.org/roads/", address)
    shows.edit(folder, "passage.yml", "stages:", "editions: [opus]\nstages:")
    (folder / "scripts" / "waiting.md").write_text(_PENDING, "utf-8")
    (folder / "episodes" / "three.yml").write_text(_DRAFT, "utf-8")
    build(folder)
    shows.edit(folder, "scripts/walking.md", "We walked.", "We all walked.")
    build(folder)
    assert former(folder)
    _write_pages(folder)
    (folder / "feed" / "invented.epub").write_bytes(book(folder))
    return folder


def former(folder: Path) -> dict[str, str]:
    """The former names of sound, and the present ones."""
    found: dict[str, str] = json.loads((folder / "audio_out" / "names.json").read_text("utf-8"))
    return found


def sound(folder: Path, episode: str) -> str:
    """The path of an episode's sound."""
    (path,) = (folder / "audio_out").glob(f"{episode}-*.mp3")
    return f"audio_out/{path.name}"


def edition(folder: Path, episode: str) -> str:
    """The path of an episode's edition for thin connections."""
    (path,) = (folder / "feed" / "editions").glob(f"{episode}-*.opus")
    return f"feed/editions/{path.name}"


def cover(folder: Path) -> str:
    """The path of the show's artwork."""
    (path,) = (folder / "feed").glob("cover-*.png")
    return f"feed/{path.name}"


def said(folder: Path, episode: str) -> list[str]:
    """The sentences of an episode."""
    data = (folder / "feed" / "transcripts" / f"{episode}.json").read_text("utf-8")
    return [segment["body"] for segment in json.loads(data)["segments"]]


def book(folder: Path, *, without: str = "", sounds: bytes = b"") -> bytes:
    """A small read-aloud book; perhaps without a sentence, or with other sounds."""
    names = {episode: sound(folder, episode) for episode in ("one", "two")}
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>'
        f'<item id="{name}-sound" href="sound/{name}.mp3" media-type="audio/mpeg"/>'
        for name in names
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="EPUB/package.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "EPUB/package.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
            f"{items}</manifest><spine>{spine}</spine></package>",
        )
        for name, path in names.items():
            left = [each for each in said(folder, name) if each != without]
            spans = "".join(f"<span>{each}</span> " for each in left)
            page = f"<!DOCTYPE html><html><body><h1>{name}</h1><p>{spans}</p></body></html>"
            archive.writestr(f"EPUB/{name}.xhtml", page)
            archive.writestr(f"EPUB/sound/{name}.mp3", sounds or (folder / path).read_bytes())
    return file.getvalue()


def _write_pages(folder: Path) -> None:
    listed = "".join(
        f'<li id="{name}"><a href="feed/transcripts/{name}.html">Part {name}</a> '
        f'<a href="{sound(folder, name)}">Hear it</a></li>'
        for name in ("one", "two")
    )
    (folder / "index.html").write_text(
        '<!DOCTYPE html>\n<html lang="en"><head><title>Roads</title></head><body><main>'
        f'<h1>Invented Roads</h1><ul>{listed}</ul><p><a href="about.html#top-of-it">About</a> '
        '<a href="feed/invented.epub">The book</a> <a href="https://example.com/">Others</a> '
        f'<img src="{cover(folder)}" alt=""></p></main></body></html>\n',
        "utf-8",
    )
    (folder / "about.html").write_text(_ABOUT, "utf-8")
