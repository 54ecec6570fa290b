"""Artwork, drawn from what the show is: a cover, one for each episode, a map for each stage."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from passage.model import Manifest, Show, Stage
from passage.publishing import direction, lettering, route
from passage.publishing.lettering import Face

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

    The same show gives the same bytes with the same Pillow and the same fonts. A title that no
    font can write in full is left out, and the route has the whole picture: no letter is ever
    replaced. The route goes to the left where the show is read to the left.
    """
    return _picture(show, show.title, None, size)


def episode(show: Show, manifest: Manifest, *, size: int) -> bytes:
    """The same for an episode: its title, and the route with its stage marked."""
    return _picture(show, manifest.title, manifest.season, size)


def stage(show: Show, present: Stage, *, size: int) -> bytes:
    """The same for the chapters of a stage: its name, and the route with the stage marked."""
    return _picture(show, present.name, present.id, size)


def _picture(show: Show, words: str, stage_id: str | None, size: int) -> bytes:
    face = Face.for_text(words)
    ids = [stage.id for stage in show.stages]
    land = route.draw(
        len(ids),
        (size, round(size * _LAND) if face else size),
        COLOURS,
        present=ids.index(stage_id) if stage_id in ids else None,
    )
    if direction.of(show.language) == "rtl":
        land = ImageOps.mirror(land)
    picture = Image.new("RGB", (size, size), COLOURS.sky)
    picture.paste(land, (0, size - land.height))
    if face:
        _write(picture, words, face)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _write(picture: Image.Image, words: str, face: Face) -> None:
    """Put the words in the middle of their place, in height."""
    margin, height = picture.width * _MARGIN, picture.width * _TITLE
    fitted = lettering.fit(words, picture.width - 2 * margin, height, face)
    place = (margin, margin + (height - fitted.height) / 2, picture.width - margin)
    lettering.draw(ImageDraw.Draw(picture), fitted, place, INK)
