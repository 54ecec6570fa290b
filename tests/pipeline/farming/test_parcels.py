"""What travels to another machine, and what is asked of what comes back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from passage import fingerprint, voicing
from passage.errors import VoicingFailed
from passage.keeping.store import Store
from passage.model import Milliseconds, Phrase, Role, Segment, Sound, Utterance, Voice
from passage.pipeline import speech, workshop
from passage.pipeline.farming import parcels
from passage.pipeline.farming.parcels import Answer, Needs, Parcel
from passage.pipeline.recipes import Job
from passage.voicing import piper_voices
from tests import piper_models


def _job(voice: Voice, text: str = "We left on a Monday.") -> Job:
    said = Utterance((Phrase(text, text, "en"),), "en", voice, "Bo", Milliseconds(350))
    return Job("key", Segment(Role.TESTIMONY, "Leaving", (said,)), Sound())


def _made(parcel: Parcel) -> Answer:
    return parcels.make((parcel,)).answers[0]


def test_a_clip_from_elsewhere_is_the_clip_from_here(tmp_path: Path) -> None:
    job = _job(Voice())
    answer = _made(parcels.pack(job, Store(tmp_path)))
    assert parcels.opened(answer, job) == workshop.render(job)


def test_no_word_is_in_the_names_and_logs_of_those_who_carry_it(tmp_path: Path) -> None:
    parcel = parcels.pack(_job(Voice()), Store(tmp_path))
    assert "Monday" not in repr(parcel)
    assert "Monday" not in repr(_made(parcel))


_AT_ONCE = """
import sys, threading
from passage.mixing import clips
from passage.pipeline import workshop
from passage.pipeline.farming import parcels
from passage.pipeline.farming.parcels import Parcel

sys.setswitchinterval(1e-6)
parcel = Parcel(sys.stdin.buffer.read())
ready = threading.Barrier(8)

def first():
    ready.wait()
    parcels.make((parcel,))
    clips.is_whole(b"{}", 1)

threads = [threading.Thread(target=first) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_the_first_segments_of_a_worker_may_come_to_several_threads_at_once(
    tmp_path: Path,
) -> None:
    # Of ten new processes three crashed in msgspec, which was reading the type of a job.
    parcel = parcels.pack(_job(Voice()), Store(tmp_path))
    for _ in range(10):
        done = subprocess.run([sys.executable, "-c", _AT_ONCE], input=parcel.data, check=False)
        assert done.returncode == 0


def test_what_cannot_be_said_comes_home_as_it_would_be_told_here(tmp_path: Path) -> None:
    job = _job(Voice(), "한국")
    broken = replace(job, segment=replace(job.segment, utterances=job.segment.utterances * 0))
    answer = _made(parcels.pack(broken, Store(tmp_path)))
    assert answer.fault or answer.failure
    silent = _job(Voice(), "…")
    with pytest.raises(VoicingFailed, match="eSpeak NG has no sound"):
        parcels.opened(_made(parcels.pack(silent, Store(tmp_path))), silent)


@pytest.mark.parametrize(
    "damage",
    [
        lambda a: replace(a, clip=a.clip[:-1] + b"!"),
        lambda a: replace(a, clip=b""),
        lambda a: replace(a, digest=""),
        lambda a: Answer(*_sealed(a.clip[:-5])),
        lambda _: Answer(*_sealed(b"{}")),
    ],
)
def test_a_damaged_answer_is_no_clip(tmp_path: Path, damage: Callable[[Answer], Answer]) -> None:
    job = _job(Voice())
    answer = _made(parcels.pack(job, Store(tmp_path)))
    with pytest.raises(ValueError, match=r"its checksum is another|it is not the clip"):
        parcels.opened(damage(answer), job)


def _sealed(clip: bytes) -> tuple[bytes, str]:
    return clip, fingerprint.of_bytes(clip)


def test_what_an_online_voice_said_goes_along(tmp_path: Path) -> None:
    job = _job(Voice("gtts"))
    store = Store(tmp_path)
    spoken = voicing.engine("espeak").speak(_job(Voice()).segment.utterances[0])
    name = speech.key(job.segment.utterances[0])
    store.put(name, speech._dump(spoken))
    answer = _made(parcels.pack(job, store))
    assert parcels.opened(answer, job) == workshop.render(replace(job, keep=tmp_path))
    assert not _made(parcels.pack(job, Store(tmp_path / "empty"))).clip


def test_a_piper_voice_is_found_by_what_is_in_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    path = piper_models.write(here, "ruth")
    job = _job(Voice("piper", path.as_posix()))
    parcel = parcels.pack(job, Store(tmp_path / "store"))
    needed = parcels.needs([job])
    assert str(here).encode() not in parcel.data
    there.mkdir()
    monkeypatch.setenv(piper_voices.PLACE, str(there))
    assert parcels.standing(needed).lacking
    for file in here.iterdir():
        (there / file.name.replace("ruth", "other")).write_bytes(file.read_bytes())
    parcels._standing.cache_clear()
    assert not parcels.standing(needed).lacking
    assert parcels.opened(_made(parcel), job) == workshop.render(job)


def test_a_worker_that_differs_is_told_by_what_differs() -> None:
    ours = parcels.standing(Needs(("espeak",)))
    assert parcels.differences(ours, ours) == ()
    others = [
        (replace(ours, passage="0"), "it has Passage 0, here is "),
        (replace(ours, encoder="ffmpeg 1"), "it has ffmpeg 1, here is ffmpeg version"),
        (replace(ours, engines=(("espeak", "espeak 1"),)), "it has espeak 1, here is espeak"),
        (replace(ours, sample="x"), "the same sentence is other bytes there"),
        (replace(ours, sample="", lacking=("it has no voice",)), "it has no voice"),
    ]
    for theirs, told in others:
        (reason,) = parcels.differences(ours, theirs)
        assert reason.startswith(told)
