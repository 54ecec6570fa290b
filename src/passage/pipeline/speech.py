"""Speech that costs much, kept by sentence: what was said once is not asked for again.

Online voices speak before anything is rendered, one sentence after the other. Each is kept as soon
as it has come, so that a build that is stopped, by whomever, goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from passage import fingerprint, voicing
from passage.errors import PassageError, ServiceRefused, VoicingFailed
from passage.keeping.store import Store
from passage.model import Segment, Speech, Utterance, Word
from passage.pipeline.recipes import Job, with_identities


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that an online voice has still to speak."""

    utterance: Utterance
    segment: Segment
    number: int
    """In its segment, from 1."""
    key: str
    requests: int


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes to services on the net, and how much of it is done."""

    done: int
    sentences: int
    requests: int
    """For all of them; one that is tried again counts once."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of asking."""

    requests: int = 0
    failures: Mapping[str, PassageError] = field(default_factory=dict)
    """By the key of the sentence."""

    def lacking(self, jobs: Iterable[Job]) -> dict[str, PassageError]:
        """Why clips (by their keys) cannot be made: the first sentence of each that is missing."""
        return {
            job.key: self.failures[name]
            for job in (jobs if self.failures else ())
            for name in reversed(tuple(keys([job.segment])))
            if name in self.failures
        }


class Shelf(Protocol):
    """Where speech is kept."""

    def get(self, key: str) -> bytes | None:
        """What is kept under a name."""

    def put(self, key: str, data: bytes) -> None:
        """Keep it."""


class Carried:
    """The speech that came along with a job: on a machine that keeps none."""

    def __init__(self, speech: Iterable[tuple[str, bytes]]) -> None:
        self._speech = dict(speech)

    def get(self, key: str) -> bytes | None:
        """What came along under a name."""
        return self._speech.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Let it go: only the clip goes back."""


def kept(job: Job, store: Store) -> tuple[tuple[str, bytes], ...]:
    """The costly speech of a job that is kept, by name, to go along with it."""
    named = dict.fromkeys(keys([job.segment]))
    return tuple((name, data) for name in named if (data := store.get(name)) is not None)


def of(utterance: Utterance, store: Shelf | None) -> Speech:
    """The speech of a sentence: kept, or spoken here and kept if it was costly.

    Raises VoicingFailed, also for an online voice whose speech was not fetched before.
    """
    engine = voicing.engine(utterance.voice.engine)
    if not engine.costly or (store is None and not engine.online):
        return engine.speak(utterance)
    kept = store.get(key(utterance)) if store else None
    if kept is not None:
        return _load(kept)
    if engine.online or store is None:
        raise VoicingFailed(utterance.shown, "its speech was not fetched", "passage build")
    speech = engine.speak(utterance)
    store.put(key(utterance), _dump(speech))
    return speech


def key(utterance: Utterance) -> str:
    """The name in the store of a sentence's speech, which depends on no place and no spelling."""
    utterance = with_identities(utterance)
    phrases = [(p.spoken, p.language, p.voice, p.phonemes) for p in utterance.phrases]
    engine = voicing.engine(utterance.voice.engine).identity()
    return fingerprint.of("speech", phrases, utterance.language, utterance.voice, engine)


def keys(segments: Iterable[Segment]) -> Iterator[str]:
    """The names of all speech that is kept for segments."""
    for segment in segments:
        for utterance in segment.utterances:
            if voicing.engine(utterance.voice.engine).costly:
                yield key(utterance)


def missing(jobs: Iterable[Job], store: Store) -> tuple[Sentence, ...]:
    """The sentences that online voices have still to speak, each once, in order."""
    found: dict[str, Sentence] = {}
    for job in jobs:
        for number, utterance in enumerate(job.segment.utterances, 1):
            engine = voicing.engine(utterance.voice.engine)
            if not engine.online:
                continue
            name = key(utterance)
            if name not in found and store.get(name) is None:
                requests = engine.requests(utterance)
                found[name] = Sentence(utterance, job.segment, number, name, requests)
    return tuple(found.values())


def sending(sentences: Sequence[Sentence], done: int = 0) -> Sending:
    """Tell how much there is to send."""
    return Sending(done, len(sentences), sum(sentence.requests for sentence in sentences))


def fetch(
    sentences: Sequence[Sentence],
    store: Store,
    budget: int | None,
    tell: Callable[[Sending], None],
) -> Fetched:
    """Let online voices speak, and keep each sentence that comes.

    `budget` is the most requests; what exceeds it is not sent. When a service refuses, nothing
    more is sent. `tell` is told before the first sentence, and after each segment.
    Raises DeliveryFailed when there is no room to keep what comes.
    """
    spent, failures = 0, dict[str, PassageError]()
    stopped: PassageError | None = None
    if sentences:
        tell(sending(sentences))
    for number, sentence in enumerate(sentences):
        if stopped is None and budget is not None and spent + sentence.requests > budget:
            stopped = _too_much(sentences, number, budget)
        if stopped is not None:
            failures[sentence.key] = stopped
            continue
        spent += sentence.requests
        try:
            engine = voicing.engine(sentence.utterance.voice.engine)
            store.put(sentence.key, _dump(engine.speak(sentence.utterance)))
        except VoicingFailed as failure:
            told = _told(failure, sentence, sentences, number - len(failures))
            failures[sentence.key] = told
            stopped = told if isinstance(told, ServiceRefused) else None
        if _ends_segment(sentences, number):
            tell(sending(sentences, number + 1))
    return Fetched(spent, failures)


def _ends_segment(sentences: Sequence[Sentence], number: int) -> bool:
    rest = sentences[number + 1 :]
    return not rest or rest[0].segment is not sentences[number].segment


def _told(
    failure: VoicingFailed, sentence: Sentence, sentences: Sequence[Sentence], kept: int
) -> VoicingFailed:
    subject = f"{_where(sentence)} ({failure.subject.strip()})"
    if not isinstance(failure, ServiceRefused):
        return VoicingFailed(subject, failure.problem, failure.hint)
    problem = f"{failure.problem}; {kept} of {len(sentences)} sentences came and are kept"
    return ServiceRefused(subject, f"{problem}, nothing more was sent", failure.hint)


def _too_much(sentences: Sequence[Sentence], number: int, budget: int) -> VoicingFailed:
    left = sending(sentences[number:])
    return VoicingFailed(
        _where(sentences[number]),
        f"this and what follows was not sent: {left.sentences} of {len(sentences)} sentences "
        f"take {left.requests} more requests than the budget of {budget} allowed",
        f"what came is kept; to go on: passage build --budget {left.requests}",
    )


def _where(sentence: Sentence) -> str:
    where, title = sentence.utterance.place, sentence.segment.title
    return f"{where or title}: sentence {sentence.number}" + (f" of {title}" if where else "")


class _Head(msgspec.Struct):
    rate: int
    words: tuple[Word, ...]


# Made before there are threads: see mixing.clips.
_head = msgspec.json.Decoder(_Head)


def _dump(speech: Speech) -> bytes:
    return msgspec.json.encode(_Head(speech.rate, speech.words)) + b"\n" + speech.samples


def _load(data: bytes) -> Speech:
    line, _, samples = data.partition(b"\n")
    head = _head.decode(line)
    return Speech(samples, head.rate, head.words)
