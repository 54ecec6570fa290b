"""The default engine: eSpeak NG runs everywhere, in a hundred languages, and sends nothing."""

from __future__ import annotations

import functools
import importlib.metadata

from passage.errors import VoicingFailed
from passage.model import Phrase, Speech, Utterance, Voice
from passage.voicing import espeak_voices, libespeak

WORDS_A_MINUTE = 175
"""espeakRATE at 100 %: the library's own default (espeak-ng/speak_lib.h)."""

SLOWEST, FASTEST = 80, 450
"""The words a minute that the library can do (espeak-ng/speak_lib.h)."""

PITCH = 50
"""espeakPITCH at 100 %, of 0 to 99: the library's own default (espeak-ng/speak_lib.h)."""

HIGHEST = 99


class Espeak:
    """eSpeak NG from its wheel."""

    online = False

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

    def identity(self) -> str:
        """The version of the wheel, which carries the library and its data."""
        return _identity()

    def voice_identity(self, name: str) -> str:
        """The name of the voice: the wheel carries them all."""
        return name

    def speak(self, utterance: Utterance) -> Speech:
        """Speak one sentence, each phrase in its language and all in the same speaker's voice."""
        try:
            base = espeak_voices.named(utterance.voice.name, utterance.language)
        except LookupError as error:
            raise VoicingFailed(utterance.shown, error.args[0]) from error
        spoken = [_phrase(phrase, utterance, base) for phrase in utterance.phrases]
        samples = b"".join(samples for samples, _ in spoken)
        if not samples:
            raise VoicingFailed(
                utterance.shown,
                f"eSpeak NG has no sound for this in the voice {base}",
                'mark its language with [word]{lang=…}, or write how it is said: [word]{say="…"}',
            )
        return Speech(samples, spoken[0][1])


@functools.cache
def _identity() -> str:
    return f"espeak {importlib.metadata.version('espeakng-loader')}"


def _phrase(phrase: Phrase, utterance: Utterance, base: str) -> tuple[bytes, int]:
    """Samples and their rate. The library's own change of voice would change the speaker too."""
    text = phrase.spoken
    if phrase is not utterance.phrases[-1] and text.rstrip()[-1:].isalnum():
        # The sentence goes on: without the comma the voice would fall as at its end.
        text = f"{text.rstrip()},"
    voice = utterance.voice
    with libespeak.Library() as library:
        library.choose(_voice(phrase, utterance, base))
        samples = library.synthesize(
            text,
            words_a_minute=max(SLOWEST, min(WORDS_A_MINUTE * voice.speed // 100, FASTEST)),
            pitch=max(0, min(PITCH * voice.pitch // 100, HIGHEST)),
        )
        return samples, library.rate


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
