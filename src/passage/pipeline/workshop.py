"""The making of a clip: the one place with all the tools, loaded when there is work to do."""

from __future__ import annotations

from passage import voicing
from passage.errors import VoicingFailed
from passage.keeping.store import Store
from passage.mixing import assembly, bed, clips, has_bed, mastering
from passage.model import Phrase, Role, Segment, Sound, Utterance, Voice
from passage.pipeline import speech
from passage.pipeline.recipes import Job


def render(job: Job) -> bytes:
    """Make a clip: a pure function of its argument, wherever it runs.

    Costly speech that is kept is taken from there: it is what the voice would say again.
    Raises VoicingFailed, which then says where in its script the sentence stands, or MixingFailed.
    """
    store = Store(job.keep) if job.keep else speech.Carried(job.speech)
    speeches = []
    for number, utterance in enumerate(job.segment.utterances, 1):
        try:
            speeches.append(speech.of(utterance, store))
        except VoicingFailed as failure:
            where = utterance.place or job.segment.title
            subject = f"{where}: sentence {number} ({failure.subject.strip()})"
            raise VoicingFailed(subject, failure.problem, failure.hint) from failure
    assembled = assembly.assemble(job.segment, speeches, job.sound)
    makeup = mastering.MAKEUP if job.makeup is None else job.makeup
    if has_bed(job.segment, job.sound):
        assembled = bed.lay(assembled, job.bed, job.sound.music, makeup)
    return clips.dump(mastering.master(assembled, job.sound, makeup))


_NUMBERS = ", ".join(map(str, range(1, 16))) + "."
"""Said in every language, and long enough to hear what a voice is like."""


def makeup(voice: Voice, language: str, sound: Sound) -> float:
    """What mastering takes from a voice, in dB. Raises VoicingFailed or MixingFailed."""
    engine = voicing.engine(voice.engine)
    if engine.online:
        return mastering.MAKEUP
    phrase = Phrase(_NUMBERS, _NUMBERS, language)
    sample = Utterance((phrase,), language, voice, "", sound.segment_pause)
    segment = Segment(Role.TESTIMONY, "", (sample,))
    said = engine.speak(sample)
    return mastering.makeup_for(assembly.assemble(segment, [said], sound), sound)
