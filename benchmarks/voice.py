"""What a voice costs: the bare eSpeak library in a loop, and our engine with its word times.

Usage: python -m benchmarks.voice bare|engine SENTENCES, in a process of its own, so that its peak
memory is its own. The same invented sentences are spoken, in one voice.
"""

from __future__ import annotations

import ctypes
import random
import sys

import espeakng_loader

from benchmarks import shows

_SYNCHRONOUS, _UTF8 = 2, 1
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def main(how: str, count: int) -> None:
    """Speak so many sentences. Raises ValueError when one gives no sound."""
    chance = random.Random(1)  # noqa: S311 - the same sentences every time, not secrets
    sentences = [shows.sentence(chance) for _ in range(count)]
    {"bare": bare, "engine": engine}[how](sentences)


def bare(sentences: list[str]) -> None:
    """The library as it is: loaded once, nothing reset, no word times."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    library.espeak_Initialize(_SYNCHRONOUS, 1000, data, 0)
    library.espeak_SetVoiceByName(b"en-us")
    heard: list[bytes] = []

    def listen(wave: int | None, samples: int, _events: int) -> int:
        if wave and samples > 0:
            heard.append(ctypes.string_at(wave, samples * 2))
        return 0

    callback = _CALLBACK(listen)
    library.espeak_SetSynthCallback(callback)
    for sentence in sentences:
        text = sentence.encode() + b"\0"
        library.espeak_Synth(text, len(text), 0, 1, 0, _UTF8, None, None)
        if not b"".join(heard):
            raise ValueError(sentence)
        heard.clear()


def engine(sentences: list[str]) -> None:
    """Our engine: a fresh library for each sentence, and every word timed."""
    from passage import voicing  # noqa: PLC0415 - so that the bare loop carries none of it
    from passage.model import Milliseconds, Phrase, Utterance, Voice  # noqa: PLC0415

    speaks = voicing.engine("espeak")
    for sentence in sentences:
        phrases = (Phrase(sentence, sentence, "en"),)
        speech = speaks.speak(Utterance(phrases, "en", Voice(name="en-us"), "", Milliseconds(0)))
        if len(speech.words) != len(sentence.split()):
            raise ValueError(sentence)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
