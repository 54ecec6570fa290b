"""A clip as bytes, to be kept or sent, and back: a line of JSON, then its MP3 frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from passage.errors import MixingFailed
from passage.mixing import frames
from passage.model import Clip, Samples, Span

_Span = tuple[int, int, tuple[int, ...]]
"""Start and end, then start and end of each word: a tenth of the bytes that names would take."""


@dataclass(frozen=True, slots=True)
class _Head:
    frame_count: int
    loudness: float
    spans: tuple[_Span, ...]


# Two threads must not be the first to read a type at once: msgspec crashes the process.
_head = msgspec.json.Decoder(_Head)


def dump(clip: Clip) -> bytes:
    """Write a clip. The same clip gives the same bytes."""
    spans = tuple((span.start, span.end, tuple(_edges(span.words))) for span in clip.spans)
    head = _Head(clip.frame_count, clip.loudness, spans)
    return msgspec.json.encode(head) + b"\n" + clip.frames


def load(data: bytes) -> Clip:
    """Read back what `dump` wrote; of its first line alone, a clip without frames."""
    line, _, frames = data.partition(b"\n")
    head = _head.decode(line)
    spans = tuple(_span(start, end, edges) for start, end, edges in head.spans)
    return Clip(frames, head.frame_count, head.loudness, spans)


def is_whole(data: bytes, utterances: int) -> bool:
    """Whether bytes from elsewhere have the form of a clip of so many utterances."""
    try:
        clip = load(data)
        counted = frames.count(clip.frames)
    except (msgspec.MsgspecError, MixingFailed):
        return False
    return counted == clip.frame_count and len(clip.spans) == utterances


def _edges(words: Iterable[Span]) -> Iterator[int]:
    for word in words:
        yield from (word.start, word.end)


def _span(start: int, end: int, edges: Sequence[int] = ()) -> Span:
    words = tuple(map(_span, edges[::2], edges[1::2]))
    return Span(Samples(start), Samples(end), words)
