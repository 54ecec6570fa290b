from __future__ import annotations

import contextlib
import datetime
import email.utils
import importlib.util
import json
import socket
import ssl
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.errors import ServiceRefused, VoicingFailed
from passage.model import Milliseconds, Phrase, Speech, Utterance, Voice
from passage.voicing import google as asking
from passage.voicing import google_voices, mp3, sending
from passage.voicing.google_voices import GoogleVoice
from passage.voicing.gtts import RATE, Gtts
from tests import google
from tests.google import QUICK, Google
from tests.sentences import utterance

VOICE = Voice("gtts", "en")
SENTENCE = utterance("The boat was small, and the night was long.", voice=VOICE)
LONG = utterance(
    "We walked over the first hill, and over the second hill, and nobody spoke until the morning, "
    "when the river lay in front of us, wide and grey, and somebody said that it was the border.",
    voice=VOICE,
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with google.playing() as played:
        yield played


def _engine(server: Google, **changes: float) -> Gtts:
    return Gtts(server.address, manners=replace(QUICK, **changes))  # type: ignore[arg-type]


def _seconds(speech: Speech) -> float:
    return len(speech.samples) / 2 / speech.rate


# ---- speaking ----------------------------------------------------------------------------


def test_what_google_says_is_what_is_heard(server: Google) -> None:
    speech = _engine(server).speak(SENTENCE)
    assert server.texts == [SENTENCE.shown]
    assert server.asked[0].language == "en"
    assert speech.rate == RATE
    assert speech.words == ()
    samples = np.frombuffer(speech.samples, "<i2")
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) * RATE / len(samples) == pytest.approx(330, abs=3)


def test_the_silence_around_a_sentence_is_taken_off(server: Google) -> None:
    assert _seconds(_engine(server).speak(SENTENCE)) == pytest.approx(0.64, abs=0.03)


@pytest.mark.parametrize(("speed", "seconds"), [(25, 2.4), (50, 1.2), (80, 0.75), (200, 0.3)])
def test_the_speed_is_the_show_s(server: Google, speed: int, seconds: float) -> None:
    said = utterance("Quickly.", voice=replace(VOICE, speed=speed))
    assert _seconds(_engine(server).speak(said)) == pytest.approx(seconds, rel=0.2, abs=0.06)


def test_a_long_sentence_is_asked_for_in_parts_and_with_pauses(server: Google) -> None:
    engine = _engine(server, pause=0.05)
    speech = engine.speak(LONG)
    assert engine.requests(LONG) == len(server.asked) > 1
    assert " ".join(server.texts).replace(",", "") == LONG.shown.replace(",", "")
    times = [asked.when for asked in server.asked]
    assert min(np.diff(times)) >= 0.05
    assert _seconds(speech) > 0.6 * len(server.asked)


def test_words_in_another_language_are_asked_for_in_it(server: Google) -> None:
    phrases = (
        Phrase("She ", "She ", "en"),
        Phrase("said ", "said ", "en"),
        Phrase("안녕", "안녕", "ko"),
        Phrase(" to ", " to ", "en"),
        Phrase("unni", "oonnee", "ko-Latn"),
        Phrase(".", ".", "en"),
    )
    said = Utterance(phrases, "en", VOICE, "Narrator", Milliseconds(0))
    _engine(server).speak(said)
    heard = [(asked.text, asked.language) for asked in server.asked]
    assert heard == [("She said", "en"), ("안녕", "ko"), ("to oonnee.", "en")]


def test_what_has_no_letters_is_refused_and_not_sent(server: Google) -> None:
    with pytest.raises(VoicingFailed, match="no sound for this"):
        _engine(server).speak(utterance("…! ?", voice=VOICE))
    assert server.asked == []


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_letter_is_lost_on_the_way(text: str) -> None:
    sent = [
        google.read(str(request.body))[0] for request in asking.requests(text, GoogleVoice("en"))
    ]
    assert all(len(part) <= 100 for part in sent)
    letters = [mark for mark in text if mark.isalnum()]
    assert [mark for mark in "".join(sent) if mark.isalnum()] == letters


def test_abbreviations_stay_as_they_are_written() -> None:
    (request,) = asking.requests("A film. Mr. M. Esq. of Rome.", GoogleVoice("en"))
    assert google.read(str(request.body))[0] == "A film. Mr. M. Esq. of Rome."


def test_without_another_address_it_is_google_that_is_asked() -> None:
    (request,) = asking.requests("Hello.", GoogleVoice("en", "co.uk"))
    assert str(request.url).startswith("https://translate.google.co.uk/_/TranslateWebserverUi/")


# ---- being refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "first", [google.refuses(500), google.refuses(429), google.breaks_off, google.is_silent]
)
def test_what_may_pass_is_tried_again(server: Google, first: google.Answer) -> None:
    google.mp3()
    server.answers = [first]
    assert _engine(server, silence=5).speak(SENTENCE).samples
    assert server.texts == [SENTENCE.shown] * 2


def test_each_attempt_waits_longer(server: Google) -> None:
    server.answers = [google.refuses(503)] * 3
    _engine(server, attempts=4, first_wait=0.1).speak(SENTENCE)
    times = [asked.when for asked in server.asked]
    for wait, least in zip(np.diff(times), (0.05, 0.1, 0.2), strict=True):
        assert wait >= least


@pytest.mark.parametrize("status", [429, 503])
def test_google_is_given_the_time_that_it_asks_for(server: Google, status: int) -> None:
    server.answers = [google.refuses(status, Retry_After="1")]
    _engine(server).speak(SENTENCE)
    first, second = server.asked
    assert second.when - first.when >= 1


def test_who_asks_for_too_much_time_is_left_alone(server: Google) -> None:
    server.answers = [google.refuses(429, Retry_After="3600")]
    with pytest.raises(ServiceRefused, match="Google Translate answered 429 Too Many Requests"):
        _engine(server).speak(SENTENCE)
    assert len(server.asked) == 1


def test_patience_ends(server: Google) -> None:
    server.answers = [google.refuses(429)] * 9
    with pytest.raises(ServiceRefused, match="answered 429 Too Many Requests, 3 times") as refused:
        _engine(server).speak(SENTENCE)
    assert len(server.asked) == 3
    assert refused.value.subject == SENTENCE.shown
    assert "run the same command again" in refused.value.hint


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_refusal_is_taken_at_its_word(server: Google, status: int) -> None:
    server.answers = [google.refuses(status)]
    with pytest.raises(ServiceRefused, match=f"answered {status}"):
        _engine(server).speak(SENTENCE)
    assert len(server.asked) == 1


def test_text_does_not_follow_a_redirection(server: Google) -> None:
    with google.playing() as elsewhere:
        server.answers = [google.refuses(307, Location=elsewhere.address)]
        with pytest.raises(ServiceRefused, match="answered 307"):
            _engine(server).speak(SENTENCE)
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    ("answer", "patience", "told"),
    [
        (google.is_silent, {"silence": 0.3}, "did not answer in time, 1 times"),
        (google.drips, {"answering": 0.5}, "did not finish its answer in time"),
        (google.breaks_off, {}, "broke off in the middle"),
    ],
)
def test_nobody_waits_for_ever(
    server: Google, answer: google.Answer, patience: dict[str, float], told: str
) -> None:
    server.answers = [answer]
    with pytest.raises(ServiceRefused, match=told):
        _engine(server, attempts=1, **patience).speak(SENTENCE)


def test_an_endless_answer_is_left(server: Google) -> None:
    server.answers = [google.drips]
    with pytest.raises(ServiceRefused, match="more than any sentence needs"):
        _engine(server, largest=200).speak(SENTENCE)


def _nested() -> bytes:
    return f'[["wrb.fr","{google.CALL}",{"[" * 100_000}'.encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><title>Sign in to this network</title></html>",
        b"[]",
        f'[["wrb.fr","{google.CALL}"'.encode(),
        f'[["wrb.fr","{google.CALL}"]]'.encode(),
        f'[["wrb.fr","{google.CALL}",7]]'.encode(),
        f'[["other","other","{google.CALL}"]]'.encode(),
        f'["{google.CALL}",{{"1":2}}]'.encode(),
        google.envelope("not JSON"),
        google.envelope("[]"),
        google.envelope('["?!"]'),
        google.envelope('[""]'),
        google.sound(b"RIFF....WAVE, which is no MP3"),
        google.sound(b"ID3\4\0\0\0\0\0\0"),
        b"\xff\xfe" + google.CALL.encode(),
        _nested(),
    ],
)
def test_what_is_no_speech_is_never_taken_for_it(server: Google, body: bytes) -> None:
    server.answers = [google.says(body)]
    with pytest.raises(ServiceRefused, match="what Google Translate answered is no speech"):
        _engine(server).speak(SENTENCE)


def test_a_sound_cut_short_is_not_taken(server: Google) -> None:
    server.answers = [google.says(google.sound(google.mp3(whole=False)))]
    with pytest.raises(ServiceRefused, match="no speech: it ends in the middle of a frame"):
        _engine(server).speak(SENTENCE)


def test_frames_without_sense_are_not_taken(server: Google) -> None:
    stream = google.mp3()
    broken = b"".join(
        stream[start : start + 4] + b"\xff" * 92 for start in range(0, len(stream), 96)
    )
    mp3.check(broken)
    server.answers = [google.says(google.sound(broken))]
    with pytest.raises(ServiceRefused, match="cannot be decoded"):
        _engine(server).speak(SENTENCE)


@pytest.mark.parametrize("body", [google.envelope(None), google.sound(google.mp3(volume=0))])
def test_a_sentence_that_google_cannot_say_is_told_and_stops_nobody(
    server: Google, body: bytes
) -> None:
    server.answers = [google.says(body)]
    with pytest.raises(VoicingFailed, match="Google Translate has no sound for this") as failed:
        _engine(server).speak(SENTENCE)
    assert not isinstance(failed.value, ServiceRefused)


def test_sound_is_taken_whatever_the_type_that_is_told(server: Google) -> None:
    """Google tells JSON; what counts is what is in it."""
    server.answers = [google.says(google.sound(google.mp3()), kind="text/html")]
    assert _engine(server).speak(SENTENCE).samples


def test_being_offline_is_told() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(ServiceRefused, match="Google Translate could not be reached"):
        Gtts(address, manners=QUICK).speak(SENTENCE)


def test_an_address_that_is_none_is_told() -> None:
    with pytest.raises(ServiceRefused, match="could not be asked"):
        Gtts("nowhere", manners=QUICK).speak(SENTENCE)


# ---- who it is ---------------------------------------------------------------------------


@pytest.fixture
def certified() -> Iterator[tuple[Google, str]]:
    """A server with a certificate that nobody knows, and the file that vouches for it."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with tempfile.TemporaryDirectory() as folder, google.playing(context) as server:
        path = Path(folder) / "authority.pem"
        authority.cert_pem.write_to_path(str(path))
        yield server, str(path)


def test_nothing_is_sent_to_who_cannot_prove_to_be_google(
    certified: tuple[Google, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, authority = certified
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, authority)
    with pytest.raises(ServiceRefused, match="certificate is not to be trusted"):
        _engine(server).speak(SENTENCE)
    assert server.asked == []


def test_who_proves_it_is_asked(certified: tuple[Google, str]) -> None:
    server, authority = certified
    assert Gtts(server.address, verify=authority, manners=QUICK).speak(SENTENCE).samples


# ---- voices ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "language", "voice"),
    [
        ("", "en", ("en", "com")),
        ("", "en-AU", ("en", "com")),
        ("@co.uk", "en", ("en", "co.uk")),
        ("en@CO.UK", "ko", ("en", "co.uk")),
        ("PT-pt", "en", ("pt-PT", "com")),
        ("", "pt-BR", ("pt", "com")),
        ("", "he", ("iw", "com")),
        ("", "zh-Hant-TW", ("zh-TW", "com")),
    ],
)
def test_a_voice_is_a_language_and_a_country(
    name: str, language: str, voice: tuple[str, str]
) -> None:
    assert google_voices.named(name, language) == voice


@pytest.mark.parametrize(
    ("voice", "language", "fault"),
    [
        (Voice("gtts", "en-gb"), "en", 'no voice "en-gb"; did you mean en?'),
        (Voice("gtts", "en@co.ku"), "en", 'no accent "@co.ku"; did you mean @co.uz or @co.uk'),
        (Voice("gtts", "en@com.evil"), "en", 'no accent "@com.evil"'),
        (Voice("gtts", "xx"), "en", 'no voice "xx"'),
        (Voice("gtts"), "qqq", 'no voice for the language "qqq"'),
        (Voice("gtts"), "ko-Latn", 'no voice for the language "ko-Latn"'),
        (Voice("gtts", "en", pitch=110), "en", "cannot speak higher or lower"),
    ],
)
def test_a_voice_that_there_is_not_is_told_before_anything_is_sent(
    voice: Voice, language: str, fault: str
) -> None:
    assert fault in (Gtts().voice_fault(voice, language) or "")


def test_a_voice_that_there_is_not_cannot_speak() -> None:
    with pytest.raises(VoicingFailed, match='has no voice "xx"'):
        Gtts("http://127.0.0.1:1").speak(utterance("Hello.", voice=Voice("gtts", "xx")))


def test_it_can_speak_here_and_says_that_it_sends() -> None:
    engine = Gtts()
    assert engine.fault() is None
    assert engine.voice_fault(VOICE, "en") is None
    assert engine.online
    assert engine.costly
    assert engine.identity() == "gtts 1"


def test_without_gtts_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    google_voices._languages.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert "pip install gtts" in (Gtts().fault() or "")
    assert Gtts().voice_fault(VOICE, "en") == "gTTS is not installed"


# ---- what is read ------------------------------------------------------------------------


def test_a_date_may_say_when_to_come_back() -> None:
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=90)
    assert sending._seconds(email.utils.format_datetime(later, usegmt=True)) == pytest.approx(
        90, abs=5
    )
    assert sending._seconds("Fri, 31 Dec 1999 23:59:59 -0000") == 0
    assert sending._seconds(" 7 ") == 7


@given(st.text())
def test_any_other_word_on_when_to_come_back_is_passed_over(text: str) -> None:
    assert sending._seconds(text) >= 0


@settings(deadline=None)
@given(st.integers(1, 100_000))
def test_a_stream_is_whole_or_refused(length: int) -> None:
    stream = google.mp3()
    part = stream[: length % len(stream)]
    if part and len(part) % 96 == 0:
        mp3.check(part)
    else:
        with pytest.raises(ValueError, match=r"frame|no sound|no MP3"):
            mp3.check(part)


def test_a_tag_before_the_sound_is_passed_over() -> None:
    mp3.check(b"ID3\4\0\0\0\0\0\3abc" + google.mp3())


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode), st.sampled_from([b"", b'[["', b'[["a","jQ1olc",']))
def test_any_answer_is_speech_or_refused(rest: bytes, begin: bytes) -> None:
    for answer in (begin + rest, begin + json.dumps(rest.hex()).encode() + b"]]"):
        with contextlib.suppress(ValueError):
            mp3.check(asking.speech(answer))
