from __future__ import annotations

import re
from pathlib import Path

import imageio_ffmpeg
import pytest

from passage import voicing
from passage.errors import MixingFailed
from passage.mixing import assembly, clips, encoder, frames, mastering, stitching
from passage.model import Clip, Segment, Sound, Voice
from tests.sentences import segment, utterance

SOUND = Sound()
STORY = segment(
    "We had walked for three nights along the river, and nobody had said a word.",
    "Then my brother laughed.",
    "It was the first time since the spring, and I have not forgotten the sound of it.",
)


def _clip(said: Segment, sound: Sound = SOUND) -> Clip:
    engine = voicing.engine("espeak")
    speeches = [engine.speak(sentence) for sentence in said.utterances]
    return mastering.master(assembly.assemble(said, speeches, sound), sound)


def _decoded(stream: bytes) -> bytes:
    """What a decoder that does not hide the encoder's delay makes of a stream."""
    arguments = ["-flags2", "-skip_manual", "-i", "pipe:0", "-f", "s16le", "pipe:1"]
    return encoder.run(arguments, stream)[0]


def _measured(stream: bytes) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP of an encoded stream."""
    meter = "ebur128=peak=true:framelog=quiet"
    _, log = encoder.run(["-i", "pipe:0", "-af", meter, "-f", "null", "-"], stream)
    loudness = re.findall(r"I:\s+(-?[\d.]+) LUFS", log)[-1]
    peak = re.findall(r"Peak:\s+(-?[\d.]+) dBFS", log)[-1]
    return float(loudness), float(peak)


@pytest.mark.parametrize(
    "voice", [Voice(name="en-us+m3"), Voice(name="en-gb+f2", speed=80), Voice(name="ko")]
)
@pytest.mark.parametrize("target", [-16.0, -19.0])
def test_a_clip_meets_the_show_s_loudness_after_encoding(voice: Voice, target: float) -> None:
    said = segment()
    texts = [sentence.shown for sentence in STORY.utterances]
    said = Segment(said.role, "t", tuple(utterance(text, voice=voice) for text in texts))
    clip = _clip(said, Sound(loudness=target))
    loudness, peak = _measured(clip.frames)
    assert loudness == pytest.approx(target, abs=0.5)
    assert clip.loudness == pytest.approx(loudness, abs=0.25)
    assert peak <= -1.0


def test_a_clip_is_nothing_but_whole_frames_of_one_format() -> None:
    clip = _clip(STORY)
    assert frames.count(clip.frames) == clip.frame_count


def test_a_clip_is_made_the_same_twice() -> None:
    assert _clip(STORY) == _clip(STORY)


def test_a_clip_comes_back_from_its_bytes() -> None:
    clip = _clip(STORY)
    assert clips.load(clips.dump(clip)) == clip


def test_clips_joined_decode_exactly_like_their_parts() -> None:
    one, other = _clip(STORY), _clip(segment("And then the sun came up."))
    joined = _decoded(one.frames + other.frames)
    assert joined == _decoded(one.frames) + _decoded(other.frames)


def test_an_episode_s_duration_is_what_a_decoder_counts() -> None:
    clip = _clip(STORY)
    pieces = stitching.stitch(b"", 3 * clip.frame_count, 3 * len(clip.frames), [clip.frames] * 3)
    heard = len(_decoded(b"".join(pieces))) / 2 / 44100 * 1000
    assert stitching.starts([clip.frame_count] * 3)[-1] == pytest.approx(heard, abs=30)


def test_a_sentence_is_heard_where_its_span_says() -> None:
    clip = _clip(STORY)
    stream = b"".join(stitching.stitch(b"", clip.frame_count, len(clip.frames), [clip.frames]))
    output, _ = encoder.run(["-i", "pipe:0", "-f", "s16le", "pipe:1"], stream)
    for span in clip.spans:
        before = output[2 * (span.start - 4000) : 2 * (span.start - 400)]
        after = output[2 * span.start : 2 * (span.start + 4000)]
        assert _loudest(before) < 40
        assert _loudest(after) > 400


def _loudest(samples: bytes) -> int:
    view = memoryview(samples).cast("h")
    return max(abs(sample) for sample in view)


def test_starts_are_exact_however_long_the_episode_is() -> None:
    starts = stitching.starts([1378] * 1000)
    assert starts[0] == 0
    assert starts[1000] == round(1378 * 1000 * 1152 / 44.1)
    assert starts[999] == round(1378 * 999 * 1152 / 44.1)


@pytest.fixture
def _fresh_encoder() -> object:
    encoder.program.cache_clear()
    encoder.identity.cache_clear()
    yield None
    encoder.program.cache_clear()
    encoder.identity.cache_clear()


@pytest.mark.usefixtures("_fresh_encoder")
def test_a_missing_ffmpeg_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nowhere/ffmpeg")
    with pytest.raises(MixingFailed) as failure:
        encoder.identity()
    assert str(failure.value) == (
        "ffmpeg: cannot be started: No such file or directory\n"
        "  pip install --force-reinstall imageio-ffmpeg"
    )


@pytest.mark.usefixtures("_fresh_encoder")
def test_a_broken_ffmpeg_is_told_with_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "ffmpeg"
    broken.write_text("#!/bin/sh\necho libmp3lame is gone >&2\nexit 9\n")
    broken.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(broken))
    with pytest.raises(MixingFailed, match="ffmpeg: libmp3lame is gone"):
        encoder.identity()


def test_where_ffmpeg_lies_is_no_part_of_its_identity() -> None:
    assert imageio_ffmpeg.get_ffmpeg_exe() not in encoder.identity()
    assert encoder.identity().startswith("ffmpeg version ")
