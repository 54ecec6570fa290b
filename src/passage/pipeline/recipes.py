"""What shapes a segment's clip, and the key that follows from it."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from passage import fingerprint, mixing, voicing
from passage.mixing import encoder
from passage.model import Phrase, Segment, Sound, Utterance, Voice
from passage.voicing import words


@dataclass(frozen=True, slots=True)
class Recipe:
    """Fingerprints of everything that shapes a clip's bytes, one for each kind of reason.

    What does not shape them is not in it: ids, titles, the text as shown, order, paths, dates.
    """

    text: str
    """Of the words as they would be spoken without the lexicon."""
    voice: str
    engine: str
    sound: str
    encoder: str
    lexicon: tuple[tuple[str, str], ...] = ()
    """The entries that apply, by their spelling, each with a fingerprint of how it is said."""
    spoken: str = ""
    """Of the words exactly as they are spoken; not told as a reason, for `text` or `lexicon` is."""

    @property
    def key(self) -> str:
        """The name of the clip in the store."""
        return fingerprint.of(self)

    def differences(self, other: Recipe) -> tuple[str, ...]:
        """The kinds of reason for which two recipes give different clips."""
        kinds = [
            kind.name
            for kind in fields(Recipe)
            if kind.name not in {"lexicon", "spoken"}
            and getattr(self, kind.name) != getattr(other, kind.name)
        ]
        changed = {grapheme for grapheme, _ in set(self.lexicon) ^ set(other.lexicon)}
        kinds += [f"lexicon entry {grapheme}" for grapheme in sorted(changed)]
        if not kinds and self.spoken != other.spoken:
            kinds.append("text")
        return tuple(kinds)


def recipe(segment: Segment, sound: Sound, music: str = "") -> Recipe:
    """Tell what shapes a segment's clip. Raises EngineUnavailable for an unknown engine.

    `music` is the digest of the file that the sound names: its path shapes nothing.
    """
    utterances = [with_identities(utterance) for utterance in segment.utterances]
    engines = sorted({utterance.voice.engine for utterance in utterances})
    return Recipe(
        text=fingerprint.of([(u.language, _without_lexicon(u)) for u in utterances]),
        voice=fingerprint.of([(u.voice, _voices(u)) for u in utterances]),
        engine=", ".join(voicing.engine(name).identity() for name in engines),
        sound=fingerprint.of(
            [utterance.pause for utterance in utterances],
            (sound.loudness, sound.true_peak),
            segment.chime and sound.paragraph_pause,
            mixing.VERSION,
            *([(mixing.BED_VERSION, music)] if mixing.has_bed(segment, sound) else []),
        ),
        encoder=encoder.identity(),
        lexicon=_entries(utterances),
        spoken=fingerprint.of([_said(utterance) for utterance in utterances]),
    )


def with_identities(utterance: Utterance) -> Utterance:
    """Put what a voice is in the place of its name, which may be a path and shapes nothing."""
    identity = voicing.engine(utterance.voice.engine).voice_identity
    voice = replace(utterance.voice, name=identity(utterance.voice.name))
    if voice == utterance.voice and not any(phrase.voice for phrase in utterance.phrases):
        return utterance
    phrases = [replace(phrase, voice=identity(phrase.voice)) for phrase in utterance.phrases]
    return replace(utterance, voice=voice, phrases=tuple(phrases))


def _without_lexicon(utterance: Utterance) -> list[tuple[str, str]]:
    """What is spoken and in which language, the words of the lexicon as they are written."""
    return [
        (language, "".join(p.shown.replace("’", "'") if p.entry else p.spoken for p in phrases))
        for (language, _), phrases in itertools.groupby(utterance.phrases, _speaker)
    ]


def _voices(utterance: Utterance) -> list[str]:
    return [voice for (_, voice), _ in itertools.groupby(utterance.phrases, _speaker)]


def _speaker(phrase: Phrase) -> tuple[str, str]:
    return phrase.language, phrase.voice


def _entries(utterances: Sequence[Utterance]) -> tuple[tuple[str, str], ...]:
    said = defaultdict[str, set[tuple[str, ...]]](set)
    for utterance in utterances:
        for phrase in utterance.phrases:
            if phrase.entry:
                said[phrase.entry].add(_spoken(phrase))
    return tuple((entry, fingerprint.of(sorted(said[entry]))) for entry in sorted(said))


def _spoken(phrase: Phrase) -> tuple[str, ...]:
    return phrase.spoken, phrase.language, phrase.phonemes


def _said(utterance: Utterance) -> tuple[object, ...]:
    """What is said, and where the words as shown begin in it; not how they are written."""
    phrases = utterance.phrases
    return utterance.language, [_spoken(phrase) for phrase in phrases], _places(phrases)


def _places(phrases: Sequence[Phrase]) -> tuple[words.Place, ...]:
    """Where the words as shown begin in what is said; nothing where it is the words as said."""
    if all(phrase.shown == phrase.spoken for phrase in phrases):
        return ()
    as_said = [replace(phrase, shown=phrase.spoken) for phrase in phrases]
    spoken = [phrase.spoken for phrase in phrases]
    places = words.places(phrases, spoken)
    return () if places == words.places(as_said, spoken) else places


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
    keep: Path | None = None
    """The folder of the store that keeps costly speech; None where there is none."""
    speech: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    """Costly speech that is kept, by its name in the store, for where there is no such folder."""

    @property
    def weight(self) -> int:
        """How much work it is, in characters to speak."""
        return sum(len(phrase.spoken) for u in self.segment.utterances for phrase in u.phrases)
