"""The nouns of Passage: what a show is made of, from what people wrote to what is heard.

Everything here is a frozen, slotted dataclass with tuples inside, so that a value can be
shared, hashed and sent to another process without anyone changing it on the way.

Lengths of time are integers with a name: :data:`Samples` inside mixing,
:data:`Milliseconds` everywhere else. Language tags are BCP 47 (``en``, ``ko``, ``ko-Latn``).
"""

from __future__ import annotations

from passage.model.heard import (
    Chapter,
    Clip,
    Cue,
    Episode,
    EpisodeSound,
    Span,
    Speech,
    Word,
    WordCue,
)
from passage.model.spoken import Draft, Phrase, Role, Segment, Utterance
from passage.model.units import Milliseconds, Samples
from passage.model.written import (
    ELSEWHERE,
    Cast,
    Consent,
    EpisodeKind,
    Lexeme,
    Library,
    Manifest,
    Paragraph,
    Place,
    Run,
    Script,
    ScriptKind,
    Show,
    Sound,
    Stage,
    Voice,
)

__all__ = [
    "ELSEWHERE",
    "Cast",
    "Chapter",
    "Clip",
    "Consent",
    "Cue",
    "Draft",
    "Episode",
    "EpisodeKind",
    "EpisodeSound",
    "Lexeme",
    "Library",
    "Manifest",
    "Milliseconds",
    "Paragraph",
    "Phrase",
    "Place",
    "Role",
    "Run",
    "Samples",
    "Script",
    "ScriptKind",
    "Segment",
    "Show",
    "Sound",
    "Span",
    "Speech",
    "Stage",
    "Utterance",
    "Voice",
    "Word",
    "WordCue",
]
