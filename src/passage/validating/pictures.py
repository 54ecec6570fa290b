"""Artwork, judged by its bytes: PSP-1 and Apple ask for the same."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from passage.validating.finding import Level
from passage.validating.lines import LineFault
from passage.validating.table import declare

_CLAUSE = "https://podcasters.apple.com/support/896-artwork-requirements"
READABLE = declare("artwork/readable", Level.ERROR, _CLAUSE, "artwork is a JPEG or PNG")
EXTENSION = declare("artwork/extension", Level.ERROR, _CLAUSE, "its name ends as its bytes begin")
SQUARE = declare("artwork/square", Level.ERROR, _CLAUSE, "artwork is square")
SIZE = declare("artwork/size", Level.ERROR, _CLAUSE, "artwork has 1400 to 3000 pixels on each side")
COLOUR = declare("artwork/colour", Level.ERROR, _CLAUSE, "artwork is RGB without transparency")
WEIGHT = declare("artwork/weight", Level.NOTE, _CLAUSE, "artwork has 500 KB at most")
DESCRIBED = declare(
    "artwork/described",
    Level.ERROR,
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/image.md",
    "width, height and type of <podcast:image> are those of the picture",
)

SMALLEST, LARGEST = 1400, 3000
HEAVIEST = 500_000
"""Bytes. Apple names no limit, other directories have one of 512 KB."""

_ENDINGS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}
_NO_PICTURE = "this is no picture that can be read"


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture's bytes say of it."""

    kind: str
    """As Pillow calls it: ``PNG``."""
    width: int
    height: int
    colours: str
    """Pillow's mode; with ``A`` at its end where it has transparency."""


def read(data: bytes) -> Picture | None:
    """What the bytes are; None when they are no whole picture."""
    # Only who looks at pictures waits for Pillow.
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - see the line above

    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures that are very large; their size is told as a fault.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as picture:
                mode = picture.mode + ("A" if "transparency" in picture.info else "")
                found = Picture(picture.format or "", picture.width, picture.height, mode)
                picture.verify()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None
    return found


def artwork(data: bytes, name: str) -> Iterator[LineFault]:
    """What is wrong with the cover of a show or an episode; `name` is its file's."""
    picture = read(data)
    if picture is None or picture.kind not in _ENDINGS:
        told = f"this is {picture.kind}" if picture else _NO_PICTURE
        yield LineFault(READABLE, 0, told, "save it as JPEG or PNG")
        return
    if not name.lower().endswith(_ENDINGS[picture.kind]):
        told = f"this is {picture.kind}, and its name ends otherwise"
        yield LineFault(EXTENSION, 0, told, f"let it end in {_ENDINGS[picture.kind][0]}")
    shape = f"{picture.width} x {picture.height} pixels"
    if picture.width != picture.height:
        yield LineFault(SQUARE, 0, f"the picture has {shape}", "make it square")
    sides = (picture.width, picture.height)
    if min(sides) < SMALLEST or max(sides) > LARGEST:
        yield LineFault(SIZE, 0, f"the picture has {shape}", f"{SMALLEST} to {LARGEST} each")
    if picture.colours != "RGB":
        told = f"the picture's colours are {picture.colours}"
        yield LineFault(COLOUR, 0, told, "save it as RGB, without transparency")
    if len(data) > HEAVIEST:
        told = f"the picture has {len(data) // 1000} KB"
        yield LineFault(WEIGHT, 0, told, "compress it: thin connections wait for it")


def described(data: bytes, width: str, height: str, kind: str) -> Iterator[LineFault]:
    """Where a picture is not what its element says; empty texts say nothing."""
    picture = read(data)
    if picture is None:
        if not kind.startswith("video/"):
            yield LineFault(READABLE, 0, _NO_PICTURE, "make it anew")
        return
    is_so = f"{picture.kind.lower()}, {picture.width} x {picture.height}"
    wrong_type = kind.startswith("image/") and kind != f"image/{picture.kind.lower()}"
    wrong_side = (width and width != str(picture.width)) or (
        height and height != str(picture.height)
    )
    if wrong_type or wrong_side:
        yield LineFault(DESCRIBED, 0, f"the picture is {is_so}", "correct width, height and type")
