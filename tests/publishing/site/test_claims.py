"""Each sentence of the accessibility statement has tests; one without any does not land."""

from __future__ import annotations

import pytest

from passage.publishing.site.catalogue import Catalogue
from passage.publishing.site.english import ENGLISH
from tests import claims
from tests.publishing.site import invented
from tests.publishing.site.invented import tree

RULES, LOOKS, PLAIN = (f"tests/browser/test_{name}.py" for name in ("rules", "looks", "plain"))
HEARING, LISTENING = "tests/browser/test_hearing.py", "tests/browser/test_listening.py"
KOREAN = "tests/browser/test_korean.py"
KEYBOARD, ORCA = "tests/browser/test_keyboard.py", "tests/browser/test_orca.py"
PHRASES, SEARCHING = "tests/browser/test_phrases.py", "tests/browser/test_searching.py"
EPISODE, STYLE = (f"tests/publishing/site/test_{name}.py" for name in ("episode_page", "style"))

BACKED: claims.Backed = {
    # Around every page
    "Made with Passage.": (f"{RULES}::test_nu_finds_no_errors",),
    "This site sets no cookies and loads nothing from others.": (
        f"{RULES}::test_no_page_sets_a_cookie",
        f"{RULES}::test_no_page_asks_anybody_else",
        f"{RULES}::test_no_page_breaks_its_own_policy",
    ),
    # How it is made
    "To listen and to read takes no JavaScript: the player is that of your browser, every word "
    "that is heard can be read, and every chapter is a link.": (
        f"{PLAIN}::test_no_dead_control_is_seen",
        f"{PLAIN}::test_the_whole_transcript_and_the_browsers_own_player_are_there",
        f"{PLAIN}::test_a_link_to_a_chapter_is_heard_from_there",
        f"{KOREAN}::test_every_page_lists_all_chapters_and_each_is_found_without_a_script",
    ),
    "With JavaScript the player has more buttons, the sentence that is heard is marked, and all "
    "that is said can be searched.": (
        f"{LISTENING}::test_the_player_steps_by_seconds_sentences_and_chapters",
        f"{HEARING}::test_the_marked_sentence_is_the_one_that_is_heard",
        f"{SEARCHING}::test_words_are_found_in_what_is_said",
    ),
    "The transcript is the whole text, in the order in which it is heard, under a heading for each "
    "chapter.": (
        f"{EPISODE}::test_every_cue_is_on_the_page_in_order_with_its_times_and_its_words",
        f"{EPISODE}::test_every_chapter_has_a_heading",
    ),
    "Words in another language are marked as such, so that a screen reader can change its voice.": (
        f"{RULES}::test_every_run_has_the_language_of_its_source",
        f"{EPISODE}::test_every_stretch_has_the_language_that_the_source_gives_it",
    ),
    "While the audio plays, nothing is announced and the focus does not move.": (
        f"{HEARING}::test_nothing_speaks_or_moves_while_the_voice_does",
    ),
    "The sentence that is heard is marked with a line and a colour.": (
        f"{STYLE}::test_the_mark_is_a_line_too_and_wishes_are_followed",
        f"{LOOKS}::test_the_mark_is_not_colour_alone",
    ),
    "Scrolling with the voice is off until you ask for it.": (
        f"{LISTENING}::test_the_view_follows_the_voice_only_when_asked",
    ),
    "Colours follow your light or dark setting and your own forced colours.": (
        f"{LOOKS}::test_the_two_themes_differ",
        f"{LOOKS}::test_the_mark_is_not_colour_alone",
        f"{LOOKS}::test_names_on_the_map_can_be_read_in_forced_colours",
    ),
    "Text has a contrast of at least 7 to 1.": (
        f"{STYLE}::test_text_stands_out_by_seven_to_one",
        f"{LOOKS}::test_everything_has_contrast_while_a_sentence_is_marked",
        f"{LOOKS}::test_text_on_every_kind_of_page_has_contrast",
    ),
    "Nothing moves by itself.": (f"{LOOKS}::test_nothing_moves_by_itself",),
    "Content notes come before the player.": (
        f"{EPISODE}::test_content_notes_come_before_the_player_and_before_what_is_said",
        f"{LOOKS}::test_content_notes_are_seen_before_the_player",
    ),
    # What is tested
    "With each change of the software, automatic tests make the pages of invented shows and look "
    "at them: with the Nu HTML checker, and in the browser Chromium with axe, without JavaScript, "
    "by keyboard alone, 320 pixels wide, with wide text spacing, light, dark, and with forced "
    "colours.": (
        f"{RULES}::test_nu_finds_no_errors",
        f"{RULES}::test_axe_finds_nothing",
        f"{PLAIN}::test_no_dead_control_is_seen",
        f"{KEYBOARD}::test_everything_is_reached_in_order_and_seen",
        f"{KEYBOARD}::test_the_player_can_be_worked_without_a_mouse",
        f"{LOOKS}::test_pages_reflow_in_320_pixels",
        f"{LOOKS}::test_wider_spaces_cut_nothing_off",
        f"{LOOKS}::test_text_on_every_kind_of_page_has_contrast",
        f"{LOOKS}::test_the_mark_is_not_colour_alone",
    ),
    "They compare every sentence and its language with the script from which the audio is made.": (
        f"{RULES}::test_every_run_has_the_language_of_its_source",
        "tests/pipeline/shelving/test_site.py::test_every_cue_of_a_built_episode_is_on_its_page",
    ),
    "They listen to what a simulated screen reader says, and to the screen reader Orca in "
    "Chromium, and that both stay silent while the audio plays.": (
        f"{PHRASES}::test_a_page_is_told_as_it_was",
        f"{PHRASES}::test_it_is_silent_while_the_voice_speaks",
        f"{ORCA}::test_orca_tells_headings_landmarks_and_the_player",
        f"{ORCA}::test_orca_is_silent_while_the_voice_speaks",
    ),
}

CLAIMS = ("made_with", *(key for key in ENGLISH if key.startswith(("a11y_how_", "a11y_tested_"))))

NO_CLAIMS = {
    "a11y_aim",
    "a11y_how",
    "a11y_tested",
    "a11y_untested",
    *("a11y_untested_1", "a11y_untested_2", "a11y_untested_3"),
    *("a11y_voices", "a11y_contact", "a11y_contact_how"),
}
"""Headings, what is aimed at, what was not tested, and a warning: none says that anything is so."""


def test_every_sentence_of_the_statement_has_its_tests() -> None:
    assert claims.unbacked((ENGLISH[key] for key in CLAIMS), BACKED) == []


def test_what_the_statement_shows_is_claimed_or_known_to_claim_nothing() -> None:
    words = {key for key in ENGLISH if key.startswith("a11y_")}
    assert words == {*CLAIMS, *NO_CLAIMS} - {"made_with"}
    shown = " ".join(tree(invented.whole()["feed/accessibility.html"]).text_content().split())
    for key in words - {"a11y_contact_how"}:
        assert ENGLISH[key] in shown, key


def test_a_translation_claims_no_more() -> None:
    korean = Catalogue("ko")
    for key in CLAIMS:
        told, known = claims.sentences(korean.text(key)), claims.sentences(ENGLISH[key])
        assert len(told) == len(known), key


@pytest.mark.parametrize(
    ("told", "table", "found"),
    [
        (["It sings. It flies."], {"It sings.": (__name__,)}, "no test is named for: It flies."),
        ([], {"It sings.": (f"{STYLE}::test_directions",)}, "nobody says any more: It sings."),
        (["It sings."], {"It sings.": (f"{STYLE}::test_it_sings",)}, "there is no test"),
        (["It sings."], {"It sings.": ("tests/none.py::test_it",)}, "there is no test"),
    ],
)
def test_a_claim_without_its_test_is_found(
    told: list[str], table: claims.Backed, found: str
) -> None:
    assert any(each.startswith(found) for each in claims.unbacked(told, table))
