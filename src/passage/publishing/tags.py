"""Tags: what an MP3 says about itself, also when it is far from its feed.

ID3v2.3 (https://id3.org/id3v2.3.0), which all players read, with the chapters of
https://id3.org/id3v2-chapters-1.0 and the frames that Apple added for podcasts.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from io import BytesIO

from mutagen import id3

from passage.errors import PassageError
from passage.model import Chapter, Manifest, Show
from passage.publishing import address, alt, characters, languages

VERSION = 3
"""Goes up when the same arguments give other bytes."""

_HEADER = 10
"""Bytes of a tag before its first frame, section 3.1."""
_LARGEST = 1 << 27
"""Bytes of picture and transcript: half of what a tag can hold (2^28, section 3.1), and the rest
is more than titles and summaries fill."""
_CHILDREN = 255
"""How many entries a table of contents counts, in one byte: chapters 1.0, section 3.2."""
_DESCRIPTION = 64
"""Characters that the description of a picture may have, section 4.15."""
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def tags(
    show: Show, manifest: Manifest, chapters: Sequence[Chapter], text: str, cover: bytes
) -> bytes:
    """A whole ID3v2.3 tag without padding, to be put before the first MPEG frame.

    `text` is the transcript; `cover` a PNG or JPEG, told by its bytes. Chapters are written in
    order of time, however many there are. The same arguments give the same bytes.

    Raises PassageError for a character that would end a text, a picture of another kind, or
    more than 128 MB. The words of ten hours are about 1 MB, less than a three hundredth of
    their sound.
    """
    characters.check_show(show)
    characters.check_episode(manifest, chapters, transcript=text)
    _check_size(manifest, len(cover) + len(text.encode("utf-16")))
    frames = b"".join(map(_bytes, _frames(show, manifest, chapters, text, cover)))
    return b"ID3\x03\x00\x00" + _synchsafe(len(frames)) + frames


def told(show: Show, manifest: Manifest) -> tuple[object, ...]:
    """What of a show and an episode is in the tag: where it is the same, so are the bytes.

    All that the feed alone says may change without another download for everyone.
    """
    return (
        (show.title, show.author, show.language, show.address, show.category[:1]),
        [stage.id for stage in show.stages],
        (manifest.guid, manifest.number, manifest.season, manifest.published),
        (manifest.title, manifest.summary, _described(show)),
    )


def _check_size(manifest: Manifest, size: int) -> None:
    if size > _LARGEST:
        raise PassageError(
            characters.manifest_file(manifest),
            f"cover and transcript have {size} bytes, and a tag has room for {_LARGEST}",
            "use a smaller picture, or publish the scripts in more than one episode",
        )


def _frames(
    show: Show, manifest: Manifest, chapters: Sequence[Chapter], text: str, cover: bytes
) -> Iterator[id3.Frame]:
    """In the order in which a player that is still loading needs them; the picture comes last."""
    yield from _about(show, manifest)
    yield from _chapters(chapters)
    language = languages.three_letters(show.language)
    if manifest.summary:
        yield _text(id3.COMM, manifest.summary, lang=language, desc="")
    if text:
        yield _text(id3.USLT, text, lang=language, desc="")
    yield _picture(show, cover)


def _bytes(frame: id3.Frame) -> bytes:
    """One frame, written by mutagen without its neighbours.

    A tag as a whole it would put in order of size, and players list chapters in the order in
    which they find them: https://github.com/quodlibet/mutagen/issues/506
    """
    # mutagen says that it is typed, and is not.
    tag = id3.ID3()  # type: ignore[no-untyped-call]
    tag.add(frame)  # type: ignore[no-untyped-call]
    file = BytesIO()
    tag.save(file, v1=0, v2_version=3, padding=lambda _: 0)
    return file.getvalue()[_HEADER:]


def _synchsafe(size: int) -> bytes:
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


# ---- what the episode is -----------------------------------------------------------------


def _about(show: Show, manifest: Manifest) -> Iterator[id3.Frame]:
    yield _line(id3.TIT2, manifest.title)
    yield _line(id3.TPE1, show.author)
    yield _line(id3.TALB, show.title)
    if manifest.number > 0:
        yield _line(id3.TRCK, str(manifest.number))
    for number, stage in enumerate(show.stages, start=1):
        if stage.id == manifest.season:
            yield _line(id3.TPOS, f"{number}/{len(show.stages)}")
    yield _line(id3.TYER, f"{manifest.published.year:04}")
    yield _line(id3.TDAT, f"{manifest.published.day:02}{manifest.published.month:02}")
    yield _line(id3.TLAN, languages.three_letters(show.language))
    yield _line(id3.TCON, "Podcast")
    yield _frame(id3.PCST, value=1)
    yield _line(id3.TGID, manifest.guid)
    yield _frame(id3.WFED, url=address.under(show, address.FEED))
    for name in show.category[:1]:
        yield _line(id3.TCAT, name)
    yield _text(id3.TDES, manifest.summary)


def _picture(show: Show, cover: bytes) -> id3.Frame:
    for beginning, media_type in _PICTURES.items():
        if cover.startswith(beginning):
            description = _described(show)
            return _frame(
                id3.APIC,
                encoding=_encoding(description),
                mime=media_type,
                type=id3.PictureType.COVER_FRONT,
                desc=description,
                data=cover,
            )
    raise PassageError(
        show.artwork or "the cover",
        "is neither a PNG nor a JPEG",
        "save it again as a PNG, then run the same command again",
    )


def _described(show: Show) -> str:
    """What the cover shows, as far as there is room for it."""
    whole = alt.cover(show)
    short = textwrap.shorten(whole, _DESCRIPTION, placeholder="…")
    # A first word that is too long itself would leave nothing.
    return short if short != "…" else whole[: _DESCRIPTION - 1] + "…"


# ---- its chapters ------------------------------------------------------------------------


def _chapters(chapters: Sequence[Chapter]) -> Iterator[id3.Frame]:
    """A table of contents, then each chapter, in order of time."""
    in_order = sorted(chapters, key=lambda chapter: chapter.start)
    names = [f"chapter{number}" for number in range(1, len(in_order) + 1)]
    yield from _contents(names)
    for name, chapter in zip(names, in_order, strict=True):
        yield _frame(
            id3.CHAP,
            element_id=name,
            start_time=chapter.start,
            end_time=chapter.end,
            sub_frames=[_line(id3.TIT2, chapter.title)],
        )


def _contents(names: Sequence[str]) -> Iterator[id3.Frame]:
    """Tables of contents, chained where there are more chapters than one can count.

    A table that is full ends with the name of the next, as section 3.2 allows: a player that
    follows it has every chapter, one that does not has the first 254, and one that looks only
    at the chapters, as most do, has every chapter too.
    """
    left, number = list(names), 1
    while left:
        room = _CHILDREN if len(left) <= _CHILDREN else _CHILDREN - 1
        listed, left = left[:room], left[room:]
        yield _frame(
            id3.CTOC,
            element_id=f"contents{number}",
            flags=id3.CTOCFlags.ORDERED | (id3.CTOCFlags.TOP_LEVEL if number == 1 else 0),
            child_element_ids=[*listed, f"contents{number + 1}"] if left else listed,
            sub_frames=[],
        )
        number += 1


# ---- frames ------------------------------------------------------------------------------


def _line(kind: type[id3.Frame], text: str) -> id3.Frame:
    """A text in one line: new lines stand only where section 4 says so."""
    return _text(kind, " ".join(text.splitlines()))


def _text(kind: type[id3.Frame], text: str, **fields: object) -> id3.Frame:
    """A text whose lines end with LF, section 3.3."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _frame(kind, encoding=_encoding(lines), text=lines, **fields)


def _encoding(text: str) -> int:
    """One byte a character where that is certain to be read aright; otherwise UTF-16.

    Latin-1 is what v2.3 calls it, but many players take it for the encoding of their country.
    """
    return id3.Encoding.LATIN1 if text.isascii() else id3.Encoding.UTF16


def _frame(kind: type[id3.Frame], **fields: object) -> id3.Frame:
    return kind(**fields)
