"""The same utterance gives the same samples: in two processes, in two orders."""

from __future__ import annotations

import subprocess
import sys

from passage import fingerprint, voicing
from passage.model import Milliseconds, Phrase, Utterance, Voice

VOICES = ("en-us+m3", "en-gb", "en-us+f4", "en-us+whisper", "en-us+klatt2")
SUBJECTS = ("My mother", "The guard", "Nobody", "A truck", "The river")
VERBS = ("waited", "crossed 3,000 fields", "sang softly, then slept", "spoke of home")
ENDS = (".", "; it was late.")


def utterances() -> list[Utterance]:
    """200 sentences: some with IPA, some with a word in another language."""
    found = []
    for number in range(200):
        subject, verb = SUBJECTS[number % 5], VERBS[number // 5 % 4]
        phrases = [Phrase(f"{subject} {verb} ", f"{subject} {verb} ", "en")]
        if number % 3 == 0:
            phrases.append(Phrase("Haneul", "Haneul", "en", phonemes="haˈnɯl"))
        elif number % 3 == 1:
            phrases.append(Phrase("언니", "언니", "ko"))
        ending = f"at {number}{ENDS[number % 2]}"
        phrases.append(Phrase(ending, ending, "en"))
        voice = Voice(name=VOICES[number // 40])
        found.append(Utterance(tuple(phrases), "en", voice, "", Milliseconds(0)))
    return found


def digests(*, backwards: bool) -> list[str]:
    """What each is spoken to, samples and word times, in the order of `utterances`."""
    engine = voicing.engine("espeak")
    said = utterances()[:: -1 if backwards else 1]
    found = [fingerprint.of(engine.speak(utterance)) for utterance in said]
    return found[:: -1 if backwards else 1]


def test_200_utterances_are_the_same_in_two_processes_and_two_orders() -> None:
    here = digests(backwards=False)
    code = "from tests.voicing import test_same_samples as t; print(*t.digests(backwards=True))"
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert there.stdout.split() == here
    assert len(set(here)) == 200
