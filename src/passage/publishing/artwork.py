"""Artwork: a cover drawn from what the show is, for shows that bring no picture of their own."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from passage.model import Show
from passage.publishing import lettering, route

SIZE = 3000
"""Pixels of each side: the most that Apple takes; the least is 1400."""

INK = (250, 244, 232)
COLOURS = route.Colours(
    sky=(16, 33, 52), light=(31, 54, 76), far=(22, 44, 66), near=(11, 24, 39), line=(246, 190, 88)
)
"""Ink and line stand out from everything behind them by 7:1 or more (WCAG 2.2, 1.4.6)."""

# In sides of the picture.
_MARGIN = 0.075
_TITLE = 0.54
_LAND = 0.44


def cover(show: Show, *, size: int = SIZE) -> bytes:
    """A square PNG of `size` pixels, RGB without alpha: the show's title and its route.

    The same show gives the same bytes with the same Pillow. A title that Pillow's font cannot
    write in full is left out, and the route has the whole picture: no letter is ever replaced.
    """
    lettered = lettering.can_draw(show.title)
    land = route.draw(len(show.stages), (size, round(size * _LAND) if lettered else size), COLOURS)
    picture = Image.new("RGB", (size, size), COLOURS.sky)
    picture.paste(land, (0, size - land.height))
    if lettered:
        _write(picture, show.title)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def alt(show: Show) -> str:
    """What `cover` shows, for those who do not see it."""
    names = ", ".join(stage.name for stage in show.stages)
    return f"{show.title}. A line over dark hills, with a stop for each stage: {names}."


def _write(picture: Image.Image, title: str) -> None:
    """Put the title in the middle of its place, in height; on the left, in width."""
    margin, height = picture.width * _MARGIN, picture.width * _TITLE
    fitted = lettering.fit(title, picture.width - 2 * margin, height)
    corner = (margin, margin + (height - fitted.height) / 2)
    lettering.draw(ImageDraw.Draw(picture), fitted, corner, INK)
