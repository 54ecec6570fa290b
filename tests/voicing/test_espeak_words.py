"""Word times of the real engine against the sound itself."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from passage import voicing
from passage.errors import VoicingFailed
from passage.model import Milliseconds, Phrase, Speech, Utterance, Voice
from passage.voicing import espeak
from tests.sentences import utterance

ENGINE = voicing.engine("espeak")

WITH_PAUSES = (
    "We crossed at night, then we slept. Nobody spoke; all of us waited.",
    "She, a teacher, said so: every child, even small ones, has a name. Yes. Please, take this.",
    "Mother said, farewell. The path, steep and cold, went up. Three, two, one.",
    "It was 3,000 won, to be sure. Perhaps, 1/3 of it, came back. Quickly, go.",
)
VOICES = ("en-us+m3", "en-gb", "en-us+f4", "en-gb-scotland+f2")


def _onsets(speech: Speech) -> Iterator[int]:
    """Samples at which there is sound after at least 100 ms of silence."""
    step = speech.rate // 200
    sound = np.abs(np.frombuffer(speech.samples, "<i2").astype(np.int32))
    loud = [bool(sound[at : at + step].max() > 150) for at in range(0, len(sound), step)]
    quiet = 20
    for number, heard in enumerate(loud):
        if heard and quiet >= 20:
            yield number * step
        quiet = 0 if heard else quiet + 1


def _texts(speech: Speech) -> list[str]:
    return [word.text for word in speech.words]


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("sentence", WITH_PAUSES)
def test_after_a_pause_a_word_begins_when_it_is_heard(voice: str, sentence: str) -> None:
    speech = ENGINE.speak(utterance(sentence, voice=Voice(name=voice)))
    after_marks = [0, *(n for n, w in enumerate(sentence.split(), 1) if w[-1] in ",;:.")]
    onsets = list(_onsets(speech))
    assert len(onsets) >= 3
    for onset in onsets:
        near = min(speech.words, key=lambda word: abs(word.start - onset))
        assert abs(near.start - onset) * 1000 / speech.rate <= 40, near.text
        assert speech.words.index(near) in after_marks


def test_words_are_those_shown_in_order_and_the_last_ends_with_the_sound() -> None:
    for sentence in WITH_PAUSES:
        speech = ENGINE.speak(utterance(sentence))
        assert _texts(speech) == sentence.split()
        edges = [edge for word in speech.words for edge in (word.start, word.end)]
        assert edges == sorted(edges)
        assert all(word.end > word.start for word in speech.words)
        assert edges[-1] == len(speech.samples) // 2


def test_a_number_is_one_word_as_long_as_it_is_said() -> None:
    said = {w.text: w for w in ENGINE.speak(utterance("It cost 3,000 won, or 1/3.")).words}
    assert said["3,000"].end - said["3,000"].start > 2 * (said["It"].end - said["It"].start)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "안녕하세요, 저는 2008년에 왔습니다."),
        ("ar", "ذهبت إلى المدينة، ثم عدت."),
        ("fr", "L'homme est-il allé aujourd'hui ? Oui : « non »."),
        ("uk", "Я пішов до міста, а потім повернувся 2014 року."),
        ("es", "¿Qué hora es? Son las 12:30."),
        ("zh", "我去了城市,然后回来了。"),
    ],
)
def test_every_language_tells_its_words(language: str, text: str) -> None:
    speech = ENGINE.speak(utterance(text, voice=Voice(), language=language))
    assert " ".join(_texts(speech)) == text
    assert all(word.end > word.start for word in speech.words)


def _sentence(*phrases: Phrase, voice: str = "en-us+m3") -> Utterance:
    return Utterance(phrases, "en", Voice(name=voice), "Narrator", Milliseconds(0))


def _plain(text: str, said: str = "", phonemes: str = "") -> Phrase:
    return Phrase(text, said or text, "en", phonemes=phonemes)


def test_a_sentence_cut_into_phrases_of_one_voice_sounds_as_if_it_were_not() -> None:
    whole = ENGINE.speak(utterance("She met my brother, and left."))
    cut = ENGINE.speak(_sentence(_plain("She met "), _plain("my brother"), _plain(", and left.")))
    assert cut.samples == whole.samples
    assert cut.words == whole.words


def test_a_spoken_form_spreads_over_the_words_that_are_shown_for_it() -> None:
    speech = ENGINE.speak(
        _sentence(_plain("The "), _plain("red river", "Tumen"), _plain(" froze."))
    )
    assert _texts(speech) == ["The", "red", "river", "froze."]
    red, river = speech.words[1:3]
    assert abs((red.end - red.start) - (river.end - river.start)) < speech.rate // 20


def test_words_of_another_voice_come_after_those_before_them() -> None:
    speech = ENGINE.speak(
        _sentence(_plain("She called "), Phrase("언니", "언니", "ko"), _plain(" and left."))
    )
    assert _texts(speech) == ["She", "called", "언니", "and", "left."]
    assert all(one.end <= other.start for one, other in itertools.pairwise(speech.words))


def test_phonemes_are_heard_instead_of_the_spelling() -> None:
    spelt = ENGINE.speak(_sentence(_plain("I met "), _plain("Haneul"), _plain(" there.")))
    told = ENGINE.speak(
        _sentence(_plain("I met "), _plain("Haneul", phonemes="haˈnɯl"), _plain(" there."))
    )
    assert told.samples != spelt.samples
    assert _texts(told) == ["I", "met", "Haneul", "there."]


def test_the_sound_of_a_possessive_is_kept() -> None:
    def said(*phrases: Phrase) -> Speech:
        return ENGINE.speak(_sentence(*phrases))

    name, mother = _plain("Haneul", phonemes="haˈnɯl"), _plain(" mother")
    speech = said(name, _plain("'s mother"))
    assert _texts(speech) == ["Haneul's", "mother"]
    assert len(speech.samples) > len(said(name, mother).samples)
    assert speech.samples == said(_plain("Haneul", phonemes="haˈnɯlz"), mother).samples


def test_phonemes_that_the_voice_cannot_say_are_spoken_as_they_are_spelt() -> None:
    spelt = ENGINE.speak(_sentence(_plain("I met "), _plain("Haneul", "Ha noel")))
    told = ENGINE.speak(_sentence(_plain("I met "), _plain("Haneul", "Ha noel", phonemes="Ж")))
    assert told == spelt


def test_brackets_that_somebody_wrote_are_not_taken_for_phonemes() -> None:
    name = _plain(" Bo", phonemes="boː")
    heard = ENGINE.speak(_sentence(_plain("hello", phonemes="həˈloʊ"), name))
    hostile = ENGINE.speak(_sentence(_plain("[[h@l'oU]]"), name))
    assert _texts(hostile) == ["[[h@l'oU]]", "Bo"]
    # Letter by letter, as any voice reads what is no word.
    assert len(hostile.samples) > 1.5 * len(heard.samples)


def _loudness(speech: Speech) -> float:
    return float(np.abs(np.frombuffer(speech.samples, "<i2").astype(np.int32)).mean())


@pytest.mark.parametrize(
    "text", ["😀", "She laughed 😀 again.", "👨‍👩‍👧", "ⵜⴰⵎ", "한국어", "𒀀𒁀", "!!!"]
)
def test_what_is_strange_to_a_voice_is_heard(text: str) -> None:
    speech = ENGINE.speak(utterance(text))
    assert _loudness(speech) > 500
    assert " ".join(_texts(speech)) == text


@pytest.mark.parametrize("text", ["…", "?!", "—", "“…”", "★", "\u2060", "ꦲꦏ", " "])
def test_what_gives_no_sound_is_refused(text: str) -> None:
    with pytest.raises(VoicingFailed, match="no sound for"):
        ENGINE.speak(utterance(text))


def test_one_word_that_gives_no_sound_is_named() -> None:
    with pytest.raises(VoicingFailed, match='no sound for "ꦲꦏ" in the voice gmw/en-US'):
        ENGINE.speak(utterance("He said ꦲꦏ today."))


def test_a_sentence_of_5000_words_is_spoken_to_its_end() -> None:
    text = " ".join(["the", "river", "was", "wide"] * 1250) + "."
    speech = ENGINE.speak(utterance(text))
    assert _texts(speech) == text.split()
    assert len(speech.samples) > 5000 * speech.rate * 2 // 10
    *_, last = speech.words
    end = replace(speech, samples=speech.samples[last.start * 2 :])
    assert _loudness(end) > 500


MEMORY = """
from passage import voicing
from tests.sentences import utterance
for text in ("We crossed at night. " * 3, " ".join(["river"] * 5000)):
    voicing.engine("espeak").speak(utterance(text))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is on Linux only")
def test_a_process_stays_under_150_mb_even_for_the_longest_sentence() -> None:
    # What counts the lines of a test run would count into its memory.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], env=alone, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 150_000


def test_silence_is_told_by_its_energy_not_by_its_length() -> None:
    rate = 22050
    hiss = np.random.default_rng(1).integers(-200, 200, 2 * rate).astype("<i2").tobytes()
    click = np.array([20000] * 20, "<i2").tobytes()
    vowel = np.array([9000, -9000] * rate, "<i2").tobytes()
    assert not espeak._is_heard(b"", rate)
    assert not espeak._is_heard(hiss + click, rate)
    assert espeak._is_heard(hiss + vowel, rate)
