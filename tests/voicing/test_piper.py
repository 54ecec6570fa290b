from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piper import SynthesisConfig

from passage import voicing
from passage.errors import VoicingFailed
from passage.model import Milliseconds, Phrase, Speech, Utterance, Voice
from passage.voicing import piper, piper_model, piper_outputs, piper_words
from tests import piper_models
from tests.sentences import utterance

ENGINE = voicing.engine("piper")
SENTENCE = "The boat was small, and the night was long."


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("voices")


@pytest.fixture(scope="session")
def hum(folder: Path) -> Path:
    return piper_models.write(folder, "hum")


@pytest.fixture(scope="session")
def choir(folder: Path) -> Path:
    return piper_models.write(folder, "choir", speakers=2)


def _voice(path: Path, speaker: str = "", speed: int = 100) -> Voice:
    return Voice("piper", f"{path}{speaker}", speed)


def _sentence(voice: Voice, *phrases: Phrase) -> Utterance:
    return Utterance(phrases, "en", voice, "Narrator", Milliseconds(0))


def _spoken(path: Path, text: str = SENTENCE) -> Speech:
    return ENGINE.speak(utterance(text, voice=_voice(path)))


def test_it_speaks_here_and_sends_nothing_anywhere() -> None:
    assert ENGINE.fault() is None
    assert not ENGINE.online
    assert f"piper-tts {importlib.metadata.version('piper-tts')}" in ENGINE.identity()


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    piper._version.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(importlib.metadata, "version", absent)
        fault = ENGINE.fault()
    piper._version.cache_clear()
    assert fault == (
        "piper-tts and onnxruntime not installed: pip install 'passage-podcast[piper]'"
    )


def test_the_loudness_is_the_models_own_and_no_sentence_is_levelled(hum: Path) -> None:
    heard = np.frombuffer(_spoken(hum).samples, "<i2")
    assert np.abs(heard).max() == pytest.approx(0.3 * 32767, rel=0.01)


def test_the_test_models_noise_would_be_heard(hum: Path) -> None:
    """Else that the same sentence is always the same would prove nothing."""
    model = piper_model.loaded(hum)
    ids = model._voice.phonemes_to_ids(model.phonemes(SENTENCE))
    noisy = [
        model._voice.phoneme_ids_to_audio(ids, SynthesisConfig(noise_scale=0.5)) for _ in range(2)
    ]
    assert not np.array_equal(np.asarray(noisy[0]), np.asarray(noisy[1]))


def test_every_word_has_its_time_though_published_models_tell_none(hum: Path) -> None:
    assert [output.name for output in onnx.load(hum).graph.output] == ["output"]
    speech = _spoken(hum, "There, of the 3,000 men, one stayed.")
    assert [word.text for word in speech.words] == [
        *("There,", "of", "the", "3,000", "men,", "one", "stayed.")
    ]
    for word in speech.words:
        heard = np.frombuffer(speech.samples, "<i2")[word.start : word.end]
        assert np.abs(heard).max() > 9000, word
    number, men = speech.words[3], speech.words[4]
    assert number.end - number.start > 2 * (men.end - men.start)


def test_a_model_that_tells_no_times_speaks_the_same_without_them(
    hum: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piper_outputs, "with_durations", lambda model: model)
    model = piper_model.LoadedModel(hum)
    monkeypatch.setattr(piper_model, "loaded", lambda _: model)
    silent_about_time = _spoken(hum)
    monkeypatch.undo()
    assert silent_about_time == replace(_spoken(hum), words=())


def test_a_model_is_loaded_once_and_again_when_it_changes(folder: Path) -> None:
    path = piper_models.write(folder, "changing")
    first = piper_model.loaded(path)
    assert piper_model.loaded(path) is first
    before, identity = _spoken(path), ENGINE.voice_identity(str(path))
    piper_models.write(folder, "changing", base=300)
    os.utime(path, ns=(1, 1))
    assert piper_model.loaded(path) is not first
    assert _spoken(path).samples != before.samples
    assert ENGINE.voice_identity(str(path)) != identity


def test_what_a_voice_is_does_not_depend_on_where_it_lies(hum: Path, tmp_path: Path) -> None:
    elsewhere = piper_models.write(tmp_path, "other-name")
    assert ENGINE.voice_identity(str(elsewhere)) == ENGINE.voice_identity(str(hum))
    assert ENGINE.voice_identity(f"{hum}+1") != ENGINE.voice_identity(str(hum))
    assert ENGINE.voice_identity("") == ""
    assert ENGINE.voice_identity("/nowhere/x.onnx") == "/nowhere/x.onnx"


def test_a_transcription_is_spoken_as_it_is_and_not_as_it_is_written(hum: Path) -> None:
    said = Phrase("Tumen", "Tumen", "en", phonemes="ˈtu.mən")
    speech = ENGINE.speak(_sentence(_voice(hum), said))
    assert speech.samples != _spoken(hum, "Tumen").samples
    assert [word.text for word in speech.words] == ["Tumen"]
    assert piper_model.loaded(hum).transcribed("/t͡ʃa.na/") == list("tʃana")


def test_a_sound_that_the_model_never_learnt_is_refused(folder: Path) -> None:
    path = piper_models.write(folder, "poor")
    known = {mark: [number] for number, mark in enumerate("_^$ abg")}
    piper_models.describe(path, phoneme_id_map=known)
    with pytest.raises(VoicingFailed, match=r": x\n"):
        ENGINE.speak(_sentence(_voice(path), Phrase("a", "a", "en", phonemes="axa")))
    assert piper_model.loaded(path).transcribed("ɡa") == ["g", "a"]


def test_brackets_in_a_testimony_are_no_phonemes(hum: Path) -> None:
    model = piper_model.loaded(hum)
    assert model.phonemes("a [[bc]] word") == model.phonemes("a [bc] word")


def test_words_in_another_language_are_read_by_its_rules_when_there_are_any(hum: Path) -> None:
    model = piper_model.loaded(hum)
    assert "".join(model.phonemes("maison", "fr")).startswith("mɛz")
    assert model.phonemes("maison", "fr-CA") == model.phonemes("maison", "fr")
    assert model.phonemes("unni", "ko-Latn") == model.phonemes("unni")
    assert model.phonemes("unni", "xx") == model.phonemes("unni")


def test_a_phrase_may_have_a_voice_of_its_own(hum: Path, choir: Path) -> None:
    phrases = Phrase("She said ", "She said ", "en"), Phrase("maison", "maison", "fr", f"{choir}+1")
    speech = ENGINE.speak(_sentence(_voice(hum), *phrases))
    alone = ENGINE.speak(utterance("maison", voice=_voice(choir, "+1")))
    assert speech.samples.endswith(alone.samples)
    assert [word.text for word in speech.words] == ["She", "said", "maison"]


def test_voices_of_different_rates_are_not_mixed(hum: Path, folder: Path) -> None:
    other = piper_models.write(folder, "other")
    piper_models.describe(other, audio={"sample_rate": 22050})
    phrases = Phrase("She said ", "She said ", "en"), Phrase("maison", "maison", "fr", str(other))
    with pytest.raises(VoicingFailed, match="different sampling rates"):
        ENGINE.speak(_sentence(_voice(hum), *phrases))


def test_speakers_of_one_model_sound_different(choir: Path) -> None:
    first = ENGINE.speak(utterance(SENTENCE, voice=_voice(choir, "+s0")))
    second = ENGINE.speak(utterance(SENTENCE, voice=_voice(choir, "+s1")))
    assert first.samples != second.samples
    assert second == ENGINE.speak(utterance(SENTENCE, voice=_voice(choir, "+1")))


def test_a_sentence_of_5000_words_is_spoken_in_pieces(hum: Path) -> None:
    speech = _spoken(hum, "word " * 5000 + "end.")
    assert len(speech.words) == 5001
    pieces = list(piper_model._pieces("a" * 1000 + ", b " * 200))
    assert max(map(len, pieces)) <= piper_model.LONGEST
    assert "".join(map(str, pieces)) == "a" * 1000 + ", b " * 200


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=80))
def test_any_text_is_spoken_or_refused(hum: Path, text: str) -> None:
    try:
        speech = _spoken(hum, text)
    except VoicingFailed:
        return
    assert any(speech.samples)


@pytest.mark.parametrize("text", ["\uf8ff\uf8ff", "\U000e0041", "We were ١٢ people."])
def test_what_has_no_reading_is_refused(hum: Path, text: str) -> None:
    with pytest.raises(VoicingFailed):
        _spoken(hum, text)


def test_a_damaged_model_is_told(folder: Path) -> None:
    path = piper_models.write(folder, "damaged")
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(VoicingFailed, match=r"damaged\.onnx. cannot speak"):
        _spoken(path)


def _edited(folder: Path, name: str, loudness: float) -> Path:
    path = piper_models.write(folder, name)
    model = onnx.load(path)
    for constant in model.graph.initializer:
        if constant.name == "loud":
            constant.CopyFrom(onnx.numpy_helper.from_array(np.array(loudness, np.float32), "loud"))
    path.write_bytes(model.SerializeToString())
    return path


def test_a_model_that_is_mute_or_broken_is_no_speech(folder: Path) -> None:
    with pytest.raises(VoicingFailed, match="nothing to be heard"):
        _spoken(_edited(folder, "mute", 0.001))
    with pytest.raises(VoicingFailed, match="numbers that are no sound"):
        _spoken(_edited(folder, "broken", float("nan")))


def test_durations_are_asked_for_only_where_it_is_clear_which_they_are(hum: Path) -> None:
    plain = hum.read_bytes()
    asked = piper_outputs.with_durations(plain)
    names = [output.name for output in onnx.load_from_string(asked).graph.output]
    assert names == ["output", "w_ceil"]
    assert piper_outputs.with_durations(asked[: len(plain)]) == asked
    model = onnx.load(hum)
    model.graph.node.append(onnx.helper.make_node("Ceil", ["wanted"], ["another"]))
    twice = model.SerializeToString()
    assert piper_outputs.with_durations(twice) == twice
    told = onnx.load(hum)
    told.graph.output.append(onnx.helper.make_tensor_value_info("w_ceil", 1, None))
    assert piper_outputs.with_durations(told.SerializeToString()) == told.SerializeToString()
    long = onnx.load(hum)
    for node in long.graph.node:
        names = [name * 60 if name == "w_ceil" else name for name in node.output]
        del node.output[:]
        node.output.extend(names)
        inputs = [name * 60 if name == "w_ceil" else name for name in node.input]
        del node.input[:]
        node.input.extend(inputs)
    asked = piper_outputs.with_durations(long.SerializeToString())
    assert onnx.load_from_string(asked).graph.output[1].name == "w_ceil" * 60


@settings(deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_may_stand_in_a_model_file(data: bytes) -> None:
    assert piper_outputs.with_durations(data) == data


@pytest.mark.parametrize(
    ("words", "reading", "alone", "starts"),
    [
        (["a", "dog"], "ɐ dɔɡ", {}, [0, 2]),
        (["of", "the", "men"], "ʌvðə mɛn", {"of": "ʌv", "the": "ðə", "men": "mɛn"}, [0, 2, 5]),
        (["3,000", "men"], "θɹˈiː θaʊ mɛn", {"3,000": "θɹiː θaʊ", "men": "mɛn"}, [0, 10]),
        (["so", "—", "go"], "soʊ ɡoʊ", {"so": "soʊ", "—": "", "go": "ɡoʊ"}, [0, 4, 4]),
        (["so", "—"], "soʊ", {"so": "soʊ", "—": ""}, [0, 3]),
        ([], "a", {}, []),
    ],
)
def test_words_are_found_in_a_reading(
    words: list[str], reading: str, alone: dict[str, str], starts: list[int]
) -> None:
    assert piper_words.begins(words, reading, lambda word: list(alone[word])) == starts


def test_nothing_heavy_is_loaded_before_a_voice_speaks(hum: Path) -> None:
    code = (
        "import sys\n"
        "from passage import voicing\n"
        "from passage.model import Voice\n"
        "engine = voicing.engine('piper')\n"
        f"voice = Voice('piper', {str(hum)!r})\n"
        "assert not (engine.fault() or engine.voice_fault(voice, 'en'))\n"
        "engine.identity(), engine.voice_identity(voice.name)\n"
        "print(*{'piper', 'onnxruntime', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
