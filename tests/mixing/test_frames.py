from __future__ import annotations

import pytest

from passage.errors import MixingFailed
from passage.mixing import frames

FRAME = bytes.fromhex("fffb70c4").ljust(313, b"\0")
PADDED = bytes.fromhex("fffb72c4").ljust(314, b"\0")


def test_whole_frames_are_counted_whether_padded_or_not() -> None:
    assert frames.count(b"") == 0
    assert frames.count(FRAME + PADDED + FRAME) == 3


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (FRAME + PADDED[:-1], "ends within a frame"),
        (FRAME + FRAME[:3], "byte 313 of its stream begins no MP3 frame"),
        (b"ID3" + FRAME, "byte 0 "),
        (bytes.fromhex("fffb90c4").ljust(417, b"\0"), "byte 0 "),
        (bytes.fromhex("fffb74c4").ljust(313, b"\0"), "byte 0 "),
    ],
    ids=["cut", "cut in the header", "a tag", "128 kbps", "48 kHz"],
)
def test_anything_else_is_refused(stream: bytes, told: str) -> None:
    with pytest.raises(MixingFailed, match=told):
        frames.count(stream)


def test_the_info_frame_is_a_frame_itself_and_tells_length_and_size() -> None:
    info = frames.info(1000, 313_500)
    assert frames.count(info) == 1
    assert info[21:25] == b"Info"
    assert int.from_bytes(info[29:33]) == 1000
    assert int.from_bytes(info[33:37]) == 313_500 + len(info)
    assert list(info[37:137]) == sorted(info[37:137])
