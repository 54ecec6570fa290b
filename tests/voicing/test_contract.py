"""What every engine that can run here keeps to."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from passage import fingerprint, voicing
from passage.errors import VoicingFailed
from passage.model import Milliseconds, Phrase, Utterance, Voice
from passage.reading import cast
from passage.voicing import piper_voices
from tests import piper_models
from tests.sentences import utterance

VOICES = {"espeak": "en-us+m3", "piper": "hum"}
"""One for each engine that speaks on this machine; those on the net have tests of their own."""

SENTENCES = (
    "The boat was small, and the night was long.",
    "There were 3,000 of them, and a third stayed behind.",
    "“Go!” she said. He went — slowly, and without a word…",
    "Une maison, sir?",
)


@pytest.fixture(autouse=True)
def _own_voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    piper_models.write(tmp_path, "hum")
    monkeypatch.setenv(piper_voices.PLACE, str(tmp_path))


@pytest.fixture(params=sorted(VOICES))
def voice(request: pytest.FixtureRequest) -> Voice:
    return Voice(engine=request.param, name=VOICES[request.param])


def test_the_engines_that_a_show_can_name_are_those_that_there_are() -> None:
    assert tuple(sorted(voicing.ENGINES)) == cast.ENGINES


def test_every_engine_of_this_machine_is_tried() -> None:
    assert set(VOICES) == {name for name, each in voicing.ENGINES.items() if not each.online}


def _digests(voice: Voice, sentences: tuple[str, ...]) -> dict[str, str]:
    engine = voicing.engine(voice.engine)
    return {
        sentence: fingerprint.of(engine.speak(utterance(sentence, voice=voice)))
        for sentence in sentences
    }


def test_the_same_sentence_is_the_same_samples_in_every_process_and_order(voice: Voice) -> None:
    code = (
        "import json\n"
        "from passage.model import Voice\n"
        "from tests.voicing.test_contract import SENTENCES, _digests\n"
        f"print(json.dumps(_digests(Voice({voice.engine!r}, {voice.name!r}), SENTENCES[::-1])))"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(there.stdout) == _digests(voice, SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_speech_is_sound_and_its_words_are_those_that_are_shown(
    voice: Voice, sentence: str
) -> None:
    speech = voicing.engine(voice.engine).speak(utterance(sentence, voice=voice))
    assert speech.rate > 0
    assert len(speech.samples) % 2 == 0
    assert len(speech.samples) / 2 / speech.rate > 0.5
    assert any(speech.samples)
    if speech.words:
        assert " ".join(word.text for word in speech.words).split() == sentence.split()
    for word in speech.words:
        assert 0 <= word.start <= word.end <= len(speech.samples) // 2
    for one, following in pairwise(speech.words):
        assert one.end <= following.start


def test_an_unknown_voice_is_told_with_the_nearest(voice: Voice) -> None:
    engine = voicing.engine(voice.engine)
    assert engine.fault() is None
    assert engine.voice_fault(voice, "en") is None
    fault = engine.voice_fault(Voice(engine=voice.engine, name=f"{voice.name}m"), "en")
    assert fault
    assert "did you mean" in fault
    with pytest.raises(VoicingFailed):
        engine.speak(utterance("Words.", voice=Voice(engine=voice.engine, name="nobody")))


@pytest.mark.parametrize("text", ["…", "—", "?!", " "])
def test_silence_is_never_passed_off_as_speech(voice: Voice, text: str) -> None:
    with pytest.raises(VoicingFailed):
        voicing.engine(voice.engine).speak(utterance(text, voice=voice))


def test_speed_is_heard(voice: Voice) -> None:
    engine = voicing.engine(voice.engine)
    usual = engine.speak(utterance(SENTENCES[0], voice=voice))
    slow = Voice(engine=voice.engine, name=voice.name, speed=60)
    assert len(engine.speak(utterance(SENTENCES[0], voice=slow)).samples) > 1.2 * len(usual.samples)


def test_a_word_in_another_language_is_spoken(voice: Voice) -> None:
    phrases = (Phrase("She said ", "She said ", "en"), Phrase("언니", "언니", "ko"))
    mixed = Utterance(phrases, "en", voice, "Narrator", Milliseconds(0))
    engine = voicing.engine(voice.engine)
    both = engine.speak(mixed).samples
    assert len(both) > len(engine.speak(utterance("She said", voice=voice)).samples)
