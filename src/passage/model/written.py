"""What people write: a show, its scripts and its manifests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from passage.model.units import Milliseconds


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


_SENTENCE_PAUSE, _PARAGRAPH_PAUSE, _SEGMENT_PAUSE = map(Milliseconds, (350, 750, 1200))


@dataclass(frozen=True, slots=True)
class Sound:
    """How an episode sounds, the same for all its segments."""

    loudness: float = -16.0
    """Integrated loudness in LUFS, a mono file read as one channel (ITU-R BS.1770-4)."""
    true_peak: float = -1.0
    """dBTP that no sample may exceed after encoding."""
    sentence_pause: Milliseconds = _SENTENCE_PAUSE
    paragraph_pause: Milliseconds = _PARAGRAPH_PAUSE
    segment_pause: Milliseconds = _SEGMENT_PAUSE
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
    store: str = ""
    """Where clips are kept for several machines, as ``s3://bucket/folder``; empty for nowhere."""
    furniture: tuple[tuple[str, str], ...] = ()
    """What imports leave out: the name of a rule, and what a block says (``*`` for any words)."""
    protects_names: bool = False
    """Whether some names are not to be seen; they are nowhere in what is read."""

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
    because: str = ""
    """Who agreed to be published, or no longer agrees, and where that is recorded."""
    decided: date | None = None
    """The day of that decision, where it is known."""

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
