from __future__ import annotations

import array
import itertools
from dataclasses import replace

from passage.mixing import assembly
from passage.model import Milliseconds, Samples, Sound, Speech, Word
from tests.sentences import segment

SOUND = Sound()
ONE_MS = 45
"""Samples that pydub, which counts in milliseconds, may cut from the end of a fade."""


def _speech(milliseconds: int, rate: int = 22050, level: int = 8000) -> Speech:
    return Speech(array.array("h", [level] * (rate * milliseconds // 1000)).tobytes(), rate)


def _level(made: assembly.Assembly, at: int) -> int:
    """The sample that is heard at a position in 44.1 kHz."""
    samples = array.array("h", made.samples)
    return samples[at * made.rate // assembly.RATE]


def test_spans_are_where_the_speech_is_to_the_sample() -> None:
    made = assembly.assemble(segment("One.", "Two."), [_speech(1000), _speech(500)], SOUND)
    one, two = made.spans
    assert one.start == 150 * 441 // 10 // 2 * 2
    assert 0 <= 44100 - (one.end - one.start) <= ONE_MS
    assert two.start - one.end == 300 * 441 // 10
    assert 0 <= 22050 - (two.end - two.start) <= ONE_MS
    for span in made.spans:
        assert _level(made, (span.start + span.end) // 2) == 8000
        assert _level(made, span.start - 4) == _level(made, span.end + 4) == 0


def test_the_pause_after_the_last_sentence_ends_the_segment() -> None:
    said = segment("One.")
    longer = replace(said.utterances[0], pause=Milliseconds(2300))
    one = assembly.assemble(said, [_speech(100)], SOUND)
    other = assembly.assemble(replace(said, utterances=(longer,)), [_speech(100)], SOUND)
    assert len(other.samples) - len(one.samples) == 2 * 2 * 22050


def test_no_cut_clicks() -> None:
    made = assembly.assemble(segment("One."), [_speech(1000)], SOUND)
    samples = array.array("h", made.samples)
    assert max(abs(b - a) for a, b in itertools.pairwise(samples)) < 200


def test_a_chime_comes_before_the_first_word_and_is_softer_than_speech() -> None:
    plain = assembly.assemble(segment("One."), [_speech(1000)], SOUND)
    chimed = assembly.assemble(segment("One.", chime=True), [_speech(1000)], SOUND)
    first = chimed.spans[0].start
    longer = (assembly.CHIME_MS + SOUND.paragraph_pause) * 441 // 10
    assert 0 <= longer - (first - plain.spans[0].start) <= ONE_MS
    chime = array.array("h", chimed.samples)[: first // 2]
    assert 1000 < max(chime) < 8000


def test_voices_of_different_rates_are_brought_to_the_highest() -> None:
    made = assembly.assemble(
        segment("One.", "Two."), [_speech(1000, rate=16000), _speech(1000, rate=24000)], SOUND
    )
    assert made.rate == 24000
    for span in made.spans:
        assert abs(span.end - span.start - 44100) <= ONE_MS
        assert abs(_level(made, (span.start + span.end) // 2) - 8000) < 100


def test_words_are_told_in_samples_of_the_clip_and_stay_within_their_speech() -> None:
    words = (Word(Samples(0), Samples(8000), "One,"), Word(Samples(8000), Samples(16000), "two."))
    slow = replace(_speech(1000, rate=16000), words=words)
    made = assembly.assemble(segment("One, two.", "Three."), [slow, _speech(500, 24000)], SOUND)
    span, other = made.spans
    one, two = span.words
    assert (one.start, one.end, two.end) == (span.start, span.start + 22050, span.end)
    assert two.start == one.end
    assert other.words == ()
