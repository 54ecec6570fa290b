from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from passage.mixing import clips, encoder, stitching
from passage.model import Clip, Milliseconds, Samples, Segment, Sound, Span
from passage.pipeline import cues
from passage.pipeline.recipes import Job, recipe
from passage.pipeline.workshop import render
from tests.sentences import segment, utterance

SOUND = Sound()
FIRST = segment("We crossed at night, then we slept.", "It cost 3,000 won.")
SECOND = segment("Take the boat.", "Please, come.")


def _clip(of: Segment) -> Clip:
    return clips.load(render(Job("key", of, SOUND)))


def _span(start: int, end: int, *words: tuple[int, int]) -> Span:
    inner = tuple(_span(*word) for word in words)
    return Span(Samples(start), Samples(end), inner)


def test_cues_are_where_the_frames_before_them_end() -> None:
    one = Clip(b"", 100, -16.0, (_span(4410, 44100, (4410, 8820), (8820, 44100)),))
    other = Clip(b"", 50, -16.0, (_span(441, 882),))
    said = replace(segment("We left."), script="leaving")
    first, second = cues.cues([said, segment("Home.")], [one, other])
    assert (first.start, first.end) == (100, 1000)
    assert [(w.start, w.end, w.text) for w in first.words] == [
        (100, 200, "We"),
        (200, 1000, "left."),
    ]
    assert (first.script, first.speaker, first.shown) == ("leaving", "Narrator", "We left.")
    # 100 frames of 1,152 samples at 44.1 kHz are 2,612.245 ms
    assert (second.start, second.end) == (2622, 2632)
    assert second.words == ()


def test_a_paragraph_is_told() -> None:
    begun = Segment(FIRST.role, "", (replace(utterance("One."), paragraph=True), utterance("Two.")))
    clip = Clip(b"", 9, -16.0, (_span(0, 10), _span(20, 30)))
    assert [cue.paragraph for cue in cues.cues([begun], [clip])] == [True, False]


def test_a_cue_ends_with_its_chapter_at_the_latest() -> None:
    clip = Clip(b"", 10, -16.0, (_span(0, 99999),))
    (cue,) = cues.cues([segment("One.")], [clip])
    assert cue.end == stitching.milliseconds(10)


@pytest.fixture(scope="module")
def made() -> list[Clip]:
    return [_clip(FIRST), _clip(SECOND)]


def test_cues_and_their_words_are_in_order_and_say_what_is_shown(made: list[Clip]) -> None:
    found = cues.cues([FIRST, SECOND], made)
    assert [" ".join(word.text for word in cue.words) for cue in found] == [
        cue.shown for cue in found
    ]
    edges = [edge for cue in found for word in cue.words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    for cue in found:
        assert cue.start <= cue.words[0].start
        assert cue.words[-1].end == cue.end


def _onsets(samples: np.ndarray[tuple[int], np.dtype[np.int32]]) -> list[float]:
    """Milliseconds at which there is sound after at least 100 ms without."""
    step = 441 // 2
    loud = [bool(samples[at : at + step].max() > 400) for at in range(0, len(samples), step)]
    starts, quiet = [], 20
    for number, heard in enumerate(loud):
        if heard and quiet >= 20:
            starts.append(number * step / 44.1)
        quiet = 0 if heard else quiet + 1
    return starts


def test_words_of_an_episode_are_heard_when_their_cues_say(made: list[Clip]) -> None:
    """The whole way: voice, master, encode, stitch, decode as a player does."""
    frames = [clip.frames for clip in made]
    count = sum(clip.frame_count for clip in made)
    episode = b"".join(stitching.stitch(b"", count, sum(map(len, frames)), frames))
    decoded, _ = encoder.run(["-f", "mp3", "-i", "pipe:0", "-f", "s16le", "pipe:1"], episode)
    samples = np.abs(np.frombuffer(decoded, "<i2").astype(np.int32))
    starts = [word.start for cue in cues.cues([FIRST, SECOND], made) for word in cue.words]
    onsets = _onsets(samples)
    assert len(onsets) >= 5
    for onset in onsets:
        assert min(abs(start - onset) for start in starts) <= 40


def test_a_clip_keeps_its_words_as_bytes_and_back(made: list[Clip]) -> None:
    assert clips.load(clips.dump(made[0])) == made[0]
    assert [len(span.words) for span in made[0].spans] == [7, 4]


def test_a_clip_is_another_when_other_words_are_shown_for_what_is_said() -> None:
    said = FIRST.utterances[1]

    def key(shown: str) -> str:
        phrase = replace(said.phrases[0], shown=shown)
        return recipe(replace(FIRST, utterances=(replace(said, phrases=(phrase,)),)), SOUND).key

    assert key("“It” cost 3,000 won!") == key("It cost 3,000 won.")
    assert key("It cost 3 000 won.") != key("It cost 3,000 won.")
    assert Milliseconds(0) == 0
