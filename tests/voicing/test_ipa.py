from __future__ import annotations

import string
import unicodedata

import espeakng_loader
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.voicing import espeak_voices, ipa, libespeak

VOICES = ("en-us", "en-gb", "ko", "ar", "es", "fr", "uk")
SILENT = {"ʔ", "ʕ", "ʢ"}
"""A closed throat: heard between vowels, as the end of one."""


def _mnemonics(text: str, voice: str) -> str:
    return ipa.mnemonics(text, *espeak_voices.phonemes(espeak_voices.named(voice, "")))


def _loud(voice: str, said: str) -> int:
    """How many samples are above -42 dBFS."""
    name = espeak_voices.named(voice, "")
    with libespeak.Library() as library:
        library.choose(name)
        heard = library.synthesize(f"[[{said}]]", words_a_minute=175, pitch=50, phonemes=True)
    return int((np.abs(np.frombuffer(heard.samples, "<i2").astype(np.int32)) > 256).sum())


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
        ("ar", "tˤiːn sˤajf dˤ", "t[|i: s[|a|j|f dH"),
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
    for sound in sounds:
        said = _mnemonics(sound, voice)
        assert _loud(voice, f"a|{said}|a") > _loud(voice, "a|_|a") * (sound not in SILENT)


def test_every_voice_of_the_library_can_say_every_sound() -> None:
    without = set()
    for _, identifier, _ in espeak_voices._voices():
        table, phonemes = espeak_voices.phonemes(identifier)
        if not phonemes:
            without.add(identifier)
            continue
        for sound, choices in ipa.SOUNDS.items():
            if choices.strip("',;:"):
                assert set(ipa.mnemonics(sound, table, phonemes).split("|")) - {"'"} <= phonemes
    assert without <= {"sai/xex"}


@pytest.mark.parametrize("bad", ["", "Ж", "ˈ", "haЖn", "한", "5", "//"])
def test_what_is_not_ipa_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=""):
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
    def samples(said: str) -> bytes:
        name = espeak_voices.named("en-us", "")
        with libespeak.Library() as library:
            library.choose(name)
            return library.synthesize(
                f"[[{said}]]", words_a_minute=175, pitch=50, phonemes=True
            ).samples

    assert samples(_mnemonics("haˈnul", "en-us")) != samples(_mnemonics("ˈhanul", "en-us"))


def test_the_phoneme_tables_are_read_to_their_end() -> None:
    assert len(espeak_voices._phoneme_tables()) > 100
    assert espeakng_loader.get_data_path()
