"""From a segment to its clip: what shapes it, its key, and the making of it."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass, field, fields

from passage import fingerprint, voicing
from passage.errors import VoicingFailed
from passage.mixing import assembly, bed, clips, encoder, mastering
from passage.model import Phrase, Role, Segment, Sound, Utterance, Voice


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
        text=fingerprint.of(
            [(u.language, [(p.spoken, p.language) for p in u.phrases]) for u in utterances]
        ),
        voice=fingerprint.of([(u.voice, [p.voice for p in u.phrases]) for u in utterances]),
        engine=", ".join(voicing.engine(name).identity() for name in engines),
        sound=fingerprint.of(
            [utterance.pause for utterance in utterances],
            (sound.loudness, sound.true_peak),
            segment.chime and sound.paragraph_pause,
            (assembly.VERSION, mastering.VERSION),
            *([(bed.VERSION, music)] if bed.is_under(segment, sound) else []),
        ),
        encoder=encoder.identity(),
    )


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


def render(job: Job) -> bytes:
    """Make a clip: a pure function of its argument, wherever it runs.

    Raises VoicingFailed, which then says where in its script the sentence stands, or MixingFailed.
    """
    speeches = []
    for number, utterance in enumerate(job.segment.utterances, 1):
        try:
            speeches.append(voicing.engine(utterance.voice.engine).speak(utterance))
        except VoicingFailed as failure:
            where = utterance.place or job.segment.title
            subject = f"{where}: sentence {number} ({failure.subject.strip()})"
            raise VoicingFailed(subject, failure.problem, failure.hint) from failure
    assembled = assembly.assemble(job.segment, speeches, job.sound)
    makeup = _makeup(*_main_voice(job.segment), job.sound)
    if bed.is_under(job.segment, job.sound):
        assembled = bed.lay(assembled, job.bed, job.sound.music, makeup)
    return clips.dump(mastering.master(assembled, job.sound, makeup))


def _main_voice(segment: Segment) -> tuple[Voice, str]:
    """Who says most of a segment, and in which language."""
    said = Counter[tuple[Voice, str]]()
    for utterance in segment.utterances:
        said[utterance.voice, utterance.language] += len(utterance.shown)
    return said.most_common(1)[0][0]


_NUMBERS = ", ".join(map(str, range(1, 16))) + "."
"""Said in every language, and long enough to hear what a voice is like."""


@functools.cache
def _makeup(voice: Voice, language: str, sound: Sound) -> float:
    """What mastering takes from a voice: it depends on the voice alone, so it is asked once."""
    engine = voicing.engine(voice.engine)
    if engine.online:
        return mastering.MAKEUP
    phrase = Phrase(_NUMBERS, _NUMBERS, language)
    sample = Utterance((phrase,), language, voice, "", sound.segment_pause)
    segment = Segment(Role.TESTIMONY, "", (sample,))
    speech = engine.speak(sample)
    return mastering.makeup_for(assembly.assemble(segment, [speech], sound), sound)
