"""An episode's cues: when each sentence and each word of it is heard, to the millisecond."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from passage.mixing import frames, stitching
from passage.model import Clip, Cue, Milliseconds, Segment, Span, Utterance, WordCue
from passage.voicing import words


def cues(segments: Sequence[Segment], clips: Sequence[Clip]) -> tuple[Cue, ...]:
    """Place the sentences of an episode's segments, each with its clip, on the episode's time.

    Cues and chapters follow the same frames: a cue lies within its segment's chapter. The frames
    of the clips are not needed; an empty `Clip.frames` will do.
    """
    found: list[Cue] = []
    counted = 0
    for segment, clip in zip(segments, clips, strict=True):
        found += _within(segment, clip, counted)
        counted += clip.frame_count
    return tuple(found)


def _within(segment: Segment, clip: Clip, counted: int) -> Iterator[Cue]:
    first = counted * frames.SAMPLES
    last = stitching.milliseconds(counted + clip.frame_count)
    for utterance, span in zip(segment.utterances, clip.spans, strict=True):
        yield Cue(
            start=_heard(first + span.start, last),
            end=_heard(first + span.end, last),
            phrases=utterance.phrases,
            language=utterance.language,
            speaker=utterance.speaker,
            role=segment.role,
            script=segment.script,
            paragraph=utterance.paragraph,
            words=tuple(_words(utterance, span, first, last)),
        )


def _words(utterance: Utterance, span: Span, first: int, last: Milliseconds) -> Iterator[WordCue]:
    if span.words:
        shown = words.shown(utterance.shown)
        for word, text in zip(span.words, shown, strict=True):
            yield WordCue(_heard(first + word.start, last), _heard(first + word.end, last), text)


def _heard(position: int, last: Milliseconds) -> Milliseconds:
    """When the sample at a position of the clips is heard in the episode.

    A clip's sound stands `DECODER_DELAY + ENCODER_DELAY` samples into its frames, and the Info
    frame lets a player leave out as many from the episode's start, so that they cancel out.
    """
    return min(stitching.milliseconds_at(position), last)
