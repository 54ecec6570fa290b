"""What shapes a segment's clip, and the key that follows from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields, replace

from passage import fingerprint, mixing, voicing
from passage.mixing import encoder
from passage.model import Segment, Sound, Utterance, Voice


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
    utterances = [_with_identities(utterance) for utterance in segment.utterances]
    engines = sorted({utterance.voice.engine for utterance in utterances})
    return Recipe(
        text=fingerprint.of(
            [(u.language, [(p.spoken, p.language) for p in u.phrases]) for u in utterances]
        ),
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


def _with_identities(utterance: Utterance) -> Utterance:
    """Put what a voice is in the place of its name, which may be a path and shapes nothing."""
    identity = voicing.engine(utterance.voice.engine).voice_identity
    voice = replace(utterance.voice, name=identity(utterance.voice.name))
    if voice == utterance.voice and not any(phrase.voice for phrase in utterance.phrases):
        return utterance
    phrases = [replace(phrase, voice=identity(phrase.voice)) for phrase in utterance.phrases]
    return replace(utterance, voice=voice, phrases=tuple(phrases))


def main_voice(segment: Segment) -> tuple[Voice, str]:
    """Who says most of a segment, and in which language."""
    said = Counter[tuple[Voice, str]]()
    for utterance in segment.utterances:
        said[utterance.voice, utterance.language] += len(utterance.shown)
    return said.most_common(1)[0][0]


def makeup_key(voice: Voice, language: str, sound: Sound) -> str:
    """The name in the store of what mastering takes from a voice, which is learnt once."""
    shaped_by = (sound.loudness, sound.true_peak, mixing.VERSION, encoder.identity())
    engine = voicing.engine(voice.engine)
    known = replace(voice, name=engine.voice_identity(voice.name))
    return fingerprint.of("makeup", known, language, engine.identity(), shaped_by)


@dataclass(frozen=True, slots=True)
class Job:
    """A clip to make: all that is needed for it, so that it can be made anywhere."""

    key: str
    segment: Segment
    sound: Sound
    bed: bytes = field(default=b"", repr=False)
    """The file of the music under it; empty where there is none."""
    makeup: float | None = None
    """What mastering takes from its main voice, in dB; None where that is not known."""

    @property
    def weight(self) -> int:
        """How much work it is, in characters to speak."""
        return sum(len(phrase.spoken) for u in self.segment.utterances for phrase in u.phrases)
