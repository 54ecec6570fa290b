from __future__ import annotations

from dataclasses import replace

import pytest

from passage.model import (
    Consent,
    Draft,
    EpisodeKind,
    Library,
    Manifest,
    Paragraph,
    Role,
    Run,
    ScriptKind,
    Segment,
    Voice,
)
from passage.narrating import casting, episode
from tests import shows


def _draft(library: Library) -> Draft:
    draft = episode.draft(library, library.manifests[0])
    assert draft is not None
    return draft


def _said(segment: Segment) -> str:
    return "|".join(utterance.shown.strip() for utterance in segment.utterances)


def test_an_episode_is_heard_in_its_order() -> None:
    library = shows.library(
        shows.script("prologue", "Welcome.", kind=ScriptKind.HOST, narrator="", source=""),
        shows.script("leaving", "We left.", content_notes=("war", "hunger")),
        shows.script("hills", "We walked.", stage="road", place="The Hills", narrator="Cy"),
        shows.script("sea", "We swam.", stage="road", narrator="", narrator_role="", place=""),
        shows.script("paper", "They came.", stage="", kind=ScriptKind.REPORT, narrator=""),
    )
    heard = [(s.role.value, s.title, s.chime, _said(s)) for s in _draft(library).segments]
    assert heard == [
        ("opening", "Opening", False,
         "This is Invented Roads.|Episode 1: Part One.|Your host is Ada."),
        ("note", "Content note", False,
         "A note before you listen.|This episode speaks of war and hunger."),
        ("stage-intro", "Home", True, "Home.|It begins where everybody knows everybody."),
        ("testimony", "Title of prologue", False, "Welcome."),
        ("testimony-intro", "Introduction: Title of leaving", False,
         "Lower Town.|Bo, left in 1999."),
        ("testimony", "Title of leaving", False, "We left."),
        ("stage-intro", "The Road", True,
         "The Road.|It goes on for longer than anyone had thought."),
        ("testimony-intro", "Introduction: Title of hills", False,
         "The Hills.|Cy, left in 1999."),
        ("testimony", "Title of hills", False, "We walked."),
        ("testimony-intro", "Introduction: Title of sea", False,
         "Someone whose name is not given."),
        ("testimony", "Title of sea", False, "We swam."),
        ("testimony-intro", "Introduction: Title of paper", False,
         "A report: Title of paper.|Lower Town."),
        ("testimony", "Title of paper", False, "They came."),
        ("closing", "Sources and how to help", False,
         ("The stories in this episode come from: An invented book.|"
         "The voices that you heard are synthetic.|"
         "They are not the voices of the people whose stories they tell.|"
         "Be kind to those who arrive.")),
    ]  # fmt: skip


def test_the_host_introduces_and_the_narrator_tells() -> None:
    speakers = {
        (segment.role, utterance.speaker, utterance.voice.name)
        for segment in _draft(shows.library(shows.script("leaving", "We left."))).segments
        for utterance in segment.utterances
    }
    host = {role for role in Role if role not in (Role.TESTIMONY, Role.NOTE)}
    assert speakers == {(role, "Ada", "en-gb") for role in host} | {(Role.TESTIMONY, "Bo", "en-us")}


def test_a_quoted_speaker_is_named() -> None:
    body = (
        Paragraph((Run("He stopped us."),)),
        Paragraph((Run("Papers!"),), speaker="The guard", quoted=True),
        Paragraph((Run("Go on."),), quoted=True),
    )
    library = shows.library(shows.script("leaving", body=body))
    told = next(s for s in _draft(library).segments if s.role is Role.TESTIMONY)
    assert [u.speaker for u in told.utterances] == ["Bo", "The guard", "Speaker"]


def test_pauses_follow_the_structure() -> None:
    library = shows.library(shows.script("leaving", "One. Two.", "Three."))
    told = next(s for s in _draft(library).segments if s.role is Role.TESTIMONY)
    assert [u.pause for u in told.utterances] == [350, 750, 1200]


def test_every_paragraph_begins_with_one_of_its_sentences() -> None:
    library = shows.library(shows.script("leaving", "We left. It rained.", "> Go!", "We went."))
    begins = [
        (utterance.shown.strip(), utterance.paragraph)
        for segment in _draft(library).segments
        if segment.role is Role.TESTIMONY
        for utterance in segment.utterances
    ]
    assert begins[0] == ("We left.", True)
    assert begins[1] == ("It rained.", False)
    assert all(paragraph for _, paragraph in begins[2:])


def test_a_spoken_form_and_a_language_belong_to_their_run_only() -> None:
    body = (Paragraph((Run("My "), Run("unni", "ko", "oon-nee"), Run(" — she — wept."))),)
    library = shows.library(shows.script("leaving", body=body))
    told = next(s for s in _draft(library).segments if s.role is Role.TESTIMONY)
    assert [(p.shown, p.spoken, p.language) for p in told.utterances[0].phrases] == [
        ("My ", "My ", "en"),
        ("unni", "oon-nee,", "ko"),
        (" — she — wept.", "she, wept.", "en"),
    ]
    assert told.utterances[0].shown == "My unni — she — wept."


def test_a_sentence_that_begins_in_another_language_is_still_in_its_script_s() -> None:
    body = (Paragraph((Run("unni", "ko-Latn"), Run(" came."))),)
    library = shows.library(shows.script("leaving", body=body))
    told = next(s for s in _draft(library).segments if s.role is Role.TESTIMONY)
    assert told.utterances[0].language == "en"
    assert [phrase.language for phrase in told.utterances[0].phrases] == ["ko-Latn", "en"]


def test_every_word_of_a_testimony_is_shown_as_it_is_written() -> None:
    texts = ("He said “go.” … Then — [softly] — “Go!”", "It was 3,000 miles. (1/3)")
    library = shows.library(shows.script("leaving", *texts))
    told = next(s for s in _draft(library).segments if s.role is Role.TESTIMONY)
    assert "".join(u.shown for u in told.utterances) == "".join(texts)


def test_a_paragraph_without_words_is_shown_with_its_neighbour() -> None:
    library = shows.library(shows.script("leaving", "***", "We left.", "— — —", "Then."))
    told = next(s for s in _draft(library).segments if s.role is Role.TESTIMONY)
    assert [u.shown for u in told.utterances] == ["*** We left. — — —", "Then."]


def test_a_stage_named_by_a_mark_alone_is_not_announced() -> None:
    stages = (replace(shows.SHOW.stages[0], name="…", introduction=""),)
    library = shows.library(shows.script("leaving", "We left."))
    library = replace(library, show=replace(library.show, stages=stages))
    assert Role.STAGE_INTRO not in {segment.role for segment in _draft(library).segments}


def test_a_host_without_words_in_the_show_s_language_speaks_english_as_english() -> None:
    script = replace(
        shows.script("leaving", "Nous sommes partis.", language="fr", source="Chemins"),
        content_notes=("la faim", "le froid"),
    )
    library = shows.library(script)
    french = replace(library, show=replace(library.show, language="fr"))
    opening, note, *between, closing = _draft(french).segments
    assert _languages(opening) == [
        ("This is ", "en"),
        ("Invented Roads. ", "fr"),
        ("Episode 1: ", "en"),
        ("Part One. ", "fr"),
        ("Your host is ", "en"),
        ("Ada.", "fr"),
    ]
    assert _languages(note) == [
        ("A note before you listen. This episode speaks of ", "en"),
        ("la faim", "fr"),
        (" and ", "en"),
        ("le froid.", "fr"),
    ]
    introduction = next(s for s in between if s.role is Role.TESTIMONY_INTRO)
    assert {language for _, language in _languages(introduction)} == {"fr"}
    assert ("Chemins.", "fr") in _languages(closing)
    assert closing.utterances[-1].shown == "Be kind to those who arrive."
    assert closing.utterances[-1].phrases[0].language == "fr"


def test_a_withdrawn_testimony_is_not_in_the_draft() -> None:
    library = shows.library(
        shows.script("leaving", "We left.", consent=Consent.WITHDRAWN, content_notes=("war",)),
        shows.script("hills", "We walked."),
    )
    draft = _draft(library)
    assert [script.id for script in draft.scripts] == ["hills"]
    assert "left" not in str([s for s in draft.segments if s.script == "leaving"])
    assert not any(s.role is Role.NOTE for s in draft.segments)


def test_nobody_left_means_no_episode() -> None:
    library = shows.library(shows.script("leaving", "We left.", consent=Consent.WITHDRAWN))
    assert episode.draft(library, library.manifests[0]) is None


def test_pending_consent_is_named() -> None:
    library = shows.library(
        shows.script("leaving", "We left.", consent=Consent.PENDING),
        shows.script("hills", "We walked."),
    )
    assert _draft(library).awaiting == ("leaving",)


@pytest.mark.parametrize(
    ("changes", "opening"),
    [
        ({"kind": EpisodeKind.TRAILER}, "This is Invented Roads.|Part One.|Your host is Ada."),
        ({"title": "What now?"},
         "This is Invented Roads.|Episode 1: What now?|Your host is Ada."),
        ({"title": "{show}"}, "This is Invented Roads.|Episode 1: {show}.|Your host is Ada."),
    ],
)  # fmt: skip
def test_the_opening_fits_the_episode(changes: dict[str, object], opening: str) -> None:
    library = shows.library(shows.script("leaving", "We left."))
    changed: Manifest = replace(library.manifests[0], **changes)  # type: ignore[arg-type]
    draft = episode.draft(library, changed)
    assert draft is not None
    assert _said(draft.segments[0]) == opening


def test_a_korean_show_has_a_korean_host() -> None:
    library = shows.library(shows.script("leaving", "떠났습니다.", language="ko"))
    korean = replace(library, show=replace(library.show, language="ko-KR"))
    assert "진행자는 Ada입니다." in _said(_draft(korean).segments[0])


def test_a_show_may_cast_the_voice_of_another_language() -> None:
    cast = replace(shows.SHOW.cast, languages=(("ko", Voice(name="ko+f2")),))
    assert casting.foreign(cast, "ko", "espeak") == "ko+f2"
    assert casting.foreign(cast, "fr", "espeak") == ""
    assert casting.foreign(cast, "ko", "piper") == "", "its own voice reads it as well as it can"


def test_the_host_says_in_a_script_s_language_what_is_in_its_letters() -> None:
    korean = replace(
        shows.script("leaving", "우리는 떠났다.", language="ko", narrator="미나", place="부산"),
        narrator_role="left home in 2015",
        content_notes=("전쟁", "hunger"),
        source="강 너머",
    )
    _, note, *between, closing = _draft(shows.library(korean)).segments
    introduction = next(s for s in between if s.role is Role.TESTIMONY_INTRO)
    assert _languages(introduction) == [
        ("부산.미나", "ko"),
        (", left home in 2015.", "en"),
    ]
    assert _languages(note)[-2:] == [("전쟁", "ko"), (" and hunger.", "en")]
    assert ("강 너머", "ko") in [(text.strip(), tag) for text, tag in _languages(closing)]


def _languages(segment: Segment) -> list[tuple[str, str]]:
    """What is shown, by language; a space between belongs to what is before it."""
    told: list[tuple[str, str]] = []
    for phrase in (p for u in segment.utterances for p in u.phrases):
        if told and (told[-1][1] == phrase.language or not phrase.shown.strip()):
            told[-1] = (told[-1][0] + phrase.shown, told[-1][1])
        else:
            told.append((phrase.shown, phrase.language))
    return told
