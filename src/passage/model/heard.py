"""What is heard: speech, clips, cues, chapters and episodes."""

from __future__ import annotations

from dataclasses import dataclass, field

from passage.model.spoken import Phrase, Role
from passage.model.units import Milliseconds, Samples
from passage.model.written import Manifest


@dataclass(frozen=True, slots=True)
class Word:
    """When a word of the text as shown is heard, in samples at the rate of its speech."""

    start: Samples
    end: Samples
    text: str
    """As shown: ``3,000``, whatever is spoken for it."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine made of an utterance: 16-bit signed little-endian mono samples."""

    samples: bytes = field(repr=False)
    rate: int
    """Samples a second."""
    words: tuple[Word, ...] = ()
    """In order and without overlap; empty when the engine does not know them."""


@dataclass(frozen=True, slots=True)
class Span:
    """When an utterance, or a word of it, is heard: samples at 44.1 kHz from its clip's start."""

    start: Samples
    end: Samples
    words: tuple[Span, ...] = ()
    """One for each word of the text as shown; empty when the engine does not know them. The words
    themselves stand in the utterance: how they are written shapes no clip."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One segment, mastered and encoded: whole MP3 frames from an empty reservoir."""

    frames: bytes = field(repr=False)
    frame_count: int
    """Each of 1,152 samples at 44.1 kHz."""
    loudness: float
    """Integrated loudness in LUFS of the encoded sound."""
    spans: tuple[Span, ...]
    """One for each utterance of the segment, in order."""


@dataclass(frozen=True, slots=True)
class WordCue:
    """When a word is heard in its episode."""

    start: Milliseconds
    end: Milliseconds
    text: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence of an episode: when it is heard, who says it, and how it is written.

    Transcripts, pages and the book are views of cues; they add no word and leave none out.
    """

    start: Milliseconds
    end: Milliseconds
    phrases: tuple[Phrase, ...]
    """Their shown texts, joined, are the sentence as written."""
    language: str
    speaker: str
    """The name to print; empty for a narrator without one."""
    role: Role
    script: str = ""
    paragraph: bool = False
    """Whether a paragraph begins here."""
    words: tuple[WordCue, ...] = ()
    """Empty where the voice's engine does not know them."""
    quoted: bool = False
    """Whether it stands in a block quote: words of somebody other than the script's own voice."""

    @property
    def shown(self) -> str:
        """The sentence as it is written."""
        return "".join(phrase.shown for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A segment's place in its episode."""

    start: Milliseconds
    end: Milliseconds
    title: str
    role: Role
    script: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode that can be heard."""

    manifest: Manifest
    file: str
    """The name of its MP3 in ``audio_out/``."""
    size: int
    """Bytes, tags included: the enclosure's length."""
    duration: Milliseconds
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class EpisodeSound:
    """What was measured of an episode's audio after encoding, by EBU R 128."""

    loudness: float
    """Integrated, in LUFS, of the mono file as one channel."""
    loudness_range: float
    """In LU (EBU Tech 3342)."""
    true_peak: float
    """In dBTP."""
    segments: tuple[float, ...]
    """Integrated loudness of each chapter, in LUFS, in order."""
    curve: tuple[float, ...]
    """Short-term loudness in LUFS, of three seconds each: the loudest of those that begin in each
    of equally long stretches. Empty when the episode is shorter than that."""
    stretch: Milliseconds
    """How long each stretch of the curve is."""

    @property
    def loudness_on_two_speakers(self) -> float:
        """The same file, played by two speakers: twice the power, 3.01 LU more (BS.1770-4)."""
        return round(self.loudness + 3.01, 2)

    @property
    def spread(self) -> float:
        """LU between the loudest segment and the quietest."""
        return round(max(self.segments) - min(self.segments), 2) if self.segments else 0.0
