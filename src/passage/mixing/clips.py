"""A clip as bytes, to be kept or sent, and back: a line of JSON, then its MP3 frames."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from passage.model import Clip, Span


@dataclass(frozen=True, slots=True)
class _Length:
    frame_count: int


@dataclass(frozen=True, slots=True)
class _Head:
    frame_count: int
    loudness: float
    spans: tuple[Span, ...]


def dump(clip: Clip) -> bytes:
    """Write a clip. The same clip gives the same bytes."""
    head = _Head(clip.frame_count, clip.loudness, clip.spans)
    return msgspec.json.encode(head) + b"\n" + clip.frames


def frame_count(line: bytes) -> int:
    """How many frames a clip has, from the first line that `dump` wrote."""
    return msgspec.json.decode(line, type=_Length).frame_count


def load(data: bytes) -> Clip:
    """Read back what `dump` wrote."""
    line, _, frames = data.partition(b"\n")
    head = msgspec.json.decode(line, type=_Head)
    return Clip(frames, head.frame_count, head.loudness, head.spans)
