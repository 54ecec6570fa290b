"""Lettering: a title in the largest letters that its place allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources
from io import BytesIO

import pymupdf_fonts
from PIL import ImageDraw, ImageFont, features

# In sizes of the letters.
_LEADING = 1.1
"""From one line to the next."""
_ASCENT = 0.86
"""From the top of a line to the foot of its letters; accents on capitals reach higher."""

_LARGEST = 0.5
_SMALLEST = 0.22
"""Sizes of the letters, in heights of their place; smaller ones are lost when a cover is small."""
_STEP = 0.97
"""From one size that is tried to the next."""
_LONGEST = 1000
"""Characters of a title that are looked at; more would not fit in the smallest letters."""
_MEASURE = 200
"""Pixels of the letters by which widths and shapes are told."""

# Spaces that the fonts lack, and that are read as this one is.
_IN_THE_FONT = str.maketrans("\u00a0\u202f", "  ")


class Face(Enum):
    """The fonts, in order of preference; the same letters on every machine."""

    FIRA = "FiraGO Bold"
    """Latin, Greek, Cyrillic, Georgian, Hebrew, Arabic, Thai and Devanagari."""
    NANUM = "NanumGothic Bold"
    """Hangul, and the Chinese characters that Korean uses (KS X 1001)."""

    @staticmethod
    def for_text(text: str) -> Face | None:
        """The first that has a letter for every character, if they can be joined here.

        Where letters are joined or run from right to left, Pillow needs its library Raqm, which
        some systems lack.
        """
        if _is_joined(text) and not features.check("raqm"):
            return None
        characters = set("".join(_words(text)))
        return next((f for f in Face if characters and _has(f, characters)), None)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text, and the size of their letters in pixels."""

    lines: tuple[str, ...]
    size: float
    face: Face = Face.FIRA

    @property
    def height(self) -> float:
        """All lines together, in pixels."""
        return len(self.lines) * self.size * _LEADING


def fit(text: str, width: float, height: float, face: Face = Face.FIRA) -> Lettering:
    """Break a text into lines so that its letters are as large as the place allows.

    `width` and `height` in pixels. A text that is too long even for the smallest letters is cut,
    and ends with an ellipsis; a word that is longer than a line is broken.
    """
    words = _words(text[:_LONGEST])
    size = height * _LARGEST
    while size > height * _SMALLEST:
        lines = _lines(words, width / size, face)
        made = Lettering(tuple(lines), size, face)
        if made.height <= height and all(_width(line, face) <= width / size for line in lines):
            return made
        size *= _STEP
    return _cut(words, width, height, face)


def draw(
    pen: ImageDraw.ImageDraw,
    lettering: Lettering,
    place: tuple[float, float, float],
    colour: tuple[int, int, int],
) -> None:
    """Write the lines into a `place`, told by its left, top and right edges.

    They begin on the side on which people who can read them begin.
    """
    letters = _font(lettering.face, lettering.size)
    left, top, right = place
    begin, anchor = (right, "rs") if is_right_to_left("".join(lettering.lines)) else (left, "ls")
    for number, line in enumerate(lettering.lines):
        foot = top + lettering.size * (number * _LEADING + _ASCENT)
        pen.text((begin, foot), line, colour, letters, anchor=anchor)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (UAX 9, rule P2)."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((way in {"R", "AL"} for way in directions if way in {"L", "R", "AL"}), False)


def _font(face: Face, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(_file(face)), size)


@cache
def _file(face: Face) -> bytes:
    if face is Face.NANUM:
        return resources.files(__package__).joinpath("fonts/NanumGothicBold.ttf").read_bytes()
    file: bytes = pymupdf_fonts.fontbuffers["figbo"]()
    return file


def _is_joined(text: str) -> bool:
    """Whether letters are joined, stacked, or written from right to left."""
    return any(
        unicodedata.combining(letter)
        or unicodedata.bidirectional(letter) in {"R", "AL"}
        or unicodedata.category(letter) in {"Mn", "Mc"}
        for letter in text
    )


def _words(text: str) -> list[str]:
    """What stays on one line: a word, with the dash that follows it."""
    typed = text.translate(_IN_THE_FONT).strip()
    return re.split(r"\s+(?![-–—]\s)", typed) if typed else []


def _lines(words: list[str], width: float, face: Face) -> list[str]:
    """Fill one line after the other; a word that is too wide has a line of its own."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, face) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(words: list[str], width: float, height: float, face: Face) -> Lettering:
    size = height * _SMALLEST
    room = width / size
    whole = _lines([piece for word in words for piece in _pieces(word, room, face)], room, face)
    lines = whole[: int(height / (size * _LEADING))]
    if len(lines) < len(whole):
        lines[-1] = _shortened(lines[-1], room, face)
    return Lettering(tuple(lines), size, face)


def _pieces(word: str, width: float, face: Face) -> Iterator[str]:
    while word:
        length = len(word)
        while length > 1 and _width(word[:length], face) > width:
            length -= 1
        yield word[:length]
        word = word[length:]


def _shortened(line: str, width: float, face: Face) -> str:
    while line and _width(f"{line}…", face) > width:
        line = line[:-1].rstrip()
    return f"{line}…"


def _has(face: Face, characters: set[str]) -> bool:
    lacking = _shape("\U0010ffff", face)
    return all(_shape(character, face) != lacking for character in characters)


def _shape(character: str, face: Face) -> tuple[tuple[int, int], bytes]:
    mask = _ruler(face).getmask(character)
    return mask.size, bytes(mask)


def _width(text: str, face: Face) -> float:
    """How wide a text is, in sizes of its letters."""
    return _ruler(face).getlength(text) / _MEASURE


@cache
def _ruler(face: Face) -> ImageFont.FreeTypeFont:
    return _font(face, _MEASURE)
