from __future__ import annotations

import string
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.voicing import espeak_voices, ipa, libespeak

VOICES = ("en-us", "en-gb", "ko", "ar", "es", "fr", "uk")


def _mnemonics(text: str, voice: str) -> str:
    return ipa.mnemonics(text, *espeak_voices.phonemes(espeak_voices.named(voice, "")))


def _samples(voice: str, said: str) -> bytes:
    name = espeak_voices.named(voice, "")
    with libespeak.Library() as library:
        library.choose(name)
        heard = library.synthesize(f"[[{said}]]", words_a_minute=175, pitch=50, phonemes=True)
    return heard.samples


def _loud_ms(samples: bytes) -> float:
    """How long samples are above -42 dBFS."""
    return int((np.abs(np.frombuffer(samples, "<i2").astype(np.int32)) > 256).sum()) / 22.05


@pytest.mark.parametrize(
    ("voice", "text", "said"),
    [
        # English vowels, diphthongs, consonants, stress, length
        ("en-us", "həˈloʊ", "h|@|'|l|oU"),
        ("en-us", "/kæt/", "k|a|t"),
        ("en-us", "kɑːt", "k|A:|t"),
        ("en-gb", "hɒt", "h|0|t"),
        ("en-us", "θɔːt", "T|O:|t"),
        ("en-us", "ˈbʌtɚ", "'|b|V|t|3"),
        ("en-us", "bɜːd", "b|3:|d"),
        ("en-us", "ʃɪp ʒuː ðɛm", "S|I|p Z|u: D|E|m"),
        ("en-us", "t͡ʃɔɪs dʒaɪ haʊ deɪ", "tS|OI|s dZ|aI h|aU d|eI"),
        ("en-us", "ˌɪntɚˈnæʃənl̩", ",|I|n|t|3|'|n|a|S|@|n|@L"),
        ("en-us", "ɹɛd", "r|E|d"),
        ("en-us", "sɪŋ.ɪŋ", "s|I|N|I|N"),
        # a name that is not English, by an English voice
        ("en-us", "haˈnɯl", "h|A:|'|n|U|l"),
        ("en-us", "ham.ɡjʌŋ", "h|A:|m|g|j|V|N"),
        # Korean
        ("ko", "hanɯl", "h|a|n|u-|l"),
        ("ko", "kʰat͈ʌ", "kh|a|t-|@"),
        ("ko", "tɕɯ k͈ot", "tS;|u- q-|o|t"),
        # Arabic
        ("ar", "ʕajn ħubː", "A|a|j|n H|u|b|:"),
        ("ar", "tˤiːn sˤajf dˤa", "t[|i|:|n s[|a|j|f dH|a"),
        ("ar", "ɣaːb χubz dʒamal", "gH|a|:|b X|u|b|z dZ|a|m|a|l"),
        # Spanish
        ("es", "ˈpero ˈpeɾo", "'|p|e|R2|o '|p|e|**|o"),
        ("es", "ˈniɲo kaˈβaʎo", "'|n|i|n^|o k|a|'|B|a|l^|o"),
        ("es", "θapato xota aɣwa", "T|a|p|a|t|o x|o|t|a a|Q|w|a"),
        # French
        ("fr", "ʁy bɔ̃ vɛ̃ blɑ̃ œ̃", "r|y b|O~ v|E~ b|l|A~ W~"),
        ("fr", "pø pœʁ ʒuʁ", "p|Y p|W|r Z|u|r"),
        # Ukrainian
        ("uk", "ˈxata tsukor", "'|x|a|t|a t|s|u|k|o|R2"),
        ("uk", "dʲenʲ sɪn ɦora", "d|;|e|n|; s|I|n h|o|R2|a"),
        # a diacritic that no voice makes, tones, brackets, a pause
        ("en-us", "[t̪a˥ | ba]", "t[|A: b|A:"),
        ("en-us", "e̞", "E"),
    ],
)
def test_ipa_is_written_in_the_mnemonics_of_the_voice(voice: str, text: str, said: str) -> None:
    assert _mnemonics(text, voice) == said
    assert _mnemonics(unicodedata.normalize("NFD", text), voice) == said


@pytest.mark.parametrize("voice", VOICES)
def test_every_sound_of_the_table_can_be_said_by_every_voice_and_is_heard(voice: str) -> None:
    sounds = [sound for sound, choices in ipa.SOUNDS.items() if choices.strip("',;:")]
    assert len(sounds) > 150
    alone = _samples(voice, "a|a")
    for sound in sounds:
        between = _samples(voice, f"{_mnemonics(f'a.{sound}.a', voice)}")
        assert between != alone, f"{sound} changes nothing"
        assert _loud_ms(between) > 100


@pytest.mark.parametrize("voice", VOICES)
def test_vowels_are_heard_on_their_own(voice: str) -> None:
    for sound in "iyɨʉɯueøəɤoɛœɜʌɔæɐaɑɒ":
        assert _loud_ms(_samples(voice, _mnemonics(sound, voice))) > 10, sound


def test_every_voice_of_the_library_can_say_every_sound() -> None:
    without = set()
    for _, identifier, _ in espeak_voices._voices():
        table, phonemes = espeak_voices.phonemes(identifier)
        if not phonemes:
            without.add(identifier)
            continue
        for sound, choices in ipa.SOUNDS.items():
            if choices.strip("',;:"):
                assert (
                    set(ipa.mnemonics(f"{sound}.a", table, phonemes).split("|")) - {"'"} <= phonemes
                )
    assert without <= {"art/xex"}


@pytest.mark.parametrize("bad", ["", "Ж", "ˈ", "b", "a b", "haЖn", "한", "5", "//"])
def test_what_is_not_ipa_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="no sound"):
        _mnemonics(bad, "en-us")


@settings(deadline=None)
@given(st.text(st.sampled_from([*"".join(ipa.SOUNDS), *string.printable, "\u0301"]), max_size=20))
def test_whatever_is_written_gives_phonemes_of_the_voice_or_is_refused(text: str) -> None:
    _, phonemes = espeak_voices.phonemes(espeak_voices.named("en-us", ""))
    try:
        said = _mnemonics(text, "en-us")
    except ValueError:
        return
    assert all(one in phonemes for word in said.split() for one in word.split("|"))


def test_table_keys_are_composed_as_the_text_will_be() -> None:
    assert all(unicodedata.is_normalized("NFC", sound) for sound in ipa.SOUNDS)


@pytest.mark.parametrize(
    ("said", "owned"), [("b|V|s", "b|V|s|I#|z"), ("k|a|t", "k|a|t|s"), ("b|oU", "b|oU|z")]
)
def test_a_possessive_is_said_as_english_does(said: str, owned: str) -> None:
    assert ipa.possessive(said) == owned


def test_a_stress_is_heard() -> None:
    late, early = (_samples("en-us", _mnemonics(text, "en-us")) for text in ("haˈnul", "ˈhanul"))
    assert late != early


def test_a_word_that_is_given_in_ipa_is_the_word_that_is_spelt() -> None:
    name = espeak_voices.named("en-us", "")
    with libespeak.Library() as library:
        library.choose(name)
        spelt = library.synthesize("hello", words_a_minute=175, pitch=50).samples
    told = _samples("en-us", _mnemonics("həˈloʊ", "en-us"))
    assert abs(len(told) - len(spelt)) < len(spelt) // 20
