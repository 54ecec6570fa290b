"""Pictures made by Pillow, small in bytes."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (1400, 1400)) -> bytes:
    file = BytesIO()
    Image.new(mode, size).save(file, kind)
    return file.getvalue()


PNG = picture("PNG")
