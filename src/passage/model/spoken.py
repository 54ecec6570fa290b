"""What is spoken: segments, utterances and phrases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from passage.model.units import Milliseconds
from passage.model.written import Manifest, Script, Voice


class Role(StrEnum):
    """What a segment is for in its episode."""

    OPENING = "opening"
    NOTE = "note"
    STAGE_INTRO = "stage-intro"
    TESTIMONY_INTRO = "testimony-intro"
    TESTIMONY = "testimony"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Part of a sentence in one language: as it is shown, and as it is spoken."""

    shown: str
    spoken: str
    language: str
    voice: str = ""
    """The engine's name for the voice of this language, where the show casts one; empty means
    that the sentence's own voice speaks it as well as it can."""
    phonemes: str = ""
    """How it is said, in the International Phonetic Alphabet, where the lexicon says so; an engine
    that cannot read it speaks `spoken`."""
    entry: str = ""
    """The spelling by which the lexicon knows the word, where it says how this is spoken."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence in one voice. The phrases' shown text, joined, is the sentence as written."""

    phrases: tuple[Phrase, ...]
    language: str
    """Of the sentence; a phrase in it may be in another."""
    voice: Voice
    speaker: str
    """The name to print in a transcript."""
    pause: Milliseconds
    """Silence after the sentence."""
    place: str = ""
    """Where it is written, such as ``scripts/amina.md:12``, for messages; changes no sound."""
    paragraph: bool = False
    """Whether a paragraph begins with it; changes no sound."""
    quoted: bool = False
    """Whether it stands in a block quote; changes no sound."""

    @property
    def shown(self) -> str:
        """The sentence as it is written."""
        return "".join(phrase.shown for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of work: it is voiced, mastered and encoded once, and is one chapter."""

    role: Role
    title: str
    """The chapter's title."""
    utterances: tuple[Utterance, ...]
    chime: bool = False
    script: str = ""
    """Which script it comes from; empty for what the host says about the episode."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An episode as it will be heard, before any of it is sound."""

    manifest: Manifest
    segments: tuple[Segment, ...]
    scripts: tuple[Script, ...]
    """Those that are heard, in order: never one whose consent is withdrawn."""
    awaiting: tuple[str, ...] = ()
    """Scripts whose consent is pending. While there is one, nothing of this is published."""
