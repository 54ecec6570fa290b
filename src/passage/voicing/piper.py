"""Piper: neural voices on this machine, from models that a show or its maker chose."""

from __future__ import annotations

import functools
import importlib.metadata
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from passage.errors import VoicingFailed
from passage.model import Phrase, Speech, Utterance, Voice, Word
from passage.voicing import espeak_voices, piper_voices, piper_words, words

if TYPE_CHECKING:
    # Only a type here: the package and its runtime take half a second and sixty megabytes.
    from passage.voicing.piper_model import LoadedModel

INSTALL = "pip install 'passage-podcast[piper]'"

_PACKAGES = ("piper-tts", "onnxruntime")

_PITCH = 100
"""Per cent: the only pitch that a model has."""

_SAY = 'write how it is said: [word]{say="…"}'

SHORTEST_MS = 5
"""Of a sentence that is heard at all; the shortest vowel lasts longer."""


class _Part(NamedTuple):
    samples: bytes
    rate: int
    begins: Sequence[int]
    """The sample at which each word that is said begins; empty when the model does not tell."""


class Piper:
    """Piper, with the settings under which the same sentence is always the same sound."""

    online = False
    costly = True

    def requests(self, utterance: Utterance) -> int:  # noqa: ARG002 - whatever the sentence
        """None: it speaks here."""
        return 0

    def fault(self) -> str | None:
        """Say that the package is not installed; None when it is."""
        missing = [name for name in _PACKAGES if _version(name) is None]
        return f"{' and '.join(missing)} not installed: {INSTALL}" if missing else None

    def voice_fault(self, voice: Voice, language: str) -> str | None:
        """Say what is wrong with the voice's files or that it speaks something else; else None."""
        try:
            model = piper_voices.model(voice.name)
        except LookupError as error:
            return str(error.args[0])
        if voice.pitch != _PITCH:
            return "Piper cannot change the pitch of a voice; leave out pitch, or choose espeak"
        spoken = model.config.languages
        if _main(language) not in {_main(one) for one in spoken}:
            return f'the Piper voice "{model.name}" speaks {" or ".join(spoken)}, not {language}'
        return None

    def reads(self, language: str) -> bool:
        """Whether eSpeak NG, which makes its phonemes, has rules for the language."""
        return espeak_voices.reads(language)

    def identity(self) -> str:
        """The versions of the package and of what runs its models."""
        return ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)

    def voice_identity(self, name: str) -> str:
        """A digest of the voice's files."""
        return piper_voices.identity(name)

    def speak(self, utterance: Utterance) -> Speech:
        """Speak one sentence; phrases for which the show casts a voice are spoken in that."""
        parts = [
            _spoken(utterance, name or utterance.voice.name, tuple(phrases))
            for name, phrases in itertools.groupby(utterance.phrases, lambda phrase: phrase.voice)
        ]
        rates = {part.rate for part in parts}
        if len(rates) > 1:
            what = "its voices have different sampling rates"
            raise VoicingFailed(utterance.shown, what, "choose voices of the same quality")
        samples, rate = b"".join(part.samples for part in parts), rates.pop()
        _check(samples, rate, utterance)
        return Speech(samples, rate, _words(utterance, parts, samples))


@functools.cache
def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _main(language: str) -> str:
    """The primary subtag of a language tag (RFC 5646, 2.2.1)."""
    return language.partition("-")[0].lower()


def _spoken(utterance: Utterance, name: str, phrases: Sequence[Phrase]) -> _Part:
    try:
        known = piper_voices.model(name)
        model = _loaded(known.path)
        readings = [_reading(phrase, utterance, model) for phrase in phrases]
        phonemes, firsts = _joined(phrases, readings)
        if not any(map(str.isalpha, phonemes)):
            # A model makes a breath of a mark on its own; nobody said that.
            return _Part(b"", model.rate, ())
        sound = model.speak(phonemes, utterance.voice.speed, known.speaker)
    except LookupError as error:
        raise VoicingFailed(utterance.shown, str(error.args[0]), _SAY) from error
    except Exception as error:
        # Of a damaged model the runtime raises what it likes.
        what = f'the Piper voice "{Path(name).name}" cannot speak: {error}'
        raise VoicingFailed(utterance.shown, what, "passage voices") from error
    begins = [
        first + at
        for phrase, reading, first in zip(phrases, readings, firsts, strict=True)
        for at in piper_words.begins(phrase.spoken.split(), reading, model.phonemes)
    ]
    edges = [*sound.starts, len(sound.samples) // 2]
    return _Part(sound.samples, model.rate, [edges[at] for at in begins] if sound.starts else ())


def _loaded(path: Path) -> LoadedModel:
    from passage.voicing import piper_model  # noqa: PLC0415 - half a second and fifty megabytes

    return piper_model.loaded(path)


def _reading(phrase: Phrase, utterance: Utterance, model: LoadedModel) -> list[str]:
    if phrase.phonemes:
        return model.transcribed(phrase.phonemes)
    foreign = phrase.language != utterance.language and not phrase.voice
    language = phrase.language if foreign else ""
    for word in phrase.spoken.split():
        # Digits of another script, for one, would be passed over without a word.
        told = word.isascii() or not any(map(str.isalnum, word))
        if not (told or any(map(str.isalpha, model.phonemes(word, language)))):
            raise LookupError(f'the voice cannot read "{word}"')
    return model.phonemes(phrase.spoken, language)


def _joined(
    phrases: Sequence[Phrase], readings: Sequence[Sequence[str]]
) -> tuple[list[str], list[int]]:
    """One reading of all, with the spaces between phrases, and where each phrase begins in it."""
    joined: list[str] = []
    firsts: list[int] = []
    for number, reading in enumerate(readings):
        before = phrases[number - 1].spoken if number else ""
        if joined and (before[-1:].isspace() or phrases[number].spoken[:1].isspace()):
            joined.append(" ")
        firsts.append(len(joined))
        joined += reading
    return joined, firsts


def _words(utterance: Utterance, parts: Sequence[_Part], samples: bytes) -> tuple[Word, ...]:
    if not all(part.begins or not part.samples for part in parts):
        return ()
    ends = itertools.accumulate((len(part.samples) // 2 for part in parts), initial=0)
    begins = [first + at for first, part in zip(ends, parts, strict=False) for at in part.begins]
    said = [phrase.spoken for phrase in utterance.phrases]
    return words.times(utterance.phrases, said, begins, samples)


def _check(samples: bytes, rate: int, utterance: Utterance) -> None:
    """Refuse silence: of a sample that is louder than -42 dBFS the high byte is not 0 or 255."""
    loud = len(samples[1::2].translate(None, b"\x00\xff"))
    if loud * 1000 < rate * SHORTEST_MS:
        name = Path(utterance.voice.name).name
        what = f'there is nothing to be heard of this in the voice "{name}"'
        raise VoicingFailed(utterance.shown, what, _SAY)
