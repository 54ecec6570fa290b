"""A Piper voice that is loaded: phonemes in, samples and the time of each phoneme out.

This, and what it imports, is loaded when the first sentence is spoken, and no sooner.
"""

from __future__ import annotations

import contextlib
import functools
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnxruntime
from piper import PiperConfig, PiperVoice, SynthesisConfig
from piper.config import PhonemeType
from piper.const import BOS, EOS, PAD
from piper.phonemize_espeak import EspeakPhonemizer

from passage.voicing import piper_outputs, piper_voices

LONGEST = 400
"""Phonemes that are spoken at once, half a minute: what a model needs of memory grows with the
square of it."""

_ERRORS_ONLY = 3
_SCRIPT_SUBTAG = 4
"""Letters of a script's subtag in a language tag (RFC 5646, 2.2.3)."""

_NOT_SOUNDS = dict.fromkeys(map(ord, "/[]().‿|‖\u0361\u035c"))
"""What transcriptions hold beside sounds: brackets, ends of syllables, ties. A full stop would be
the end of a sentence to the model."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What a model made of phonemes."""

    samples: bytes = field(repr=False)
    """16-bit signed little-endian mono."""
    starts: tuple[int, ...] = ()
    """The sample at which each phoneme begins; empty when the model does not tell."""


class LoadedModel:
    """A model in memory. Raises whatever onnxruntime raises for a file that is none."""

    def __init__(self, path: Path) -> None:
        description = path.with_name(f"{path.name}.json").read_bytes()
        self._voice = PiperVoice(
            config=PiperConfig.from_dict(json.loads(description)), session=_session(path)
        )
        self._ids = self._voice.config.phoneme_id_map
        self.rate = self._voice.config.sample_rate

    def phonemes(self, text: str, language: str = "") -> list[str]:
        """Read text as phonemes that the model knows.

        In another `language` than the model's own only when it knows every sound of the reading.
        """
        if self._voice.config.phoneme_type is PhonemeType.ESPEAK:
            foreign = self._foreign(text, language)
            if foreign and not self.unknown(foreign):
                return self._known(foreign)
        # Two brackets would make the package take text for phonemes.
        return self._known(_flat(self._voice.phonemize(re.sub(r"\[+", "[", text))))

    def transcribed(self, ipa: str) -> list[str]:
        """The phonemes of a transcription. Raises LookupError with the sounds it does not know."""
        plain = unicodedata.normalize("NFD", ipa.translate(_NOT_SOUNDS))
        if "ɡ" not in self._ids:
            plain = plain.replace("ɡ", "g")
        unknown = self.unknown(plain)
        if unknown:
            raise LookupError(unknown)
        return self._known(plain)

    def unknown(self, phonemes: Sequence[str]) -> str:
        """The sounds that the model never learnt. A mark that it lacks changes a sound, no more."""
        lacking = (one for one in phonemes if one not in self._ids and one[:1].isalpha())
        return " ".join(dict.fromkeys(lacking))

    def speak(self, phonemes: Sequence[str], speed: int, speaker: int | None) -> Sound:
        """Speak phonemes that it knows, at a speed in per cent of the model's own."""
        config = self._voice.config
        settings = SynthesisConfig(
            speaker_id=speaker,
            length_scale=config.length_scale * 100 / speed,
            noise_scale=0,
            noise_w_scale=0,
            normalize_audio=False,
        )
        pieces = list(_pieces(phonemes))
        sounds = [self._speak_piece(piece, settings) for piece in pieces]
        return _joined(sounds, [len(piece) for piece in pieces])

    def _foreign(self, text: str, language: str) -> list[str]:
        for voice in _espeak_voices(language):
            # eSpeak NG refuses a language that it does not know.
            with contextlib.suppress(RuntimeError):
                clusters = self._voice.config.vowel_clusters
                return _flat(_phonemizer().phonemize(voice, text, vowel_clusters=clusters))
        return []

    def _speak_piece(self, phonemes: Sequence[str], settings: SynthesisConfig) -> Sound:
        ids = self._voice.phonemes_to_ids(list(phonemes))
        made = self._voice.phoneme_ids_to_audio(ids, settings, include_alignments=True)
        audio, lengths = made if isinstance(made, tuple) else (made, None)
        audio = np.atleast_1d(audio)
        if not np.isfinite(audio).all():
            raise ArithmeticError("the model made numbers that are no sound")
        samples = np.clip(audio * 32767, -32767, 32767).astype("<i2").tobytes()
        if lengths is None or lengths.size != len(ids) or int(lengths.sum()) != audio.size:
            return Sound(samples)
        ends = np.cumsum(lengths).tolist()
        return Sound(samples, tuple(ends[at - 1] for at in self._positions(phonemes)))

    def _positions(self, phonemes: Sequence[str]) -> Iterator[int]:
        """Where the ids of each phoneme begin: each is followed by a pad, as the first mark is."""
        pad = len(self._ids[PAD])
        at = len(self._ids[BOS]) + pad
        for phoneme in phonemes:
            yield at
            at += len(self._ids[phoneme]) + pad

    def _known(self, phonemes: Sequence[str]) -> list[str]:
        return [one for one in phonemes if one in self._ids and one not in {BOS, EOS, PAD}]


def loaded(path: Path) -> LoadedModel:
    """The voice at `path`, loaded once in a process, and again when the file changes."""
    return _loaded(path, piper_voices.state(path))


@functools.cache
def _loaded(path: Path, _state: object) -> LoadedModel:
    return LoadedModel(path)


def _session(path: Path) -> onnxruntime.InferenceSession:
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    # Clips are made on all processors at once. One thread also adds in the same order everywhere.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = piper_outputs.with_durations(path.read_bytes())
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


@functools.cache
def _phonemizer() -> EspeakPhonemizer:
    return EspeakPhonemizer()


def _flat(sentences: Sequence[Sequence[str]]) -> list[str]:
    """Sentences as one, with spaces between them."""
    return [one for sentence in sentences if sentence for one in (*sentence, " ")][:-1]


def _espeak_voices(language: str) -> Iterator[str]:
    """Of ``fr-CA`` the voices to try, best first; but of ``ko-Latn`` none for Korean letters."""
    language = language.lower()
    while language:
        yield language
        language, _, last = language.rpartition("-")
        if len(last) == _SCRIPT_SUBTAG:
            return


def _pieces(phonemes: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut what is too long to be spoken at once: after a mark, or between words, or anywhere."""
    while len(phonemes) > LONGEST:
        window = "".join(one if len(one) == 1 else "_" for one in phonemes[:LONGEST])
        cut = next(
            (found.end() for mark in (r".*[.!?;:,] ", r".* ") if (found := re.match(mark, window))),
            LONGEST,
        )
        yield phonemes[:cut]
        phonemes = phonemes[cut:]
    yield phonemes


def _joined(sounds: Sequence[Sound], counts: Sequence[int]) -> Sound:
    samples = b"".join(sound.samples for sound in sounds)
    starts: list[int] = []
    begun = 0
    for sound, count in zip(sounds, counts, strict=True):
        if len(sound.starts) != count:
            return Sound(samples)
        starts += [begun + start for start in sound.starts]
        begun += len(sound.samples) // 2
    return Sound(samples, tuple(starts))
