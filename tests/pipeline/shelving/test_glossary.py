"""How names sound: said by the host, kept like all that is said, and gone with who said them."""

from __future__ import annotations

from pathlib import Path

import pytest

from passage import voicing
from passage.keeping.store import Store
from passage.pipeline import cleaning, workshop
from passage.pipeline.layout import Layout
from passage.pipeline.shelving import glossary
from passage.reading import folder as show_folder
from tests import shows
from tests.pipeline.building import build, made_files
from tests.publishing.site.invented import tree

LEXICON = """\
<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="en"
         xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <lexeme><grapheme>Monday</grapheme><phoneme>ˈmʌndeɪ</phoneme></lexeme>
  <lexeme><grapheme>walked</grapheme><alias>wokt</alias></lexeme>
  <lexeme><grapheme>Nowhere</grapheme><alias>no where</alias></lexeme>
</lexicon>
"""


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    """A show with a lexicon, built."""
    shows.write(tmp_path)
    (tmp_path / "scripts" / "lexicon.pls").write_text(LEXICON, "utf-8")
    build(tmp_path)
    return tmp_path


def sounds(show: Path) -> list[str]:
    return sorted(path.name[:-13] for path in (show / "feed" / "glossary").glob("*.mp3"))


def terms(show: Path) -> list[str]:
    page = tree((show / "feed" / "glossary.html").read_bytes())
    return [str(each) for each in page.xpath("//dfn/text()")]


def test_words_that_are_heard_have_an_entry_and_a_sound(spoken: Path) -> None:
    assert terms(spoken) == ["Monday", "walked"]
    page = tree((spoken / "feed" / "glossary.html").read_bytes())
    for where in page.xpath("//dl//audio/@src"):
        data = (spoken / "feed" / where).read_bytes()
        assert data[:2] == b"\xff\xfb"
        assert 5_000 < len(data) < 40_000
    assert len(page.xpath("//dl//audio")) == 2
    assert page.xpath("//dl//audio/@aria-label") == ["Hear Monday", "Hear walked"]


def test_a_sound_is_kept_and_not_made_again(spoken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made_files(spoken)
    library = show_folder.read(spoken)
    cleaning.clean(Layout(spoken), library)
    for path in (spoken / "feed" / "glossary").iterdir():
        path.unlink()
    monkeypatch.setattr(workshop, "render", None)
    build(spoken)
    assert made_files(spoken) == before


def test_a_word_that_only_somebody_withdrawn_says_is_in_no_glossary(spoken: Path) -> None:
    shows.edit(spoken, "scripts/leaving.md", "consent: granted", "consent: withdrawn")
    entries = len(list(Store(Layout(spoken).cache).entries()))
    build(spoken)
    assert terms(spoken) == ["walked"]
    assert [name.partition("-")[0] for name in sounds(spoken)] == ["walked"]
    assert len(list(Store(Layout(spoken).cache).entries())) < entries


def test_no_word_of_the_glossary_is_sent_to_a_service(
    spoken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sounds(spoken)
    assert before
    monkeypatch.setattr(type(voicing.ENGINES["espeak"]), "online", True)
    (spoken / "feed" / "glossary.html").unlink()

    library = show_folder.read(spoken)
    assert glossary.publish(Layout(spoken), library, {"Monday", "walked"}, render=True) == ()


def test_without_rendering_only_what_is_kept_is_written(tmp_path: Path) -> None:

    shows.write(tmp_path)
    (tmp_path / "scripts" / "lexicon.pls").write_text(LEXICON, "utf-8")
    library = show_folder.read(tmp_path)
    assert glossary.publish(Layout(tmp_path), library, {"Monday"}, render=False) == ()
    [sound] = glossary.publish(Layout(tmp_path), library, {"Monday"}, render=True)
    assert (tmp_path / sound.path).is_file()
    assert glossary.publish(Layout(tmp_path), library, {"Monday"}, render=False) == (sound,)


def test_a_word_of_another_language_is_said_by_the_voice_for_it(tmp_path: Path) -> None:

    shows.write(tmp_path)
    text = LEXICON.replace('xml:lang="en"', 'xml:lang="ko"').replace("Monday", "고향")
    (tmp_path / "scripts" / "lexicon.pls").write_text(text, "utf-8")
    shows.edit(tmp_path, "passage.yml", "cast:\n", "cast:\n  languages: {ko: {voice: ko+f2}}\n")
    library = show_folder.read(tmp_path)
    found = glossary._words(Layout(tmp_path), library, library.lexicon[:1])
    [utterance] = found[0].segment.utterances
    assert (utterance.language, utterance.voice.name) == ("ko", "ko+f2")
    shows.edit(tmp_path, "passage.yml", "  languages: {ko: {voice: ko+f2}}\n", "")
    library = show_folder.read(tmp_path)
    [found_word] = glossary._words(Layout(tmp_path), library, library.lexicon[:1])
    assert found_word.segment.utterances[0].voice.name == ""


def test_a_korean_word_that_stands_with_particles_alone_has_an_entry_and_a_sound(
    tmp_path: Path,
) -> None:
    shows.write(tmp_path)
    text = LEXICON.replace('xml:lang="en"', 'xml:lang="ko"').replace("Monday", "고향")
    text = text.replace("ˈmʌndeɪ", "kohjaŋ")
    (tmp_path / "scripts" / "lexicon.pls").write_text(text, "utf-8")
    shows.edit(tmp_path, "scripts/leaving.md", "Monday", "Monday, [고향을 떠나]{lang=ko}")
    build(tmp_path)
    assert terms(tmp_path) == ["고향"]
    assert len(list((tmp_path / "feed" / "glossary").glob("*.mp3"))) == 1
