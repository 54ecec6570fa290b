"""What every engine can do; the rest of Passage knows engines only by this."""

from __future__ import annotations

from typing import Protocol

from passage.model import Speech, Utterance, Voice


class Engine(Protocol):
    """Something that speaks.

    An engine keeps no memory of what it said: the same utterance gives the same samples in
    every process, on every run and in every order, or the cache would keep a lie.
    """

    @property
    def online(self) -> bool:
        """Whether the text leaves this machine."""

    @property
    def costly(self) -> bool:
        """Whether what it said is worth keeping, sentence by sentence, beside the clips."""

    def requests(self, utterance: Utterance) -> int:
        """How many requests leave this machine to speak a sentence; 0 when none does."""

    def fault(self) -> str | None:
        """Say why the engine cannot speak here and what to do about it; None when it can."""

    def voice_fault(self, voice: Voice, language: str) -> str | None:
        """Say why it cannot speak with this voice in this language; None when it can."""

    def reads(self, language: str) -> bool:
        """Whether it reads words of this language by their own rules within another language."""

    def identity(self) -> str:
        """Everything about the engine itself that shapes its sound, such as its version."""

    def voice_identity(self, name: str) -> str:
        """Everything about the voice with this name that shapes its sound, wherever it lies."""

    def speak(self, utterance: Utterance) -> Speech:
        """Speak one sentence. Raises VoicingFailed, and returns no silence instead of speech."""
