from __future__ import annotations

import subprocess
import sys
import threading
import time

import espeakng_loader
import pytest

from passage import fingerprint, voicing
from passage.errors import EngineUnavailable, VoicingFailed
from passage.model import Milliseconds, Phrase, Speech, Utterance, Voice
from passage.voicing import espeak_voices, libespeak
from tests.sentences import utterance

ENGINE = voicing.engine("espeak")
SENTENCE = "The boat was small, and the night was long."


def _digest(speech: Speech) -> str:
    return fingerprint.of(speech)


def test_it_speaks_here_and_sends_nothing_anywhere() -> None:
    assert ENGINE.fault() is None
    assert not ENGINE.online
    assert ENGINE.requests(utterance(SENTENCE)) == 0


def test_a_sentence_lasts_as_long_as_one_would_expect() -> None:
    speech = ENGINE.speak(utterance(SENTENCE))
    seconds = len(speech.samples) / 2 / speech.rate
    assert 1.5 < seconds < 4
    assert speech.rate == 22050


def test_the_same_sentence_gives_the_same_samples_in_any_order_and_process() -> None:
    first = _digest(ENGINE.speak(utterance(SENTENCE)))
    ENGINE.speak(utterance("Something else was said in between."))
    assert _digest(ENGINE.speak(utterance(SENTENCE))) == first
    code = (
        "from passage import fingerprint, voicing\n"
        "from tests.sentences import utterance\n"
        f"print(fingerprint.of(voicing.engine('espeak').speak(utterance({SENTENCE!r}))))"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == first


def test_every_variant_says_the_same_in_another_second() -> None:
    """The breath of some variants is noise that the library would seed from the clock."""

    def all_variants() -> dict[str, str]:
        return {
            name: _digest(ENGINE.speak(utterance("A dog.", voice=Voice(name=f"en-us+{name}"))))
            for name in espeak_voices.variants()
        }

    first = all_variants()
    time.sleep(1.1)
    assert all_variants() == first


def test_a_voice_is_the_same_whichever_way_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [utterance(SENTENCE, voice=Voice(name=name)) for name in ("en-us", "en-us+f2", "en-gb")]
    quickly = [_digest(ENGINE.speak(sentence)) for sentence in said]
    monkeypatch.setattr(libespeak, "_in_lower_case", lambda _: None)
    assert [_digest(ENGINE.speak(sentence)) for sentence in said] == quickly


def test_two_threads_may_ask_at_once() -> None:
    alone = _digest(ENGINE.speak(utterance(SENTENCE)))
    found: list[str] = []
    threads = [
        threading.Thread(
            target=lambda: found.extend(_digest(ENGINE.speak(utterance(SENTENCE))) for _ in "123")
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 12


def test_speed_and_pitch_are_heard() -> None:
    usual = ENGINE.speak(utterance(SENTENCE, voice=Voice(name="en-us")))
    slow = ENGINE.speak(utterance(SENTENCE, voice=Voice(name="en-us", speed=70)))
    high = ENGINE.speak(utterance(SENTENCE, voice=Voice(name="en-us", pitch=150)))
    assert len(slow.samples) > 1.2 * len(usual.samples)
    assert high.samples != usual.samples


@pytest.mark.parametrize("extreme", [Voice(speed=1, pitch=0), Voice(speed=5000, pitch=5000)])
def test_speed_and_pitch_beyond_what_the_library_can_do_still_speak(extreme: Voice) -> None:
    assert ENGINE.speak(utterance(SENTENCE, voice=extreme)).samples


def _mixed(language: str, voice: Voice) -> Utterance:
    phrases = (Phrase("She said ", "She said ", "en"), Phrase("maison", "maison", language))
    return Utterance(phrases, "en", voice, "Narrator", Milliseconds(0))


def test_a_word_in_another_language_is_said_in_that_language_by_the_same_speaker() -> None:
    french = ENGINE.speak(_mixed("fr", Voice(name="en-us+f2")))
    misread = ENGINE.speak(_mixed("en", Voice(name="en-us+f2")))
    other_speaker = ENGINE.speak(_mixed("fr", Voice(name="en-us+m3")))
    assert len({french.samples, misread.samples, other_speaker.samples}) == 3


def test_what_looks_like_markup_is_spoken_as_text() -> None:
    plain = ENGINE.speak(utterance("a less than b"))
    for hostile in ("a < b & c", "<break time='60s'/>word", "</speak> word", "]]> word"):
        speech = ENGINE.speak(utterance(hostile))
        assert 0 < len(speech.samples) < 12 * len(plain.samples)


def test_silence_is_never_passed_off_as_speech() -> None:
    with pytest.raises(VoicingFailed, match="no sound for this"):
        ENGINE.speak(utterance("…"))


def test_there_is_no_silence_after_a_sentence() -> None:
    assert ENGINE.speak(utterance(SENTENCE)).samples[-2:] != b"\0\0"


@pytest.mark.parametrize(
    ("name", "language", "identifier"),
    [
        ("en-us", "ko", "gmw/en-US"),
        ("en-gb", "", "gmw/en"),
        ("EN-GB+f3", "", "gmw/en+f3"),
        ("English (Scotland)", "", "gmw/en-GB-scotland"),
        ("gmw/en-us", "", "gmw/en-US"),
        ("", "en-AU", "gmw/en"),
        ("", "zh", "sit/cmn"),
        ("+f3", "ko", "ko+f3"),
    ],
)
def test_a_voice_is_found_by_language_or_name(name: str, language: str, identifier: str) -> None:
    assert espeak_voices.named(name, language) == identifier


@pytest.mark.parametrize(
    ("voice", "language", "fault"),
    [
        (Voice(name="en-gv"), "en", 'eSpeak NG has no voice "en-gv"; did you mean en-gb or en-us?'),
        (Voice(name="en+f33"), "en", 'eSpeak NG has no variant "+f33"; did you mean +f3?'),
        (Voice(), "qqq", 'eSpeak NG has no voice for the language "qqq"'),
    ],
)
def test_an_unknown_voice_is_told_with_its_nearest(voice: Voice, language: str, fault: str) -> None:
    assert ENGINE.voice_fault(voice, language) == fault
    with pytest.raises(VoicingFailed, match="eSpeak NG has no"):
        ENGINE.speak(utterance(SENTENCE, voice=voice, language=language))


def test_romanised_korean_has_no_voice_of_its_own_and_is_read_by_the_sentences() -> None:
    assert ENGINE.voice_fault(Voice(), "ko-Latn")
    assert ENGINE.speak(_mixed("ko-Latn", Voice(name="en-us"))).samples


def test_an_unknown_engine_is_told_with_what_there_is() -> None:
    with pytest.raises(EngineUnavailable, match="there is no such engine\n  choose one of: espeak"):
        voicing.engine("speak")


def test_a_library_that_cannot_be_loaded_is_a_fault_and_frees_its_lock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(espeakng_loader, "get_library_path", lambda: "/nowhere.so")
        fault = ENGINE.fault()
    assert fault is not None
    assert fault.startswith("eSpeak NG cannot be loaded (/nowhere.so")
    assert fault.endswith(": pip install --force-reinstall espeakng-loader")
    assert ENGINE.fault() is None


def test_data_that_is_not_there_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(espeakng_loader, "get_data_path", lambda: "/nowhere")
        assert "does not find its data" in (ENGINE.fault() or "")
    assert ENGINE.fault() is None


def test_a_language_of_which_only_a_variety_is_known_is_spoken_in_that() -> None:
    assert espeak_voices.named("", "chr") == "iro/chr"
    assert espeak_voices.reads("chr")
    assert not espeak_voices.reads("ch")
    assert not espeak_voices.reads("ko-Latn")
