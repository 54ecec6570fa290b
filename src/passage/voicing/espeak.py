"""The default engine: eSpeak NG runs everywhere, in a hundred languages, and sends nothing."""

from __future__ import annotations

import functools
import importlib.metadata
import itertools
import operator

from passage.errors import VoicingFailed
from passage.model import Phrase, Speech, Utterance, Voice
from passage.voicing import espeak_lines as lines
from passage.voicing import espeak_voices, libespeak, words
from passage.voicing.espeak_lines import Line

VERSION = 2
"""Goes up when the same utterance is spoken to other samples, or its words timed otherwise."""

WORDS_A_MINUTE = 175
"""espeakRATE at 100 %: the library's own default (espeak-ng/speak_lib.h)."""

SLOWEST, FASTEST = 80, 450
"""The words a minute that the library can do (espeak-ng/speak_lib.h)."""

PITCH = 50
"""espeakPITCH at 100 %, of 0 to 99: the library's own default (espeak-ng/speak_lib.h)."""

HIGHEST = 99

SHORTEST_MS = 5
"""Of a sentence that is heard at all; the shortest vowel lasts longer."""

_A_LOOK = 1 << 13
"""Bytes that are searched for sound at a time: mostly the first are enough."""


class Espeak:
    """eSpeak NG from its wheel."""

    online = False
    costly = False

    def fault(self) -> str | None:
        """Say why the library cannot be loaded here; None when it can."""
        try:
            with libespeak.Library():
                return None
        except OSError as error:
            advice = "pip install --force-reinstall espeakng-loader"
            return f"eSpeak NG cannot be loaded ({error}): {advice}"

    def voice_fault(self, voice: Voice, language: str) -> str | None:
        """Say that eSpeak NG has no such voice, or none for the language; None when it has."""
        try:
            espeak_voices.named(voice.name, language)
        except LookupError as error:
            return str(error.args[0])
        return None

    def reads(self, language: str) -> bool:
        """Whether it has a voice for the language."""
        return espeak_voices.reads(language)

    def identity(self) -> str:
        """The version of the wheel, which carries the library and its data."""
        return _identity()

    def voice_identity(self, name: str) -> str:
        """The name of the voice: the wheel carries them all."""
        return name

    def requests(self, utterance: Utterance) -> int:  # noqa: ARG002 - whatever the sentence
        """None: it speaks here."""
        return 0

    def speak(self, utterance: Utterance) -> Speech:
        """Speak one sentence, each phrase in its language and all in the same speaker's voice."""
        try:
            base = espeak_voices.named(utterance.voice.name, utterance.language)
        except LookupError as error:
            raise VoicingFailed(utterance.shown, error.args[0]) from error
        pieces, begins, said = list[bytes](), list[int](), list[str]()
        voiced = [(phrase, _voice(phrase, utterance, base)) for phrase in utterance.phrases]
        rate = 0
        for voice, group in itertools.groupby(voiced, key=operator.itemgetter(1)):
            phrases = [phrase for phrase, _ in group]
            line = lines.line(phrases, voice, goes_on=phrases[-1] is not utterance.phrases[-1])
            heard, rate = _heard(line, voice, utterance)
            begun = words.begins(line.words, heard.words, len(heard.samples) // 2)
            before = sum(map(len, pieces)) // 2
            begins += [before + sample for sample in begun]
            pieces.append(heard.samples)
            said += line.said
        samples = b"".join(pieces)
        if not _is_heard(samples, rate):
            raise _silent(utterance.shown, "this", base)
        return Speech(samples, rate, words.times(utterance.phrases, said, begins, samples))


@functools.cache
def _identity() -> str:
    return f"espeak {importlib.metadata.version('espeakng-loader')}, {VERSION}"


def _heard(line: Line, voice: str, utterance: Utterance) -> tuple[libespeak.Heard, int]:
    """What one call of the library says, and its rate.

    A fresh library makes it the same always; one call keeps the melody of the sentence whole.
    """
    speed, pitch = utterance.voice.speed, utterance.voice.pitch
    with libespeak.Library() as library:
        library.choose(voice)
        heard = library.synthesize(
            line.text,
            words_a_minute=max(SLOWEST, min(WORDS_A_MINUTE * speed // 100, FASTEST)),
            pitch=max(0, min(PITCH * pitch // 100, HIGHEST)),
            phonemes=line.phonemes,
        )
        for text in dict.fromkeys(line.unheard(heard.words)):
            if not library.can_say(text):
                raise _silent(utterance.shown, f'"{text}"', voice)
        return heard, library.rate


def _is_heard(samples: bytes, rate: int) -> bool:
    """Whether there is sound in it: of a sample above -42 dBFS the high byte is not 0 or 255."""
    needed = rate * SHORTEST_MS // 1000
    for start in range(1, len(samples), _A_LOOK):
        needed -= len(samples[start : start + _A_LOOK : 2].translate(None, b"\x00\xff"))
        if needed <= 0:
            return True
    return False


def _silent(shown: str, what: str, voice: str) -> VoicingFailed:
    return VoicingFailed(
        shown,
        f"eSpeak NG has no sound for {what} in the voice {voice}",
        'mark its language with [word]{lang=…}, or write how it is said: [word]{say="…"}',
    )


def _voice(phrase: Phrase, utterance: Utterance, base: str) -> str:
    if phrase.language == utterance.language:
        return base
    # A foreign run keeps its speaker: the language changes, the variant (+m3) stays.
    _, plus, variant = base.partition("+")
    try:
        return espeak_voices.named(phrase.voice or plus + variant, phrase.language)
    except LookupError:
        # A romanised run (ko-Latn) is for the eye; the sentence's own voice reads its letters.
        return base
