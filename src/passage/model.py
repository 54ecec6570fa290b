"""The nouns of Passage: what a show is made of, from what people wrote to what is heard.

Everything here is a frozen, slotted dataclass with tuples inside, so that a value can be
shared, hashed and sent to another process without anyone changing it on the way.

Lengths of time are integers with a name: :data:`Samples` inside mixing,
:data:`Milliseconds` everywhere else. Language tags are BCP 47 (``en``, ``ko``, ``ko-Latn``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

Samples = NewType("Samples", int)
Milliseconds = NewType("Milliseconds", int)


class ScriptKind(StrEnum):
    """Who a script belongs to: a narrator, the show's host, or a reporter."""

    TESTIMONY = "testimony"
    HOST = "host"
    REPORT = "report"


class EpisodeKind(StrEnum):
    """The values of ``itunes:episodeType``."""

    FULL = "full"
    TRAILER = "trailer"
    BONUS = "bonus"


class Consent(StrEnum):
    """What a narrator said about being published; nothing is granted by default."""

    PENDING = "pending"
    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """What a segment is for in its episode."""

    OPENING = "opening"
    NOTE = "note"
    STAGE_INTRO = "stage-intro"
    TESTIMONY_INTRO = "testimony-intro"
    TESTIMONY = "testimony"
    CLOSING = "closing"


class SpokenAs(StrEnum):
    """Which of the cast says a paragraph."""

    HOST = "host"
    NARRATOR = "narrator"
    QUOTED = "quoted"


# ---- what a producer writes --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem or a paragraph stands: a file of the show, counted from 1."""

    path: str
    """Relative to the show's folder, with forward slashes."""
    line: int = 0
    """0 when the whole file is meant."""
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.path, *numbers])


@dataclass(frozen=True, slots=True)
class Stage:
    """One leg of the journey; stages are kept in the order of the journey."""

    id: str
    name: str
    introduction: str = ""
    """What the host says when an episode enters the stage; plain sentences."""
    country: str = ""
    """Two capital letters, ISO 3166-1."""
    geo: str = ""
    """Where it is, as a geo URI (RFC 5870): ``geo:40.3,127.5;u=200000``, `u` in metres."""


ELSEWHERE = "elsewhere"
"""The id of the stage of what fits no other. Every show has it, also if it does not list it, and
the host announces it only if the show gives it an introduction."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice as a show casts it: which engine, which of its voices, and how it speaks."""

    engine: str = "espeak"
    name: str = ""
    """The engine's own name for the voice; empty means its voice for the language."""
    speed: int = 100
    """Per cent of the engine's usual speed."""
    pitch: int = 100
    """Per cent of the engine's usual pitch."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks: the host, each narrator by name, and a pool for those without a voice."""

    host: Voice = Voice()
    host_name: str = ""
    narrators: tuple[tuple[str, Voice], ...] = ()
    others: tuple[Voice, ...] = ()
    """Voices for narrators who have none of their own, given out by a stable choice."""
    quoted: Voice | None = None
    """For the speakers who are quoted and have no voice of their own; without it they speak in the
    narrator's voice, or, named in a report, in one of the others."""
    languages: tuple[tuple[str, Voice], ...] = ()
    """The voice for runs in another language."""


@dataclass(frozen=True, slots=True)
class Sound:
    """How an episode sounds, the same for all its segments."""

    loudness: float = -16.0
    """Integrated loudness in LUFS, a mono file read as one channel (ITU-R BS.1770-4)."""
    true_peak: float = -1.0
    """dBTP that no sample may exceed after encoding."""
    sentence_pause: Milliseconds = Milliseconds(350)
    paragraph_pause: Milliseconds = Milliseconds(750)
    segment_pause: Milliseconds = Milliseconds(1200)
    chime: bool = True
    """A soft chime where a new stage begins."""
    music: str = ""
    """A sound file in the show's folder that lies softly under what the host says."""


@dataclass(frozen=True, slots=True)
class Show:
    """What ``passage.yml`` says."""

    title: str
    description: str
    language: str
    address: str
    """The base address, with a trailing slash: the made folders lie directly below it."""
    guid: str
    author: str
    email: str
    category: tuple[str, ...]
    """Apple's category and, if there is one, its subcategory."""
    stages: tuple[Stage, ...]
    cast: Cast = Cast()
    sound: Sound = Sound()
    explicit: bool = False
    artwork: str = ""
    """A picture in the show's folder; empty means that Passage draws one."""
    licence: str = ""
    help_text: str = ""
    """What the closing says about how to help."""
    online_voices: bool = False
    """Whether text may leave the machine, to be spoken by a service on the net."""
    funding: tuple[str, str] | None = None
    """Address and words of the link for giving."""
    artwork_alt: str = ""
    """What the show's own picture shows, for those who do not see it."""
    precision: int = 50
    """Kilometres: nowhere is told more precisely where something happened."""
    frequency: str = ""
    """How often an episode comes, in words."""
    frequency_rule: str = ""
    """The same as a recurrence rule, RFC 5545 section 3.3.10: ``FREQ=WEEKLY``."""
    complete: bool = False
    """Whether no more episodes will come."""
    block: bool = False
    """Whether directories are asked not to list the show."""
    feed_length: int = 300
    """Episodes that ``feed.xml`` has at most; older ones are in its archive."""
    editions: tuple[str, ...] = ()
    """What else the audio is made as, for thin connections: ``opus``."""
    furniture: tuple[tuple[str, str], ...] = ()
    """What imports leave out: the name of a rule, and what a block says (``*`` for any words)."""

    def stage(self, stage_id: str) -> Stage | None:
        """The stage with this id, if the show has one."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one language, said as it is written unless `said` is given."""

    text: str
    language: str = ""
    """Empty means the language of the script."""
    said: str = ""
    """The spoken form a producer wrote with ``{say="…"}``."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together, from one speaker."""

    runs: tuple[Run, ...]
    speaker: str = ""
    """Who is quoted; empty with `quoted` means an unnamed speaker."""
    quoted: bool = False
    """True in a block quote: words of somebody other than the script's own voice."""
    line: int = 0
    """Where it begins in its file. Shown in messages; changes no sound."""

    @property
    def text(self) -> str:
        """The paragraph as it is written."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Script:
    """One testimony, host text or report: a file in ``scripts/``."""

    id: str
    kind: ScriptKind
    title: str
    language: str
    consent: Consent
    body: tuple[Paragraph, ...]
    stage: str = ""
    place: str = ""
    geo: str = ""
    """Where `place` is, as a geo URI; without it, where the stage is."""
    narrator: str = ""
    narrator_role: str = ""
    """Such as "escaped North Korea in 2008"."""
    content_notes: tuple[str, ...] = ()
    source: str = ""
    path: str = ""

    @property
    def text(self) -> str:
        """The body as it is written, a blank line between paragraphs."""
        return "\n\n".join(paragraph.text for paragraph in self.body)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """How a word is said: an entry of a lexicon, such as ``scripts/lexicon.pls``."""

    graphemes: tuple[str, ...]
    """Its spellings; each may be several words."""
    language: str
    """The language of its lexicon, and with it all more exact ones: ``en`` is ``en-GB`` too."""
    phonemes: str = ""
    """In the International Phonetic Alphabet, marks apart from their letters (NFD, but for ç)."""
    alias: str = ""
    """Other words that sound like it, for engines that read no IPA."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one episode publishes: a file in ``episodes/``."""

    id: str
    guid: str
    """Minted once; it never changes, whatever else does."""
    number: int
    title: str
    published: datetime
    """Always with a time zone."""
    scripts: tuple[str, ...]
    kind: EpisodeKind = EpisodeKind.FULL
    season: str = ""
    """The id of the stage that the episode belongs to; empty for none."""
    summary: str = ""
    display: str = ""
    """What apps show instead of the number, at most 32 characters."""
    highlight: str = ""
    """The script with whose words the episode is shown to those who do not know it."""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that people wrote in a show's folder, read and found sound."""

    show: Show
    scripts: tuple[Script, ...]
    manifests: tuple[Manifest, ...]
    """In order of publication."""
    lexicon: tuple[Lexeme, ...] = ()

    def script(self, script_id: str) -> Script:
        """The script with this id, which a manifest of the library names."""
        return next(script for script in self.scripts if script.id == script_id)


# ---- what is spoken ----------------------------------------------------------------------


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


# ---- what is heard -----------------------------------------------------------------------


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
