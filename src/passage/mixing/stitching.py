"""An episode: one ID3 tag, one Info frame, and its clips' frames, byte after byte.

Each clip begins with an empty bit reservoir, so the join decodes exactly like its parts, and
begins at a whole frame, so that chapters and cues are exact. Nothing is encoded again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from passage.mixing import frames
from passage.model import Milliseconds


def stitch(tag: bytes, frame_count: int, size: int, clips: Iterable[bytes]) -> Iterator[bytes]:
    """Yield an episode's bytes, from its tag and its clips' frames.

    `frame_count` and `size` (bytes) are the clips' sums. The clips are taken one at a time: a
    ten-hour episode needs no more memory than a short one.
    """
    yield tag
    yield frames.info(frame_count, size)
    yield from clips


def starts(lengths: Sequence[int]) -> tuple[Milliseconds, ...]:
    """When each clip begins, and at last when the episode ends: one more than there are clips."""
    heard = 0
    found = [Milliseconds(0)]
    for length in lengths:
        heard += length
        found.append(milliseconds(heard))
    return tuple(found)


def milliseconds(frame_count: int) -> Milliseconds:
    """How long so many frames last, to the nearest millisecond."""
    return milliseconds_at(frame_count * frames.SAMPLES)


def milliseconds_at(position: int) -> Milliseconds:
    """When a sample at 44.1 kHz is heard, to the nearest millisecond."""
    return Milliseconds((position * 2000 + frames.RATE) // (2 * frames.RATE))
