from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from passage.reading import picture
from tests.reading import pictures
from tests.reading.conftest import ShowFolder


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("size", [1400, 3000])
def test_what_directories_take_has_no_fault(kind: str, size: int) -> None:
    measured = picture.measure(pictures.picture(kind, size=(size, size)))
    assert measured
    assert (measured.media_type, measured.fault) == (f"image/{kind.lower()}", "")
    assert (measured.width, measured.height) == (size, size)


@pytest.mark.parametrize(
    ("kind", "mode", "size", "fault"),
    [
        ("PNG", "RGBA", (1400, 1400), "has transparent parts, which directories refuse"),
        ("PNG", "LA", (1400, 1400), "has transparent parts, which directories refuse"),
        ("PNG", "L", (1400, 1400), "is grey, where directories take RGB"),
        ("JPEG", "L", (1400, 1400), "is grey, where directories take RGB"),
        ("JPEG", "CMYK", (1400, 1400), "is CMYK, where directories take RGB"),
        ("JPEG", "RGB", (1400, 1399),
         "has 1400 x 1399 pixels, where a square of 1400 to 3000 is expected"),
        ("PNG", "RGB", (3001, 3001),
         "has 3001 x 3001 pixels, where a square of 1400 to 3000 is expected"),
    ],
)  # fmt: skip
def test_what_they_refuse_is_told(kind: str, mode: str, size: tuple[int, int], fault: str) -> None:
    measured = picture.measure(pictures.picture(kind, mode, size))
    assert measured
    assert measured.fault == fault


def test_a_colour_can_be_transparent_too() -> None:
    file = BytesIO()
    Image.new("RGB", (1400, 1400)).save(file, "PNG", transparency=(0, 0, 0))
    measured = picture.measure(file.getvalue())
    assert measured
    assert measured.colours == "alpha"


def test_padding_and_marks_before_the_frame_of_a_jpeg_are_passed_over() -> None:
    whole = pictures.picture("JPEG")
    padded = whole[:2] + b"\xff\xff\xff\x01" + whole[2:]
    assert picture.measure(padded) == picture.measure(whole) is not None


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff", pictures.PNG[:20], b"<svg/>"])
def test_what_is_no_picture_is_none(data: bytes) -> None:
    assert picture.measure(data) is None


@given(st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n0000IHDR"]), st.binary(max_size=99))
@settings(deadline=None)
def test_any_bytes_can_be_measured(beginning: bytes, rest: bytes) -> None:
    picture.measure(beginning + rest)


def test_a_show_s_own_picture_is_looked_at(show: ShowFolder) -> None:
    show.change("passage.yml", "author: ", "artwork: cover.png\nauthor: ")
    for data, fault in (
        (b"GIF89a", "is neither a PNG nor a JPEG, or is cut off"),
        (pictures.picture("PNG", "RGBA"), "has transparent parts, which directories refuse"),
    ):
        show.write("cover.png", data)
        assert show.problems() == (
            f'passage.yml:5:10: "cover.png" {fault}\n'
            "  save it again as a square RGB picture of 1400 to 3000 pixels, PNG or JPEG"
        )
    show.write("cover.png", pictures.PNG)
    assert show.read().show.artwork == "cover.png"
