"""What travels to another machine and back: a segment's own data there, its clip's bytes home.

Machines share no disk. A voice that is a file is named by the digest of its files, and is found
by it where the work is done.
"""

from __future__ import annotations

import functools
import platform
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from passage import __version__, fingerprint, voicing
from passage.errors import MixingFailed, PassageError
from passage.keeping.store import Store
from passage.mixing import clips, encoder
from passage.model import Milliseconds, Phrase, Role, Segment, Sound, Utterance, Voice
from passage.pipeline import seating, speech
from passage.pipeline.recipes import Job
from passage.pipeline.seating import NOWHERE, Place
from passage.voicing import piper_voices

_one_at_a_time = threading.Lock()
"""Piper's phonemes come from a library that keeps one voice for the whole process."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A job on its way. Its words are in no name and no log of those who carry it."""

    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a parcel: a clip with its digest, or why there is none."""

    clip: bytes = field(default=b"", repr=False)
    digest: str = ""
    failure: PassageError | None = field(default=None, repr=False)
    fault: str = ""
    """The kind of a failure that Passage does not know, without any of its words."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What came of several parcels, in their order."""

    answers: tuple[Answer, ...]
    seconds: float
    """How long the worker was at it."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a worker has to have for a build."""

    engines: tuple[str, ...]
    models: tuple[tuple[str, str, str], ...] = ()
    """Voices that are files: the digest, the language that they speak, and what people call it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a machine says of itself: all of it shapes what it makes."""

    passage: str
    engines: tuple[tuple[str, str], ...]
    encoder: str
    sample: str
    """Of what it makes of sentences that everybody knows: processors and libraries differ."""
    machine: str
    """For people, such as ``x86_64, Python 3.11.7``."""
    lacking: tuple[str, ...] = ()
    """What it cannot do at all, each with why."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a worker says of itself."""

    name: str
    standing: Standing
    place: Place = NOWHERE


def pack(job: Job, store: Store) -> Parcel:
    """Make a job ready to travel, with the costly speech that is kept for it."""
    going = replace(
        job,
        segment=_renamed(job.segment, _identity),
        keep=None,
        speech=speech.kept(job, store),
    )
    return Parcel(msgspec.msgpack.encode(going))


def make(parcels: tuple[Parcel, ...], processor: int | None = None) -> Answers:
    """Make the clips, on whatever machine this is. A failure comes home as a value.

    With a `processor` of its number, they are made there.

    What is raised, the farm's own programs would write into their logs, words and all.
    """
    began = time.monotonic()
    with seating.kept_to(processor):
        answers = tuple(map(_made, parcels))
    return Answers(answers, time.monotonic() - began)


# Made before there are threads: see mixing.clips.
_jobs = msgspec.msgpack.Decoder(Job)


def _made(parcel: Parcel) -> Answer:
    from passage.pipeline import workshop  # noqa: PLC0415 - loaded where something is made

    try:
        job = _jobs.decode(parcel.data)
        job = replace(job, segment=_renamed(job.segment, _located))
        if _is_free_of_files(job.segment):
            clip = workshop.render(job)
        else:
            with _one_at_a_time:
                clip = workshop.render(job)
    except PassageError as failure:
        return Answer(failure=failure)
    except Exception as error:  # noqa: BLE001 - told by its kind; its words may be a testimony's
        return Answer(fault=type(error).__name__)
    return Answer(clip, fingerprint.of_bytes(clip))


def opened(answer: Answer, job: Job) -> bytes:
    """The clip of an answer. Raises what the worker could not do, and ValueError when damaged."""
    if answer.failure is not None:
        raise answer.failure
    if answer.fault:
        raise MixingFailed("passage", f"a worker met an error of the kind {answer.fault}")
    if fingerprint.of_bytes(answer.clip) != answer.digest:
        raise ValueError("its checksum is another than the worker told")
    if not clips.is_whole(answer.clip, len(job.segment.utterances)):
        raise ValueError("it is not the clip of its segment")
    return answer.clip


def needs(jobs: Sequence[Job]) -> Needs:
    """What workers have to have for these jobs."""
    engines, models = set[str](), set[tuple[str, str, str]]()
    for job in jobs:
        for utterance in job.segment.utterances:
            engine = utterance.voice.engine
            engines.add(engine)
            if engine == _FILES:
                for phrase in utterance.phrases:
                    name = phrase.voice or utterance.voice.name
                    language = phrase.language if phrase.voice else utterance.language
                    models.add((_identity(engine, name), language, piper_voices.shown(name)))
    return Needs(tuple(sorted(engines)), tuple(sorted(models)))


def standing(needed: Needs) -> Standing:
    """What this machine is, for what is needed. Raises nothing: what it cannot do, it tells."""
    with _one_at_a_time:
        # A process may be many workers; it finds out once.
        return _standing(needed)


@functools.cache
def _standing(needed: Needs) -> Standing:
    lacking = tuple(_lacking(needed))
    return Standing(
        passage=__version__,
        engines=tuple((name, voicing.engine(name).identity()) for name in needed.engines),
        encoder=_told(encoder.identity),
        sample="" if lacking else _told(lambda: _sample(needed)),
        machine=f"{platform.machine()}, Python {platform.python_version()}",
        lacking=lacking,
    )


def differences(ours: Standing, theirs: Standing) -> tuple[str, ...]:
    """Why a worker would make other bytes than this machine, or none; nothing when it would not."""
    if ours.passage != theirs.passage:
        return (f"it has Passage {theirs.passage}, here is {ours.passage}",)
    told = [
        f"it has {others or 'no ' + name}, here is {own}"
        for (name, own), (_, others) in zip(ours.engines, theirs.engines, strict=True)
        if own != others
    ]
    if ours.encoder != theirs.encoder:
        told.append(f"it has {theirs.encoder}, here is {ours.encoder}")
    told += theirs.lacking
    if not told and ours.sample != theirs.sample:
        told.append(
            f"the same sentence is other bytes there ({theirs.machine}) than here ({ours.machine})"
        )
    return tuple(told)


_FILES = "piper"
"""The engine whose voices are files."""


def _renamed(segment: Segment, name: Callable[[str, str], str]) -> Segment:
    if _is_free_of_files(segment):
        return segment
    return replace(segment, utterances=tuple(_voiced(u, name) for u in segment.utterances))


def _voiced(utterance: Utterance, name: Callable[[str, str], str]) -> Utterance:
    engine = utterance.voice.engine
    voice = replace(utterance.voice, name=name(engine, utterance.voice.name))
    phrases = tuple(replace(p, voice=name(engine, p.voice)) for p in utterance.phrases)
    return replace(utterance, voice=voice, phrases=phrases)


def _is_free_of_files(segment: Segment) -> bool:
    return all(utterance.voice.engine != _FILES for utterance in segment.utterances)


def _identity(engine: str, name: str) -> str:
    return voicing.engine(engine).voice_identity(name) if engine == _FILES and name else name


def _located(engine: str, name: str) -> str:
    return piper_voices.by_identity(name) if engine == _FILES and name else name


def _lacking(needed: Needs) -> Iterator[str]:
    for name in needed.engines:
        engine = voicing.engine(name)
        # What an online voice said comes along with the job: nothing is sent from here.
        if not engine.online and (fault := engine.fault()):
            yield fault
    for identity, _, shown in needed.models:
        try:
            piper_voices.by_identity(identity)
        except LookupError:
            yield f'it has not the Piper voice "{shown}" (passage voices fetch, or copy its files)'


def _told(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except PassageError as failure:
        return f"{failure.subject}: {failure.problem}"


_COUNTING = ", ".join(map(str, range(1, 16))) + "."


def _sample(needed: Needs) -> str:
    """Digest a clip, and a sentence of each voice that is a file."""
    from passage.pipeline import workshop  # noqa: PLC0415 - as above

    segment = Segment(Role.OPENING, "", (_said(Voice()),), chime=True)
    made = [workshop.render(Job("", segment, Sound()))]
    for identity, language, _ in needed.models:
        voice = Voice(_FILES, piper_voices.by_identity(identity))
        made.append(voicing.engine(_FILES).speak(_said(voice, language)).samples)
    return fingerprint.of(sys.byteorder, made)


def _said(voice: Voice, language: str = "en") -> Utterance:
    phrase = Phrase(_COUNTING, _COUNTING, language)
    return Utterance((phrase,), language, voice, "", Milliseconds(300))
