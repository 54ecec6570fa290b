from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from passage import mixing, voicing
from passage.errors import MixingFailed
from passage.mixing import assembly, bed, encoder, loudness, mastering
from passage.mixing.assembly import Assembly
from passage.model import Milliseconds, Role, Segment, Sound
from tests.mixing import beds
from tests.sentences import segment

SOUND = Sound(music="bed.wav")
PAUSE = Milliseconds(2500)


@pytest.fixture(scope="module")
def said() -> Assembly:
    """What a host says, with pauses that are long enough to listen into."""
    story = segment(
        "These are the stories of those who went by the river, and of those who stayed.",
        "They were told to us in the winter, in a kitchen, over many cups of tea.",
        "Listen to them as long as you like.",
    )
    sentences = tuple(replace(sentence, pause=PAUSE) for sentence in story.utterances)
    engine = voicing.engine("espeak")
    story = replace(story, utterances=sentences)
    return assembly.assemble(story, [engine.speak(each) for each in sentences], SOUND)


def _lay(said: Assembly, music: bytes, makeup: float = mastering.MAKEUP) -> Assembly:
    return bed.lay(said, music, "bed.wav", makeup)


def _only_bed(said: Assembly, laid: Assembly) -> npt.NDArray[np.int16]:
    """What is heard beside the speech."""
    both, alone = (np.frombuffer(each.samples, np.int16) for each in (laid, said))
    return np.subtract(both, alone)


def _loudness(samples: npt.NDArray[np.int16], rate: int) -> float:
    return loudness.integrated(samples.astype("<i2").tobytes(), rate)


def _pauses(said: Assembly, rate: int) -> list[slice]:
    """The pauses between sentences, without their edges."""
    edge = 0.2
    return [
        slice(
            int((one.end / assembly.RATE + edge) * rate),
            int((other.start / assembly.RATE - edge) * rate),
        )
        for one, other in itertools.pairwise(said.spans)
    ]


@pytest.mark.parametrize("source", [beds.SINE, beds.PINK])
@pytest.mark.parametrize("form", ["wav", "mp3", "ogg", "flac"])
def test_music_in_any_format_is_softer_than_speech(said: Assembly, source: str, form: str) -> None:
    laid = _lay(said, beds.music(source, seconds=60, form=form), makeup=0)
    speech = loudness.integrated(said.samples, said.rate)
    music = _loudness(_only_bed(said, laid), said.rate)
    assert -bed.BELOW - 0.7 < music - speech <= -20


def _mastered(made: Assembly) -> npt.NDArray[np.int16]:
    """What a listener hears of a segment, at 44.1 kHz."""
    decode = ["-flags2", "-skip_manual", "-i", "pipe:0", "-f", "s16le", "pipe:1"]
    return np.frombuffer(encoder.run(decode, mastering.master(made, SOUND).frames)[0], "<i2")


@pytest.mark.parametrize("source", [beds.SINE, beds.PINK])
def test_a_listener_hears_the_music_20_lu_below_the_speech_in_every_pause(
    said: Assembly, source: str
) -> None:
    heard = _mastered(_lay(said, beds.music(source, seconds=60)))
    speech = _loudness(heard, assembly.RATE)
    for pause in _pauses(said, assembly.RATE):
        music = _loudness(heard[pause], assembly.RATE)
        assert -27 < music - speech <= -20


def test_a_listener_hears_the_music_20_db_below_while_somebody_speaks(said: Assembly) -> None:
    """A tone at a frequency of its own can be told from the speech around it."""
    heard = _mastered(_lay(said, beds.music(beds.SINE, seconds=60)))
    for span in said.spans:
        spoken = heard[span.start : span.end].astype(float)
        power = np.abs(np.fft.rfft(spoken * np.hanning(len(spoken)))) ** 2
        hertz = np.fft.rfftfreq(len(spoken), 1 / assembly.RATE)
        tone = power[np.abs(hertz - 3000) < 15].sum()
        assert 0 < tone < 0.01 * power.sum()


@pytest.mark.parametrize("source", [beds.SINE, beds.PINK])
def test_the_show_s_loudness_is_met_with_music_too(said: Assembly, source: str) -> None:
    clip = mastering.master(_lay(said, beds.music(source)), SOUND)
    assert clip.loudness == pytest.approx(SOUND.loudness, abs=0.5)


def test_speech_stays_where_it_is_to_the_sample(said: Assembly) -> None:
    for cut in (0, 2, 20, 46):
        cut_off = replace(said, samples=said.samples[: len(said.samples) - cut])
        laid = _lay(cut_off, beds.music())
        assert len(laid.samples) == len(cut_off.samples)
        assert (laid.rate, laid.spans) == (said.rate, said.spans)
        assert np.abs(_only_bed(cut_off, laid)).max() < 2000


@pytest.mark.parametrize("seconds", [0.15, 0.7, 3])
def test_a_short_file_is_looped_to_the_end(said: Assembly, seconds: float) -> None:
    laid = _only_bed(said, _lay(said, beds.music(seconds=seconds)))
    second = said.rate
    parts = [
        _loudness(laid[start : start + second], said.rate)
        for start in range(second, len(laid) - 2 * second, second)
    ]
    assert len(parts) > 10
    assert max(parts) - min(parts) < 7


def test_music_comes_and_goes_softly(said: Assembly) -> None:
    laid = _only_bed(said, _lay(said, beds.music(beds.SINE, seconds=60))).astype(float)
    tenth = said.rate // 10
    for side in (laid, laid[::-1]):
        levels = [np.sqrt((side[n * tenth : (n + 1) * tenth] ** 2).mean()) for n in range(20)]
        assert levels[0] < 0.2 * levels[15]
        assert levels[4] < 0.8 * levels[15]
        assert levels[:9] == sorted(levels[:9])


def test_a_soft_passage_is_not_raised_above_what_the_file_has_elsewhere(said: Assembly) -> None:
    fading = "aevalsrc=random(0)*if(lt(t\\,30)\\,0.003\\,0.5)"
    laid = _only_bed(said, _lay(said, beds.music(fading, seconds=60)))
    assert _loudness(laid, said.rate) < loudness.integrated(said.samples, said.rate) - 40


def test_a_loud_passage_is_lowered_more_than_the_file_as_a_whole(said: Assembly) -> None:
    fading = "aevalsrc=random(0)*if(lt(t\\,20)\\,0.5\\,0.15)"
    laid = _only_bed(said, _lay(said, beds.music(fading, seconds=120), makeup=0))
    assert _loudness(laid, said.rate) <= loudness.integrated(said.samples, said.rate) - 20


def test_a_file_with_its_index_at_the_end(said: Assembly, tmp_path: Path) -> None:
    laid = _only_bed(said, _lay(said, beds.film(tmp_path)))
    assert _loudness(laid, said.rate) > mixing.SILENCE


def test_the_same_music_gives_the_same_samples(said: Assembly) -> None:
    music = beds.music(form="mp3")
    once = _lay(said, music)
    bed._decoded.cache_clear()
    assert _lay(said, music) == once


NO_MUSIC: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "cannot be read as sound: "),
    "words": (lambda: b"Not a sound, but words.\n" * 99, "cannot be read as sound: "),
    "a list of files": (
        lambda: b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nother.wav\n",
        "cannot be read as sound: ",
    ),
    "silence": (lambda: beds.music("aevalsrc=0"), "is silent"),
    "a click": (lambda: beds.music(seconds=0.02), "lasts 20 ms, too short for a bed of music"),
}


@pytest.mark.parametrize("what", NO_MUSIC)
def test_what_is_no_music_is_told_by_its_name(said: Assembly, what: str) -> None:
    music, problem = NO_MUSIC[what]
    with pytest.raises(MixingFailed, match=rf"^bed\.wav: {problem}"):
        _lay(said, music())


def test_only_what_the_host_says_about_an_episode_has_music() -> None:
    def has_music(role: Role) -> bool:
        return mixing.has_bed(Segment(role, "", ()), SOUND)

    with_music = {role for role in Role if has_music(role)}
    assert with_music == {Role.OPENING, Role.STAGE_INTRO, Role.CLOSING}
    assert not mixing.has_bed(Segment(Role.OPENING, "", ()), Sound())
