"""Lettering: a title in the largest letters that its place allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PIL import ImageDraw, ImageFont

# In sizes of the letters.
_LEADING = 1.04
"""From one line to the next."""
_ASCENT = 0.79
"""From the top of a line to the foot of its letters."""
_WEIGHT = 0.016
"""How far a stroke is thickened on each side, so that it is still there when small."""
_TRACKING = 0.018
"""Room between letters, which are thicker than their font thinks."""

_LARGEST = 0.5
_SMALLEST = 0.12
"""Sizes of the letters, in heights of their place."""
_STEP = 0.97
"""From one size that is tried to the next."""
_LONGEST = 1000
"""Characters of a title that are looked at; more would not fit in the smallest letters."""
_MEASURE = 200
"""Pixels of the letters by which widths and shapes are told."""

# Type has dashes and spaces that the font lacks, and that are read as these are.
_IN_THE_FONT = str.maketrans("‐‑‒–—―−\u00a0\u202f", "-" * 7 + " " * 2)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text, and the size of their letters in pixels."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """All lines together, in pixels."""
        return len(self.lines) * self.size * _LEADING


def can_draw(text: str) -> bool:
    """Whether Pillow's own font has a letter for every character of a text.

    It has the letters of English and little more, and no others come with Pillow.
    """
    characters = set("".join(_words(text)))
    lacking = _shape("\U0010ffff")
    return bool(characters) and all(_shape(character) != lacking for character in characters)


def fit(text: str, width: float, height: float) -> Lettering:
    """Break a text into lines so that its letters are as large as the place allows.

    `width` and `height` in pixels. A text that is too long even for the smallest letters is cut,
    and ends with an ellipsis; a word that is longer than a line is broken.
    """
    words = _words(text[:_LONGEST])
    size = height * _LARGEST
    while size > height * _SMALLEST:
        lines = _lines(words, width / size)
        made = Lettering(tuple(lines), size)
        if made.height <= height and all(_width(line) <= width / size for line in lines):
            return made
        size *= _STEP
    return _cut(words, width, height)


def draw(
    pen: ImageDraw.ImageDraw,
    lettering: Lettering,
    corner: tuple[float, float],
    colour: tuple[int, int, int],
) -> None:
    """Write the lines, the first one's upper left corner at `corner`."""
    letters = _font(lettering.size)
    weight = round(lettering.size * _WEIGHT)
    left, top = corner
    for number, line in enumerate(lettering.lines):
        foot = top + lettering.size * (number * _LEADING + _ASCENT)
        for index, letter in enumerate(line):
            # Up to its end less itself: that has the kerning with the letter before it.
            start = letters.getlength(line[: index + 1]) - letters.getlength(letter)
            place = (left + start + index * lettering.size * _TRACKING, foot)
            pen.text(place, letter, colour, letters, anchor="ls", stroke_width=weight)


def _font(size: float) -> ImageFont.FreeTypeFont:
    """Aileron Regular, which Pillow carries: the same letters on every machine."""
    # Pillow says that it might be a bitmap font; with a size it never is.
    return cast("ImageFont.FreeTypeFont", ImageFont.load_default(size))


def _words(text: str) -> list[str]:
    """What stays on one line: a word, with the dash that follows it."""
    typed = text.translate(_IN_THE_FONT).strip()
    return re.split(r"\s+(?!-\s)", typed) if typed else []


def _lines(words: list[str], width: float) -> list[str]:
    """Fill one line after the other; a word that is too wide has a line of its own."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(words: list[str], width: float, height: float) -> Lettering:
    size = height * _SMALLEST
    room = width / size
    whole = _lines([piece for word in words for piece in _pieces(word, room)], room)
    lines = whole[: int(height / (size * _LEADING))]
    if len(lines) < len(whole):
        lines[-1] = _shortened(lines[-1], room)
    return Lettering(tuple(lines), size)


def _pieces(word: str, width: float) -> Iterator[str]:
    while word:
        length = len(word)
        while length > 1 and _width(word[:length]) > width:
            length -= 1
        yield word[:length]
        word = word[length:]


def _shortened(line: str, width: float) -> str:
    while line and _width(f"{line}…") > width:
        line = line[:-1].rstrip()
    return f"{line}…"


def _shape(character: str) -> tuple[tuple[int, int], bytes]:
    mask = _RULER.getmask(character)
    return mask.size, bytes(mask)


def _width(text: str) -> float:
    """How wide a text is, in sizes of its letters."""
    return _RULER.getlength(text) / _MEASURE + len(text) * _TRACKING


_RULER = _font(_MEASURE)
