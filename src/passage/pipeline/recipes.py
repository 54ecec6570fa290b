"""What shapes a segment's clip, and the key that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from passage import fingerprint, mixing, voicing
from passage.mixing import encoder
from passage.model import Segment, Sound, Utterance
from passage.voicing import words


@dataclass(frozen=True, slots=True)
class Recipe:
    """Fingerprints of everything that shapes a clip's bytes, one for each kind of reason.

    What does not shape them is not in it: ids, titles, the text as shown, order, paths, dates.
    """

    text: str
    voice: str
    engine: str
    sound: str
    encoder: str

    @property
    def key(self) -> str:
        """The name of the clip in the store."""
        return fingerprint.of(self)

    def differences(self, other: Recipe) -> tuple[str, ...]:
        """The kinds of reason for which two recipes give different clips."""
        return tuple(
            kind.name
            for kind in fields(Recipe)
            if getattr(self, kind.name) != getattr(other, kind.name)
        )


def recipe(segment: Segment, sound: Sound, music: str = "") -> Recipe:
    """Tell what shapes a segment's clip. Raises EngineUnavailable for an unknown engine.

    `music` is the digest of the file that the sound names: its path shapes nothing.
    """
    utterances = segment.utterances
    engines = sorted({utterance.voice.engine for utterance in utterances})
    return Recipe(
        text=fingerprint.of([_text(utterance) for utterance in utterances]),
        voice=fingerprint.of([(u.voice, [p.voice for p in u.phrases]) for u in utterances]),
        engine=", ".join(voicing.engine(name).identity() for name in engines),
        sound=fingerprint.of(
            [utterance.pause for utterance in utterances],
            (sound.loudness, sound.true_peak),
            segment.chime and sound.paragraph_pause,
            mixing.VERSION,
            *([(mixing.BED_VERSION, music)] if mixing.has_bed(segment, sound) else []),
        ),
        encoder=encoder.identity(),
    )


def _text(utterance: Utterance) -> tuple[object, ...]:
    """What is said, and where the words as shown begin in it; not how they are written."""
    phrases = utterance.phrases
    said = [(phrase.spoken, phrase.language, phrase.phonemes) for phrase in phrases]
    return utterance.language, said, words.places(phrases, [phrase.spoken for phrase in phrases])


@dataclass(frozen=True, slots=True)
class Job:
    """A clip to make: all that is needed for it, so that it can be made anywhere."""

    key: str
    segment: Segment
    sound: Sound
    bed: bytes = field(default=b"", repr=False)
    """The file of the music under it; empty where there is none."""

    @property
    def weight(self) -> int:
        """How much work it is, in characters to speak."""
        return sum(len(phrase.spoken) for u in self.segment.utterances for phrase in u.phrases)
