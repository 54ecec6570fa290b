"""What `say` gives is what the episode contains, sample for sample."""

from __future__ import annotations

import io
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from passage.errors import ConsentRefused, InputProblems
from passage.keeping.store import Store
from passage.mixing import encoder
from passage.pipeline import minting, saying
from passage.pipeline.layout import Layout
from passage.pipeline.saying import Said
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import build


def _script(show: Path, name: str, sentence: int | None = None) -> Said:
    return saying.script(Layout(show), show_folder.read(show), name, sentence)


def _words(show: Path, text: str, narrator: str = "", language: str = "") -> Said:
    return saying.words(Layout(show), show_folder.read(show), text, narrator, language)


def _samples(wav: bytes) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44100)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def _heard(show: Path, name: str) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """An episode as its listeners hear it."""
    [path] = (show / "audio_out").glob(f"{name}-*.mp3")
    command = [encoder.program(), "-v", "error", "-i", str(path), "-map", "0:a", "-f", "s16le", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<i2")


def _is_within(part: np.ndarray[tuple[int], np.dtype[np.int16]], heard: bytes) -> bool:
    return part.tobytes() in heard


def test_a_sentence_is_what_the_episode_contains(show: Path) -> None:
    said = _script(show, "leaving", 2)
    [(number, text)] = said.sentences
    assert number == 2
    assert text.strip() == _script(show, "leaving").sentences[1][1].strip()
    part = _samples(said.wav)
    assert np.abs(part).max() > 3000
    assert _is_within(part, _heard(show, "one").tobytes())
    assert build(show).rendered == 0, "it was there already"


def test_a_script_is_said_before_it_is_built_and_then_needs_no_more_work(tmp_path: Path) -> None:
    show = shows.write(tmp_path)
    said = _script(show, "leaving")
    assert len(said.sentences) > 2
    assert build(show).rendered == 10


def test_words_are_said_by_the_host_or_a_narrator_and_leave_nothing_behind(show: Path) -> None:
    kept = dict(Store(show / "audio_out" / ".cache").entries())
    host = _words(show, "We came to the [river]{lang=ko}.")
    assert host.sentences == ((1, "We came to the river."),)
    told = _words(show, "We came to the river.", narrator="Amina")
    assert host.wav != told.wav
    assert np.abs(_samples(told.wav)).max() > 3000
    after = dict(Store(show / "audio_out" / ".cache").entries())
    assert set(after) - set(kept) <= _voices(show), "only what is known of a voice stays"


def test_words_of_the_lexicon_are_said_as_it_says(show: Path) -> None:
    before = _words(show, "We saw Haneul.")
    (show / "scripts/lexicon.pls").write_text(
        '<lexicon version="1.0" alphabet="ipa" xml:lang="en" '
        'xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"><lexeme>'
        "<grapheme>Haneul</grapheme><alias>somebody else</alias></lexeme></lexicon>",
        "utf-8",
    )
    after = _words(show, "We saw Haneul.")
    assert after.sentences == before.sentences
    assert after.wav != before.wav


def _voices(show: Path) -> set[str]:
    """Entries that hold nothing but a number."""
    store = Store(show / "audio_out" / ".cache")
    return {key for key, _ in store.entries() if len(store.get(key) or b"") < 30}


def test_words_that_are_wrong_or_none_are_refused(show: Path) -> None:
    with pytest.raises(InputProblems, match=r"TEXT:1:"):
        _words(show, "[river]{wrong=1}")
    with pytest.raises(InputProblems, match="there are no words to say"):
        _words(show, "…")
    with pytest.raises(LookupError):
        _script(show, "leaving", 1000)


def test_withdrawn_words_are_not_said(show: Path) -> None:
    shows.edit(show, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    with pytest.raises(ConsentRefused):
        _script(show, "leaving")


def test_a_narrator_has_the_voice_of_the_whole_show(show: Path) -> None:
    library = minting.mint(show_folder.read(show))
    assert library.scripts
    for script in library.scripts:
        _script(show, script.id)
    assert build(show).rendered == 0
