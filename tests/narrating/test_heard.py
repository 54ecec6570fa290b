"""What eSpeak NG makes of the spoken forms: its own phonemes, since nobody listens to a test."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pytest

from passage.narrating import spoken
from passage.voicing import espeak_voices, libespeak
from tests.narrating.test_spoken import table

_IPA = 2
_UTF8 = 1


def _phonemes(text: str) -> str:
    """In IPA, a stroke between what eSpeak takes for clauses."""
    voice = espeak_voices.named("en-us", "en")
    with libespeak.Library() as library:
        library.choose(voice)
        return " | ".join(_clauses(library, text))


def _clauses(library: libespeak.Library, text: str) -> Iterator[str]:
    translate = library._c.espeak_TextToPhonemes
    translate.restype = ctypes.c_char_p
    data = ctypes.create_string_buffer(text.encode())
    rest = ctypes.c_void_p(ctypes.addressof(data))
    while rest.value:
        yield (translate(ctypes.byref(rest), _UTF8, _IPA) or b"").decode()


SIGNS = {
    "slash": "slˈæʃ", "hash ": "hˈæʃ ", "colon": "kˈoʊlən", "tilde": "tˈɪldə", "dash": "dˈæʃ",
    "underscore": "ˌʌndɚskˈɔːɹ", "asterisk": "ˈæstɚɹˌɪsk", "dollar": "dˈɑːlɚ",
}  # fmt: skip
"""How eSpeak names signs, by the word that we would have to write for the same sound."""


@pytest.mark.parametrize(("written", "said"), [*table("english"), *table("any")])
def test_no_sign_is_named_that_we_did_not_write_out(written: str, said: str) -> None:
    heard = _phonemes(spoken.spoken(written, "en"))
    assert heard
    for word, sound in SIGNS.items():
        assert word in said or sound not in heard


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("1/3", "wˈʌn θˈɜːd"),
        ("24/7", "twˈɛnti fˈɔːɹ sˈɛvən"),
        ("$5", "fˈaɪv dˈɑːlɚz"),
        ("Mr. Kim", "mˈɪstɚ kˈɪm"),
        ("No. 5", "nˈʌmbɚ fˈaɪv"),
        ("J. K. Rowling", "dʒˈeɪ kˈeɪ ɹˈaʊlɪŋ"),
        ("https://www.example.org/help/", "ɛɡzˈæmpəl dˈɑːt ˈɔːɹɡ slˈæʃ hˈɛlp"),
        ("mail@example.org", "mˈeɪl æɾ ɛɡzˈæmpəl dˈɑːt ˈɔːɹɡ"),
        ("5–7", "fˈaɪv tə sˈɛvən"),
        ("3,000", "θɹˈiː θˈaʊzənd"),
        ("50%", "fˈɪfti pɚsˈɛnt"),
        ("the 21st", "ðə twˈɛnti fˈɜːst"),
        ("👍🏽", "θˈʌmz ˈʌp"),
        ("e.g. rice", "fˌɔːɹɛɡzˈæmpəl ɹˈaɪs"),
    ],
)
def test_what_is_heard(written: str, heard: str) -> None:
    assert _phonemes(spoken.spoken(written, "en")) == heard


def test_these_would_be_heard_otherwise_without_us() -> None:
    assert _phonemes("1/3") == "wˈʌn slˈæʃ θɹˈiː"
    assert _phonemes("Mr. Kim") == "mˈɪstɚ | kˈɪm"
    assert _phonemes("$5") == "dˈɑːlɚ fˈaɪv"
