"""JSON, a segment for each cue.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md
"""

from __future__ import annotations

import json

from passage.publishing.transcripts.transcript import Sentence, Transcript

VERSION = "1.0.0"


def write(transcript: Transcript) -> str:
    """Version and segments, times in seconds; a cue without a speaker's name has no ``speaker``."""
    segments = [_segment(sentence) for sentence in transcript.sentences]
    told = {"version": VERSION, "segments": segments}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _segment(sentence: Sentence) -> dict[str, object]:
    cue = sentence.cue
    speaker = {"speaker": cue.speaker} if cue.speaker else {}
    times = {"startTime": cue.start / 1000, "endTime": cue.end / 1000}
    return {**speaker, **times, "body": sentence.text}
