"""Google Translate's voices, for shows that allow their text to be sent there.

gTTS cuts the text and builds the requests; `sending` sends them. Google offers this to people who
look up a word and promises it to nobody, so that what it said is worth keeping.
"""

from __future__ import annotations

import importlib.util
import itertools
from collections.abc import Iterator

from passage import ffmpeg
from passage.errors import EngineUnavailable, MixingFailed, ServiceRefused, VoicingFailed
from passage.model import Phrase, Speech, Utterance, Voice
from passage.voicing import google, google_voices, sending
from passage.voicing.google_voices import GoogleVoice

VERSION = 1
"""Goes up when the same text gives other requests, or the same answers other samples. The version
of gTTS is not asked: what Google said is kept for ever, however it is asked today."""

RATE = 24000
"""Samples a second that Google sends (observed)."""

QUIET = 100
"""Of 32,768: what lies below (-50 dBFS) at the ends of a sentence is no speech."""

MARGIN = RATE // 50
"""Samples kept before and after speech, so that no soft consonant is cut: 20 ms."""

_SLOWEST_STEP = 50
"""Per cent of speed that ffmpeg's atempo does in one step."""

_USUAL = 100


class Gtts:
    """Google Translate, through gTTS.

    `address` is another server's that plays Google, and `verify` whom it must be able to prove
    that it is (True, or a file of certificates); both are for tests.
    """

    online = True
    costly = True

    def __init__(
        self,
        address: str = "",
        *,
        verify: bool | str = True,
        manners: sending.Manners = sending.Manners(),  # noqa: B008 - it is frozen
    ) -> None:
        self._address = address
        self._sender = sending.Sender(manners, verify=verify)

    def fault(self) -> str | None:
        """Say that gTTS is missing. Whether Google answers is seen when it is asked."""
        if importlib.util.find_spec("gtts") is None:
            return f"gTTS is not installed: {google_voices.INSTALL}"
        return None

    def voice_fault(self, voice: Voice, language: str) -> str | None:
        """Say that Google has no such voice, none for the language, or cannot change its pitch."""
        if voice.pitch != _USUAL:
            return (
                "Google Translate cannot speak higher or lower: take the pitch away "
                "(another accent, such as en@co.uk, is another voice)"
            )
        try:
            google_voices.named(voice.name, language)
        except LookupError as error:
            return str(error.args[0])
        except EngineUnavailable as error:
            return error.problem
        return None

    def reads(self, language: str) -> bool:
        """Whether Google has a voice for the language."""
        return google_voices.reads(language)

    def identity(self) -> str:
        """Our own version: Google tells none."""
        return f"gtts {VERSION}"

    def requests(self, utterance: Utterance) -> int:
        """How many requests a sentence takes."""
        return sum(len(google.requests(*part)) for part in self._parts(utterance))

    def voice_identity(self, name: str) -> str:
        """The name of the voice: what it sounds like is up to Google."""
        return name

    def speak(self, utterance: Utterance) -> Speech:
        """Ask Google to speak a sentence, each phrase in its language.

        Raises ServiceRefused when Google does not do it, and VoicingFailed when it cannot.
        """
        try:
            requests = [
                request
                for text, voice in self._parts(utterance)
                for request in google.requests(text, voice, self._address)
            ]
            answers = [google.speech(self._sender.send(request)) for request in requests]
        except ServiceRefused as refused:
            problem = f"Google Translate {refused.problem}"
            raise ServiceRefused(utterance.shown, problem, refused.hint) from refused
        except google.NoSpeech:
            raise _nothing(utterance) from None
        except ValueError as error:
            problem = f"what Google Translate answered is no speech: {error}"
            raise ServiceRefused(utterance.shown, problem, sending.LATER) from error
        samples = b"".join(_decoded(answer, utterance) for answer in answers)
        return Speech(_trimmed(samples, utterance), RATE)

    def _parts(self, utterance: Utterance) -> Iterator[tuple[str, GoogleVoice]]:
        """The texts to ask for, each with its voice: neighbours in one voice are one."""
        try:
            own = google_voices.named(utterance.voice.name, utterance.language)
        except LookupError as error:
            raise VoicingFailed(utterance.shown, error.args[0]) from error
        spoken = [(_voice(phrase, utterance, own), phrase.spoken) for phrase in utterance.phrases]
        for voice, texts in itertools.groupby(spoken, key=lambda each: each[0]):
            yield "".join(text for _, text in texts), voice


def _voice(phrase: Phrase, utterance: Utterance, own: GoogleVoice) -> GoogleVoice:
    if phrase.language == utterance.language:
        return own
    try:
        return google_voices.named(phrase.voice or f"@{own.domain}", phrase.language)
    except LookupError:
        # A romanised run (ko-Latn) is for the eye; the sentence's own voice reads its letters.
        return own


def _decoded(answer: bytes, utterance: Utterance) -> bytes:
    speed = utterance.voice.speed
    steps = []
    while speed < _SLOWEST_STEP:
        steps.append("atempo=0.5")
        speed *= 2
    if speed != _USUAL:
        steps.append(f"atempo={speed / _USUAL}")
    source = ["-xerror", "-f", "mp3", "-i", "pipe:0"]
    target = ["-ac", "1", "-ar", str(RATE), "-f", "s16le", "pipe:1"]
    filters = ["-af", ",".join(steps)] if steps else []
    try:
        samples, _ = ffmpeg.run([*source, *filters, *target], answer)
    except MixingFailed as failure:
        problem = f"what Google Translate answered cannot be decoded: {failure.problem}"
        raise ServiceRefused(utterance.shown, problem, sending.LATER) from failure
    return samples


def _trimmed(samples: bytes, utterance: Utterance) -> bytes:
    """Take the silence from both ends: pauses are the show's. Silence alone is no speech."""
    import numpy as np  # noqa: PLC0415 - not loaded before there is something to hear

    heard = np.frombuffer(samples, dtype="<i2")
    loud = np.flatnonzero(np.abs(heard.astype(np.int32)) > QUIET)
    if not loud.size:
        raise _nothing(utterance)
    return heard[max(0, loud[0] - MARGIN) : loud[-1] + MARGIN].tobytes()


def _nothing(utterance: Utterance) -> VoicingFailed:
    return VoicingFailed(
        utterance.shown,
        "Google Translate has no sound for this",
        'mark its language with [word]{lang=…}, or write how it is said: [word]{say="…"}',
    )
