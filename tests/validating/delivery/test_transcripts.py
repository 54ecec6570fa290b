"""Transcripts that say the same are told from those that do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.model import Cue
from passage.publishing.transcripts import FORMATS, Transcript, plain
from passage.validating.delivery import formats, transcripts
from passage.validating.delivery.table import Told
from tests.publishing import texts
from tests.publishing.transcripts.cues import TRANSCRIPT, chapter, cue

TYPES = [form.media_type for form in FORMATS]
TAG = "the tag"


def written(transcript: Transcript) -> dict[str, str]:
    """All formats, by their types, and what the tag holds."""
    found = {form.media_type: form.write(transcript) for form in FORMATS}
    return found | {TAG: plain.paragraphs(transcript)}


def compare(files: dict[str, str], *titles: str) -> list[Told]:
    read = {
        name: formats.lyrics(text) if name == TAG else formats.read(name, text.encode())
        for name, text in files.items()
    }
    return list(transcripts.compare({name: text for name, text in read.items() if text}, titles))


def of(*cues: Cue, title: str = "") -> Transcript:
    return Transcript("Title", "en", cues, (chapter(0, 99_000, title),) if title else ())


def test_all_formats_of_the_sample_agree() -> None:
    titles = [each.title for each in TRANSCRIPT.chapters]
    assert compare(written(TRANSCRIPT), *titles) == []


@pytest.mark.parametrize("name", [*TYPES, TAG])
@pytest.mark.parametrize("old", ["further", "colder", "One", "Sit"])
def test_another_word_is_found_where_it_stands(name: str, old: str) -> None:
    files = written(TRANSCRIPT)
    assert old in files[name]
    files[name] = files[name].replace(old, "Other", 1)
    (told,) = compare(files, *(each.title for each in TRANSCRIPT.chapters))
    assert (told.rule, told.where) == (transcripts.WORDS, name)
    assert "“Other" in told.what
    assert f"“{old}" in told.what


@pytest.mark.parametrize("name", [*TYPES, TAG])
def test_a_missing_sentence_is_found(name: str) -> None:
    cues = tuple(each for each in TRANSCRIPT.cues if "answer" not in each.shown)
    files = written(TRANSCRIPT)
    shorter = written(Transcript(TRANSCRIPT.title, "en", cues, TRANSCRIPT.chapters))
    files[name] = shorter[name]
    (told,) = compare(files, *(each.title for each in TRANSCRIPT.chapters))
    assert (told.rule, told.where) == (transcripts.WORDS, name)


@pytest.mark.parametrize(
    "transcript",
    [
        pytest.param(
            of(cue(0, 900, "Where?"), cue(900, 1800, "There."), title="Where?"), id="title"
        ),
        pytest.param(of(cue(0, 900, "Where?", paragraph=True), title="Where?"), id="title alone"),
        pytest.param(of(cue(0, 900, "Ann: I said so."), cue(900, 1800, "Ann: so.")), id="name"),
        pytest.param(of(cue(0, 900, "A", speaker=""), cue(900, 1800, "B")), id="nameless"),
        pytest.param(of(cue(0, 900, "Hm.", speaker="An  Na"), title="An Na: Hm."), id="both"),
    ],
)
def test_names_and_titles_are_told_from_words(transcript: Transcript) -> None:
    assert compare(written(transcript), *(each.title for each in transcript.chapters)) == []


PHRASES = st.lists(st.tuples(texts.writable, st.sampled_from(["en", "ko"])), min_size=1, max_size=3)


@given(st.lists(st.tuples(PHRASES, st.sampled_from(["Ann", "Ben <b> & co", ""])), max_size=5))
@settings(deadline=None, max_examples=60)
def test_any_text_agrees_with_itself(told: list[tuple[list[tuple[str, str]], str]]) -> None:
    cues = tuple(
        cue(number * 9_000, number * 9_000 + 8_000, *phrases, speaker=speaker)
        for number, (phrases, speaker) in enumerate(told)
    )
    assert compare(written(Transcript("Title", "en", cues))) == []


@given(
    st.sampled_from([*TYPES, "text/none"]), st.binary(max_size=200) | texts.writable.map(str.encode)
)
@settings(deadline=None)
def test_no_bytes_are_too_strange(media_type: str, data: bytes) -> None:
    text = formats.read(media_type, data)
    assert text is None or list(transcripts.compare({"a": text}, [])) == []


@pytest.mark.parametrize(
    "data",
    [b'{"segments": 3}', b'{"segments": [3, {}]}', b'{"segments": [{"startTime": 1e999}]}', b"[]"],
)
def test_json_of_another_form_is_none_or_empty(data: bytes) -> None:
    text = formats.read("application/json", data)
    assert text is None or all(not block.words for block in text.blocks)
